"""Opens an Office package with care: sizes are counted while unpacking and parsing, XML entities are refused."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import TreeBuilder  # builds only; defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

MAX_PACKAGE = 25 * 1024 * 1024
MAX_PART = 20 * 1024 * 1024
MAX_PARTS = 3000
MAX_ELEMENTS = 400_000
MAX_ATTRIBUTES = 800_000
MAX_DEPTH = 100
# Bytes fed at once, and how often in a row without anything told apart: one tag or comment of half a megabyte.
CHUNK = 64 * 1024
MAX_SILENCE = 8

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away runs, and settings.
LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "rPr", "pPr", "tblPr", "tcPr"))
SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}

FLAWS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)


class DamagedFile(Exception):
    """The file cannot be read as a Word document."""


def names(data: bytes) -> frozenset[str]:
    """The names of the parts of the package in `data`.

    Raises:
        DamagedFile: not a package, too large, or too many parts.

    """
    try:
        with _opened(data) as package:
            return frozenset(package.namelist())
    except FLAWS as flaw:
        raise DamagedFile from flaw


def part(data: bytes, name: str) -> Any:
    """The XML root of one part of the package in `data`.

    Raises:
        DamagedFile: not a package, too large, part missing, or XML that nobody should open.

    """
    return tree(_unpacked(data, name), name)


def tree(content: bytes, name: str = "") -> Any:
    """The root of XML in `content`, which is called `name` in what is raised.

    Raises:
        DamagedFile: no XML, XML that nobody should open, or more of it than a document has.

    """
    try:
        return _parsed(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as flaw:
        raise DamagedFile(name) from flaw


def _parsed(content: bytes) -> Any:
    bounded = _Bounded()
    parser = XMLParser(target=bounded, forbid_dtd=True)
    for start in range(0, len(content), CHUNK):
        parser.feed(content[start : start + CHUNK])
        bounded.heard()
    return parser.close()


class _Bounded(TreeBuilder):
    """Builds a tree of bounded size, so that a small file cannot become a large one in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.attributes = self.depth = self.silence = 0

    def start(self, tag: str, attrs: dict[Any, Any]) -> Any:
        self.silence = 0
        self.elements += 1
        self.attributes += len(attrs)
        self.depth += 1
        if self.elements > MAX_ELEMENTS or self.attributes > MAX_ATTRIBUTES or self.depth > MAX_DEPTH:
            raise DamagedFile("more elements, attributes or levels than a document has")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Any:
        self.depth -= 1
        return super().end(tag)

    def data(self, data: str) -> None:
        self.silence = 0
        super().data(data)

    def heard(self) -> None:
        """Called after each chunk: one endless tag is parsed again from its beginning each time."""
        self.silence += 1
        if self.silence > MAX_SILENCE:
            raise DamagedFile("one tag or comment of more than half a megabyte")


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


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > MAX_PACKAGE:
        raise DamagedFile(f"larger than {MAX_PACKAGE} bytes")
    # Counted before opening: the list of half a million parts alone takes half a gigabyte.
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise DamagedFile(f"more than {MAX_PARTS} parts")
    return zipfile.ZipFile(BytesIO(data))


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        with _opened(data) as package:
            if package.getinfo(name).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise DamagedFile(f"{name} is packed as no office program does it")
            with package.open(name) as stream:
                # The size in the directory may lie: read one byte more than allowed.
                content = stream.read(MAX_PART + 1)
    except FLAWS as flaw:
        raise DamagedFile(name) from flaw
    if len(content) > MAX_PART:
        raise DamagedFile(f"{name} unpacks to more than {MAX_PART} bytes")
    return content
