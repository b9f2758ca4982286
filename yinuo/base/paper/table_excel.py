"""A table drawn as a workbook of Excel."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from yinuo.base.paper.settled import settled
from yinuo.base.paper.table import plain

if TYPE_CHECKING:
    from yinuo.base.paper.table import Cell, Column, TablePaper

A4 = 9  # ST_PageSetup, ECMA-376 part 1, 18.3.1.63
HEAD = PatternFill("solid", fgColor="E8ECF0")
RULE = Border(bottom=Side(style="thin", color="C9D0D8"))


def workbook(paper: TablePaper) -> bytes:
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
    return settled(out.getvalue(), paper.printed_on)


def _noted(paper: TablePaper) -> list[tuple[Column, str]]:
    notes = paper.notes or ("",) * len(paper.columns)
    return list(zip(paper.columns, notes, strict=True))


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in plain(title) if sign not in "[]:*?/\\'\n\t")[:31] or "1"


def _head(sheet: Any, heading: str, note: str) -> Any:
    cell = _cell(sheet, heading)
    cell.font, cell.fill, cell.border = Font(bold=True), HEAD, RULE
    if note:
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
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
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
