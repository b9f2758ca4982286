"""One line of a report, and the parts that lines stand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Part(StrEnum):
    """The parts of a report that facts stand in, in its order (S1-26…33, peers §4.4)."""

    PROMISE = "promise"
    DONE = "done"
    NOT_DONE = "not_done"
    NEXT = "next"
    MILESTONE = "milestone"
    YOU_OWE = "you_owe"
    ISSUE = "issue"
    RISK = "risk"
    SOLUTION = "solution"
    CHANGE = "change"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change would take: person-days, natural days, hundredths of `currency`; None where nobody knows yet."""

    effort_days: Decimal | None
    schedule_days: int | None
    cost_cents: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a report. `is_shared` tells whether the client's layer has it.

    `code` is the desk's and never the client's; on issues, risks and solutions that were told it is the number that
    the client knows them by. `last_on` is the day that the report before named, `now_on` today's; `key` is the same in
    every report. `about` is what a solution answers, `since` the day on which it came up, `told_on` the day on which
    the client was told of a line of ours.
    """

    part: Part
    state: str
    key: str
    code: str
    words: str
    who: str
    side: str
    signed_on: date | None
    last_on: date | None
    now_on: date | None
    done_on: date | None
    why: str
    is_shared: bool
    about: str = ""
    since: date | None = None
    told_on: date | None = None
    effects: Effects | None = None


@dataclass(frozen=True, slots=True)
class Ages:
    """How many issues are open, how many of them are overdue, and how long they have been open, in natural days."""

    live: int
    overdue: int
    week: int
    fortnight: int
    month: int
    longer: int
