"""Files for the client: a sheet as PDF and Word, named by its number only; what stands agreed as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yinuo.base import clock, dates
from yinuo.base.chips import chip_of
from yinuo.base.paper import pdf, table, word
from yinuo.base.paper.sheet import SheetPaper
from yinuo.ledger import for_client as ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.ledger import for_client as ledger
    from yinuo.people.access import Place

ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_pdf(sheet: SheetPaper) -> HttpResponse:
    """Shown in place, so that a phone's browser opens it."""
    return _file(pdf.sheet_pdf(sheet), "application/pdf", f'inline; filename="sheet-{sheet.number}.pdf"')


def as_docx(sheet: SheetPaper) -> HttpResponse:
    """For clients who edit in Word."""
    return _file(word.sheet_docx(sheet), DOCX, f'attachment; filename="sheet-{sheet.number}.docx"')


def as_report(number: int, data: bytes) -> HttpResponse:
    """Shown in place, named by its number only."""
    return _file(data, "application/pdf", f'inline; filename="report-{number}.pdf"')


def as_report_docx(number: int, data: bytes) -> HttpResponse:
    """For clients who pass it on in Word."""
    return _file(data, DOCX, f'attachment; filename="report-{number}.docx"')


def as_zip(found: ledger.Dossier) -> HttpResponse:
    """A dossier to take along."""
    return _file(found.data, ZIP, f'attachment; filename="{found.name}"')


def agreed_csv(lines: Sequence[ledger.LineSeen], place: Place) -> HttpResponse:
    """The published facts of each agreed line, and nothing else."""
    return _file(table.table_csv(_agreed(lines, place)), table.CSV, 'attachment; filename="agreed.csv"')


def agreed_xlsx(lines: Sequence[ledger.LineSeen], place: Place) -> HttpResponse:
    """The same as a workbook."""
    return _file(table.table_xlsx(_agreed(lines, place)), table.XLSX, 'attachment; filename="agreed.xlsx"')


def _agreed(lines: Sequence[ledger.LineSeen], place: Place) -> table.TablePaper:
    today = clock.today(place.time_zone)
    columns = (
        (_("Sheet"), 8),
        (_("Line"), 8),
        (_("Kind"), 14),
        (_("Text"), 52),
        (_("Who"), 20),
        (_("By when"), 13),
        (_("How it is measured"), 28),
        (_("Target"), 22),
        (_("State"), 12),
        (pgettext("column", "Measured"), 18),
        (_("Confirmed by"), 14),
        (_("Confirmed on"), 13),
        (_("Receipt code"), 16),
    )
    return table.TablePaper(
        language=get_language() or "en",
        title=_("What we agreed"),
        facts=(place.project_name, dates.day(today)),
        mark="",
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=tuple(table.Column(heading, width) for heading, width in columns),
        rows=tuple(_line(line) for line in lines),
    )


def _line(line: ledger.LineSeen) -> tuple[table.Cell, ...]:
    seal, measured = line.seal, line.measurements[-1] if line.measurements else None
    return (
        line.sheet_number,
        line.number,
        str(chip_of(line.kind).word),
        line.text,
        line.who,
        line.due_on,
        line.measure,
        line.target,
        str(chip_of(line.outcome).word) if line.outcome else "",
        measured.value if measured else "",
        seal.name if seal else "",
        seal.signed_on if seal else None,
        seal.code if seal else "",
    )


def _file(data: bytes, media_type: str, disposition: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Content-Disposition": disposition,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
