"""Earned schedule against the case worked by hand."""

from fractions import Fraction

import pytest

from yinuo.science.schedule.earned import EarnedSchedule, NothingPlanned, earned_schedule

PLANNED = (10, 25, 45, 70, 90, 100)


def test_half_the_value_after_five_periods_is_1_8_periods_late():
    told = earned_schedule(PLANNED, 50, 5)

    assert told == EarnedSchedule(Fraction("3.2"), Fraction("-1.8"), Fraction("0.64"), Fraction("9.375"))


@pytest.mark.parametrize(("earned", "at"), [(0, 0), (5, Fraction(1, 2)), (10, 1), (100, 6), (130, 6)])
def test_value_turns_into_time_at_the_ends_too(earned, at):
    assert earned_schedule(PLANNED, earned, 6).earned == at


def test_a_flat_stretch_counts_as_passed_once_its_value_is_earned():
    assert earned_schedule((10, 10, 20), 10, 1).earned == 2
    assert earned_schedule((10, 20, 20), 20, 1).earned == 2


def test_nothing_earned_and_no_time_passed_give_no_forecast():
    assert earned_schedule(PLANNED, 0, 2).duration is None
    assert earned_schedule(PLANNED, 0, 0).index is None


@pytest.mark.parametrize("planned", [(), (0, 0), (10, 5)])
def test_a_plan_that_earns_nothing_is_refused(planned):
    with pytest.raises(NothingPlanned):
        earned_schedule(planned, 1, 1)
