"""Writing into the outbox: tell somebody, send a way in, try a failed notice again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from yinuo.base import once
from yinuo.base.codes import token
from yinuo.evidence import actions as evidence
from yinuo.notices import queries
from yinuo.notices.actions import registry, sealed
from yinuo.notices.models import Notice
from yinuo.people.models import Member, Person

DIGEST_TIME = time(17)
SIGN_INS = 5
SIGN_IN_WINDOW = timedelta(minutes=15)


@transaction.atomic
def tell(
    kind: str,
    subject: str,
    *,
    at: datetime,
    to: Iterable[Person] | None = None,
    payload: str = "",
    digest: bool = False,
    channel: str = "email",
) -> list[Notice]:
    """Put a notice into the outbox, within the caller's transaction.

    With `to`, one row a person now; without, one row that becomes a row a person when it falls due. `payload` is
    sealed until it is sent and then forgotten. A digest waits for 17:00 where the subject's project is.

    Raises:
        UnknownKind: `kind` was never registered.
        VendorNotice: `to` holds a contact and the kind is ours alone.

    """
    once.spend()
    known = registry.kind_of(kind)
    people = None if to is None else list(to)
    registry.guard(known, people or ())
    return Notice.objects.bulk_create(
        Notice(
            kind=kind,
            subject=subject,
            person_id=person_id,
            channel=channel,
            message_id=new_message_id(),
            digest=digest,
            payload=sealed.seal(payload),
            made_at=at,
            due_at=next_digest(queries.zone_of(subject), at) if digest else at,
        )
        for person_id in ([None] if people is None else [person.pk for person in people])
    )


def next_digest(zone: str, at: datetime) -> datetime:
    """The next 17:00 in `zone` after `at`."""
    here = at.astimezone(ZoneInfo(zone))
    day = here.date() if here.time() < DIGEST_TIME else here.date() + timedelta(days=1)
    return datetime.combine(day, DIGEST_TIME, ZoneInfo(zone))


def new_message_id() -> str:
    """A Message-ID that stays with its row through every attempt."""
    return f"<{token()}@{settings.HOST}>"


@transaction.atomic
def sign_in(email: str, *, at: datetime) -> None:
    """Send a way in to whoever has this address.

    The same work for every address, known or not: who it belongs to is asked when the letter is written. The sixth
    request within fifteen minutes is passed over in silence.
    """
    address = email.strip().lower()
    subject = _hidden(address)
    if queries.count_since(subject, "people.sign_in", at - SIGN_IN_WINDOW) < SIGN_INS:
        tell("people.sign_in", subject, at=at, payload=address)


@transaction.atomic
def post(kind: str, email: str, secret: str, *, at: datetime) -> None:
    """Send a member the code or address he asked for; the same row for every address, known or not."""
    address = email.strip().lower()
    tell(kind, _hidden(address), at=at, payload=f"{address}\n{secret}")


@transaction.atomic
def try_again(notice: Notice, *, by: Member, at: datetime) -> Notice:
    """Start a notice that was given up anew, under its old Message-ID."""
    Notice.objects.filter(pk=notice.pk, sent_at=None, dropped_at=None).exclude(given_up_at=None).update(
        given_up_at=None, claimed_at=None, attempts=0, cut_offs=0, due_at=at
    )
    evidence.record(
        verb="notices.try_again",
        subject=notice.subject,
        by=by.person.name,
        project=queries.project_code_of(notice.subject),
        facts={"kind": notice.kind, "message_id": notice.message_id},
    )
    notice.refresh_from_db()
    return notice


def _hidden(address: str) -> str:
    """A subject that stands for an address and does not show it."""
    return f"sign-in/{salted_hmac('yinuo.notices.sign_in', address, algorithm='sha256').hexdigest()[:32]}"
