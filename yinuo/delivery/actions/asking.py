"""Ask the client to confirm the milestones of the published plan: a sheet with one line a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.base import dates
from yinuo.base.sides import OwnerSide
from yinuo.delivery.actions.plan import lock, plan_subject
from yinuo.delivery.published import PublishedPlanLine, PublishedTask
from yinuo.delivery.queries import plan as plans
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Authority, LineKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from yinuo.delivery.models import PlanVersion
    from yinuo.ledger.published import Sheet, SheetLine
    from yinuo.people.models import Contact, Member
    from yinuo.projects.models import Project


class NothingToAsk(ValueError):
    """There is no published plan, or none of its milestones was chosen."""


@transaction.atomic
def ask(
    project: Project,
    *,
    by: Member,
    at: datetime,
    title: str,
    ask: str,
    contacts: Sequence[Contact],
    due_on: date,
    authority: str = Authority.WINDOW,
    only: Collection[str] | None = None,
    tell: bool = False,
) -> Sheet:
    """Put the milestones of the newest published plan to the client, or of these only the codes in `only`.

    What is confirmed becomes the signed date; a line replaces the one by which the milestone was asked for before.
    Raises NothingToAsk and what `ledger.actions.offer_lines` raises.
    """
    lock(project)
    version, tasks = _chosen(project, only)
    before = _lines_before(project, [task.thread for task in tasks])
    sheet = ledger.offer_lines(
        project,
        by=by,
        at=at,
        lines=[_given(task, before.get(task.thread, ()), project, version.number, by) for task in tasks],
        title=title,
        ask=ask,
        contacts=contacts,
        due_on=due_on,
        authority=authority,
        tell=tell,
    )
    _tie(sheet, version, tasks, by=by, at=at)
    return sheet


def _chosen(project: Project, only: Collection[str] | None) -> tuple[PlanVersion, list[PublishedTask]]:
    """The newest published version and its milestones that are asked for, by their day."""
    version = plans.newest_published(project)
    lines = [line for line in plans.milestones(project) if only is None or line.code in only]
    if version is None or not lines:
        raise NothingToAsk
    shown = PublishedTask.objects.filter(plan=version.publishing.published_id)
    return version, list(shown.filter(thread__in=[line.thread for line in lines]).order_by("ends_on", "place"))


def _tie(sheet: Sheet, version: PlanVersion, tasks: Sequence[PublishedTask], *, by: Member, at: datetime) -> None:
    lines = sheet.lines.order_by("number")
    rows = [PublishedPlanLine(task=task, line=line) for task, line in zip(tasks, lines, strict=True)]
    PublishedPlanLine.objects.bulk_create(rows)
    evidence.record(
        verb="delivery.ask_plan",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"sheet": sheet.number, "lines": len(rows)},
        rows=rows,
    )


def _lines_before(project: Project, threads: Sequence[str]) -> dict[str, list[SheetLine]]:
    """Every line by which these milestones were put to the client, oldest first, with what was agreed of it."""
    asked = PublishedPlanLine.objects.filter(task__plan__project=project, task__thread__in=threads)
    found: dict[str, list[SheetLine]] = {}
    for row in asked.select_related("task", "line__agreement").order_by("line_id"):
        found.setdefault(row.task.thread, []).append(row.line)
    return found


def _given(
    task: PublishedTask, before: Sequence[SheetLine], project: Project, number: int, by: Member
) -> ledger.LineGiven:
    agreed = [line.text for line in before if hasattr(line, "agreement")]
    firms = {OwnerSide.OURS: by.firm.name, OwnerSide.CLIENT: project.account.firm.name}
    with translation.override(project.language):
        text = _("%(name)s: %(day)s") % {"name": task.name, "day": dates.day(task.done_on or task.ends_on)}
        third = str(OwnerSide.THIRD.label)
    return ledger.LineGiven(
        kind=LineKind.PLAN,
        text=text,
        who=task.owner_name or firms.get(OwnerSide(task.side), third),
        due_on=task.ends_on,
        version=number,
        thread=before[-1].thread if before else "",
        agreed_before=agreed[-1] if agreed else "",
    )
