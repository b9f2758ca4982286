"""Note down what is said; each line becomes its record once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryKind, SourceKind
from yinuo.meetings.actions.meetings import subject_of
from yinuo.meetings.actions.memos import add_step, side_of, step_of
from yinuo.meetings.models import Meeting, Memo, Minute, MinuteEntry, MinuteKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.models import Member, Person


class NoWords(ValueError):
    """A line of the minutes needs words."""


@transaction.atomic
def note_minute(
    meeting: Meeting,
    *,
    by: Member,
    at: datetime,
    kind: str,
    words: str,
    side: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
) -> Minute:
    """Keep one line of what is said, and make its record: a next step of the memo, an expectation of the ledger.

    A next step waits for the memo when none is begun; an expectation without somebody of the client's stays a line,
    and so do risks, changes and questions. Raises NoWords.
    """
    if not words.strip():
        raise NoWords
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    minute = Minute.objects.create(
        meeting=meeting,
        number=meeting.minutes.count() + 1,
        kind=MinuteKind(kind),
        words=words.strip(),
        side=side,
        owner=owner,
        due_on=due_on,
        by=by,
        at=at,
    )
    evidence.record(
        verb="meetings.note",
        subject=subject_of(meeting),
        by=by.person.name,
        project=meeting.project.code,
        happened_at=at,
        facts={"number": minute.number, "kind": kind, "words": minute.words},
        rows=[minute],
    )
    _become(minute, by=by, at=at)
    return minute


def _become(minute: Minute, *, by: Member, at: datetime) -> None:
    meeting = minute.meeting
    if minute.kind == MinuteKind.ACTION:
        memo = Memo.objects.select_related("project", "meeting").filter(meeting=meeting, closed_at=None).first()
        if memo is not None:
            add_step(memo, by=by, at=at, given=step_of(minute))
    elif minute.kind == MinuteKind.EXPECTATION and minute.owner and side_of(minute.owner, meeting) == "client":
        entry = ledger.enter(
            meeting.project,
            by=by,
            at=at,
            kind=EntryKind.EXPECTATION,
            holder=minute.owner,
            words=minute.words,
            due_on=minute.due_on,
            source_kind=SourceKind.MEETING,
            why=f"{meeting.code} {meeting.starts_at.astimezone(ZoneInfo(meeting.time_zone)).date().isoformat()}",
        )
        MinuteEntry.objects.create(minute=minute, entry=entry, by=by, at=at)
