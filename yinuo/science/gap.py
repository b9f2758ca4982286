"""How well an agreed criterion was met, and the gap in its own unit (decisions 21 and 22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Protocol

MINIMUM_P = Decimal(50)
TARGET_P = Decimal(80)
FULL_P = Decimal(100)
TENTH = Decimal("0.1")


class WorkingDays(Protocol):
    """The part of a calendar that a gap in days needs."""

    def workdays_between(self, a: date, b: date) -> int: ...


class Shape(StrEnum):
    """The four shapes of a criterion."""

    YES_NO = "yes_no"
    BY_DATE = "by_date"
    NUMBER = "number"
    DELIVERABLE = "deliverable"


class Unit(StrEnum):
    """What the value of a gap counts: working days, the criterion's own unit, or met and missed."""

    WORKDAYS = "workdays"
    OWN = "own"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What was agreed. `number` needs `target`, `by_date` needs `target_on`; a deliverable may have either.

    A minimum on the far side of the target is no minimum. `baseline` is where things stood before.
    """

    shape: Shape
    target: Decimal | None = None
    minimum: Decimal | None = None
    baseline: Decimal | None = None
    is_lower_better: bool = False
    target_on: date | None = None
    minimum_on: date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found: a number, the day it was reached (or today, when it is not), or yes and no."""

    number: Decimal | None = None
    reached_on: date | None = None
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class OwnGap:
    """`by` how much the agreed target is missed; negative when it is exceeded, zero when just met.

    `of` and `got` are target and value where the criterion counts things ("2 of 3", 9 s instead of 3 s).
    """

    by: Decimal
    unit: Unit
    got: Decimal | None = None
    of: Decimal | None = None

    @property
    def is_short(self) -> bool:
        return self.by > 0


class NothingMeasured(Exception):
    """The measurement lacks the value that the criterion asks for."""


def is_met(criterion: Criterion, measured: Measured, calendar: WorkingDays) -> bool:
    """Whether the target (not only the minimum) was reached."""
    return not own_gap(criterion, measured, calendar).is_short


def own_gap(criterion: Criterion, measured: Measured, calendar: WorkingDays) -> OwnGap:
    """The gap in the criterion's own unit.

    Raises:
        NothingMeasured: the value asked for is not there.

    """
    if criterion.target_on is not None and measured.reached_on is not None and criterion.shape is not Shape.NUMBER:
        return OwnGap(Decimal(_late(criterion.target_on, measured.reached_on, calendar)), Unit.WORKDAYS)
    if criterion.target is not None and measured.number is not None:
        short = measured.number - criterion.target if _is_falling(criterion) else criterion.target - measured.number
        return OwnGap(short, Unit.OWN, got=measured.number, of=criterion.target)
    if measured.is_met is not None and criterion.shape is not Shape.NUMBER:
        return OwnGap(Decimal(not measured.is_met), Unit.YES_NO)
    raise NothingMeasured


def performance(criterion: Criterion, measured: Measured, calendar: WorkingDays) -> Decimal | None:
    """P from 0 to 100, to a tenth: baseline 0, minimum 50, target 80, the same slope on to 100.

    Without a baseline the slope between minimum and target also leads down to 0. None when no minimum was
    agreed: then it is only met or missed. Yes and no are 0 or 100. Dates count in working days.

    Raises:
        NothingMeasured: the value asked for is not there.

    """
    gap = own_gap(criterion, measured, calendar)
    if gap.unit is Unit.YES_NO:
        return None if criterion.shape is Shape.BY_DATE else FULL_P * (not gap.is_short)
    allowed = _allowed(criterion, gap.unit, calendar)
    if allowed is None:
        return None
    return _on_the_line(gap.by, allowed, _from_baseline(criterion, gap.unit))


def _on_the_line(short: Decimal, allowed: Decimal, whole: Decimal | None) -> Decimal:
    """P where `short` is missing, `allowed` may be missing, and `whole` was missing at the start."""
    slope = (TARGET_P - MINIMUM_P) / allowed
    p = TARGET_P - short * slope
    if short > allowed and whole is not None and whole > allowed:
        p = MINIMUM_P - (short - allowed) * MINIMUM_P / (whole - allowed)
    return min(max(p, Decimal(0)), FULL_P).quantize(TENTH, ROUND_HALF_EVEN)


def _allowed(criterion: Criterion, unit: Unit, calendar: WorkingDays) -> Decimal | None:
    """How far from the target is still acceptable, above zero."""
    allowed: Decimal | None = None
    if unit is Unit.WORKDAYS and criterion.target_on and criterion.minimum_on:
        allowed = Decimal(_late(criterion.target_on, criterion.minimum_on, calendar))
    elif unit is Unit.OWN and criterion.target is not None and criterion.minimum is not None:
        allowed = abs(criterion.target - criterion.minimum)
    return allowed if allowed and allowed > 0 else None


def _from_baseline(criterion: Criterion, unit: Unit) -> Decimal | None:
    if unit is not Unit.OWN or criterion.target is None or criterion.baseline is None:
        return None
    way = criterion.target - criterion.baseline
    return -way if _is_falling(criterion) else way


def _is_falling(criterion: Criterion) -> bool:
    """Direction from target − minimum; without a minimum, as stated."""
    if criterion.target is None or criterion.minimum is None or criterion.target == criterion.minimum:
        return criterion.is_lower_better
    return criterion.target < criterion.minimum


def _late(target_on: date, reached_on: date, calendar: WorkingDays) -> int:
    """Working days after the target; a day late that is no working day still is late, by one."""
    late = calendar.workdays_between(target_on, reached_on)
    return late if late or reached_on <= target_on else 1
