"""The plan as a chart: every task of one version as a row of plain values, and what waits for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from yinuo.base.marks import PromiseRow
from yinuo.base.prepared import Given, Prepared
from yinuo.delivery.access import plan as access
from yinuo.delivery.models import Dependency, PlannedTask
from yinuo.delivery.queries import plan as plans
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.delivery.models import PlanVersion

READ = (
    *("task_id", "parent_id", "task__code", "task__thread", "name", "start", "finish", "duration", "percent"),
    *("total_float", "is_milestone", "is_critical", "actual_start", "actual_finish", "revision"),
)
COLUMNS = (
    *("code", "name", "level", "kind", "start", "finish", "duration", "percent", "float", "critical", "stage"),
    *("revision", "signedStart", "signedFinish"),
)
"""What each row of the chart says, in this order: `Chart.rows` are read by a script."""
BEFORE, AFTER = timedelta(days=60), timedelta(days=120)
"""How far on either side of the plan days off are told, for bars that are drawn there."""


class _Row(NamedTuple):
    task_id: int
    parent_id: int | None
    code: str
    thread: str
    name: str
    start: date
    finish: date
    duration: int
    percent: int
    total_float: int | None
    is_milestone: bool
    is_critical: bool
    actual_start: date | None
    actual_finish: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows as `COLUMNS`, top down; `links` pairs of row numbers, the earlier first; `off` the days nobody works.

    `off` counts days from `since`. Percent of a task with parts is weighed by working days.
    """

    rows: list[list[Any]]
    links: list[tuple[int, int]]
    since: str
    off: list[int]
    milestones: list[PromiseRow]

    def plain(self) -> dict[str, Any]:
        """As a script reads it."""
        return {
            "columns": COLUMNS,
            "rows": self.rows,
            "links": self.links,
            "since": self.since,
            "off": self.off,
        }


def chart(version: PlanVersion) -> Chart:
    """One version as a chart, beside the signed baseline. Five queries, however many tasks."""
    nodes = _in_order([_Row(*row) for row in _planned(version=version.pk)])
    place = {row.task_id: number for number, (row, _level, _parts, _percent) in enumerate(nodes)}
    pairs = _pairs(version=version.pk)
    signed = _signed(version)
    since, off = _days_off(version, [row for row, *_ in nodes])
    return Chart(
        rows=[_cells(row, level, has_parts, percent, signed) for row, level, has_parts, percent in nodes],
        links=[(place[before], place[after]) for before, after in pairs if before in place and after in place],
        since=since,
        off=off,
        milestones=_milestones(version, [row for row, *_ in nodes]),
    )


_dated = {"version": Given("version"), "start__isnull": False, "finish__isnull": False}
_planned = Prepared(lambda: PlannedTask.objects.filter(**_dated).order_by("place", "id").values_list(*READ))
_spans = Prepared(lambda: PlannedTask.objects.filter(**_dated).values_list("task_id", "start", "finish"))
_pairs = Prepared(
    lambda: Dependency.objects.filter(version=Given("version")).order_by("id").values_list("before_id", "after_id")
)


def days(version: PlanVersion) -> dict[str, tuple[date | None, date | None]]:
    """First and last day of every task, by code. One query."""
    rows = PlannedTask.objects.filter(version=version).values_list("task__code", "start", "finish")
    return {code: (start, finish) for code, start, finish in rows}


def _signed(version: PlanVersion) -> dict[int, tuple[date, date]]:
    """The days of the signed baseline, by key of the task."""
    baseline = plans.signed_baseline(version.project)
    if baseline is None or baseline.pk == version.pk:
        return {}
    return {task: (start, finish) for task, start, finish in _spans(version=baseline.pk)}


def _in_order(rows: Sequence[_Row]) -> list[tuple[_Row, int, bool, int]]:
    """Each row with its level, whether it has parts, and how far it is; parts after what they are part of."""
    known = {row.task_id for row in rows}
    parts: dict[int | None, list[_Row]] = {}
    for row in rows:
        parts.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    nodes: list[tuple[_Row, int]] = []
    stack = [(row, 0) for row in reversed(parts.get(None, []))]
    while stack:
        row, level = stack.pop()
        nodes.append((row, level))
        if row.task_id in parts:
            stack += [(part, level + 1) for part in reversed(parts[row.task_id])]
    weights: dict[int | None, tuple[int, int]] = {}
    told = []
    for row, level in reversed(nodes):
        has_parts = row.task_id in parts
        days, done = weights[row.task_id] if has_parts else _weight(row)
        above, above_done = weights.get(row.parent_id, (0, 0))
        weights[row.parent_id] = above + days, above_done + done
        told.append((row, level, has_parts, round(done / days) if has_parts else row.percent))
    return told[::-1]


def _weight(row: _Row) -> tuple[int, int]:
    days = max(row.duration, 1)
    return days, days * row.percent


def _cells(row: _Row, level: int, has_parts: bool, percent: int, signed: dict[int, tuple[date, date]]) -> list[Any]:
    kind = "parts" if has_parts else ("milestone" if row.is_milestone else "task")
    stage = "done" if row.actual_finish else ("begun" if row.actual_start else "")
    was = signed.get(row.task_id)
    return [
        *(row.code, row.name, level, kind, row.start.isoformat(), row.finish.isoformat(), row.duration, percent),
        *(row.total_float, row.is_critical and not row.actual_finish, stage, row.revision),
        *((was[0].isoformat(), was[1].isoformat()) if was else ("", "")),
    ]


def _days_off(version: PlanVersion, rows: Sequence[_Row]) -> tuple[str, list[int]]:
    if not rows:
        return version.project.started_on.isoformat(), []
    calendar = calendar_of(version.project)
    first = (min(row.start for row in rows) - BEFORE).toordinal()
    last = (max(row.finish for row in rows) + AFTER).toordinal()
    off = [day - first for day in range(first, last + 1) if not calendar.is_workday(date.fromordinal(day))]
    return date.fromordinal(first).isoformat(), off


def _milestones(version: PlanVersion, rows: Sequence[_Row]) -> list[PromiseRow]:
    """The milestones, or without any what lies at the top, for whoever has no script; one query."""
    shown = [row for row in rows if row.is_milestone] or [row for row in rows if row.parent_id is None]
    signed = access.signed_days(version.project_id, [row.thread for row in shown])
    calendar = calendar_of(version.project)
    return [
        PromiseRow(
            row.name,
            signed.get(row.thread),
            row.finish,
            row.actual_finish,
            calendar.workdays_between(signed[row.thread], row.finish) if row.thread in signed else None,
            "",
        )
        for row in sorted(shown, key=lambda row: (row.finish, row.code))
    ]
