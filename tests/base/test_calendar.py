"""Working days of mainland China, of other countries, and with a firm's own days."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yinuo.base import calendar

CN = calendar.mainland()
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_a_make_up_saturday_is_worked_and_the_national_week_is_not():
    assert CN.is_workday(date(2026, 10, 10))
    assert not CN.is_workday(date(2026, 10, 5))
    assert not CN.is_workday(date(2026, 10, 11))


def test_three_working_days_after_a_friday_are_a_wednesday():
    assert CN.add_workdays(date(2026, 11, 20), 3) == date(2026, 11, 25)
    assert CN.add_workdays(date(2026, 11, 25), -3) == date(2026, 11, 20)
    assert CN.add_workdays(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_the_story_is_fifty_working_days_late():
    assert CN.workdays_between(date(2026, 10, 12), date(2026, 12, 21)) == 50
    assert CN.workdays_between(date(2026, 12, 21), date(2026, 10, 12)) == -50


def test_a_year_without_its_notice_is_provisional_and_never_an_error():
    assert CN.is_provisional(date(2028, 3, 1))
    assert not CN.is_provisional(date(2026, 3, 2))
    assert not CN.is_workday(date(2028, 5, 1))
    assert not CN.is_workday(date(2028, 1, 25))
    assert CN.is_workday(date(2028, 3, 1))
    assert CN.is_workday(date(2041, 3, 1))


def test_the_make_up_days_of_2026_are_worked():
    days = [date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)]

    assert [CN.is_workday(day) for day in days] == [True] * 5
    assert {day.weekday() for day in days} == {5, 6}
    assert CN.workdays_between(date(2026, 2, 13), date(2026, 2, 28)) == 6


def test_the_notice_of_a_year_says_all_of_it():
    new_year = date(2027, 1, 1)
    told = calendar.Working(CN.rule, notices={2027: {new_year: False, date(2027, 1, 2): True}})

    assert not told.is_provisional(date(2027, 5, 3))
    assert not told.is_workday(new_year)
    assert told.is_workday(date(2027, 1, 2))
    # The fifth of April is 清明 by the moon, but the notice does not say so.
    assert not CN.is_workday(date(2027, 4, 5))
    assert told.is_workday(date(2027, 4, 5))
    assert told.is_provisional(date(2028, 1, 3))


def test_own_days_win_over_the_country():
    own = calendar.Working(CN.rule, own={date(2026, 12, 24): False, date(2026, 12, 26): True, date(2028, 3, 1): False})

    assert not own.is_workday(date(2026, 12, 24))
    assert own.is_workday(date(2026, 12, 26))
    assert own.workdays_between(date(2026, 12, 23), date(2026, 12, 28)) == 3
    assert not own.is_provisional(date(2028, 3, 1))


def test_other_countries_keep_their_own_weekend_and_holidays():
    assert not calendar.of("DE").is_workday(date(2026, 5, 14))
    assert not calendar.of("SG").is_workday(date(2026, 8, 10))
    assert not calendar.of("SA").is_workday(date(2026, 11, 20))
    assert calendar.of("SA").is_workday(date(2026, 11, 22))
    assert calendar.of("DE").is_workday(date(2026, 10, 1))
    assert not calendar.of("HK").is_workday(date(2026, 11, 21))


def test_days_that_hang_on_the_moon_are_estimates():
    assert calendar.of("AE").is_provisional(date(2027, 3, 9))
    assert not calendar.of("DE").is_provisional(date(2027, 3, 9))
    assert calendar.provisional_years(CN, date(2028, 3, 1), None, date(2026, 3, 1), date(2028, 4, 1)) == (2028,)


def test_an_unknown_country_is_refused():
    with pytest.raises(KeyError):
        calendar.of("XX")


def test_countries_are_named_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        assert calendar.known_countries()[0] == ("CN", "中国大陆")
        assert dict(calendar.known_countries())["DE"] == "德国"
    with translation.override("en"):
        assert dict(calendar.known_countries())["DE"] == "Germany"


def test_a_span_of_two_thousand_years_is_counted_at_once():
    assert CN.workdays_between(date(1970, 1, 1), date(1970, 1, 5)) == 2
    assert CN.workdays_between(date(1970, 1, 1), date(2199, 12, 31)) > 50_000


def between(a, b):
    """The days after the earlier up to and including the later."""
    first, last = sorted((a, b))
    return [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_adding_and_counting_agree(day, n):
    end = CN.add_workdays(day, n)

    assert CN.is_workday(end)
    assert CN.workdays_between(day, end) == sum(CN.is_workday(one) for one in between(day, end)) * (1 if n > 0 else -1)
    assert CN.workdays_between(day, end) == n or (n < 0 and CN.workdays_between(end, day) in (-n, -n - 1))
