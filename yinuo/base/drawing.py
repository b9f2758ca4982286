"""Geometry of the marks that the server draws as SVG: numbers in, coordinates out, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from yinuo.base.dates import short_day
from yinuo.base.marks import EventMark, GapRow, LevelFacts, LevelPoint

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 64, 28, 30
GLYPHS = {EventMark.RAISED: "▲", EventMark.LOWERED: "▽", EventMark.AGREED: "✎", EventMark.MEASURED: "◎"}


@dataclass(frozen=True, slots=True)
class Tick:
    """A ruled line of an axis at `at` (pixels) with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A marked place: `label` is drawn, `title` is said on hover and focus."""

    x: float
    y: float
    label: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LevelDrawing:
    """A level line ready to draw; `below` is the area between performance and the band where it falls short."""

    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    band: tuple[float, float] | None
    steps: str
    line: str
    below: str
    dots: tuple[Dot, ...]
    events: tuple[Dot, ...]
    end_expected: Dot | None
    end_performed: Dot | None


def number(value: float) -> str:
    """At most one decimal, a true minus sign."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"−{text}" if value < 0 and text != "0" else text


def _nice(low: float, high: float) -> list[float]:
    """Four to six round values that cover low…high."""
    span = (high - low) or 1
    unit = 10 ** floor(log10(span / 4))
    step = next(unit * factor for factor in (1, 2, 5, 10) if span / (unit * factor) <= 5)  # noqa: PLR2004  # at most five gaps read well
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)  # values all alike on one tick still need a height
    return [index * step for index in range(first, last + 1)]


class _Plane:
    """Turns days and values into pixels."""

    def __init__(self, facts: LevelFacts) -> None:
        days = [p.on for p in (*facts.points, *facts.steps)] + [event.on for event in facts.events]
        days += [facts.until] if facts.until else []
        self.first, self.last = min(days), max(days)
        self.span = max((self.last - self.first).days, 1)
        values = [p.value for p in (*facts.points, *facts.steps)]
        values += [facts.band.low, facts.band.high] if facts.band else []
        self.ticks = _nice(min(values), max(values)) if facts.unit and values else [0.0, 25.0, 50.0, 75.0, 100.0]

    def x(self, on: date) -> float:
        return round(LEFT + (on - self.first).days / self.span * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        share = (min(max(value, low), high) - low) / (high - low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def columns(self) -> tuple[Tick, ...]:
        count = min(5, self.span)
        days = [self.first + timedelta(days=round(self.span * index / count)) for index in range(count + 1)]
        return tuple(Tick(self.x(on), short_day(on)) for on in days)


def _stairs(steps: tuple[LevelPoint, ...], plane: _Plane) -> str:
    """A stepped line: each level holds until the next, the last until the end."""
    if not steps:
        return ""
    path = f"M{plane.x(steps[0].on)} {plane.y(steps[0].value)}"
    path += "".join(f"H{plane.x(step.on)}V{plane.y(step.value)}" for step in steps[1:])
    return f"{path}H{plane.x(plane.last)}"


def _shortfall(facts: LevelFacts, plane: _Plane) -> str:
    """The area under the band's lower edge where performance lies."""
    if facts.band is None or len(facts.points) < 2:  # noqa: PLR2004  # one dot has no area
        return ""
    edge = plane.y(facts.band.low)
    top = f"M{plane.x(facts.points[0].on)} {edge}H{plane.x(facts.points[-1].on)}"
    back = "".join(f"L{plane.x(p.on)} {max(plane.y(p.value), edge)}" for p in reversed(facts.points))
    return f"{top}{back}Z"


def _say(on: date, value: float, unit: str) -> str:
    return f"{short_day(on)} · {number(value)}{f' {unit}' if unit else ''}"


def _end(points: tuple[LevelPoint, ...], plane: _Plane, unit: str, x: float) -> Dot | None:
    if not points:
        return None
    last = points[-1]
    label = f"{number(last.value)}{f' {unit}' if unit else ''}"
    return Dot(x, plane.y(last.value), label, _say(last.on, last.value, unit))


def draw_level(facts: LevelFacts) -> LevelDrawing | None:
    """Coordinates of a level line, or None while there is nothing to draw."""
    if not (facts.points or facts.steps):
        return None
    plane = _Plane(facts)
    places = [(plane.x(p.on), plane.y(p.value)) for p in facts.points]
    performed = _end(facts.points, plane, facts.unit, WIDTH - RIGHT)
    expected = _end(facts.steps, plane, facts.unit, WIDTH - RIGHT)
    if performed and expected and abs(performed.y - expected.y) < 14:  # noqa: PLR2004  # two labels would touch
        apart = 7 if performed.y >= expected.y else -7
        middle = (performed.y + expected.y) / 2
        performed = Dot(performed.x, middle + apart, performed.label, performed.title)
        expected = Dot(expected.x, middle - apart, expected.label, expected.title)
    return LevelDrawing(
        rows=tuple(Tick(plane.y(value), number(value)) for value in plane.ticks),
        columns=plane.columns(),
        band=(plane.y(facts.band.high), plane.y(facts.band.low) - plane.y(facts.band.high)) if facts.band else None,
        steps=_stairs(facts.steps, plane),
        line="M" + "L".join(f"{x} {y}" for x, y in places) if len(places) > 1 else "",
        below=_shortfall(facts, plane),
        dots=tuple(
            Dot(x, y, "", _say(p.on, p.value, facts.unit)) for (x, y), p in zip(places, facts.points, strict=True)
        ),
        events=tuple(
            Dot(plane.x(e.on), TOP - 10, GLYPHS[e.mark], f"{short_day(e.on)} · {e.words}", e.href) for e in facts.events
        ),
        end_expected=expected,
        end_performed=performed,
    )


@dataclass(frozen=True, slots=True)
class GapDrawing:
    """A gap bar on a rule of `WIDTH` 100: from expectation to performance."""

    expected: float
    performed: float
    left: float
    width: float
    gap: str
    falls_short: bool


def draw_gap(expected: float | None, performed: float | None) -> GapDrawing | None:
    """Coordinates on 0–100, or None when one side is not known yet."""
    if expected is None or performed is None:
        return None
    wanted, done = (min(max(value, 0.0), 100.0) for value in (expected, performed))
    gap = performed - expected
    return GapDrawing(
        expected=round(wanted, 1),
        performed=round(done, 1),
        left=round(min(wanted, done), 1),
        width=round(abs(done - wanted), 1),
        gap=f"+{number(gap)}" if gap > 0 else number(gap),
        falls_short=gap < 0,
    )


def worst_first(rows: tuple[GapRow, ...] | list[GapRow]) -> list[tuple[GapRow, GapDrawing | None]]:
    """Rows with their bars: the widest shortfall first, those not measured yet last."""
    drawn = [(row, draw_gap(row.expected, row.performed)) for row in rows]
    return sorted(drawn, key=lambda pair: (pair[1] is None, _gap(pair[0])))


def _gap(row: GapRow) -> float:
    return (row.performed or 0) - (row.expected or 0)
