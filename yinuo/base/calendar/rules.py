"""What is known of a country by itself: mainland China by its yearly arrangements, others by their law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import babel
import chinese_calendar
from django.utils.translation import get_language, pgettext_lazy, to_locale

from yinuo.base.calendar.working import Calendar, Rule, Working

CHINA = "CN"
WEEKEND = frozenset({5, 6})
SUNDAY_ONLY = frozenset({6})

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
# Said in our own words, since a list of the world's places cannot tell the mainland from the rest.
NAMES = MappingProxyType(
    {
        "CN": pgettext_lazy("place", "Mainland China"),
        "HK": pgettext_lazy("place", "Hong Kong, China"),
        "MO": pgettext_lazy("place", "Macao, China"),
        "TW": pgettext_lazy("place", "Taiwan, China"),
    }
)


class Mainland:
    """Mainland China with make-up days 调休; a year without its arrangement has the statutory days only."""

    weekend = WEEKEND

    def is_workday(self, day: date) -> bool:
        worked = _arranged(day.year)
        if worked is not None:
            return day in worked
        return day.weekday() not in WEEKEND and not _is_statutory(day)

    def is_provisional(self, day: date) -> bool:
        return _arranged(day.year) is None


class Country:
    """A country by its law. Days that hang on the moon being seen are estimates, and their year is provisional."""

    def __init__(self, code: str) -> None:
        self._code = code
        weekend = frozenset(_library().country_holidays(code).weekend)
        # Where the law knows one day only, offices still close on Saturday.
        self.weekend = WEEKEND if weekend == SUNDAY_ONLY else weekend

    def is_workday(self, day: date) -> bool:
        year = _year_of(self._code, day.year)
        return day in year.weekend_workdays or (day.weekday() not in self.weekend and day not in year)

    def is_provisional(self, day: date) -> bool:
        year = _year_of(self._code, day.year)
        return not year.start_year <= day.year <= year.end_year or "estimated" in " ".join(year.values())


@cache
def of(country: str) -> Working:
    """The calendar of a country by its two letters (ISO 3166-1), without any notice. KeyError for an unknown one."""
    if not is_known(country):
        raise KeyError(country)
    rule: Rule = Mainland() if country == CHINA else Country(country)
    return Working(rule)


def is_known(country: str) -> bool:
    """Whether holidays of `country` can be told."""
    return country == CHINA or country in _supported()


def known_countries() -> list[tuple[str, str]]:
    """Two letters and name of every country that can be chosen, in the language of the page, mainland China first."""
    others = sorted((country_name(code), code) for code in _supported() - {CHINA})
    return [(CHINA, country_name(CHINA)), *((code, name) for name, code in others)]


def country_name(country: str) -> str:
    """What a country is called in the language of the page."""
    if country in NAMES:
        return str(NAMES[country])
    return str(_places(get_language() or "en").get(country, country))


def provisional_years(calendar: Calendar, *days: date | None) -> tuple[int, ...]:
    """The years of those days whose arrangement is not published yet, each once, in order."""
    return tuple(sorted({day.year for day in days if day and calendar.is_provisional(day)}))


@cache
def _places(language: str) -> Mapping[str, str]:
    places: Mapping[str, str] = babel.Locale.parse(to_locale(language)).territories
    return places


@cache
def _supported() -> frozenset[str]:
    return frozenset(_library().list_supported_countries(include_aliases=False))


@cache
def _year_of(code: str, year: int) -> Any:
    return _library().country_holidays(code, years=year, language="en_US")


def _library() -> Any:
    """Fetched with the first question: it is large, and most projects never leave the mainland."""
    import holidays

    return holidays


@cache
def _arranged(year: int) -> frozenset[date] | None:
    """The working days of a year whose arrangement is published; asked once, since a chart asks for hundreds."""
    days = map(date.fromordinal, range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1))
    try:
        return frozenset(filter(chinese_calendar.is_workday, days))
    except NotImplementedError:
        return None


def _is_statutory(day: date) -> bool:
    if (day.month, day.day) in FIXED:
        return True
    if day.year not in MOVING:
        return False
    new_year, *others = MOVING[day.year]
    # 除夕 to 初三.
    return day in others or -1 <= (day - new_year).days <= 2  # noqa: PLR2004  # the fourth day off
