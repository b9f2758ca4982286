"""Working days: one protocol, the rules of each country behind it, and what a firm or a client adds of its own."""

from yinuo.base.calendar.rules import CHINA, country_name, is_known, known_countries, of, provisional_years
from yinuo.base.calendar.working import FIRST_YEAR, LAST_YEAR, Calendar, Rule, Working

__all__ = [
    "CHINA",
    "FIRST_YEAR",
    "LAST_YEAR",
    "Calendar",
    "Rule",
    "Working",
    "country_name",
    "is_known",
    "known_countries",
    "mainland",
    "of",
    "provisional_years",
]


def mainland() -> Working:
    """Mainland China with make-up days 调休, as published; a project's own calendar may know more."""
    return of(CHINA)
