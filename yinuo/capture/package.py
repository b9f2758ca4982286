"""Opens an Office package with care: sizes are counted while unpacking, XML entities are refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

MAX_PACKAGE = 25 * 1024 * 1024
MAX_PART = 30 * 1024 * 1024
MAX_PARTS = 3000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away runs, and settings.
LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "rPr", "pPr", "tblPr", "tcPr"))
SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}

FLAWS = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)


class DamagedFile(Exception):
    """The file cannot be read as a Word document."""


def part(data: bytes, name: str) -> Any:
    """The XML root of one part of the package in `data`.

    Raises:
        DamagedFile: not a package, too large, part missing, or XML that nobody should open.

    """
    try:
        return fromstring(_unpacked(data, name))
    except (ParseError, DefusedXmlException, ValueError) as flaw:
        raise DamagedFile(name) from flaw


def words(element: Any) -> str:
    """The text of a Word element as if all tracked changes were accepted; paragraphs end with a line end."""
    pieces: list[str] = []
    _gather(element, pieces)
    return "".join(pieces)


def _gather(element: Any, pieces: list[str]) -> None:
    for child in element:
        name = child.tag
        if name in LEFT_OUT:
            continue
        if name == f"{W}t":
            pieces.append(child.text or "")
        elif name in SIGNS:
            pieces.append(SIGNS[name])
        else:
            if name == f"{W}p" and pieces:
                pieces.append("\n")
            _gather(child, pieces)


def _unpacked(data: bytes, name: str) -> bytes:
    if len(data) > MAX_PACKAGE:
        raise DamagedFile(f"larger than {MAX_PACKAGE} bytes")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if len(package.infolist()) > MAX_PARTS:
                raise DamagedFile(f"more than {MAX_PARTS} parts")
            with package.open(name) as stream:
                # The size in the directory may lie: read one byte more than allowed.
                content = stream.read(MAX_PART + 1)
    except FLAWS as flaw:
        raise DamagedFile(name) from flaw
    if len(content) > MAX_PART:
        raise DamagedFile(f"{name} unpacks to more than {MAX_PART} bytes")
    return content
