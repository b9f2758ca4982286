"""Tokens for programs: a member makes one, it is shown once, and it ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from yinuo.base import codes
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.people.models import ApiToken, Member

LONGEST = timedelta(days=365)
MOST = 20
"""Tokens of one member that count at the same time."""
MARK = "yinuo_"
"""What every token begins with, so that it is known for what it is when it turns up where it should not."""


class TooLong(Exception):
    """A token lasts a year at most, and at least until today."""


class TooManyTokens(Exception):
    """The member has twenty tokens already; one has to end first."""


class NoSuchToken(Exception):
    """It has ended before, or it is somebody else's."""


@transaction.atomic
def make_token(member: Member, *, name: str, expires_on: date, at: datetime) -> str:
    """Let a program read what `member` may read, until the end of `expires_on` (UTC). The secret, told this once.

    256 random bits, so a plain SHA-256 is as good as the secret is long. Raises `TooLong`, `TooManyTokens`.
    """
    today = at.date()
    if not today <= expires_on <= today + LONGEST:
        raise TooLong
    Member.objects.select_for_update().get(pk=member.pk)
    if ApiToken.objects.filter(member=member, ended_at=None, expires_on__gte=today).count() >= MOST:
        raise TooManyTokens
    secret = f"{MARK}{codes.secret()}"
    row = ApiToken.objects.create(
        member=member, name=name.strip(), secret_digest=codes.digest(secret), made_at=at, expires_on=expires_on
    )
    _record("people.make_token", row, expires_on=expires_on.isoformat())
    return secret


@transaction.atomic
def end_token(member: Member, *, token: int, at: datetime) -> ApiToken:
    """End the token `token` of `member` at once. Raises `NoSuchToken`."""
    row = ApiToken.objects.select_for_update().filter(member=member, pk=token, ended_at=None).first()
    if row is None:
        raise NoSuchToken
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _record("people.end_token", row)
    return row


def note_use(token: ApiToken, *, on: date) -> None:
    """Keep the day on which a token was last used, written once a day."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)


def _record(verb: str, row: ApiToken, **facts: str) -> None:
    person = row.member.person
    key = f"person/{person.pk}"
    evidence.record(
        verb=verb, subject=key, by=person.name, facts={"token": row.pk, "name": Personal(key, row.name), **facts}
    )
