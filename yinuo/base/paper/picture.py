"""Pictures of a report: marks in plain numbers, drawn once and frozen, each with its facts as a table (decision 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH = 720
LEFT, RIGHT, TOP = 56, 168, 34
COLUMNS_HIGH, TREND_HIGH = 176, 280
BOTTOM = 26
READABLE = 13
"""Pixels that a number needs inside its bar, and lines of labels between each other."""
FEWEST = 4
"""A bar of one is never taller than a quarter of the picture."""
NAME = 22
"""Letters of a name that fit beside its line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One mark: a `bar` (box), a `line` (to x + w, y + h), a `dot` (radius w), a `label` (text on its baseline)."""

    kind: str
    tone: str
    x: float
    y: float
    w: float = 0
    h: float = 0
    text: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """`sentence` says what it shows; `head` and `rows` are the same facts as a table; no shapes: not enough yet."""

    name: str
    title: str
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: float = 0
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: its tone and its word."""

    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a trend: a day for each column, None where nothing was told yet. `tone` is late, early or on."""

    name: str
    tone: str
    days: tuple[date | None, ...]


def read(body: dict[str, Any] | None) -> Picture | None:
    """The picture that `asdict` made `body` of."""
    if not body:
        return None
    rest = {"head": tuple(body["head"]), "rows": tuple(tuple(row) for row in body["rows"])}
    return Picture(**{**body, **rest, "shapes": tuple(Shape(**one) for one in body["shapes"])})


def columns(
    series: Sequence[Series], groups: Sequence[tuple[str, Sequence[int]]], *, stacked: bool
) -> tuple[float, tuple[Shape, ...]]:
    """Height and shapes of bars from nought: one group a label, one number a series, on or beside each other."""
    tallest = max((sum(values) if stacked else max(values) for _label, values in groups), default=0)
    unit = (COLUMNS_HIGH - TOP - BOTTOM) / max(tallest, FEWEST)
    step = (WIDTH - 16) / max(len(groups), FEWEST)
    floor = COLUMNS_HIGH - BOTTOM
    shapes = _legend(series)
    for place, (label, values) in enumerate(groups):
        middle = round(8 + step * (place + 0.5), 1)
        shapes += _stacked(series, values, middle, unit) if stacked else _beside(series, values, middle, unit)
        shapes.append(Shape("label", "label", middle, COLUMNS_HIGH - 8, text=label, anchor="middle"))
    shapes.append(Shape("line", "rule", 8, floor, WIDTH - 16, 0))
    return COLUMNS_HIGH, tuple(shapes)


def _legend(series: Sequence[Series]) -> list[Shape]:
    shapes, x = [], 8.0
    for one in series:
        shapes += [Shape("bar", one.tone, x, 4, 11, 11), Shape("label", "label", x + 16, 14, text=one.word)]
        x += 40 + sum(11 if letter > "\u2e80" else 6.4 for letter in one.word)
    return shapes


def _stacked(series: Sequence[Series], values: Sequence[int], middle: float, unit: float) -> list[Shape]:
    """From below: the first series stands on the floor, the sum above the bar."""
    shapes, y = [], float(COLUMNS_HIGH - BOTTOM)
    for one, value in zip(series, values, strict=True):
        high = round(value * unit, 1)
        y = round(y - high, 1)
        if value:
            shapes.append(Shape("bar", one.tone, middle - 18, y, 36, high))
        if value and high >= READABLE:
            words = Shape("label", "inside", middle, round(y + high / 2 + 4, 1), text=str(value), anchor="middle")
            shapes.append(words)
    total = sum(values)
    shapes.append(Shape("label", "strong", middle, round(y - 5, 1), text=str(total), anchor="middle"))
    return shapes


def _beside(series: Sequence[Series], values: Sequence[int], middle: float, unit: float) -> list[Shape]:
    shapes: list[Shape] = []
    x = middle - 11 * len(series)
    for one, value in zip(series, values, strict=True):
        high = round(value * unit, 1)
        y = round(COLUMNS_HIGH - BOTTOM - high, 1)
        if value:
            shapes.append(Shape("bar", one.tone, round(x + 1, 1), y, 20, high))
        shapes.append(Shape("label", "strong", round(x + 11, 1), round(y - 5, 1), text=str(value), anchor="middle"))
        x += 22
    return shapes


def trend(
    labels: Sequence[str],
    today: Sequence[date | None],
    tracks: Sequence[Track],
    ticks: Sequence[tuple[date, str]],
    high: float = TREND_HIGH,
) -> tuple[float, tuple[Shape, ...]]:
    """Height and shapes of a milestone trend: told days up, tellings across; flat is steady, rising is slipping.

    `today` is the day of each column where it has one: drawn as a dashed line, at which a milestone is due.
    """
    days = [day for track in tracks for day in track.days if day]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    floor = high - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / max(len(labels) - 1, 1)

    def x(place: int) -> float:
        return round(LEFT + step * place, 1)

    def y(day: date) -> float:
        return round(floor - (floor - TOP) * (day - first).days / span, 1)

    shapes = [Shape("line", "rule", LEFT, y(day), WIDTH - LEFT - RIGHT, 0) for day, _label in ticks]
    shapes += [Shape("label", "label", LEFT - 8, y(day) + 4, text=word, anchor="end") for day, word in ticks]
    shapes += [
        Shape("label", "label", x(place), high - 6, text=word, anchor="middle") for place, word in enumerate(labels)
    ]
    now = [(x(place), y(day)) for place, day in enumerate(today) if day and first <= day <= last]
    shapes += _path("today", now)
    for track in tracks:
        points = [(x(place), y(day)) for place, day in enumerate(track.days) if day]
        shapes += [*_path(track.tone, points), *(Shape("dot", track.tone, *point, 3.5) for point in points)]
    return high, (*shapes, *_names(tracks, y, floor))


def _path(tone: str, points: Sequence[tuple[float, float]]) -> list[Shape]:
    return [Shape("line", tone, a, b, round(c - a, 1), round(d - b, 1)) for (a, b), (c, d) in pairwise(points)]


def _names(tracks: Sequence[Track], y: Callable[[date], float], floor: float) -> list[Shape]:
    """Beside the last point of each, moved apart where they would touch."""
    told = [(track, [day for day in track.days if day]) for track in tracks]
    ends = sorted(((y(days[-1]), track) for track, days in told if days), key=lambda end: end[0])
    places: list[float] = []
    for at, _track in ends:
        places.append(max(at, places[-1] + READABLE) if places else at)
    over = max(places[-1] - floor, 0) if places else 0
    return [
        Shape("label", f"{track.tone}-name", WIDTH - RIGHT + 10, round(place - over + 4, 1), text=_cut(track.name))
        for place, (_at, track) in zip(places, ends, strict=True)
    ]


def _cut(name: str) -> str:
    room = float(NAME)
    for place, letter in enumerate(name):
        room -= 1.75 if letter > "\u2e80" else 1
        if room < 0:
            return f"{name[: max(place - 1, 1)]}…"
    return name
