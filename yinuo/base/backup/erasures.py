"""The list of erased persons, kept beside the database and beside the backups, for a backup knows no later erasure."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

NAME = "erasures.jsonl"


def read(path: Path) -> dict[str, str]:
    """Person ("person:12") to the moment of the first erasure; a line cut off by a crash is passed over."""
    found: dict[str, str] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                said = json.loads(line)
                found.setdefault(str(said["person"]), str(said["at"]))
            except (ValueError, KeyError, TypeError):
                continue
    return found


def text(found: Mapping[str, str]) -> str:
    return "".join(f"{json.dumps({'person': person, 'at': found[person]})}\n" for person in sorted(found))


def keep(folder: Path, found: Mapping[str, str]) -> None:
    """Add to the list in `folder`; nobody leaves it. Written whole, then renamed."""
    path = folder / NAME
    merged = {**found, **read(path)}
    if merged == read(path):
        return
    draft = path.with_name(f".{NAME}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        draft.chmod(0o600)
        file.write(text(merged))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
