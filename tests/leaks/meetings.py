"""A memo that was sent, and one that was not: every word of the second, and what we said of its steps, is a canary."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.delivery.actions import Speaker
from yinuo.meetings import actions as meetings

if TYPE_CHECKING:
    from tests.leaks.scene import Scene

STARTS = datetime(2026, 11, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def plant(scene: Scene) -> None:
    """Called before the last sheets of the scene: the memo that was sent is one of them."""
    cast, word, by, now = scene.cast, scene.private.word, scene.cast.lin, clock.now()
    scene.private.figure("code of a meeting", "M937")
    meeting = meetings.plan_meeting(
        cast.p1, by=by, at=now, kind="site_visit", title=word("memo meeting.title"), starts_at=STARTS, ends_at=STARTS,
        place=word("memo meeting.place"), agenda=word("memo meeting.agenda"), people=[cast.shao.person], code="M937",
        time_zone="Asia/Shanghai",
    )  # fmt: skip
    meetings.note_minute(meeting, by=by, at=now, kind="risk", words=word("memo minute.words"))
    counsel.note(cast.p1, by=by, at=now, subject=meeting.code, text=word("note about a meeting"))
    _announce(scene)
    memo = meetings.write_memo(
        meeting,
        by=by,
        at=now,
        work_done=word("memo memo.work"),
        purpose=word("memo memo.purpose"),
        causes=[meetings.CauseGiven("client", word("memo cause.words"))],
        steps=[meetings.StepGiven(word("memo step.words"), "ours", cast.lin.person, date(2026, 12, 2))],
    )
    item = memo.items.select_related("memo__project", "memo__meeting").get()
    meetings.settle_step(item, by=by, at=now, fate="escalated", why=word("memo step.why"))
    meetings.settle_step(
        item, by=by, at=now, fate="dropped", agreed_by=cast.wen.person, why=word("memo drop.why"), meeting=meeting
    )


def _announce(scene: Scene) -> None:
    """Of a meeting that was announced the client reads title, time and place; of its topics what was answered."""
    cast, word, told, by, now = scene.cast, scene.private.word, scene.of_p1.word, scene.cast.lin, clock.now()
    scene.private.figure("code of an announced meeting", "M938")
    starts = now + timedelta(days=9)
    meeting = meetings.plan_meeting(
        cast.p1, by=by, at=now, kind="review", title=told("announced meeting"), starts_at=starts, ends_at=starts,
        place=told("announced meeting place"), agenda=word("announced meeting.agenda"), people=[cast.wen.person],
        code="M938",
    )  # fmt: skip
    meetings.note_minute(meeting, by=by, at=now, kind="note", words=word("announced meeting.minute"))
    meetings.send_invitations(meeting, by=by, at=now)
    speaker = Speaker(cast.wen.person_id, cast.wen.person.name, cast.p1.pk)
    topic = meetings.propose_topic(speaker, meeting.token, at=now, words=told("topic"), why=told("topic why"))
    meetings.settle_topic(topic, meeting, by=by, at=now, fate="left", why=told("topic answer"))
