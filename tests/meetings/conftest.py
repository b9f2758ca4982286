"""A meeting to try the verbs on: two days in the workshop, its memo, its next steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast
from yinuo.base import calendar, clock
from yinuo.ledger import actions as ledger
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import Meeting, Memo, MemoVersion
from yinuo.meetings.published import PublishedMemoLine
from yinuo.signing.models import Means

ZONE = ZoneInfo("Asia/Shanghai")


def moment(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def planned(cast: Cast, days: int = -2, kind: str = "site_visit", **more) -> Meeting:
    """A meeting so many days from today."""
    day = clock.today(ZONE) + timedelta(days=days)
    given = {"title": "车间走访", "people": [cast.shao.person, cast.lin.person], "place": "总装车间"} | more
    starts, ends = moment(day), moment(day, 11)
    return meetings.plan_meeting(
        cast.p1, by=cast.lin, at=clock.now(), kind=kind, starts_at=starts, ends_at=ends, **given
    )


@pytest.fixture
def visit(cast: Cast) -> Meeting:
    """The day before yesterday in the workshop."""
    return planned(cast)


def step(cast: Cast, words: str = "召开排产复核会", **more) -> meetings.StepGiven:
    due_on = calendar.mainland().add_workdays(clock.today(ZONE), 5)
    return meetings.StepGiven(**{"words": words, "side": "ours", "owner": cast.lin.person, "due_on": due_on} | more)


def written(cast: Cast, meeting: Meeting, *steps: meetings.StepGiven) -> Memo:
    return meetings.write_memo(
        meeting,
        by=cast.lin,
        at=clock.now(),
        work_done="收货演示；排产访谈。",
        purpose="演示通过。",
        causes=[meetings.CauseGiven("ours", "派工单样本迟收"), meetings.CauseGiven("client", "数据迟交")],
        steps=steps or [step(cast)],
    )


@pytest.fixture
def memo(cast: Cast, visit: Meeting) -> Memo:
    return written(cast, visit)


def sent(cast: Cast, memo: Memo, **more) -> MemoVersion:
    due_on = clock.today(ZONE) + timedelta(days=5)
    return meetings.send_memo(memo, by=cast.lin, at=clock.now(), contacts=[cast.wen], due_on=due_on, **more)


def answered(cast: Cast, version: MemoVersion, **kinds: str) -> None:
    """温宁 confirms everything by message, but for the parts named: `cause="not_accept"`."""
    lines = PublishedMemoLine.objects.filter(memo=version.published).select_related("line").order_by("line__number")
    given = ledger.MeansGiven(
        Means.MESSAGE,
        "温宁",
        clock.today(ZONE),
        person_id=cast.wen.person_id,
        message_text="见各项",
        recorded_by="林知夏",
    )
    answers = [
        ledger.AnswerGiven(
            one.line.token, kinds.get(one.part, "confirm"), words="不是这样" if one.part in kinds else ""
        )
        for one in lines
    ]
    ledger.reply(version.sheet, means=given, answers=answers, at=clock.now())
