"""What a plan file holds of what we model; everything else in the file is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from yinuo.science.schedule.network import Kind, Rule

SIDE_FIELD, HIDDEN_FIELD = 188743731, 188743752
"""Text1 and Flag1 of a task: whose side its owner is on, and whether the client does not see it."""
Span = tuple[int, int]
"""Minutes of a day, from 0 to 1440."""
STANDARD_DAY: tuple[Span, ...] = ((480, 720), (780, 1020))
STANDARD_WEEK: tuple[tuple[Span, ...], ...] = (*((STANDARD_DAY,) * 5), (), ())


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days of a calendar, the last included, that do not work as their weekday does; no spans means nobody works."""

    name: str
    first: date
    last: date
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar: the hours of Monday to Sunday, and the days that differ."""

    number: int
    name: str
    days: tuple[tuple[Span, ...], ...] = STANDARD_WEEK
    exceptions: tuple[SpecialDays, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLink:
    """`before` is the number of the earlier task; `lag` counts minutes, working ones unless `is_elapsed`."""

    before: int
    kind: Kind = Kind.FINISH_TO_START
    lag: int = 0
    is_elapsed: bool = False


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One line of the outline. `minutes` is its duration, of working time unless `is_elapsed`; `level` begins at 1.

    `calendar` is None where the plan's own holds. `percent` is 0 to 100, None when the file does not say. `owner` is
    the first resource assigned; `work` counts minutes of effort. `side` and `is_hidden` stand in fields of our own.
    """

    number: int
    name: str
    level: int
    start: datetime | None
    finish: datetime | None
    minutes: int
    is_summary: bool = False
    is_milestone: bool = False
    is_manual: bool = False
    is_elapsed: bool = False
    is_critical: bool | None = None
    calendar: int | None = None
    rule: Rule | None = None
    rule_at: datetime | None = None
    deadline: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    remaining: int | None = None
    percent: int | None = None
    baseline_start: datetime | None = None
    baseline_finish: datetime | None = None
    notes: str = ""
    owner: str = ""
    work: int | None = None
    side: str = ""
    is_hidden: bool = False
    links: tuple[PlanLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole file. `told` names what was met and left out, as (reason, task or calendar), for the person to read."""

    name: str
    start: datetime
    finish: datetime | None
    status: datetime | None
    calendar: int
    weeks: tuple[Week, ...]
    tasks: tuple[PlanTask, ...]
    told: tuple[tuple[str, str], ...] = field(default=(), compare=False)
