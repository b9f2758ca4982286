"""What every calendar can: ask a rule for plain days, let notices and own days win, count whole years at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Protocol

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Holidays are known within; before and after, only the weekend is off, whatever the country."""

NOTHING: Mapping[date, bool] = MappingProxyType({})
NO_NOTICES: Mapping[int, Mapping[date, bool]] = MappingProxyType({})


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


class Rule(Protocol):
    """What is known of a country without any notice: its weekend and its holidays."""

    weekend: frozenset[int]

    def is_workday(self, day: date) -> bool: ...

    def is_provisional(self, day: date) -> bool: ...


class Working:
    """A country's `rule`, the `notices` of single years and `own` days (day → works), the later ones winning.

    The notice of a year says all of it: in that year every other day follows the weekend alone.
    """

    def __init__(
        self,
        rule: Rule,
        *,
        notices: Mapping[int, Mapping[date, bool]] = NO_NOTICES,
        own: Mapping[date, bool] = NOTHING,
    ) -> None:
        self.rule = rule
        self._notices, self._own = notices, own
        self._years: dict[int, list[int]] = {}

    def is_workday(self, day: date) -> bool:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return self._plain(day)
        works = self._own.get(day)
        if works is not None:
            return works
        notice = self._notices.get(day.year)
        return self.rule.is_workday(day) if notice is None else notice.get(day, self._plain(day))

    def is_provisional(self, day: date) -> bool:
        if day in self._own or day.year in self._notices:
            return False
        return self.rule.is_provisional(day)

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
        if a.year == b.year:
            return self._worked(b) - self._worked(a)
        rest = self._worked(date(a.year, 12, 31)) - self._worked(a)
        whole = sum(self._worked(date(year, 12, 31)) for year in range(a.year + 1, b.year))
        return rest + whole + self._worked(b)

    def _worked(self, day: date) -> int:
        """Working days of the year up to and including `day`."""
        year = self._years.get(day.year)
        if year is None:
            year = self._years[day.year] = self._counted(day.year)
        return year[day.timetuple().tm_yday - 1]

    def _counted(self, year: int) -> list[int]:
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        return list(accumulate(self.is_workday(date.fromordinal(n)) for n in days))

    def _plain(self, day: date) -> bool:
        return day.weekday() not in self.rule.weekend
