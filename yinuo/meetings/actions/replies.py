"""Ask people to a meeting by iCalendar, and write back what their calendar programs answer (RFC 5546)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yinuo.base import dates
from yinuo.bridges import icalendar
from yinuo.evidence import actions as evidence
from yinuo.meetings.actions.meetings import Called, subject_of
from yinuo.meetings.actions.topics import announce
from yinuo.meetings.models import Attendee, AttendeeReply, Meeting
from yinuo.notices import actions as notices
from yinuo.projects.access import seats_of

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.people.models import Member, Person

INVITATION = "meetings.invitation"
ANSWERS = {
    icalendar.PartStat.ACCEPTED: AttendeeReply.ACCEPTED,
    icalendar.PartStat.TENTATIVE: AttendeeReply.TENTATIVE,
    icalendar.PartStat.DECLINED: AttendeeReply.DECLINED,
}


class NobodyToAsk(ValueError):
    """Nobody who is asked to come has an address."""


class NotInvited(ValueError):
    """There is no such meeting, or whoever answers is not asked to it."""


class OldAnswer(ValueError):
    """The answer is to an earlier time of the meeting, or says nothing."""


@transaction.atomic
def send_invitations(meeting: Meeting, *, by: Member, at: datetime) -> int:
    """Write to everybody asked who has an address, as the meeting stands when the letter leaves; to how many.

    A meeting that was called off is told as such. Raises `NobodyToAsk`.
    """
    people = [row.person for row in meeting.attendees.select_related("person").order_by("id")]
    asked = [person for person in people if person.email and person.is_active]
    if not asked:
        raise NobodyToAsk
    evidence.record(
        verb="meetings.send_invitations",
        subject=subject_of(meeting),
        by=by.person.name,
        project=meeting.project.code,
        happened_at=at,
        facts={"asked": len(asked), "sequence": meeting.sequence},
    )
    announce(meeting, by=by, at=at, asked=asked)
    meeting.attendees.filter(person__in=asked).update(invited_at=at)
    notices.tell(INVITATION, subject_of(meeting), at=at, to=asked, payload=meeting.token)
    return len(asked)


def invitation_letter(told: notices.Told, person: Person) -> notices.Letter | None:
    """The invitation with its calendar part; nothing for somebody who is no longer asked or left the project."""
    rows = Attendee.objects.select_related("meeting__project", "meeting__by__person", "person")
    attendee = rows.filter(meeting__token=told.payload, person=person).first()
    if attendee is None or not person.email or not _sits_on(attendee.meeting, person):
        return None
    meeting = attendee.meeting
    is_off = meeting.cancelled_at is not None
    subject, text = _said(meeting, person, is_off=is_off)
    method = icalendar.Method.CANCEL if is_off else icalendar.Method.REQUEST
    data = icalendar.write([_event(attendee)], zone=meeting.time_zone, method=method)
    file = notices.File("invite.ics", data, f"text/calendar; method={method}")
    return notices.Letter(subject, text, attachments=(file,))


def _said(meeting: Meeting, person: Person, *, is_off: bool) -> tuple[str, str]:
    """Subject and text; the client's people are told where to propose a topic."""
    facts = {
        "portal": f"{settings.URL}/portal/",
        "name": person.called,
        "title": meeting.title,
        "when": dates.moment(meeting.starts_at, meeting.time_zone),
        "place": meeting.place or "—",
        "from_name": meeting.by.person.name,
    }
    subject = _("Invitation: %(title)s, %(when)s")
    text = _(
        "%(name)s,\n\nplease come to “%(title)s”.\n\nWhen: %(when)s\nWhere: %(place)s\n\n"
        "Your calendar program can answer this invitation.\n\n%(from_name)s"
    )
    if not hasattr(person, "member"):
        text = _(
            "%(name)s,\n\nplease come to “%(title)s”.\n\nWhen: %(when)s\nWhere: %(place)s\n\n"
            "Your calendar program can answer this invitation. What you want to speak about you can propose in the "
            "client portal:\n%(portal)s\n\n%(from_name)s"
        )
    if is_off:
        subject = _("Called off: %(title)s")
        text = _("%(name)s,\n\n“%(title)s” on %(when)s was called off.\n\n%(from_name)s")
    return subject % facts, text % facts


def _event(attendee: Attendee) -> icalendar.Event:
    """The meeting as its reader may know it: no code, no agenda of ours, no other reader's address."""
    meeting, person = attendee.meeting, attendee.person
    status = next(
        (theirs for theirs, ours in ANSWERS.items() if ours == attendee.reply), icalendar.PartStat.NEEDS_ACTION
    )
    return icalendar.Event(
        uid=_uid(meeting),
        summary=meeting.title,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed_at=meeting.cancelled_at or meeting.at,
        sequence=meeting.sequence,
        location=meeting.place,
        is_cancelled=meeting.cancelled_at is not None,
        organizer=icalendar.Attendee(meeting.by.person.name, settings.DEFAULT_FROM_EMAIL),
        attendees=(icalendar.Attendee(person.name, person.email or "", status),),
    )


def _uid(meeting: Meeting) -> str:
    return f"{meeting.token}@{settings.HOST}"


def _sits_on(meeting: Meeting, person: Person) -> bool:
    return any(seat.person_id == person.pk for seat in seats_of(meeting.project))


@transaction.atomic
def take_reply(reply: icalendar.Reply, *, sender: str, at: datetime) -> Attendee:
    """Write an answer back to the meeting it belongs to. The same answer again changes nothing.

    Only whoever the letter comes from answers, and only for himself: the meeting's name in the answer is a secret of
    128 bits that none but those invited were told. Raises `NotInvited`, `OldAnswer`, `Called`.
    """
    token = reply.uid.partition("@")[0]
    rows = Attendee.objects.select_for_update(of=("self",)).select_related("meeting__project", "person")
    row = rows.filter(meeting__token=token, person__email__iexact=reply.email).first()
    if row is None or reply.uid != _uid(row.meeting) or sender.lower() != reply.email.lower():
        raise NotInvited
    if row.meeting.cancelled_at:
        raise Called
    answer = ANSWERS.get(reply.status)
    if answer is None or reply.sequence < row.meeting.sequence:
        raise OldAnswer
    if row.reply == answer:
        return row
    row.reply, row.replied_at = answer, at
    row.save(update_fields=["reply", "replied_at"])
    evidence.record(
        verb="meetings.reply",
        subject=subject_of(row.meeting),
        by=evidence.Personal(f"person/{row.person_id}", row.person.name),
        project=row.meeting.project.code,
        happened_at=at,
        facts={"reply": str(answer), "sequence": reply.sequence},
    )
    return row
