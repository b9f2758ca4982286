"""The marks of the product as facts: what a chart, a thread or a drawer shows, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventMark(StrEnum):
    """What happened on a level line."""

    RAISED = "raised"
    LOWERED = "lowered"
    AGREED = "agreed"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """A value on a day: 0–100, or in the unit of the criterion."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class LevelBand:
    """The tolerance zone: from the minimum acceptable (`low`) to the target (`high`)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LevelEvent:
    """Something that moved the line or confirmed it; `words` name it, `href` opens its record."""

    on: date
    mark: EventMark
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level line: performance (`points`), expectation (`steps`), zone, events, and the one sentence above.

    `unit` "" means the 0–100 scale. `until` is the last day drawn, else the last day known.
    """

    points: tuple[LevelPoint, ...]
    steps: tuple[LevelPoint, ...]
    band: LevelBand | None
    events: tuple[LevelEvent, ...]
    sentence: str
    unit: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One milestone of a timeline: the signed day, today's, the day it was done, working days late, and why."""

    name: str
    signed_on: date | None
    now_on: date
    done_on: date | None = None
    late: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Knot:
    """One dated knot of an evidence thread; `state` a ledger state ("" for none), `sealed` when it was signed."""

    at: date | datetime
    title: str
    words: str = ""
    href: str = ""
    state: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class GapRow:
    """One bar of a gap chart. `expected` and `performed` on 0–100 (None: not enough yet); `gap` in its own unit."""

    code: str
    words: str
    gap: str
    expected: float | None
    performed: float | None
    href: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class WhyRecord:
    """A record a number rests on."""

    at: date | datetime
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Where a number comes from: inputs (label, value), the rule in words, the records, what would bring it back."""

    title: str
    rule: str
    inputs: tuple[tuple[str, str], ...] = ()
    records: tuple[WhyRecord, ...] = ()
    back: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; `icon` from the sprite."""

    words: str
    href: str
    icon: str = ""
    current: bool = False
