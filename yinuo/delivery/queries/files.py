"""A version of the plan as a file of Microsoft Project, and as a table."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from yinuo.base import dates
from yinuo.base.paper.table import Column, TablePaper
from yinuo.base.sides import OwnerSide
from yinuo.bridges.msproject.plan import STANDARD_DAY, Plan, PlanLink, PlanTask, SpecialDays, Week
from yinuo.delivery.models import Rule
from yinuo.delivery.queries import days
from yinuo.delivery.queries import plan as plans
from yinuo.delivery.queries.network import RULES
from yinuo.science.schedule.network import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.delivery.models import PlannedTask, PlanVersion

MORNING, EVENING = time(8), time(17)
MINUTES = 480
"""Of a working day."""
STARTS = (Rule.START_NO_EARLIER, Rule.START_NO_LATER, Rule.MUST_START)


def as_msproject(version: PlanVersion) -> Plan:
    """What Microsoft Project knows of a plan: tree, durations, links, rules, progress, and the days off."""
    rows, links = plans.tasks(version), plans.waits(version)
    numbers = {row.task_id: place for place, row in enumerate(_in_order(rows), start=1)}
    waits: dict[int, list[PlanLink]] = {}
    for link in links:
        one = PlanLink(numbers[link.before_id], Kind(link.kind), link.lag * MINUTES)
        waits.setdefault(link.after_id, []).append(one)
    first, last = days.span(version, rows)
    week = Week(1, _("Working days"), exceptions=tuple(map(_special, days.special_days(version, rows))))
    return Plan(
        name=version.project.name,
        start=datetime.combine(first, MORNING),
        finish=datetime.combine(last, EVENING),
        status=datetime.combine(version.data_date, MORNING) if version.data_date else None,
        calendar=1,
        weeks=(week,),
        tasks=tuple(_task(node, numbers, waits) for node in plans.tree(rows, links)),
    )


def _in_order(rows: Sequence[PlannedTask]) -> list[PlannedTask]:
    return [node.row for node in plans.tree(rows, ())]


def _task(node: plans.Node, numbers: dict[int, int], waits: dict[int, list[PlanLink]]) -> PlanTask:
    row = node.row
    rule, day = (RULES[Rule(row.rule)], row.rule_on) if row.rule and row.rule_on else (None, None)
    is_start = row.rule in STARTS and not row.is_milestone
    return PlanTask(
        number=numbers[row.task_id],
        name=row.name,
        level=node.level + 1,
        start=_at(row.start, EVENING if row.is_milestone else MORNING),
        finish=_at(row.finish, EVENING),
        minutes=0 if row.is_milestone else row.duration * MINUTES,
        is_summary=node.has_parts,
        is_milestone=row.is_milestone,
        is_critical=row.is_critical,
        rule=rule,
        rule_at=_at(day, MORNING if is_start else EVENING),
        actual_start=_at(row.actual_start, MORNING),
        actual_finish=_at(row.actual_finish, EVENING),
        percent=node.percent,
        notes=row.task.code,
        owner=row.owner.name if row.owner else row.owner_name,
        work=round(row.effort * 60) if row.effort else None,
        side=row.side,
        is_hidden=not row.is_shown,
        links=tuple(waits.get(row.task_id, ())),
    )


def _at(day: date | None, hour: time) -> datetime | None:
    return datetime.combine(day, hour) if day else None


def _special(day: date) -> SpecialDays:
    return SpecialDays(day.isoformat(), day, day, STANDARD_DAY if days.is_weekend(day) else ())


def as_table(version: PlanVersion, links: Sequence[plans.Wait], today: date) -> TablePaper:
    """Every task of a version in a row, for our own eyes."""
    nodes = plans.tree(plans.tasks(version), links)
    widths = {
        _("Code"): 8,
        _("Task"): 40,
        _("Part of"): 8,
        pgettext("owner", "Side"): 10,
        _("Owner"): 14,
        pgettext("column", "Days"): 8,
        _("Waits for"): 16,
        _("Start"): 12,
        _("Finish"): 12,
        pgettext("percent", "Done"): 8,
        _("Float"): 8,
        _("Reason of the move"): 36,
        _("Date rule"): 18,
        _("Day"): 12,
        _("Begun on"): 12,
        _("Done on"): 12,
        _("Effort in hours"): 10,
        _("the client sees it"): 8,
    }
    return TablePaper(
        language=get_language() or "en",
        title=f"{version.project.code} {version.project.name}",
        facts=(_("Plan, version %(number)s") % {"number": version.number}, dates.day(today)),
        mark=_("private"),
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=tuple(Column(heading, width) for heading, width in widths.items()),
        rows=tuple(_cells(node) for node in nodes),
    )


def _cells(node: plans.Node) -> tuple[str | int | date | None, ...]:
    row = node.row
    return (
        row.task.code,
        row.name,
        row.parent.code if row.parent else "",
        str(OwnerSide(row.side).label),
        row.owner.name if row.owner else row.owner_name,
        None if node.has_parts else row.duration,
        node.waits_for,
        row.start,
        row.finish,
        node.percent,
        row.total_float,
        row.why,
        str(Rule(row.rule).label) if row.rule else "",
        row.rule_on,
        row.actual_start,
        row.actual_finish,
        format(row.effort.normalize(), "f") if row.effort is not None else "",
        _("yes") if row.is_shown else _("no"),
    )
