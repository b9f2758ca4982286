"""A table as values, and as CSV, XLSX or DOCX for taking it out."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yinuo.capture.columns import GUARD, GUARDED

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000

Cell = str | int | Decimal | date | None
"""A Decimal is an amount of money, shown with two decimals."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide it stands, in characters of the usual size."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class TablePaper:
    """What is taken out. `facts` say below the title what the table is; `mark` who may see it; no names in either."""

    language: str
    title: str
    facts: tuple[str, ...]
    mark: str
    page: str
    """Words of the foot with `%(page)s` and `%(pages)s`."""
    printed_on: date
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """One under each heading, only in a workbook."""


def plain(text: str) -> str:
    """`text` without control characters, at most `LONGEST` of them; line ends are LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    # U+FFFE and U+FFFF are no characters of XML 1.0.
    return "".join(sign for sign in kept if sign not in "\ufffe\uffff")[:LONGEST]


def neutral(text: str) -> str:
    """`text` so that no spreadsheet program takes it for a formula: an apostrophe goes before = + - @ and tab.

    Our own import takes the apostrophe off again.
    """
    text = plain(text)
    return f"{GUARD}{text}" if text.lstrip(" \n\N{NO-BREAK SPACE}\ufeff")[:1] in GUARDED or text[:1] == GUARD else text


def table_csv(paper: TablePaper) -> bytes:
    """UTF-8 with its mark, so that Excel reads Chinese; commas, every cell in quotation marks, CRLF (RFC 4180)."""
    out = io.StringIO()
    pen = csv.writer(out, quoting=csv.QUOTE_ALL)
    pen.writerow([neutral(column.heading) for column in paper.columns])
    pen.writerows([neutral(_text(value)) for value in row] for row in paper.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def table_xlsx(paper: TablePaper) -> bytes:
    """Typed cells, no formulas; head kept in sight, filters, A4 landscape; nobody's name in the properties."""
    # What writes workbooks takes longer to load than the rest of a page: only who asks for one waits for it.
    from yinuo.base.paper import table_excel

    return table_excel.workbook(paper)
