"""A ledger to try the verbs on: wishes, a promise, a duty, a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.cast import Cast
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry, EntryKind, Shape, Wording
from yinuo.ledger.published import Sheet

DUE = date(2026, 12, 21)


@dataclass(frozen=True, slots=True)
class Lines:
    """One line of each kind on P1: what 邵国梁 expects, what 林知夏 promises, what 温宁 has to do."""

    wish: Entry
    promise: Entry
    duty: Entry


def number_of_hits(cast: Cast) -> ledger.CriterionGiven:
    return ledger.CriterionGiven(
        shape=Shape.NUMBER,
        metric="瓶颈工序日计划命中率",
        unit="%",
        target=Decimal(90),
        minimum=Decimal(80),
        measurer=cast.wen.person,
    )


def by_day(cast: Cast, day: date = DUE) -> ledger.CriterionGiven:
    return ledger.CriterionGiven(shape=Shape.BY_DATE, metric="按日完成", target_on=day, measurer=cast.wen.person)


@pytest.fixture
def lines(cast: Cast) -> Lines:
    def enter(kind: str, holder: object, words: str) -> Entry:
        return ledger.enter(
            cast.p1, by=cast.lin, at=clock.now(), kind=kind, holder=holder.person, words=words, due_on=DUE
        )

    return Lines(
        enter(EntryKind.EXPECTATION, cast.shao, "系统要按我的排产规则"),
        enter(EntryKind.COMMITMENT, cast.lin, "12 月 21 日前完成排产复核"),
        enter(EntryKind.DUTY, cast.wen, "11 月 27 日前给齐派工单样本"),
    )


def worded(cast: Cast, entry: Entry, text: str = "", criterion: ledger.CriterionGiven | None = None) -> Wording:
    return ledger.word(
        entry,
        by=cast.lin,
        at=clock.now(),
        text=text or f"{entry.words}。",
        language="zh-hans",
        due_on=DUE,
        criterion=criterion or by_day(cast),
    )


def offered(cast: Cast, *wordings: Wording, authority: str = "window") -> Sheet:
    return ledger.offer(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        wordings=wordings,
        title="11 月第三周确认",
        ask="请逐项确认下列约定。",
        contacts=[cast.wen],
        due_on=date.today() + timedelta(days=5),
        authority=authority,
    )


@pytest.fixture
def sheet(cast: Cast, lines: Lines) -> Sheet:
    return offered(
        cast,
        worded(cast, lines.wish, "瓶颈工序的日计划按生产部的排产规则生成。", number_of_hits(cast)),
        worded(cast, lines.promise),
        worded(cast, lines.duty),
    )
