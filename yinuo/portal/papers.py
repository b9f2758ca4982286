"""Files of a sheet: PDF and Word, named by the sheet's number only."""

from __future__ import annotations

from django.http import HttpResponse

from yinuo.base.paper import pdf, word
from yinuo.base.paper.sheet import SheetPaper
from yinuo.ledger import for_client as ledger

ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_pdf(sheet: SheetPaper) -> HttpResponse:
    """Shown in place, so that a phone's browser opens it."""
    return _file(pdf.sheet_pdf(sheet), "application/pdf", f'inline; filename="sheet-{sheet.number}.pdf"')


def as_docx(sheet: SheetPaper) -> HttpResponse:
    """For clients who edit in Word."""
    return _file(word.sheet_docx(sheet), DOCX, f'attachment; filename="sheet-{sheet.number}.docx"')


def as_zip(found: ledger.Dossier) -> HttpResponse:
    """A dossier to take along."""
    return _file(found.data, ZIP, f'attachment; filename="{found.name}"')


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
