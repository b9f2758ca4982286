"""The dossier 凭据包 of the client's edition: of one sheet, or of one line through all its versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from yinuo.base.paper import pdf
from yinuo.evidence import access as evidence
from yinuo.ledger import access
from yinuo.ledger.actions import line_subject, sheet_subject
from yinuo.ledger.for_client.stories import stories
from yinuo.ledger.published import PublishedMeasurement, Reply, Sheet, SheetLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yinuo.people.access import Place, Visitor


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier to take along: its file name and its bytes."""

    name: str
    data: bytes


def sheet_dossier(visitor: Visitor, place: Place, token: str) -> Dossier:
    """The dossier of one sheet of the project; 404 for any other."""
    del visitor
    row = access.sheet_for(token, [place.project_id])
    return Dossier(f"sheet-{row.number}-dossier.zip", evidence.dossier(of_sheet(row)))


def line_dossier(visitor: Visitor, place: Place, token: str) -> Dossier:
    """The dossier of the line behind `token` with all its versions; 404 where there is none."""
    rows = thread_of(token, place.project_id)
    if not rows or not visitor.places:
        raise Http404
    named = f"sheet-{rows[-1].sheet.number}-line-{rows[-1].number}"
    return Dossier(f"{named}-dossier.zip", evidence.dossier(of_thread(rows)))


def thread_of(token: str, project_id: int) -> list[SheetLine]:
    """All versions of a line that were put to the client, oldest first."""
    thread = SheetLine.objects.filter(token=token, sheet__project=project_id).values("thread")
    rows = SheetLine.objects.filter(thread__in=thread, sheet__project=project_id)
    return list(rows.select_related("sheet__project").order_by("id"))


def of_sheet(row: Sheet) -> evidence.Wanted:
    """What the client's dossier of a sheet is made of."""
    lines = list(row.lines.select_related("sheet__project").order_by("number"))
    return _wanted([row], lines, sheet_subject(row), row.title)


def of_thread(lines: Sequence[SheetLine]) -> evidence.Wanted:
    """What the client's dossier of one line is made of: the sheets it stood on, and every version of it."""
    newest = lines[-1]
    sheets = list({line.sheet_id: line.sheet for line in lines}.values())
    return _wanted(sheets, lines, line_subject(newest.sheet, newest), newest.text)


def _wanted(sheets: Sequence[Sheet], lines: Sequence[SheetLine], made_for: str, title: str) -> evidence.Wanted:
    subjects = {sheet_subject(sheet) for sheet in sheets} | {line_subject(line.sheet, line) for line in lines}
    return evidence.Wanted(
        project_code=sheets[0].project.code,
        made_for=made_for,
        edition=evidence.Edition.CLIENT,
        subjects=tuple(sorted(subjects)),
        documents={sheet.sha256: "txt" for sheet in sheets},
        tokens=tuple(_tokens(sheets, lines)),
        readings={**stories(sheets, lines, title), **papers(sheets)},
    )


def _tokens(sheets: Sequence[Sheet], lines: Sequence[SheetLine]) -> Iterator[str]:
    yield from Reply.objects.filter(sheet__in=sheets).values_list("attachment_token", flat=True)
    yield from PublishedMeasurement.objects.filter(line__in=lines).values_list("attachment_token", flat=True)


def papers(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Each sheet as it would be printed now, with its seals."""
    return {f"papers/sheet-{sheet.number}.pdf": pdf.sheet_pdf(access.paper_of(sheet)) for sheet in sheets}
