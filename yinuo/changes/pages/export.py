"""The changes of a project taken out: CSV, XLSX or DOCX. A POST, because it is recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.base import clock, dates, once
from yinuo.base.chips import chip_of
from yinuo.base.paper import taking
from yinuo.base.paper.table import Cell, Column, TablePaper
from yinuo.changes import actions, queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import FileResponse, HttpRequest

    from yinuo.changes.queries.requests import ChangeRow
    from yinuo.projects.models import Project


@require_POST
def changes_export(request: HttpRequest, code: str) -> FileResponse:
    """`form` is csv, xlsx or docx."""
    member = member_for(request)
    project = project_for(member, code)
    form = taking.known(request.POST.get("form", ""))
    today = clock.today(project.time_zone)
    rows = queries.requests.listed(project)
    with once.posting():  # taken out again is another export, recorded again
        actions.record_export(project, by=member, at=clock.now(), form=form, changes=len(rows))
    return taking.answer(_paper(project, rows, today), form, f"{project.code}-{_('All changes')}-{today}")


def _paper(project: Project, rows: Sequence[ChangeRow], today: date) -> TablePaper:
    return TablePaper(
        language=get_language() or "en",
        title=f"{project.code} {project.name}",
        facts=(_("All changes"), dates.day(today)),
        mark=_("private"),
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=(
            Column(_("Code"), 9),
            Column(_("What is asked for"), 40),
            Column(_("Kind"), 16),
            Column(_("Asked by"), 12),
            Column(_("Asked on"), 12),
            Column(_("Window person"), 12),
            Column(_("Effort"), 12),
            Column(_("Schedule"), 10),
            Column(_("Cost"), 14),
            Column(_("Alternative"), 30),
            Column(_("Work before approval"), 12),
            Column(_("State"), 16),
        ),
        rows=tuple(_cells(row) for row in rows),
    )


def _cells(row: ChangeRow) -> tuple[Cell, ...]:
    cost = None if row.cost_cents is None else Decimal(row.cost_cents).scaleb(-2)
    return (
        *(row.code, row.words, row.kind_text, row.asked_by, row.asked_on, row.window_by),
        *(row.effort_text, row.schedule_text, cost, row.alternative, row.work_text if row.work_days else ""),
        str(chip_of(row.chip).word),
    )
