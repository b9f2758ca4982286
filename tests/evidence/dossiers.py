"""Dossiers to tamper with: the two that are kept, fresh ones, and how to seal one again after a change."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house import tree
from yinuo.base import clock
from yinuo.base.dossier import packing, verify
from yinuo.evidence import access
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yinuo.ledger.published import Sheet

DATA = Path(__file__).parent / "data"
KEPT = ("sheet-client", "expectation-vendor")
"""The client's edition of a sheet; ours of an expectation, with an erased person and its tombstone."""
Files = dict[str, bytes]


def kept(name: str) -> Files:
    return verify.unpacked((DATA / f"{name}.zip").read_bytes())


def receipt() -> bytes:
    return (DATA / "receipt.json").read_bytes()


def stands(files: Files, *receipts: bytes) -> bool:
    """What verify.py says; a dossier that it cannot read does not stand."""
    try:
        return all(line.stands for line in verify.check(files, receipts))
    except verify.Unreadable:
        return False


def sealed_again(files: Files, **head: object) -> Files:
    """The manifest made anew, as a forger would: what is still found is found by the chain."""
    manifest = json.loads(files["manifest.json"])
    parts = {name: data for name, data in files.items() if name not in (verify.MANIFEST, verify.SEAL)}
    for name, data in parts.items():
        manifest["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    manifest["files"] = {name: one for name, one in manifest["files"].items() if name in parts}
    manifest["streams"] |= head
    parts[verify.MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    seal = hashlib.sha256(parts[verify.MANIFEST]).hexdigest()
    return {**parts, verify.SEAL: f"{seal}  {verify.MANIFEST}\n".encode()}


def flipped(data: bytes, at: int) -> bytes:
    """One bit of one byte turned, another one at each place."""
    return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


def answer(sheet: Sheet, *kinds: str, by: str = "温宁", person_id: int | None = None, token: str = "") -> None:
    """One reply to the first lines of a sheet, by message."""
    lines = list(sheet.lines.order_by("number"))
    given = [ledger.AnswerGiven(line.token, kind) for line, kind in zip(lines, kinds, strict=False)]
    means = ledger.MeansGiven(
        means="message", by_name=by, signed_on=date(2026, 11, 20), message_text="同意", person_id=person_id,
        recorded_by="林知夏", address="203.0.113.9", attachment_token=token,
    )  # fmt: skip
    ledger.reply(sheet, means=means, answers=given, at=clock.now())


def without_readings(wanted: access.Wanted) -> Files:
    """The files of a dossier as made, less its PDFs: a few kilobytes that can be broken byte by byte."""
    parts = access.dossier_files(wanted)
    manifest = json.loads(parts[verify.MANIFEST])
    facts = {name: manifest[name] for name in ("edition", "made_for", "streams", "missing")}
    ours = {*packing.always(), verify.MANIFEST, verify.SEAL}
    return packing.files_of(
        {name: data for name, data in parts.items() if name not in ours and not name.endswith(".pdf")}, facts
    )


def forget(person: str) -> None:
    evidence.erase(person, by="郁青", at=clock.now(), why="本人申请，个人信息保护法第四十七条")


class SecondVerifier:
    """The verifier in JavaScript, asked about one change after the other."""

    def __init__(self, files: Files, *receipts: bytes) -> None:
        named = shutil.which("node", path=f"{tree.ROOT / '.venv' / 'bin'}:/usr/local/bin:/usr/bin") or shutil.which(
            "node"
        )
        if named is None:
            raise AssertionError("The second verifier needs node. ./run setup brings it, or: apt-get install nodejs")
        self.program = [named, str(Path(__file__).parent / "verify.mjs")]
        self.first = {"files": _coded(files), "receipts": [base64.b64encode(one).decode() for one in receipts]}

    def ask(self, changes: Sequence[dict[str, object]] = ()) -> list[bool]:
        """Whether it stands as it is, then with each change: {"put": Files, "drop": names}."""
        coded = [{**one, "put": _coded(one.get("put", {}))} for one in changes]  # type: ignore[arg-type]
        lines = "\n".join(json.dumps(one) for one in (self.first, *coded)) + "\n"
        done = subprocess.run(self.program, input=lines, capture_output=True, text=True, check=True)
        return [word == "stands" for word in done.stdout.split()]


def _coded(files: Files) -> dict[str, str]:
    return {name: base64.b64encode(data).decode() for name, data in files.items()}


def sample(places: Iterable[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """At most `most` of the places, evenly spread, the same each time."""
    every = list(places)
    step = max(1, len(every) // most)
    return every[::step]
