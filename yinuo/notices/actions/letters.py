"""The letters about people: a way in, an invitation; and hearing that somebody was invited."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.base import clock
from yinuo.evidence import actions as evidence
from yinuo.notices import queries
from yinuo.notices.actions.outbox import tell
from yinuo.notices.actions.registry import Letter, Told
from yinuo.notices.models import Notice
from yinuo.people import actions as people
from yinuo.people import queries as known
from yinuo.people.access import member_of
from yinuo.people.models import LinkKind, Person
from yinuo.projects.models import Seat

INVITATION = "people.invitation"
CHANGED = "people.sign_in_changed"
CHANGES = {
    "people.add_second_step": gettext_lazy("A second step was added to your sign-in."),
    "people.remove_second_step": gettext_lazy("A second step was taken from your sign-in."),
    "people.renew_recovery_codes": gettext_lazy("New recovery codes were made; the old ones are void."),
    "people.use_recovery_code": gettext_lazy("One of your recovery codes was used to sign in."),
    "people.take_second_step": gettext_lazy("An administrator took your second steps away. Set one up anew."),
    "people.set_password": gettext_lazy("Your password was changed."),
    "people.link_outside": gettext_lazy("Your account at the firm’s own sign-in was linked."),
    "people.unlink_outside": gettext_lazy("Your account at the firm’s own sign-in was unlinked."),
}
"""What a person is told of, by the verb of its event."""
INVITED_LATELY = timedelta(hours=24)


def contact_with_address(told: Told) -> list[Person]:
    """Whoever asked for a way in, if the address is a contact's; members sign in elsewhere."""
    person = known.contact_by_email(told.payload)
    return [person] if person else []


def sign_in_letter(told: Told, person: Person) -> Letter | None:
    """A way in for fifteen minutes, made at the moment it is sent."""
    address = _way_in(person, LinkKind.SIGN_IN, told.at)
    if address is None:
        return None
    return Letter(
        subject=_("Your sign-in link"),
        text=_(
            "%(name)s,\n\n"
            "this link signs you in:\n\n"
            "%(address)s\n\n"
            "It is valid for 15 minutes and can be used once. If you did not ask for it, you need do nothing."
        )
        % {"name": person.called, "address": address},
    )


def member_with_address(told: Told) -> list[Person]:
    """Whoever asked for a code or a new password, if the address is a member's who may sign in."""
    person = known.person_by_email(told.payload.partition("\n")[0])
    return [person] if person and member_of(person) else []


def login_code_letter(told: Told, person: Person) -> Letter:
    """A code to sign in with; its address and code were sealed until now."""
    code = told.payload.partition("\n")[2]
    return Letter(
        subject=_("%(code)s is your code for Yinuo") % {"code": code},
        text=_(
            "%(name)s,\n\n"
            "your code to sign in:\n\n"
            "%(code)s\n\n"
            "It is good for ten minutes and for one use. If you did not ask for it, leave it be; nobody can sign in "
            "without it."
        )
        % {"name": person.called, "code": code},
    )


def password_letter(told: Told, person: Person) -> Letter:
    """A link to set a new password."""
    return Letter(
        subject=_("New password for Yinuo"),
        text=_(
            "%(name)s,\n\n"
            "somebody, you we hope, asked for a new password. Open this link to set one:\n\n"
            "%(address)s\n\n"
            "If it was not you, leave this mail be; your password stays as it is."
        )
        % {"name": person.called, "address": told.payload.partition("\n")[2]},
    )


def changed_letter(told: Told, person: Person) -> Letter | None:
    """What changed about somebody's signing in, so that a change by a stranger does not stay unseen (ASVS 6.3.7)."""
    change = CHANGES.get(told.payload)
    if change is None:
        return None
    return Letter(
        subject=_("Your sign-in was changed"),
        text=_(
            "%(name)s,\n\n"
            "%(change)s\n\n"
            "If it was you, you need do nothing. If not, tell your administrator at once, and look at your devices:\n\n"
            "%(address)s"
        )
        % {"name": person.called, "change": change, "address": f"{settings.URL}/account/"},
    )


def invitation_letter(told: Told, person: Person) -> Letter | None:
    """An invitation for a day, made at the moment it is sent, as long as the seat is held."""
    seat = queries.open_seat(told.subject)
    address = _way_in(person, LinkKind.INVITATION, told.at) if seat else None
    if seat is None or address is None:
        return None
    return Letter(
        subject=_("You are invited to a project"),
        text=_(
            "%(name)s,\n\n"
            "you are invited to the project “%(project)s”. There you see what was agreed, and answer what is put to "
            "you.\n\n"
            "%(address)s\n\n"
            "The link is valid for 24 hours and can be used once. Afterwards this page sends you a new one:\n\n"
            "%(door)s"
        )
        % {
            "name": person.called,
            "project": seat.project.name,
            "address": address,
            "door": f"{settings.URL}/link/",
        },
    )


HELD = "held after a backup was restored"


def hold(sender: object, *, verb: str, **news: object) -> None:
    """After a restored backup nothing leaves by itself: what waited then may have left since."""
    if verb == evidence.RESTORE:
        waiting = Notice.objects.filter(sent_at=None, dropped_at=None, given_up_at=None)
        waiting.update(given_up_at=clock.now(), claimed_at=None, last_error=HELD)


def hear(sender: object, *, verb: str, subject: str, **news: object) -> None:
    """Write the invitation once somebody was invited, and tell whose sign-in changed (`evidence.actions.recorded`)."""
    if verb in CHANGES:
        people_told = Person.objects.filter(pk=subject.partition("/")[2], member__isnull=False, email__isnull=False)
        for person in people_told:
            tell(CHANGED, subject, at=clock.now(), to=[person], payload=verb)
    seat = queries.open_seat(subject) if verb == "projects.invite" else None
    if seat:
        send_invitation(seat, at=clock.now())


@transaction.atomic
def send_invitation(seat: Seat, *, at: datetime) -> bool:
    """Tell the person of `seat` of the latest invitation, once; whether there was anything to tell.

    One older than a day is history that was entered later: no letter goes out for it.
    """
    held = Seat.objects.select_for_update(of=("self",)).select_related("person", "project").get(pk=seat.pk)
    if held.invited_at is None or held.invited_at < at - INVITED_LATELY:
        return False
    subject = f"{held.project.code}/seat/{held.pk}"
    if queries.count_since(subject, INVITATION, held.invited_at - timedelta(microseconds=1)):
        return False
    tell(INVITATION, subject, at=max(at, held.invited_at), to=[held.person])
    return True


def _way_in(person: Person, kind: LinkKind, at: datetime) -> str | None:
    try:
        secret = people.mint_link(person, kind, at=at)
    except (people.LinkGone, people.TooManyLinks):
        return None
    return f"{settings.URL}/link/in/{secret}/"
