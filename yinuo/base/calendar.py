"""Working days: one protocol, and the calendar of mainland China behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Protocol

import chinese_calendar

SATURDAY = 5
ONE_DAY = timedelta(days=1)

# Statutory days off as (month, day), State Council regulation in force since 2025.
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

# First day of the lunar year, 清明, 端午, 中秋 for the years whose arrangement is not published yet.
MOVING: Mapping[int, tuple[date, date, date, date]] = MappingProxyType(
    {
        2027: (date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)),
        2028: (date(2028, 1, 26), date(2028, 4, 4), date(2028, 5, 28), date(2028, 10, 3)),
        2029: (date(2029, 2, 13), date(2029, 4, 4), date(2029, 6, 16), date(2029, 9, 22)),
        2030: (date(2030, 2, 3), date(2030, 4, 5), date(2030, 6, 5), date(2030, 9, 12)),
    }
)


class Calendar(Protocol):
    """Which days people work. Days are dates of the project's zone."""

    def is_workday(self, day: date) -> bool: ...

    def is_provisional(self, day: date) -> bool:
        """Whether the year's official arrangement was not published yet, so that the answer may change."""
        ...

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it when n is negative); `day` itself when n is 0."""
        ...

    def workdays_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when `b` lies before `a`."""
        ...


class Mainland:
    """Mainland China with make-up days 调休; `overrides` (day → works) wins over everything."""

    def __init__(self, overrides: Mapping[date, bool] = MappingProxyType({})) -> None:
        self._overrides = dict(overrides)

    def is_workday(self, day: date) -> bool:
        works = self._overrides.get(day)
        return _works(day) if works is None else works

    def is_provisional(self, day: date) -> bool:
        return day not in self._overrides and not _is_published(day.year)

    def add_workdays(self, day: date, n: int) -> date:
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, a: date, b: date) -> int:
        if b < a:
            return -self.workdays_between(b, a)
        if not self._overrides:
            return _workdays_between(a, b)
        return sum(self.is_workday(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


@cache
def mainland() -> Mainland:
    """The one calendar of the product."""
    return Mainland()


@lru_cache(maxsize=4096)
def _workdays_between(a: date, b: date) -> int:
    """Lists ask the same few spans again, row by row and day after day."""
    return sum(_works(a + timedelta(n)) for n in range(1, (b - a).days + 1))


@lru_cache(maxsize=4096)
def _works(day: date) -> bool:
    if _is_published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < SATURDAY and not _is_statutory(day)


@cache
def _is_published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def _is_statutory(day: date) -> bool:
    if (day.month, day.day) in FIXED:
        return True
    if day.year not in MOVING:
        return False
    new_year, *others = MOVING[day.year]
    # 除夕 to 初三.
    return day in others or -1 <= (day - new_year).days <= 2  # noqa: PLR2004  # the fourth day off
