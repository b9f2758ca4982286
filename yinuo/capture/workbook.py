"""Reads the cells of an .xlsx workbook as text, part by part, and stops at the first sign of a bomb."""

from __future__ import annotations

import posixpath
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as midnight
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import TypeVar
from xml.sax import ContentHandler, SAXException
from xml.sax.xmlreader import InputSource

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from yinuo.capture.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_FILE,
    MAX_LOOKED_AT,
    MAX_PART,
    MAX_ROWS,
    MAX_SECONDS,
    Reason,
    Unreadable,
)
from yinuo.capture.merged import column, filled
from yinuo.capture.package import FLAWS, MAX_PARTS

CHUNK = 64 * 1024
MAX_SILENCE = 2 * 1024 * 1024
MAX_DEPTH = 100
MAX_STRINGS = MAX_ROWS * MAX_COLUMNS
MAX_MERGED = 20_000

# ECMA-376 part 1, 18.8.30: formats of dates that need no code of their own, with those of the Chinese locale.
DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
TIME_FORMATS = frozenset({*range(18, 22), *range(32, 36), *range(45, 48), 55, 56})
LAST_DAY = 2_958_465
LEAP_FLAW = 60
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: rows by their number in the file, cells by column from 0."""

    name: str
    names: tuple[str, ...]
    rows: Mapping[int, Mapping[int, str]]


def sheet(data: bytes, wanted: str = "") -> Sheet:
    """The visible sheet called `wanted`, else the first that holds anything. Merged cells are filled downwards.

    Raises:
        Unreadable: not a workbook, protected, beyond a limit of `limits`, or XML that nobody should open.

    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Reason.LOCKED)
    if len(data) > MAX_FILE:
        raise Unreadable(Reason.TOO_LARGE)
    with _opened(data) as package:
        return _chosen(_Package(package, time.monotonic() + MAX_SECONDS), wanted)


def _chosen(book: _Package, wanted: str) -> Sheet:
    index = book.read("xl/workbook.xml", _Index())
    places = book.read("xl/_rels/workbook.xml.rels", _Places()).targets
    names = tuple(name for name, _key in index.sheets)
    if wanted and wanted not in names:
        raise Unreadable(Reason.NO_SHEET, wanted)
    strings = book.read("xl/sharedStrings.xml", _Strings(), is_needed=False).found
    formats = book.read("xl/styles.xml", _Formats(), is_needed=False).kinds()
    rows: dict[int, dict[int, str]] = {}
    for name, key in index.sheets:
        if wanted not in ("", name):
            continue
        cells = _Cells(strings, formats, is_1904=index.is_1904)
        book.read(posixpath.normpath(posixpath.join("xl", places.get(key, ""))), cells)
        rows = filled(cells.rows, cells.merged)
        if rows or wanted:
            return Sheet(name, names, rows)
    raise Unreadable(Reason.EMPTY)


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if len(package.infolist()) > MAX_PARTS:
                raise Unreadable(Reason.TOO_LARGE)
            yield package
    except FLAWS as flaw:
        raise Unreadable(Reason.DAMAGED) from flaw


