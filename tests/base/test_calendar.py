"""Working days of mainland China."""

from datetime import date

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


def test_a_notice_entered_by_hand_wins():
    ours = calendar.Mainland({date(2028, 3, 1): False})

    assert not ours.is_workday(date(2028, 3, 1))
    assert not ours.is_provisional(date(2028, 3, 1))


@given(DAYS, st.integers(-60, 60).filter(bool))
def test_adding_and_counting_agree(day, n):
    end = CN.add_workdays(day, n)

    assert CN.is_workday(end)
    assert CN.workdays_between(day, end) == n or (n < 0 and CN.workdays_between(end, day) in (-n, -n - 1))
