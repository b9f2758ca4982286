"""Record the many acts of one composed act, each as its own event, in a few statements (decision 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models, transaction

from yinuo.base import canonical, clock, once
from yinuo.evidence.actions import events
from yinuo.evidence.actions.events import Personal, Plain, Salted
from yinuo.evidence.models import Event, Fact, Side, Stream

BATCH = 500


@dataclass(frozen=True, slots=True)
class Act:
    """One event to be; the fields are those of `record`."""

    verb: str
    subject: str
    facts: Mapping[str, Plain | Personal] = field(default_factory=dict)
    rows: Sequence[models.Model] = ()
    happened_at: datetime | None = None


@transaction.atomic
def record_all(acts: Sequence[Act], *, by: str, project: str, side: str = Side.VENDOR) -> list[Event]:
    """Append an event for each of `acts`, in their order, to one stream.

    The number of statements grows by batches, not by acts. Nobody is told of them one by one: the composed act
    records its own event with `record`, and whoever follows the chain reads the rest there.
    Raises and spends as `record` does.
    """
    if not acts:
        return []
    once.spend()
    stream = events.locked(f"{project}/{side}")
    prints = _prints(acts)
    key = cache(events.key_of)
    moment = clock.now()
    made, kept = [], []
    for act in acts:
        event = Event(
            stream=stream,
            seq=stream.seq + 1,
            verb=act.verb,
            subject=act.subject,
            happened_at=canonical.moment(act.happened_at or moment),
            recorded_at=canonical.moment(moment),
        )
        told = {**act.facts, "by": by, **{name: prints[name] for name in map(events.row_name, act.rows)}}
        facts = events.sealed_facts(event, told, key)
        stream.seq, stream.link = event.seq, event.link
        made.append(event)
        kept.append(facts)
    Event.objects.bulk_create(made, batch_size=BATCH)
    _store([(event.pk, *fact) for event, its in zip(made, kept, strict=True) for fact in its])
    Stream.objects.filter(pk=stream.pk).update(seq=stream.seq, link=stream.link)
    return made


def _prints(acts: Iterable[Act]) -> dict[str, str]:
    return events.fingerprints(row for act in acts for row in act.rows)


def _store(facts: list[tuple[Any, ...]]) -> None:
    """Insert the facts; each act has a dozen, and Django's own way takes most of the time of a large import."""
    quote = connection.ops.quote_name
    columns = ["event_id", *Salted._fields]
    names = ", ".join(map(quote, columns))
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(Fact._meta.db_table)} ({names}) VALUES ({marks})", facts)  # noqa: S608, SLF001 - names of our own table
