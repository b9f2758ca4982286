"""Earned schedule: progress told in time (Lipke, "Schedule is different", 2003)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


class NothingPlanned(Exception):
    """The plan earns nothing at all, or falls back somewhere."""


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Times count periods of the plan, exactly.

    `earned` is when the plan should have earned what is earned now; `variance` = earned - now (negative: late);
    `index` = earned / now (below 1: slower than planned), None at time 0; `duration` is the forecast planned duration /
    index, None while nothing is earned. It rests on the weights given to the work and knows no critical path.
    """

    earned: Fraction
    variance: Fraction
    index: Fraction | None
    duration: Fraction | None


def earned_schedule(planned: Sequence[Fraction | int], earned: Fraction | int, now: Fraction | int) -> EarnedSchedule:
    """`planned[k]` is what the plan will have earned by the end of period k + 1, never falling; `now` counts periods.

    Raises NothingPlanned. What is earned beyond the plan's total counts as the total.
    """
    values = [Fraction(0), *map(Fraction, planned)]
    if values[-1] <= 0 or any(later < earlier for earlier, later in pairwise(values)):
        raise NothingPlanned
    value = min(max(Fraction(earned), Fraction(0)), values[-1])
    whole = max(period for period, total in enumerate(values) if total <= value)
    if value == values[-1]:  # the first period that reaches it, not a flat tail after it
        whole = values.index(values[-1])
    part = Fraction(0) if value == values[whole] else (value - values[whole]) / (values[whole + 1] - values[whole])
    at, moment = whole + part, Fraction(now)
    index = at / moment if moment else None
    return EarnedSchedule(at, at - moment, index, (len(values) - 1) / index if index else None)
