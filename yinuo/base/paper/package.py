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
