"""Plan a meeting, change it, call it off, note down what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from yinuo.base import merge
from yinuo.evidence import actions as evidence
from yinuo.meetings.models import Attendee, AttendeeReply, Meeting, Memo, MemoWaiver
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from yinuo.people.models import Member, Person

CHANGEABLE = frozenset(
    {"kind", "title", "starts_at", "ends_at", "time_zone", "place", "agenda", "rehearses"}
    | {"needs_rehearsal", "has_fallback", "has_short_version"}
)
TOLD = frozenset({"title", "starts_at", "ends_at", "time_zone", "place"})
"""What those invited must hear of when it changes."""


class EndsBeforeStart(ValueError):
    """A meeting ends when it begins or later."""


class Called(ValueError):
    """The meeting was called off, or called off before."""


class Held(ValueError):
    """The meeting was held: it has minutes or a memo that was sent, so it cannot be called off."""


class Edited(merge.Edited):
    """Somebody else changed the meeting or the memo since the form was opened."""


def subject_of(meeting: Meeting) -> str:
    """The code that events carry: `P1/M12`."""
    return f"{meeting.project.code}/{meeting.code}"


@transaction.atomic
def plan_meeting(
    project: Project,
    *,
    by: Member,
    at: datetime,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    people: Iterable[Person] = (),
    code: str = "",
    **more: Any,
) -> Meeting:
    """Put a meeting into the project's calendar; nobody is told by it.

    `more` may give agenda, time_zone (else the project's), rehearses, needs_rehearsal, has_fallback and
    has_short_version. Raises EndsBeforeStart.
    """
    if unknown := more.keys() - CHANGEABLE:
        raise TypeError(unknown)
    if ends_at < starts_at:
        raise EndsBeforeStart
    Project.objects.select_for_update().get(pk=project.pk)
    meeting = Meeting.objects.create(
        project=project,
        code=code or next_code(Meeting.objects.filter(project=project).values_list("code", flat=True), "M"),
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        by=by,
        at=at,
        **({"time_zone": project.time_zone} | more),
    )
    Attendee.objects.bulk_create(Attendee(meeting=meeting, person=person) for person in dict.fromkeys(people))
    _record("meetings.plan", meeting, by=by, at=at, facts={"title": title, "kind": kind, "starts_at": starts_at})
    return meeting


def next_code(taken: Iterable[str], prefix: str) -> str:
    """The code after the highest of `taken` that is `prefix` and a number."""
    numbers = [
        int(code[len(prefix) :]) for code in taken if code[len(prefix) :].isdecimal() and code[: len(prefix)] == prefix
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Member, at: datetime, version: int, **changes: Any) -> Meeting:
    """Change what is planned; when the time changed, everybody is asked anew.

    Raises Edited when `version` is no longer the newest, EndsBeforeStart, Called.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(unknown)
    if meeting.cancelled_at:
        raise Called
    changed = {name: value for name, value in changes.items() if getattr(meeting, name) != value}
    ends_at, starts_at = (changed.get(name, getattr(meeting, name)) for name in ("ends_at", "starts_at"))
    if ends_at < starts_at:
        raise EndsBeforeStart
    if not changed:
        return meeting
    step = 1 if changed.keys() & TOLD else 0
    rows = Meeting.objects.filter(pk=meeting.pk, version=version)
    updated = rows.update(**changed, version=F("version") + 1, sequence=F("sequence") + step)
    meeting.refresh_from_db()
    if not updated:
        raise Edited(meeting.code)
    if changed.keys() & {"starts_at", "ends_at"}:
        meeting.attendees.update(reply=AttendeeReply.ASKED, replied_at=None, invited_at=None)
    facts = {name: getattr(value, "code", value) for name, value in changed.items()}
    _record("meetings.change", meeting, by=by, at=at, facts=facts)
    return meeting


@transaction.atomic
def invite(meeting: Meeting, person: Person, *, by: Member, at: datetime) -> Attendee:
    """Ask one more person to come; nothing happens when he is asked already. Raises Called."""
    if meeting.cancelled_at:
        raise Called
    row, is_new = Attendee.objects.get_or_create(meeting=meeting, person=person)
    if is_new:
        _record("meetings.invite", meeting, by=by, at=at, facts={"who": _personal(person)})
    return row


@transaction.atomic
def uninvite(meeting: Meeting, person: Person, *, by: Member, at: datetime) -> None:
    """Somebody is not asked any more; nothing happens when he was not."""
    if Attendee.objects.filter(meeting=meeting, person=person).delete()[0]:
        _record("meetings.uninvite", meeting, by=by, at=at, facts={"who": _personal(person)})


def _personal(person: Person) -> evidence.Personal:
    return evidence.Personal(f"person:{person.pk}", person.name)


def was_held(meeting: Meeting) -> bool:
    """Whether the meeting has minutes or a memo that was sent. Two queries at most."""
    return meeting.minutes.exists() or Memo.objects.filter(meeting=meeting).exclude(code="").exists()


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Member, at: datetime, why: str) -> Meeting:
    """Call a meeting off. Raises Called when it was before, Held when something was noted down there."""
    if was_held(meeting):
        raise Held
    rows = Meeting.objects.filter(pk=meeting.pk, cancelled_at=None)
    if not rows.update(cancelled_at=at, version=F("version") + 1, sequence=F("sequence") + 1):
        raise Called
    meeting.refresh_from_db()
    _record("meetings.cancel", meeting, by=by, at=at, facts={"why": why})
    return meeting


@transaction.atomic
def waive_memo(meeting: Meeting, *, by: Member, at: datetime) -> MemoWaiver:
    """Say in one tap that no memo is needed (R03); one may still be written. Twice changes nothing."""
    row, is_new = MemoWaiver.objects.get_or_create(meeting=meeting, defaults={"by": by, "at": at})
    if is_new:
        _record("meetings.waive_memo", meeting, by=by, at=at, facts={}, rows=[row])
    return row


def _record(
    verb: str, meeting: Meeting, *, by: Member, at: datetime, facts: dict[str, Any], rows: Sequence[Any] = ()
) -> None:
    evidence.record(
        verb=verb,
        subject=subject_of(meeting),
        by=by.person.name,
        project=meeting.project.code,
        happened_at=at,
        facts=facts,
        rows=rows,
    )
