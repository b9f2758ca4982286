"""Meetings are held, memos written, sent and answered; next steps are done or carried on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Task
from yinuo.demo.dates import ZONE
from yinuo.ledger import actions as ledger
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import Fate
from yinuo.meetings.published import MemoPart, PublishedMemoLine, TopicFate
from yinuo.projects.access import calendar_of
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.demo.data.shapes import MeetingRow, NextStepRow, SignedRow, TopicRow
    from yinuo.demo.scene import Scene
    from yinuo.meetings.models import Meeting

ANSWER_WORKDAYS = 3


def meeting_is_planned(scene: Scene, row: MeetingRow, known_on: date) -> None:
    """It stands in the calendar, with those who are asked."""
    starts = _moment(scene, row.since or row.on, row.hour)
    ends = _moment(scene, row.on, row.hour + row.hours)
    scene.meetings[row.project, row.code] = meetings.plan_meeting(
        scene.projects[row.project],
        by=scene.members[row.by],
        at=scene.at(known_on, 8, 45),
        kind=row.kind,
        title=scene.words(row.title),
        starts_at=starts,
        ends_at=ends,
        place=scene.words(row.place),
        people=[scene.person(code) for code in row.people],
        code=row.code,
        rehearses=scene.meetings.get((row.project, row.rehearses)),
        needs_rehearsal=row.is_report,
        has_fallback=row.is_report,
        has_short_version=row.is_report,
    )


def _moment(scene: Scene, day: date, hour: float) -> datetime:
    midnight = datetime.combine(scene.day(day), time(0), ZoneInfo(ZONE))
    return midnight + timedelta(minutes=round(hour * 60))


def meeting_is_announced(scene: Scene, row: TopicRow) -> None:
    """Everybody who is asked gets an invitation, and the client's page shows the meeting."""
    asked = scene.meetings[row.project, row.meeting]
    meetings.send_invitations(asked, by=asked.by, at=scene.at(row.on, 8, 48))


def topic_is_proposed(scene: Scene, row: TopicRow) -> None:
    """A contact proposes what to speak about; it goes on the agenda."""
    asked, person = scene.meetings[row.project, row.meeting], scene.contacts[row.by].person
    speaker = delivery.Speaker(person.pk, person.name, asked.project_id)
    words, why = scene.words(row.words), scene.words(row.why)
    topic = meetings.propose_topic(speaker, asked.token, at=scene.at(row.on, 9, 12), words=words, why=why)
    meetings.settle_topic(topic, asked, by=asked.by, at=scene.at(row.on, 10, 40), fate=TopicFate.TAKEN)


def memo_is_sent(scene: Scene, row: MeetingRow) -> None:
    """The memo is written on the day and sent in the evening."""
    meeting = scene.meetings[row.project, row.code]
    memo = meetings.write_memo(
        meeting,
        by=scene.members[row.by],
        at=scene.at(row.on, 17, 30),
        work_done=scene.words(row.work),
        purpose=scene.words(row.purpose),
        causes=[
            *(meetings.CauseGiven("client", scene.words(words)) for words in row.theirs),
            *(meetings.CauseGiven("ours", scene.words(words)) for words in row.ours),
        ],
        steps=[_step(scene, step) for step in row.steps],
    )
    asked = row.signed.by if row.signed else next(code for code in row.people if code in scene.contacts)
    meetings.send_memo(
        memo,
        by=scene.members[row.by],
        at=scene.at(row.on, 17, 45),
        contacts=[scene.contacts[asked]],
        due_on=calendar_of(scene.projects[row.project]).add_workdays(scene.day(row.on), ANSWER_WORKDAYS),
        language=scene.language,
        code=row.memo,
    )
    scene.memos[row.memo] = memo


def _step(scene: Scene, step: NextStepRow) -> meetings.StepGiven:
    owner, due_on = scene.person(step.owner), scene.day(step.due_on)
    return meetings.StepGiven(scene.words(step.words), step.side, owner, due_on)


def memo_is_answered(scene: Scene, row: MeetingRow, signed: SignedRow) -> None:
    """Line by line; a refusal names the client's cause of delay and confirms the rest."""
    version = scene.memos[row.memo].versions.select_related("sheet", "published").get()
    parts = PublishedMemoLine.objects.filter(memo=version.published).select_related("line").order_by("line__number")
    contact, is_code = scene.contacts[signed.by], signed.means == Means.CODE
    refused = next((one.line_id for one in parts if one.part == MemoPart.CAUSE), None) if signed.refused.zh else None
    ledger.reply(
        version.sheet,
        means=ledger.MeansGiven(
            means=signed.means,
            by_name=contact.person.name,
            by_title=contact.title,
            person_id=contact.person.pk,
            signed_on=scene.day(signed.on),
            recorded_by="" if is_code else scene.members[row.by].person.name,
            message_text=scene.words(signed.message),
        ),
        answers=[
            ledger.AnswerGiven(one.line.token, "not_accept", chip="content", words=scene.words(signed.refused))
            if one.line_id == refused
            else ledger.AnswerGiven(one.line.token, "confirm")
            for one in parts
        ],
        at=scene.at(signed.on, 18),
        tell=False,
    )


def step_is_planned(scene: Scene, row: MeetingRow, number: int, task: str) -> None:
    """The plan has a task for it."""
    item = scene.memos[row.memo].items.get(number=number)
    known = Task.objects.get(project=scene.projects[row.project], code=task)
    meetings.plan_step(item, by=scene.members[row.by], at=scene.at(row.on, 18, 30), task=known)


def step_is_done(scene: Scene, row: MeetingRow, number: int, done_on: date) -> None:
    """The step is over; its memo says so."""
    item = scene.memos[row.memo].items.select_related("memo__project", "memo__meeting").get(number=number)
    meetings.settle_step(item, by=scene.members[row.by], at=scene.at(done_on, 18, 15), fate=Fate.DONE)


def step_is_carried(scene: Scene, row: MeetingRow, number: int, meeting: str, on: date) -> None:
    """At the next meeting it was not done yet."""
    item = scene.memos[row.memo].items.select_related("memo__project", "memo__meeting").get(number=number)
    at: Meeting = scene.meetings[row.project, meeting]
    meetings.settle_step(item, by=scene.members[row.by], at=scene.at(on, 11), fate=Fate.CARRIED, meeting=at)
