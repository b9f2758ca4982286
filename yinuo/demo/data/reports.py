"""The weekly report of P1 that was published last, and the draft of this week (C104)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import Two

UNSAID = Two("", "")


@dataclass(frozen=True, slots=True)
class WeeklyRow:
    """A weekly report up to a Friday; published that day before 17:00 unless it `is_draft`."""

    project: str
    by: str
    number: int
    since: date
    until: date
    status: Two
    done: Two = UNSAID
    not_done: Two = UNSAID
    next: Two = UNSAID
    risks: Two = UNSAID
    solutions: Two = UNSAID
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One tap of the client's below a published report; a question has words, and our reply."""

    project: str
    number: int
    by: str
    on: date
    question: Two = UNSAID
    replied_on: date | None = None
    reply: Two = UNSAID


WEEKLY = (
    WeeklyRow(
        "P1", "V04", 29, date(2026, 11, 7), date(2026, 11, 13),
        Two("排产规则的复核会没有按期开，排产比签字的日期晚；收货流程的演示已通过。", "The review of the scheduling rules was not held in time, scheduling is later than signed; goods receipt was demonstrated and accepted."),
        Two("收货流程演示。", "Goods receipt was demonstrated."),
        Two("车间排产复核会没有开。", "The scheduling review in the workshop was not held."),
        Two("开复核会，收齐派工单样本。", "Hold the review, collect the samples of dispatch slips."),
        Two("派工规则只有两位计划员掌握。请甲方指定一人复核派工单样本。", "The rules of dispatching are known to two planners only. Please name somebody who reviews the samples."),
        Two("每天十五分钟与计划员核对规则，周五汇总差异。", "Fifteen minutes a day with the planners, differences summed up on Friday."),
    ),
    WeeklyRow(
        "P1", "V04", 30, date(2026, 11, 14), date(2026, 11, 20),
        Two("排产规则仍在复核。", "The scheduling rules are still under review."),
        is_draft=True,
    ),
)  # fmt: skip
SAID = (
    SaidRow("P1", 29, "H03", date(2026, 11, 16)),
    SaidRow(
        "P1", 29, "H02", date(2026, 11, 16),
        Two("排产晚的这些天，谁来补？", "Who makes up for the days that scheduling is late?"),
        date(2026, 11, 17),
        Two("返工由我方做。派工单样本收齐后两个工作日内，我方给出新的排产日期。", "The rework is ours. Two working days after the samples of dispatch slips are complete we name a new date."),
    ),
)  # fmt: skip
