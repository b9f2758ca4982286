"""Addresses of the built bundles: the manifest is written by the front-end build."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

BUILD = Path(__file__).resolve().parent / "static" / "build"


@lru_cache(maxsize=4)
def _manifest(stamp: int) -> dict[str, str]:
    """Read once per build; `stamp` is the file's time of change."""
    names: dict[str, str] = json.loads((BUILD / "manifest.json").read_text())
    return names


def address(name: str) -> str:
    """Where a page finds `name` ("app.css"): the hashed file, or the bare name while nothing is built."""
    try:
        stamp = (BUILD / "manifest.json").stat().st_mtime_ns
    except FileNotFoundError:
        return static(f"build/{name}")
    return static(f"build/{_manifest(stamp).get(name, name)}")
