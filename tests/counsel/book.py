"""A book to hold rules against: days of the past, lines as they are heard, what the rules say of them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import time_machine

from yinuo.base import clock
from yinuo.counsel import queries
from yinuo.counsel.queries.rules import Today
from yinuo.ledger import actions as ledger
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Cast
    from yinuo.ledger.models import Entry
    from yinuo.projects.models import Project

TODAY = date(2026, 11, 20)


@contextmanager
def on(day: date) -> Iterator[None]:
    """It is noon of `day` in Shanghai."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), tick=False):
        yield


def days_ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def wish(cast: Cast, words: str, *, days: int = 40, **more: object) -> Entry:
    """A wish of 邵国梁, heard so many days ago."""
    return ledger.enter(
        cast.p1,
        by=cast.lin,
        at=days_ago(days),
        kind="expectation",
        holder=more.pop("holder", cast.shao).person,
        words=words,
        due_on=TODAY + timedelta(days=60),
        **more,
    )


def fires(project: Project, rule: str) -> list[str] | str:
    """What `rule` fires about, or its verdict when it fires about nothing."""
    outcome = next(one for one in queries.outcomes(project, today=clock.today("Asia/Shanghai")) if one.rule.id == rule)
    return [found.subject for found, _severity in outcome.found] or str(outcome.verdict)


def said(project: Project, rule: str) -> list[str]:
    """The sentences of what `rule` fires about."""
    today = clock.today("Asia/Shanghai")
    outcome = next(one for one in queries.outcomes(project, today=today) if one.rule.id == rule)
    return [outcome.rule.say(found.facts, Today(today, calendar_of(project))) for found, _severity in outcome.found]
