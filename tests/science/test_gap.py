"""Performance and the gap in the criterion's own unit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinuo.science.gap import Criterion, Measured, NothingMeasured, OwnGap, Shape, Unit, is_met, own_gap, performance


class FiveDays:
    """Monday to Friday."""

    def workdays_between(self, a, b):
        if b < a:
            return -self.workdays_between(b, a)
        return sum((a + timedelta(days=n)).weekday() < 5 for n in range(1, (b - a).days + 1))


WEEK = FiveDays()
NUMBERS = st.decimals(-10_000, 10_000, places=2)


def number(target, minimum=None, baseline=None, *, falling=False):
    given = [None if value is None else Decimal(value) for value in (target, minimum, baseline)]
    return Criterion(Shape.NUMBER, *given, is_lower_better=falling)


def p_of(criterion, value):
    return performance(criterion, Measured(number=Decimal(value)), WEEK)


def test_baseline_minimum_and_target_are_0_50_and_80():
    rising = number(90, 80, 60)

    assert [p_of(rising, value) for value in (60, 70, 80, 85, 90, 95, 99)] == [0, 25, 50, 65, 80, 95, 100]


def test_direction_comes_from_target_and_minimum():
    falling = number(3, 5)

    assert [p_of(falling, value) for value in (3, 5, 9, 1)] == [80, 50, 0, 100]


def test_without_a_minimum_there_is_only_met_and_missed():
    plain = number(3, falling=True)

    assert p_of(plain, 9) is None
    assert own_gap(plain, Measured(number=Decimal(9)), WEEK) == OwnGap(Decimal(6), Unit.OWN, Decimal(9), Decimal(3))
    assert not is_met(plain, Measured(number=Decimal(9)), WEEK)
    assert is_met(plain, Measured(number=Decimal(3)), WEEK)


def test_dates_count_in_working_days():
    by = Criterion(Shape.BY_DATE, target_on=date(2026, 10, 12), minimum_on=date(2026, 10, 26))
    late = Measured(reached_on=date(2026, 12, 21))

    assert own_gap(by, late, WEEK) == OwnGap(Decimal(50), Unit.WORKDAYS)
    assert performance(by, Measured(reached_on=date(2026, 10, 26)), WEEK) == 50
    assert performance(by, Measured(reached_on=date(2026, 10, 12)), WEEK) == 80
    assert performance(by, late, WEEK) == 0


def test_a_sunday_after_a_friday_is_late():
    by = Criterion(Shape.BY_DATE, target_on=date(2026, 11, 20))

    assert not is_met(by, Measured(reached_on=date(2026, 11, 22)), WEEK)


def test_yes_and_no_are_100_and_0():
    yes_no = Criterion(Shape.YES_NO)

    assert performance(yes_no, Measured(is_met=True), WEEK) == 100
    assert performance(yes_no, Measured(is_met=False), WEEK) == 0


def test_two_of_three_deliverables_are_one_short():
    three = Criterion(Shape.DELIVERABLE, target=Decimal(3))

    assert own_gap(three, Measured(number=Decimal(2)), WEEK) == OwnGap(Decimal(1), Unit.OWN, Decimal(2), Decimal(3))


def test_no_value_is_no_gap():
    with pytest.raises(NothingMeasured):
        own_gap(number(3), Measured(is_met=True), WEEK)


@given(NUMBERS, NUMBERS, st.none() | NUMBERS, NUMBERS, NUMBERS)
def test_better_values_never_score_worse(target, minimum, baseline, one, other):
    criterion = Criterion(Shape.NUMBER, target, minimum, baseline)
    better, worse = (min(one, other), max(one, other)) if target < minimum else (max(one, other), min(one, other))
    high, low = p_of(criterion, better), p_of(criterion, worse)

    if target == minimum:
        assert high is None
        assert low is None
    else:
        assert 0 <= low <= high <= 100
        assert p_of(criterion, target) == 80
        assert p_of(criterion, minimum) == 50
