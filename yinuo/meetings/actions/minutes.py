"""Note down what is said; each line becomes its record once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from yinuo.changes import actions as changes
from yinuo.changes.models import ChangeKind
from yinuo.delivery import actions as delivery
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryKind, SourceKind
from yinuo.meetings.actions.meetings import subject_of
from yinuo.meetings.actions.memos import add_step, side_of, step_of
from yinuo.meetings.models import (
    Meeting,
    Memo,
    Minute,
    MinuteChange,
    MinuteEntry,
    MinuteIssue,
    MinuteKind,
    MinuteRisk,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.models import Member, Person

MIDDLE = 3
"""Of five, for probability and impact."""


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
    """Keep one line of what is said and make its record. Raises NoWords."""
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
    _record(minute, by=by, at=at)
    _become(minute, by=by, at=at)
    return minute


def _record(minute: Minute, *, by: Member, at: datetime) -> None:
    evidence.record(
        verb="meetings.note",
        subject=subject_of(minute.meeting),
        by=by.person.name,
        project=minute.meeting.project.code,
        happened_at=at,
        facts={"number": minute.number, "kind": minute.kind, "words": minute.words},
        rows=[minute],
    )


def _become(minute: Minute, *, by: Member, at: datetime) -> None:
    """A question becomes an issue, a risk a risk; what the client expects or wants changed becomes a record of that.

    A next step goes into the memo, or waits until one is begun. Notes and decisions stay lines.
    """
    if minute.kind == MinuteKind.ACTION:
        memo = Memo.objects.select_related("project", "meeting").filter(meeting=minute.meeting, closed_at=None).first()
        if memo is not None:
            add_step(memo, by=by, at=at, given=step_of(minute))
    elif minute.kind == MinuteKind.EXPECTATION:
        _expect(minute, by=by, at=at)
    elif minute.kind == MinuteKind.CHANGE:
        _change(minute, by=by, at=at)
    elif minute.kind == MinuteKind.QUESTION:
        _ask(minute, by=by, at=at)
    elif minute.kind == MinuteKind.RISK:
        _fear(minute, by=by, at=at)


def _day(meeting: Meeting) -> date:
    return meeting.starts_at.astimezone(ZoneInfo(meeting.time_zone)).date()


def _expect(minute: Minute, *, by: Member, at: datetime) -> None:
    """An expectation needs its holder, who stands on the client's side."""
    meeting, holder = minute.meeting, minute.owner
    if holder is None or side_of(holder, meeting) != "client":
        return
    entry = ledger.enter(
        meeting.project,
        by=by,
        at=at,
        kind=EntryKind.EXPECTATION,
        holder=holder,
        words=minute.words,
        due_on=minute.due_on,
        source_kind=SourceKind.MEETING,
        why=_origin(minute),
    )
    MinuteEntry.objects.create(minute=minute, entry=entry, by=by, at=at)


def _change(minute: Minute, *, by: Member, at: datetime) -> None:
    """A change needs whoever asks for it, on the client's side; it is one of requirement until somebody says more."""
    meeting, asker = minute.meeting, minute.owner
    if asker is None or hasattr(asker, "member"):
        return
    change = changes.ask(
        meeting.project,
        by=by,
        at=at,
        asked_on=_day(meeting),
        asked_by=asker,
        words=minute.words,
        kind=ChangeKind.REQUIREMENT,
        origin=_origin(minute),
    )
    MinuteChange.objects.create(minute=minute, change=change, by=by, at=at)


def _origin(minute: Minute) -> str:
    return f"{minute.meeting.code}/{minute.number}"


def _ask(minute: Minute, *, by: Member, at: datetime) -> None:
    """A question becomes an issue of whoever is named, else of whoever noted it down."""
    meeting, owner = minute.meeting, minute.owner or by.person
    issue = delivery.raise_issue(
        meeting.project,
        by=by,
        at=at,
        what=minute.words,
        side=minute.side or side_of(owner, meeting),
        owner=owner,
        due_on=minute.due_on,
        raised_by=by.person.name,
        raised_on=_day(meeting),
        origin=_origin(minute),
    )
    MinuteIssue.objects.create(minute=minute, issue=issue, by=by, at=at)


def _fear(minute: Minute, *, by: Member, at: datetime) -> None:
    """A risk stands in the middle until somebody rates it."""
    meeting, owner = minute.meeting, minute.owner or by.person
    risk = delivery.note_risk(
        meeting.project,
        by=by,
        at=at,
        what=minute.words,
        probability=MIDDLE,
        impact=MIDDLE,
        side=minute.side or side_of(owner, meeting),
        owner=owner,
        known_on=_day(meeting),
        origin=_origin(minute),
    )
    MinuteRisk.objects.create(minute=minute, risk=risk, by=by, at=at)
