"""The payments of a project taken out: CSV, XLSX or DOCX. A POST, because it is recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.acceptance import actions, queries
from yinuo.base import clock, dates, once
from yinuo.base.chips import chip_of
from yinuo.base.paper import taking
from yinuo.base.paper.table import Cell, Column, TablePaper
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import FileResponse, HttpRequest

    from yinuo.acceptance.queries.money import MilestoneRow
    from yinuo.projects.models import Project


@require_POST
def money_export(request: HttpRequest, code: str) -> FileResponse:
    """`form` is csv, xlsx or docx."""
    member = member_for(request)
    project = project_for(member, code)
    form = taking.known(request.POST.get("form", ""))
    today = clock.today(project.time_zone)
    rows = queries.money.milestones(project, today)
    with once.posting():  # taken out again is another export, recorded again
        actions.record_export(project, by=member, at=clock.now(), form=form, payments=len(rows))
    return taking.answer(_paper(project, rows, today), form, f"{project.code}-{_('Payments')}-{today}")


def _paper(project: Project, rows: Sequence[MilestoneRow], today: date) -> TablePaper:
    return TablePaper(
        language=get_language() or "en",
        title=f"{project.code} {project.name}",
        facts=(_("Payments"), dates.day(today)),
        mark=_("private"),
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=(
            Column(_("Code"), 8),
            Column(_("Payment"), 18),
            Column(_("Share"), 8),
            Column(_("Amount"), 16),
            Column(_("Currency"), 8),
            Column(_("Trigger document"), 22),
            Column(_("Signed on"), 12),
            Column(_("Due on"), 12),
            Column(_("Invoiced"), 16),
            Column(_("Received"), 16),
            Column(_("Received on"), 12),
            Column(_("Days overdue"), 10),
            Column(_("State"), 14),
        ),
        rows=tuple(_cells(row) for row in rows),
    )


def _cells(row: MilestoneRow) -> tuple[Cell, ...]:
    return (
        *(row.code, row.name, row.share_text, amount(row.amount_cents), row.currency, row.trigger_name),
        *(row.paper.signed_on if row.paper else None, row.due_on, amount(row.invoiced_cents)),
        *(amount(row.received_cents), row.received_on, row.days_over or None, str(chip_of(row.chip).word)),
    )


def amount(cents: int) -> Decimal:
    """Hundredths as an amount with two decimals."""
    return Decimal(cents).scaleb(-2)
