"""Addresses of the built bundles: the manifest is written by the front-end build."""

import json
import os
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

BUILD = Path(__file__).resolve().parent / "static" / "build"


_MANIFEST = str(BUILD / "manifest.json")


@lru_cache(maxsize=4)
def _manifest(stamp: int) -> dict[str, str]:
    """Read once per build; `stamp` is the file's time of change."""
    names: dict[str, str] = json.loads((BUILD / "manifest.json").read_text())
    return names


@lru_cache(maxsize=64)
def _address(name: str, stamp: int) -> str:
    return static(f"build/{_manifest(stamp).get(name, name)}")


def address(name: str) -> str:
    """Where a page finds `name` ("app.css"): the hashed file, or the bare name while nothing is built."""
    try:
        stamp = os.stat(_MANIFEST).st_mtime_ns  # noqa: PTH116 - asked for each icon of a page, so without a Path
    except FileNotFoundError:
        return static(f"build/{name}")
    return _address(name, stamp)
