"""The address of somebody's calendar: made, shown once, ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yinuo.base import codes
from yinuo.evidence import actions as evidence
from yinuo.people.models import CalendarFeed, Person


class NoFeed(Exception):
    """Nobody's calendar program reads here."""


@transaction.atomic
def make_feed(person: Person, *, at: datetime) -> str:
    """Let a calendar program read `person`'s own dates; the secret of the address, told this once.

    A former address ends with it. 256 random bits, so a plain SHA-256 is as good as the secret is long.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=at)
    secret = codes.secret()
    row = CalendarFeed.objects.create(person=person, secret_digest=codes.digest(secret), made_at=at)
    _record("people.make_feed", row)
    return secret


@transaction.atomic
def end_feed(person: Person, *, at: datetime) -> CalendarFeed:
    """End the address of `person`'s calendar at once. Raises `NoFeed`."""
    row = CalendarFeed.objects.select_for_update().filter(person=person, ended_at=None).first()
    if row is None:
        raise NoFeed
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _record("people.end_feed", row)
    return row


def note_read(feed: CalendarFeed, *, on: date) -> None:
    """Keep the day on which a calendar was last read, written once a day."""
    if feed.last_read_on != on:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_on=on)


def _record(verb: str, row: CalendarFeed) -> None:
    key = f"person/{row.person_id}"
    evidence.record(verb=verb, subject=key, by=evidence.Personal(key, row.person.name), facts={"feed": row.pk})
