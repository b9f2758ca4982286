"""A table as values, and as CSV, XLSX or DOCX for taking it out."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from yinuo.capture.columns import GUARD, GUARDED

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000
A4 = 9  # ST_PageSetup, ECMA-376 part 1, 18.3.1.63
HEAD = PatternFill("solid", fgColor="E8ECF0")
RULE = Border(bottom=Side(style="thin", color="C9D0D8"))

Cell = str | int | date | None


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
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_sheet_name(paper.title))
    for at, column in enumerate(paper.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width + 2
    sheet.freeze_panes = "A2"
    _print_setup(sheet, paper)
    sheet.append([_head(sheet, column.heading, note) for column, note in _noted(paper)])
    for row in paper.rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(paper.columns))}{len(paper.rows) + 1}"
    about = book.properties
    made = datetime(paper.printed_on.year, paper.printed_on.month, paper.printed_on.day, tzinfo=UTC).replace(
        tzinfo=None
    )
    about.title, about.creator, about.lastModifiedBy, about.created, about.modified = (
        paper.title,
        None,
        None,
        made,
        made,
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _noted(paper: TablePaper) -> list[tuple[Column, str]]:
    notes = paper.notes or ("",) * len(paper.columns)
    return list(zip(paper.columns, notes, strict=True))


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in plain(title) if sign not in "[]:*?/\\'\n\t")[:31] or "1"


def _head(sheet: Any, heading: str, note: str) -> Any:
    cell = _cell(sheet, heading)
    cell.font, cell.fill, cell.border = Font(bold=True), HEAD, RULE
    if note:
        from openpyxl.comments import Comment

        cell.comment = Comment(plain(note), "", height=90, width=260)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, plain(value))
        # Otherwise a text that begins with = would be taken for a formula.
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        return cell
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # days and empty cells are taken too
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(vertical="top", horizontal="left")
    return cell


def _print_setup(sheet: Any, paper: TablePaper) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = _foot(" · ".join((paper.title, *paper.facts)))
    sheet.oddHeader.right.text = _foot(paper.mark)
    sheet.oddFooter.center.text = _foot(paper.page) % {"page": "&P", "pages": "&N"}


def _foot(text: str) -> str:
    """& begins a code in heads and feet; 255 characters is what they hold."""
    return plain(text)[:110].replace("&", "&&")