class _Part(ContentHandler):
    """What is gathered from one part; counts what it was told, so that one endless token is noticed."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0
        self.depth = 0

    def startElement(self, name: str, attrs: Mapping[str, str]) -> None:  # type: ignore[override]  # noqa: N802  # named by SAX
        self.told += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable(Reason.DAMAGED)
        self.opens(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802  # named by SAX
        self.told += 1
        self.depth -= 1
        self.closes(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        self.told += 1
        self.says(content)

    def opens(self, name: str, attrs: Mapping[str, str]) -> None: ...

    def closes(self, name: str) -> None: ...

    def says(self, words: str) -> None: ...


Gathered = TypeVar("Gathered", bound=_Part)


@dataclass(slots=True)
class _Package:
    """The parts of a workbook, read against one limit of time."""

    package: zipfile.ZipFile
    until: float

    def read(self, name: str, into: Gathered, *, is_needed: bool = True) -> Gathered:
        """Feed the part `name` to `into` in pieces."""
        name = name.lstrip("/")
        if not is_needed and name not in self.package.namelist():
            return into
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setContentHandler(into)  # type: ignore[arg-type]  # the stubs ask for names of arguments
        try:
            parser.prepareParser(InputSource())
            with self.package.open(name) as stream:
                self._feed(parser, stream, into)
        except (SAXException, DefusedXmlException) as flaw:
            raise Unreadable(Reason.DAMAGED) from flaw
        return into

    def _feed(self, parser: object, stream: object, into: _Part) -> None:
        size = silent = 0
        while piece := stream.read(CHUNK):  # type: ignore[attr-defined]  # a stream of bytes
            told = into.told
            parser.feed(piece)  # type: ignore[attr-defined]  # expat's own reader takes pieces
            size += len(piece)
            silent = silent + len(piece) if into.told == told else 0
            if size > MAX_PART:
                raise Unreadable(Reason.TOO_LARGE)
            if silent > MAX_SILENCE:
                raise Unreadable(Reason.DAMAGED)
            if time.monotonic() > self.until:
                raise Unreadable(Reason.TOO_SLOW)
        parser.close()  # type: ignore[attr-defined]  # as above


class _Index(_Part):
    """Visible sheets in their order, and from which year days are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.is_1904 = False

    def opens(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "sheet" and attrs.get("state", "visible") == "visible":
            key = next((value for key, value in attrs.items() if key.endswith(":id")), "")
            self.sheets.append((attrs.get("name", ""), key))
        elif name == "workbookPr":
            self.is_1904 = attrs.get("date1904", "0") in {"1", "true"}


class _Places(_Part):
    """Where each sheet's part lies."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def opens(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attrs.get("Target", "")
            self.targets[attrs.get("Id", "")] = target if not target.startswith("/") else f"..{target}"


class _Strings(_Part):
    """The strings that cells share; how they are read aloud (phonetic runs) is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []
        self.is_open = False
        self.is_aside = False

    def opens(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "si":
            self.words = []
        elif name == "rPh":
            self.is_aside = True
        elif name == "t":
            self.is_open = not self.is_aside

    def closes(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self.words))
            if len(self.found) > MAX_STRINGS:
                raise Unreadable(Reason.TOO_LARGE)
        elif name == "rPh":
            self.is_aside = False
        elif name == "t":
            self.is_open = False

    def says(self, words: str) -> None:
        if self.is_open:
            self.words.append(words)


class _Formats(_Part):
    """Which cell styles show a number as a day or as a time of day."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}
        self.styles: list[str] = []
        self.is_open = False

    def opens(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.codes[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        elif name == "cellXfs":
            self.is_open = True
        elif name == "xf" and self.is_open:
            self.styles.append(attrs.get("numFmtId", "0"))

    def closes(self, name: str) -> None:
        if name == "cellXfs":
            self.is_open = False

    def kinds(self) -> list[str]:
        """For each style "day", "time" or ""."""
        return [self._kind(style) for style in self.styles]

    def _kind(self, style: str) -> str:
        if style in self.codes:
            code = _QUOTED.sub("", self.codes[style]).lower().partition(";")[0]
            if re.search(r"[yd年月日]", code):
                return "day"
            return "time" if re.search(r"[hs时分]", code) else ""
        number = int(style) if style.isdecimal() else 0
        return "day" if number in DATE_FORMATS else "time" if number in TIME_FORMATS else ""


@dataclass(slots=True)
class _Cell:
    """The cell that is being read."""

    column: int = 0
    kind: str = ""
    style: int = 0
    words: list[str] = field(default_factory=list)
    length: int = 0


class _Cells(_Part):
    """Rows of a sheet that hold anything, and which cells are merged."""

    def __init__(self, strings: list[str], formats: list[str], *, is_1904: bool) -> None:
        super().__init__()
        self.strings, self.formats = strings, formats
        self.epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int]] = []
        self.number = self.looked_at = 0
        self.cell = _Cell()
        self.is_value = self.is_aside = False

    def opens(self, name: str, attrs: Mapping[str, str]) -> None:
        if name == "row":
            self._row(attrs.get("r", ""))
        elif name == "c":
            self._begin(attrs)
        elif name in {"v", "t"}:
            self.is_value = not self.is_aside
        elif name == "rPh":
            self.is_aside = True
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def closes(self, name: str) -> None:
        if name in {"v", "t"}:
            self.is_value = False
        elif name == "rPh":
            self.is_aside = False
        elif name == "c":
            self._keep()

    def says(self, words: str) -> None:
        if not self.is_value:
            return
        self.cell.length += len(words)
        if self.cell.length > MAX_CELL:
            raise Unreadable(Reason.LONG_CELL, str(self.number))
        self.cell.words.append(words)

    def _row(self, number: str) -> None:
        self.looked_at += 1
        if self.looked_at > MAX_LOOKED_AT:
            raise Unreadable(Reason.MANY_ROWS)
        self.number = int(number) if number.isdecimal() and len(number) < 8 else self.number + 1  # noqa: PLR2004  # seven digits
        self.cell = _Cell(column=-1)

    def _begin(self, attrs: Mapping[str, str]) -> None:
        place, style = _PLACE.fullmatch(attrs.get("r", "")), attrs.get("s", "0")
        self.cell = _Cell(
            column=column(place[1]) if place else self.cell.column + 1,
            kind=attrs.get("t", "n"),
            style=int(style) if style.isdecimal() and len(style) < 7 else 0,  # noqa: PLR2004  # no book has more styles
        )

    def _keep(self) -> None:
        text = self._text("".join(self.cell.words))
        if not text:
            return
        if self.cell.column >= MAX_COLUMNS:
            raise Unreadable(Reason.MANY_COLUMNS, str(self.number))
        if len(text) > MAX_CELL:
            raise Unreadable(Reason.LONG_CELL, str(self.number))
        self.rows.setdefault(self.number, {})[self.cell.column] = text
        if len(self.rows) > MAX_ROWS + 10:
            raise Unreadable(Reason.MANY_ROWS)

    def _text(self, value: str) -> str:
        kind = self.cell.kind
        if kind == "s":
            known = value.strip().isdecimal() and int(value) < len(self.strings)
            value = self.strings[int(value)] if known else ""
        elif kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), "")
        elif kind == "n":
            return self._number(value.strip())
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)

    def _number(self, value: str) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite() or abs(number.adjusted()) > 30:  # noqa: PLR2004  # no amount and no day is so long
            return value
        kind = self.formats[self.cell.style] if self.cell.style < len(self.formats) else ""
        if kind and 0 <= number <= LAST_DAY:
            return self._moment(number, kind)
        # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3.
        plain = format(number if number == number.to_integral_value() else Decimal(f"{number:.15g}"), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def _moment(self, number: Decimal, kind: str) -> str:
        days = int(number)
        seconds = round((number - days) * 86_400)
        if kind == "time" and days == 0:
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
        # The first books took 1900 for a leap year; days before its 29 February lie one off.
        off = 1 if self.epoch.year < 1900 and days < LEAP_FLAW else 0  # noqa: PLR2004  # the year of the flaw
        day = datetime.combine(self.epoch, midnight()) + timedelta(days=days + off, seconds=seconds)
        return f"{day:%Y-%m-%d %H:%M}" if seconds else f"{day:%Y-%m-%d}"

    def _merge(self, area: str) -> None:
        first, _colon, last = area.partition(":")
        begins, ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if begins and ends and len(self.merged) < MAX_MERGED:
            self.merged.append((column(begins[1]), int(begins[2]), int(ends[2])))
