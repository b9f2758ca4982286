"""The payments of a project over time, ready to draw: due, invoiced, received, and today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yinuo.base.dates import short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yinuo.acceptance.queries.money import MilestoneRow

LEFT, WIDTH, ROW = 150, 720, 34
TOP, RIGHT = 26, 48
TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on a payment's line: `kind` is due, invoiced or received."""

    kind: str
    x: float
    title: str


@dataclass(frozen=True, slots=True)
class Track:
    """One payment: its line at `y` from its first to its last day; one that is late runs on until today."""

    row: MilestoneRow
    y: float
    first: float
    last: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: its height, the days along the top, where today is (None outside), and a track a payment."""

    height: int
    ticks: tuple[tuple[float, str], ...]
    today: float | None
    tracks: tuple[Track, ...]

    @property
    def foot(self) -> int:
        return self.height - 8


def timeline(rows: Sequence[MilestoneRow], today: date) -> Timeline | None:
    """Payments from the first day to a year after today; those due later are left to the table. None for no payment."""
    until = today + timedelta(days=366)
    shown = [row for row in rows if min(_days(row).values()) <= until]
    days = [day for row in shown for day in _days(row).values() if day <= until]
    if not days:
        return None
    first, last = min(*days, today), max(*days, today)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + min((day - first).days / span, 1) * (WIDTH - LEFT - RIGHT), 1)

    tracks = tuple(_track(row, TOP + ROW * (place + 0.6), x) for place, row in enumerate(shown))
    ticks = (first + timedelta(days=round(span * part / TICKS)) for part in range(TICKS + 1))
    height = TOP + ROW * len(shown) + 12
    return Timeline(height, tuple((x(day), short_day(day)) for day in ticks), x(today), tracks)


def _days(row: MilestoneRow) -> dict[str, date]:
    known = {"due": row.due_on, "invoiced": row.invoiced_on, "received": row.received_on}
    return {kind: day for kind, day in known.items() if day}


def _track(row: MilestoneRow, y: float, x: Callable[[date], float]) -> Track:
    marks = tuple(Mark(kind, x(day), short_day(day)) for kind, day in _days(row).items())
    places = [mark.x for mark in marks]
    if row.is_late:
        places.append(x(row.today))
    return Track(row, y, min(places), max(places), marks)
