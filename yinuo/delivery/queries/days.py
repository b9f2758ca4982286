"""The days of a plan that are unlike those of a usual week: workdays that are off, and weekends that are worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yinuo.delivery.queries import plan as plans
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.base.calendar import Calendar
    from yinuo.delivery.models import PlannedTask, PlanVersion

SATURDAY = 5


def span(version: PlanVersion, rows: Sequence[PlannedTask]) -> tuple[date, date]:
    """The first and the last day that `rows` of a version know of; its project's first day at the latest."""
    began = version.project.started_on
    days = [day for row in rows for day in (row.start, row.finish) if day] or [began]
    return min(began, *days), max(days)


def special_days(version: PlanVersion, rows: Sequence[PlannedTask]) -> list[date]:
    """The unusual days of a version, in order: of a published one as they were known on the day it was published."""
    kept = version.publishing.special_days if plans.is_published(version) else None
    if kept is not None:
        return [date.fromisoformat(day) for day in kept.split()]
    return unusual(calendar_of(version.project), *span(version, rows))


def unusual(cal: Calendar, first: date, last: date) -> list[date]:
    """Workdays of the week that are off and weekends that are worked, from `first` to `last`."""
    every = (first + timedelta(number) for number in range((last - first).days + 1))
    return [day for day in every if cal.is_workday(day) == is_weekend(day)]


def is_weekend(day: date) -> bool:
    """Saturday or Sunday, as a usual week has it."""
    return day.weekday() >= SATURDAY
