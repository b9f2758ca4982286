"""A week to report on: tasks of the plan, steps of a memo, and the words a manager writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Issue, Risk, Task
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import Report
from yinuo.reports.published import PublishedReport

WORDS = {
    "status": "总体可控，排产晚一周。",
    "done_words": "收货流程演示完成。",
    "not_done_words": "没有。",
    "next_words": "复核排产规则。",
    "risk_words": "派工规则只在一人手里，请指定第二人。",
    "solution_words": "每天十五分钟对账。",
    "bad_news": "none",
}


@pytest.fixture(autouse=True)
def sunday() -> Iterator[None]:
    """It is Sunday morning, 22 November 2026, in Shanghai: which days are worked after it is known."""
    with time_machine.travel(datetime(2026, 11, 22, 2, tzinfo=UTC), tick=True):
        yield


def today() -> date:
    return clock.today("Asia/Shanghai")


@pytest.fixture
def week() -> queries.Period:
    """The seven days that end today."""
    return queries.Period(today() - timedelta(days=6), today())


def task(cast: Cast, name: str, days: int, **more: Any) -> Task:
    """A task of ours that is due so many days from today; published with `publish_plan`."""
    due_on = today() + timedelta(days=days)
    given = {"side": "ours", "rule": "must_finish", "rule_on": due_on} | more
    return delivery.add_task(cast.p1, by=cast.lin, at=clock.now(), name=name, **given)


def publish_plan(cast: Cast, why: str = "") -> None:
    version = delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    delivery.publish(version, by=cast.lin, at=clock.now(), otherwise=why)


def change(cast: Cast, row: Task, **changes: Any) -> None:
    """Change a task in the next draft of the plan."""
    version = delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    planned = version.planned.get(task=row)
    delivery.edit_task(planned, by=cast.lin, at=clock.now(), revision=planned.revision, **changes)


def begun(cast: Cast, period: queries.Period | None = None) -> Report:
    return reports.begin_report(cast.p1, by=cast.lin, at=clock.now(), period=period)


def written(cast: Cast, period: queries.Period | None = None, **more: str) -> Report:
    report = begun(cast, period)
    return reports.write_report(report, by=cast.lin, at=clock.now(), version=report.version, **(WORDS | more))


def published(cast: Cast, period: queries.Period | None = None, **more: str) -> PublishedReport:
    return reports.publish_report(written(cast, period, **more), by=cast.lin, at=clock.now())


def issue(cast: Cast, what: str, answer: str = "") -> Issue:
    """A high issue of ours, raised and due today."""
    days = {"raised_on": today(), "due_on": today(), "severity": "high"}
    row = delivery.raise_issue(
        cast.p1, by=cast.lin, at=clock.now(), what=what, side="ours", owner=cast.lin.person, raised_by="林知夏", **days
    )
    if answer:
        delivery.answer_issue(row, by=cast.lin, at=clock.now(), text=answer)
    return row


def risk(cast: Cast, what: str, **more: str) -> Risk:
    """A high risk of ours, known since today."""
    rated = {"probability": 4, "impact": 5, "known_on": today()}
    return delivery.note_risk(
        cast.p1, by=cast.lin, at=clock.now(), what=what, side="ours", owner=cast.lin.person, **rated, **more
    )
