"""The verbs of evidence: record an event, keep a document, attach a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.dispatch import Signal

from yinuo.base import canonical, clock
from yinuo.evidence.models import Event, Fact, Side, Stream

recorded = Signal()
"""Sent after commit with `event_id`, `verb`, `subject`: the one way news travels upward."""

Plain = str | int | bool | None | date | datetime | Decimal


@dataclass(frozen=True, slots=True)
class Personal:
    """A fact about a human being: sealed under that person's key, so that it can be erased."""

    person: str
    value: Plain


@transaction.atomic
def record(  # an event is what it is made of
    *,
    verb: str,
    subject: str,
    by: str,
    project: str = "",
    side: str = Side.VENDOR,
    facts: dict[str, Plain | Personal] | None = None,
    happened_at: datetime | None = None,
) -> Event:
    """Append one event to the stream of `project` and `side` (the firm's stream without a project)."""
    stream = _locked(f"{project}/{side}" if project else "firm")
    moment = clock.now()
    told = {"by": by, **(facts or {})}
    event = Event(
        stream=stream,
        seq=stream.seq + 1,
        verb=verb,
        subject=subject,
        happened_at=canonical.moment(happened_at or moment),
        recorded_at=canonical.moment(moment),
    )
    rows = [_fact(name, value) for name, value in sorted((_envelope(event) | told).items())]
    event.leaf = canonical.leaf([(row.name, row.commitment) for row in rows])
    event.link = canonical.link(stream.link, event.seq, event.leaf)
    event.save(force_insert=True)
    for row in rows:
        row.event = event
    Fact.objects.bulk_create(rows)
    Stream.objects.filter(pk=stream.pk).update(seq=event.seq, link=event.link)
    transaction.on_commit(lambda: recorded.send(Event, event_id=event.pk, verb=verb, subject=subject))
    return event


def _locked(name: str) -> Stream:
    Stream.objects.get_or_create(name=name)
    return Stream.objects.select_for_update().get(name=name)


def _envelope(event: Event) -> dict[str, Plain]:
    return {
        "_version": event.version,
        "_stream": event.stream.name,
        "_verb": event.verb,
        "_subject": event.subject,
        "_happened_at": event.happened_at,
        "_recorded_at": event.recorded_at,
    }


def _fact(name: str, value: Plain | Personal) -> Fact:
    plain = value.value if isinstance(value, Personal) else value
    salt, text = canonical.salt(), canonical.plain(plain)
    return Fact(name=name, salt=salt, value=text, commitment=canonical.commitment(salt, name, text))
