"""From the outbox into the world: claim, compose, send, and what happens when that fails."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from yinuo.bridges import sms
from yinuo.notices.actions import registry, sealed
from yinuo.notices.actions.outbox import new_message_id
from yinuo.notices.actions.registry import Letter, Told
from yinuo.notices.models import Notice
from yinuo.people.models import Person

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360))
SECONDS_TO_WAIT = 10
CUT_OFF_TWICE = "cut off twice"
NO_GATEWAY = "no SMS gateway"


class NoGateway(Exception):
    """A short message was asked for and no gateway is set (`SMS_URL`)."""


@transaction.atomic
def _replace(row: Notice, *, at: datetime) -> None:
    kind = registry.kind_of(row.kind)
    told = _told(row, at)
    people = list({person.pk: person for person in kind.recipients(told)}.values())
    registry.guard(kind, people)
    # Of two workers one deletes the row; the other finds nothing and adds nothing.
    gone, _tables = Notice.objects.filter(pk=row.pk, person_id=None).delete()
    if gone:
        Notice.objects.bulk_create(
            Notice(
                kind=row.kind,
                subject=row.subject,
                person_id=person.pk,
                channel=row.channel,
                message_id=new_message_id(),
                digest=row.digest,
                payload=row.payload,
                made_at=row.made_at,
                due_at=row.due_at,
            )
            for person in people
        )


def expand(row: Notice, *, at: datetime) -> None:
    """Replace a row that names nobody by one a recipient, as its kind says now."""
    try:
        _replace(row, at=at)
    except Exception as error:  # noqa: BLE001  # a room's own words may fail in any way; the row must say so
        if claim(row, at):
            _failed(row, error, at=at)


def deliver(rows: Sequence[Notice], *, at: datetime) -> bool:
    """Send `rows`, all of one person, as one letter; whether it left.

    Each is claimed before anything is sent, so of two workers one sends. Call it outside any transaction: the claim
    must stand when the process dies.
    """
    mine = [row for row in rows if claim(row, at)]
    person = Person.objects.filter(pk=mine[0].person_id or 0, is_active=True).first() if mine else None
    if person is None:
        drop(mine, "no such recipient any more", at=at)
        return False
    with translation.override(person.language or settings.LANGUAGE_CODE):
        written = [(row, letter) for row in mine if (letter := _written(row, person, at=at)) is not None]
        if not written:
            return False
        sent = [row for row, _letter in written]
        try:
            _hand_over(sent[0], person, _bundled([letter for _row, letter in written]))
        except Exception as error:  # noqa: BLE001  # whatever a mail server does, the row must say so
            for row in sent:
                _failed(row, error, at=at)
            return False
    Notice.objects.filter(pk__in=[row.pk for row in sent]).update(sent_at=at, payload="", last_error="")
    return True


def claim(row: Notice, at: datetime) -> bool:
    """Take `row` for oneself; False for whoever comes second. What was cut off twice, or once in a group, is given up.

    A mail said twice is one letter under one name; a group would read the same words twice.
    """
    was_cut_off = row.claimed_at is not None
    held = Notice.objects.filter(
        pk=row.pk, claimed_at=row.claimed_at, attempts=row.attempts, sent_at=None, dropped_at=None, given_up_at=None
    )
    if was_cut_off and (row.cut_offs or row.robot_id):
        # It may have left twice already: a person decides whether it goes once more.
        held.update(given_up_at=at, claimed_at=None, last_error=CUT_OFF_TWICE)
        return False
    if not held.update(claimed_at=at, attempts=F("attempts") + 1, cut_offs=F("cut_offs") + int(was_cut_off)):
        return False
    row.refresh_from_db()
    return True


def _written(row: Notice, person: Person, *, at: datetime) -> Letter | None:
    try:
        with transaction.atomic():
            kind = registry.kind_of(row.kind)
            registry.guard(kind, [person])
            letter = kind.compose(_told(row, at), person)
    except Exception as error:  # noqa: BLE001  # a room's own words may fail in any way; the row must say so
        _failed(row, error, at=at)
        return None
    if letter is None:
        drop([row], "nothing to tell this person any more", at=at)
    elif not (person.phone if row.channel == "sms" else person.email):
        drop([row], "no address", at=at)
        return None
    return letter


def _told(row: Notice, at: datetime) -> Told:
    return Told(row.kind, row.subject, sealed.unseal(row.payload), row.channel, at)


def _bundled(letters: list[Letter]) -> Letter:
    if len(letters) == 1:
        return letters[0]
    return Letter(
        subject=ngettext("Yinuo: %(count)d notice", "Yinuo: %(count)d notices", len(letters)) % {"count": len(letters)},
        text="\n\n— — —\n\n".join(f"{letter.subject}\n\n{letter.text}" for letter in letters),
        attachments=tuple(file for letter in letters for file in letter.attachments),
    )


def _hand_over(row: Notice, person: Person, letter: Letter) -> None:
    if row.channel == "sms":
        if not settings.SMS_URL:
            raise NoGateway(NO_GATEWAY)
        sms.send(settings.SMS_URL, person.phone, letter.text)
        return
    mail = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        to=[person.email or ""],
        headers={"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=SECONDS_TO_WAIT),
    )
    language = translation.get_language()
    page = render_to_string("notices/letter.html", {"letter": letter, "language": language}, using="django")
    mail.attach_alternative(page, "text/html")
    for file in letter.attachments:
        mail.attach(file.name, file.data, file.media_type)
    mail.send()


def drop(rows: Sequence[Notice], why: str, *, at: datetime) -> None:
    """Let messages be that nobody needs any more."""
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(dropped_at=at, payload="", last_error=why)


def _failed(row: Notice, error: Exception, *, at: datetime) -> None:
    log.warning("notice %s was not sent: %s", row.pk, type(error).__name__)
    held = Notice.objects.filter(pk=row.pk)
    why = NO_GATEWAY if isinstance(error, NoGateway) else f"{type(error).__name__}: {error}"[:300]
    if row.attempts > len(WAITS) or isinstance(error, registry.VendorNotice):
        held.update(given_up_at=at, claimed_at=None, last_error=why)
    else:
        held.update(due_at=at + WAITS[row.attempts - 1], claimed_at=None, last_error=why)
