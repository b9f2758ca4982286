"""Tell the client of a meeting; a contact proposes topics for it; each is taken up, left, or moved to a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.meetings.actions.meetings import Called, subject_of
from yinuo.meetings.models import Meeting
from yinuo.meetings.published import AgendaTopic, AgendaTopicStep, PublishedMeeting, TopicFate
from yinuo.notices import actions as notices
from yinuo.projects import queries as projects
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yinuo.delivery.actions import Speaker
    from yinuo.people.models import Member, Person

TOPIC = "meetings.topic"
TOLD = ("title", "starts_at", "ends_at", "time_zone", "place")


class TooLate(ValueError):
    """The meeting has begun, was called off, or the client was never told of it."""


class WhyMissing(ValueError):
    """Whoever proposed a topic that is not taken up is told why."""


class NotLater(ValueError):
    """A topic moves on to a meeting of the same project that is still to come."""


def announce(meeting: Meeting, *, by: Member, at: datetime, asked: Iterable[Person]) -> PublishedMeeting | None:
    """Keep what the client is told of a meeting, when somebody of the client is asked; the same again changes nothing.

    The transaction is the caller's, who sends the invitations.
    """
    if all(hasattr(person, "member") for person in asked):
        return None
    told: dict[str, Any] = {name: getattr(meeting, name) for name in TOLD}
    told["is_cancelled"] = meeting.cancelled_at is not None
    Project.objects.select_for_update().get(pk=meeting.project_id)
    rows = PublishedMeeting.objects.filter(project=meeting.project)
    newest = rows.filter(thread=meeting.token).order_by("-id").first()
    if newest is not None and all(getattr(newest, name) == value for name, value in told.items()):
        return newest
    row = PublishedMeeting.objects.create(
        project=meeting.project,
        thread=meeting.token,
        number=newest.number if newest else (rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        version=newest.version + 1 if newest else 1,
        told_at=at,
        **told,
    )
    _record("meetings.announce", row, by=by.person.name, at=at, facts={"version": row.version, **told}, rows=[row])
    return row


def _record(verb: str, meeting: PublishedMeeting, *, by: Any, at: datetime, facts: Any, rows: Any) -> None:
    evidence.record(
        verb=verb,
        subject=f"{meeting.project.code}/A{meeting.number}",
        by=by,
        project=meeting.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts=facts,
        rows=rows,
    )


@transaction.atomic
def propose_topic(speaker: Speaker, thread: str, *, at: datetime, words: str, why: str = "") -> AgendaTopic:
    """A contact proposes a topic for a meeting that is announced and has not begun. Our manager hears of it.

    Raises TooLate.
    """
    rows = PublishedMeeting.objects.select_related("project").filter(thread=thread, project=speaker.project_id)
    newest = rows.order_by("-id").first()
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("project", "by__person")
    held = meetings.filter(token=thread, project=speaker.project_id).first()
    if newest is None or held is None or newest.is_cancelled or held.cancelled_at or newest.starts_at <= at:
        raise TooLate
    topic = AgendaTopic.objects.create(
        project=held.project,
        thread=thread,
        words=words,
        why=why,
        person_id=speaker.person_id,
        by_name=speaker.name,
        at=at,
    )
    by = evidence.Personal(f"person:{speaker.person_id}", speaker.name)
    _record("meetings.propose_topic", newest, by=by, at=at, facts={"words": words, "why": why}, rows=[topic])
    seat = projects.manager_seat(held.project)
    told = seat.person if seat else held.by.person
    notices.tell(TOPIC, subject_of(held), at=at, to=[told], payload=topic.token)
    return topic


@transaction.atomic
def settle_topic(
    topic: AgendaTopic,
    meeting: Meeting,
    *,
    by: Member,
    at: datetime,
    fate: str,
    why: str = "",
    to: Meeting | None = None,
) -> AgendaTopicStep:
    """Take a topic up at `meeting`, leave it, or move it on `to` a later one; the client reads the answer.

    Saying the same again changes nothing. Raises Called, WhyMissing, NotLater.
    """
    if meeting.cancelled_at and fate == TopicFate.TAKEN:
        raise Called
    if fate != TopicFate.TAKEN and not why.strip():
        raise WhyMissing
    if fate == TopicFate.CARRIED and not _is_later(to, meeting, at):
        raise NotLater
    AgendaTopic.objects.select_for_update().get(pk=topic.pk)
    there = to if fate == TopicFate.CARRIED and to is not None else meeting
    newest = AgendaTopicStep.objects.filter(topic=topic).order_by("-id").first()
    if newest and (newest.fate, newest.why, newest.thread) == (fate, why.strip(), there.token):
        return newest
    row = AgendaTopicStep.objects.create(
        topic=topic,
        fate=TopicFate(fate),
        why=why.strip(),
        thread=there.token,
        title=there.title,
        on=there.starts_at.astimezone(ZoneInfo(there.time_zone)).date(),
        by_name=by.person.name,
        at=at,
    )
    told = PublishedMeeting.objects.select_related("project").filter(thread=topic.thread).order_by("-id")[0]
    facts = {"words": topic.words, "fate": fate, "why": row.why, "title": row.title, "on": row.on}
    _record("meetings.settle_topic", told, by=by.person.name, at=at, facts=facts, rows=[row])
    return row


def _is_later(to: Meeting | None, meeting: Meeting, at: datetime) -> bool:
    if to is None or to.project_id != meeting.project_id or to.cancelled_at:
        return False
    return to.starts_at > at and to.starts_at > meeting.starts_at
