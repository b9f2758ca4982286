"""The dates of a plan, computed: its tasks and dependencies as a network of working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Protocol

from yinuo.delivery.models import Rule
from yinuo.projects.access import calendar_of
from yinuo.science.schedule import critical_path as cpm
from yinuo.science.schedule import network as net
from yinuo.science.schedule.shifts import BeyondCalendar, Shifts

if TYPE_CHECKING:
    from yinuo.base.calendar import Working
    from yinuo.delivery.models import PlannedTask, PlanVersion

YEARS_BEFORE, YEARS_AFTER = 2, 20
BEGIN, END = "^", "$"
"""Marks of the two points that stand for a task with others below it."""
BY_FINISH = {
    Rule.START_NO_EARLIER: net.Rule.FINISH_NO_EARLIER,
    Rule.START_NO_LATER: net.Rule.FINISH_NO_LATER,
    Rule.MUST_START: net.Rule.MUST_FINISH,
}
RULES = {
    Rule.START_NO_EARLIER: net.Rule.START_NO_EARLIER,
    Rule.FINISH_NO_EARLIER: net.Rule.FINISH_NO_EARLIER,
    Rule.START_NO_LATER: net.Rule.START_NO_LATER,
    Rule.FINISH_NO_LATER: net.Rule.FINISH_NO_LATER,
    Rule.MUST_START: net.Rule.MUST_START,
    Rule.MUST_FINISH: net.Rule.MUST_FINISH,
}
STARTS = (Rule.START_NO_EARLIER, Rule.START_NO_LATER, Rule.MUST_START)


class TooLong(Exception):
    """The plan ends more than `YEARS_AFTER` years after it begins, or a date lies outside of that."""


class Ring(Exception):
    """Tasks wait for each other; `codes` in the order in which each waits for the one before it."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(" → ".join([*codes, codes[0]]))
        self.codes = tuple(codes)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a task lies: first and last working day, working days of float (None once done), what drives it."""

    start: date
    finish: date
    total_float: int | None
    is_critical: bool
    driven_by: tuple[str, ...] = ()


class Waits(Protocol):
    """One task waits for another, both by their keys: a row of the table, or what was read of one."""

    @property
    def before_id(self) -> int: ...
    @property
    def after_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def lag(self) -> int: ...


def placed(version: PlanVersion, planned: Sequence[PlannedTask], dependencies: Sequence[Waits]) -> dict[int, Placed]:
    """The dates of every task by the key of its `Task`. Raises Ring and TooLong.

    `planned` carry their `task`, `version` its project. A milestone closes the day on which it is reached.
    """
    return _Reckoning(version, planned).placed(dependencies)


@lru_cache(maxsize=32)
def _shifts(cal: Working, year: int) -> Shifts:
    first, last = date(year - YEARS_BEFORE, 1, 1).toordinal(), date(year + YEARS_AFTER, 1, 1).toordinal()
    return Shifts.of_days(first, [cal.is_workday(date.fromordinal(day)) for day in range(first, last)])


class _Reckoning:
    """One computation; nodes of the network are named by the codes of their tasks."""

    def __init__(self, version: PlanVersion, planned: Sequence[PlannedTask]) -> None:
        self.version = version
        self.planned = {row.task_id: row for row in planned}
        self.codes = {row.task_id: row.task.code for row in planned}
        self.parts: dict[int, list[int]] = {}
        for row in planned:
            if row.parent_id in self.planned:
                self.parts.setdefault(row.parent_id, []).append(row.task_id)
        self.shifts = _shifts(calendar_of(version.project), self._first().year)

    def _first(self) -> date:
        days = [row.actual_start for row in self.planned.values() if row.actual_start]
        return min([self.version.project.started_on, *days])

    def placed(self, dependencies: Sequence[Waits]) -> dict[int, Placed]:
        start = self.version.project.started_on.toordinal()
        data_date = self.version.data_date.toordinal() if self.version.data_date else None
        try:
            found = cpm.schedule(self._tasks(), self._links(dependencies), {"": self.shifts}, start, data_date)
            dates = {key: self._leaf(row, found.dates[self.codes[key]]) for key, row in self._leaves()}
        except net.Cycle as ring:
            codes = [name.rstrip(BEGIN + END) for name in ring.names]
            raise Ring(list(dict.fromkeys(codes))) from ring
        except (BeyondCalendar, net.BadTask) as error:
            raise TooLong from error
        for key in self.planned:
            self._sum(key, dates)
        return dates

    def _leaves(self) -> list[tuple[int, PlannedTask]]:
        return [(key, row) for key, row in self.planned.items() if key not in self.parts]

    def _tasks(self) -> list[net.Task]:
        points = [net.Task(self.codes[key] + mark, 0) for key in self.parts for mark in (BEGIN, END)]
        return [self._task(row) for _key, row in self._leaves()] + points

    def _task(self, row: PlannedTask) -> net.Task:
        duration = 0 if row.is_milestone else row.duration
        done = row.actual_finish.toordinal() + 1 if row.actual_finish else None
        begun = row.actual_start.toordinal() if row.actual_start else None
        rule, at = self._rule(row)
        return net.Task(
            self.codes[row.task_id],
            duration,
            rule=rule,
            rule_at=at,
            actual_start=done if done and not duration else begun,
            actual_finish=done,
            remaining=ceil(duration * (100 - row.percent) / 100) if begun and not done else None,
        )

    def _rule(self, row: PlannedTask) -> tuple[net.Rule | None, int | None]:
        """Work under way takes as long as it was planned to, from the day it began; its own rule has been obeyed."""
        if row.actual_start and not row.actual_finish:
            begun = self.shifts.worked(row.actual_start.toordinal())
            return net.Rule.FINISH_NO_EARLIER, self.shifts.end_of(begun + max(row.duration, 1))
        if not row.rule or row.rule_on is None:
            return None, None
        rule, day = Rule(row.rule), row.rule_on.toordinal()
        if row.is_milestone:
            return BY_FINISH.get(rule, RULES[rule]), day + 1
        return RULES[rule], day if rule in STARTS else day + 1

    def _links(self, dependencies: Sequence[Waits]) -> list[net.Link]:
        links = [
            net.Link(
                self._point(row.before_id, row.kind[0]), self._point(row.after_id, "S"), net.Kind(row.kind), row.lag
            )
            for row in dependencies
        ]
        for key, parts in self.parts.items():
            for part in parts:
                links.append(net.Link(self.codes[key] + BEGIN, self._point(part, "S")))
                links.append(net.Link(self._point(part, "F"), self.codes[key] + END))
        return links

    def _point(self, key: int, side: str) -> str:
        if key not in self.parts:
            return self.codes[key]
        return self.codes[key] + (BEGIN if side == "S" else END)

    def _leaf(self, row: PlannedTask, found: cpm.Dates) -> Placed:
        driven = tuple(dict.fromkeys(link.before.rstrip(BEGIN + END) for link in found.driven_by))
        if row.is_milestone:
            day = self._reached(row, found)
            return Placed(day, day, found.total_float, found.is_critical, driven)
        last = max(found.finish - 1, found.start)
        return Placed(
            date.fromordinal(found.start), date.fromordinal(last), found.total_float, found.is_critical, driven
        )

    def _reached(self, row: PlannedTask, found: cpm.Dates) -> date:
        if row.actual_finish:
            return row.actual_finish
        is_free = not found.driven_by and found.held is not cpm.Held.RULE
        day = found.finish if is_free else self.shifts.end_of(self.shifts.worked(found.finish)) - 1
        return date.fromordinal(day)

    def _sum(self, key: int, dates: dict[int, Placed]) -> Placed:
        """A task with parts spans them; nested ones first."""
        if key in dates:
            return dates[key]
        parts = [self._sum(part, dates) for part in self.parts[key]]
        floats = [part.total_float for part in parts if part.total_float is not None]
        dates[key] = Placed(
            min(part.start for part in parts),
            max(part.finish for part in parts),
            min(floats) if floats else None,
            any(part.is_critical for part in parts),
        )
        return dates[key]


def moved(row: PlannedTask, found: Placed) -> bool:
    """Whether what was computed differs from what the row says."""
    now = (row.start, row.finish, row.total_float, row.is_critical)
    return now != (found.start, found.finish, found.total_float, found.is_critical)
