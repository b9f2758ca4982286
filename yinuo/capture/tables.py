"""A spreadsheet as people have it, CSV or XLSX, as one plain table: header, rows, and where each row stands."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from yinuo.capture import columns, files, workbook
from yinuo.capture.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_FILE,
    MAX_ROWS,
    MAX_TEXT,
    Reason,
    Unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Reason", "Row", "Table", "Unreadable", "read"]

SEPARATORS = ",;\t"
TRIED = 30
HEADER_WITHIN = 12
KINDS = (".csv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header; `number` as the spreadsheet numbers it, `cells` as wide as the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. `sheet` and `sheets` are empty for CSV."""

    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read(file_name: str, data: bytes, sheet: str = "", known: Callable[[Iterable[str]], int] = columns.known) -> Table:
    """The table in a .csv (UTF-8, UTF-16, GB 18030; comma, semicolon or tab) or .xlsx file.

    `known` counts the headings it knows among the cells of a row.

    Dates in typed cells come as 2026-11-20, numbers without a needless fraction, formulas as the value last computed.

    Raises:
        Unreadable: another kind, damaged, protected, empty, or beyond a limit.

    """
    kind = PurePath(file_name.replace("\\", "/")).suffix.lower()
    if not data:
        raise Unreadable(Reason.EMPTY)
    if kind in {".xls", ".et"}:
        raise Unreadable(Reason.OLD_KIND)
    if kind not in KINDS:
        raise Unreadable(Reason.OTHER_KIND)
    if len(data) > MAX_FILE:
        raise Unreadable(Reason.TOO_LARGE)
    if kind == ".xlsx":
        found = workbook.sheet(data, sheet)
        return _table(found.rows, known, found.name, found.names)
    return _table(_records(data), known)


def _table(
    rows: Mapping[int, Mapping[int, str]],
    known: Callable[[Iterable[str]], int],
    sheet: str = "",
    sheets: tuple[str, ...] = (),
) -> Table:
    cleaned = {number: {at: _clean(text) for at, text in cells.items()} for number, cells in rows.items()}
    full = {number: cells for number, cells in cleaned.items() if any(cells.values())}
    if not full:
        raise Unreadable(Reason.EMPTY)
    head = _header_row(full, known)
    below = {number: cells for number, cells in full.items() if number > head}
    if len(below) > MAX_ROWS:
        raise Unreadable(Reason.MANY_ROWS)
    width = 1 + max(at for cells in (full[head], *below.values()) for at, text in cells.items() if text)
    if sum(len(text) for cells in below.values() for text in cells.values()) > MAX_TEXT:
        raise Unreadable(Reason.TOO_LARGE)
    return Table(
        tuple(full[head].get(at, "") for at in range(width)),
        head,
        tuple(Row(number, tuple(cells.get(at, "") for at in range(width))) for number, cells in below.items()),
        sheet,
        sheets,
    )


def _header_row(rows: Mapping[int, Mapping[int, str]], known: Callable[[Iterable[str]], int]) -> int:
    """The first row near the top that is mostly headings we know; else the first with two cells; else the first."""
    first = [
        (number, [text for text in cells.values() if text]) for number, cells in islice(rows.items(), HEADER_WITHIN)
    ]
    for number, cells in first:
        if known(cells) >= max(2, len(cells) // 2):
            return number
    return next((number for number, cells in first if len(cells) > 1), first[0][0])


def _clean(text: str) -> str:
    """Without control characters and outer blanks; line ends are LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Cf"} or sign == "\u200d"
    ).strip()


# --- CSV


def _records(data: bytes) -> dict[int, dict[int, str]]:
    try:
        text = files.decoded(data)
    except files.Unreadable as flaw:
        raise Unreadable(Reason.NOT_TEXT) from flaw
    said = text[:5].lower().startswith("sep=") and text[5:6] in {"", "\n"}
    separator = text[4] if said else _separator(text)
    rows: dict[int, dict[int, str]] = {}
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if (said and number == 1) or not any(record):
                continue
            rows[number] = _cells(number, record)
            if len(rows) > MAX_ROWS + HEADER_WITHIN:
                raise Unreadable(Reason.MANY_ROWS)
    except csv.Error as flaw:
        raise Unreadable(Reason.LONG_CELL, str(max(rows, default=0) + 1)) from flaw
    return rows


def _cells(number: int, record: list[str]) -> dict[int, str]:
    cells = {at: columns.unguarded(text) for at, text in enumerate(record) if text}
    if max(cells) >= MAX_COLUMNS:
        raise Unreadable(Reason.MANY_COLUMNS, str(number))
    if max(map(len, cells.values())) > MAX_CELL:
        raise Unreadable(Reason.LONG_CELL, str(number))
    return cells


def _separator(text: str) -> str:
    """Whichever cuts the first records into the same number of cells most often."""
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    try:
        records = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), TRIED))
    except csv.Error:
        return 0, 0
    widths = Counter(len(record) for record in _full(records) if len(record) > 1)
    if not widths:
        return 0, 0
    width, times = widths.most_common(1)[0]
    return times, width


def _full(records: Iterable[list[str]]) -> Iterable[list[str]]:
    return (record for record in records if any(record))
