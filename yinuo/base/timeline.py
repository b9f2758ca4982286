"""Geometry of the promise timeline: signed days against today's plan, one row a milestone (look.md §2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yinuo.base import dates
from yinuo.base.drawing import Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yinuo.base.marks import PromiseRow

WIDTH, LEFT, RIGHT = 720, 152, 132
TOP, ROW, BOTTOM = 26, 24, 8
NARROW = 11.5
"""Pixels of a full-width letter at the size of the labels."""
MOST_MONTHS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: where its marks stand. `signed` and `done` are None where there is none; `tone` is late, early or on."""

    y: float
    name: str
    title: str
    signed: float | None
    plan: float
    done: float | None
    slip: tuple[float, float] | None
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Ready to draw, `height` pixels high."""

    height: float
    months: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    today: float | None
    label: str


def draw(rows: Sequence[PromiseRow], today: date) -> Timeline | None:
    """Rows in the order given; None without any."""
    if not rows:
        return None
    days = [day for row in rows for day in (row.signed_on, row.now_on, row.done_on) if day]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / span, 1)

    bars = tuple(_bar(row, TOP + ROW * (place + 0.5), x) for place, row in enumerate(rows))
    return Timeline(
        height=TOP + ROW * len(rows) + BOTTOM,
        months=tuple(Tick(x(day), label) for day, label in months(first, last)),
        bars=bars,
        today=x(today) if first <= today <= last else None,
        label=_("Signed dates and today’s plan"),
    )


def _bar(row: PromiseRow, y: float, place: Callable[[date], float]) -> Bar:
    signed = place(row.signed_on) if row.signed_on else None
    plan = place(row.now_on)
    late = row.late or 0
    return Bar(
        y=y,
        name=_cut(row.name),
        title=_title(row),
        signed=signed,
        plan=plan,
        done=place(row.done_on) if row.done_on else None,
        slip=(min(signed, plan), abs(plan - signed)) if signed is not None and signed != plan else None,
        tone="late" if late > 0 else ("early" if late < 0 else "on"),
        label=dates.lateness(row.late) if row.late is not None else _("not signed"),
    )


def _cut(name: str) -> str:
    """As much of a name as its column holds."""
    room = (LEFT - 16) / NARROW
    for place, letter in enumerate(name):
        room -= 1 if letter > "\u2e80" else 0.56
        if room < 0:
            return f"{name[: max(place - 1, 1)]}…"
    return name


def _title(row: PromiseRow) -> str:
    told = {
        "name": row.name,
        "signed": dates.day(row.signed_on) if row.signed_on else "—",
        "now": dates.day(row.done_on or row.now_on),
        "why": row.why,
    }
    if row.why:
        return _("%(name)s: signed %(signed)s, today’s plan %(now)s. %(why)s") % told
    return _("%(name)s: signed %(signed)s, today’s plan %(now)s.") % told


def months(first: date, last: date) -> list[tuple[date, str]]:
    """Firsts of months within the span, at most `MOST_MONTHS`; January carries its year."""
    found = []
    year, month = (first.year, first.month + 1) if first.day > 1 else (first.year, first.month)
    while (day := date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)) <= last:
        found.append(day)
        month += 1
    step = next((step for step in (1, 2, 3, 6) if len(found) / step <= MOST_MONTHS), 12)
    kept = [day for day in found if (day.month - 1) % step == 0]
    kept = kept[:: len(kept) // MOST_MONTHS + 1]
    return [(day, str(day.year) if day.month == 1 else str(dates.MONTHS[day.month - 1])) for day in kept]
