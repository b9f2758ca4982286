"""Record 记录: append one event to its chain (decisions 11–13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import models, transaction
from django.dispatch import Signal

from yinuo.base import canonical, clock, once, sealed
from yinuo.base.prepared import Given, GivenMany, Prepared
from yinuo.evidence import access
from yinuo.evidence.models import Event, Fact, PersonKey, Side, Stream
from yinuo.evidence.queries import acts, rows

recorded = Signal()
"""Sent after commit with `event_id`, `verb`, `subject`: the one way news travels upward."""

Plain = str | int | bool | None | date | datetime | Decimal


class PersonErased(Exception):
    """Nothing personal can be recorded about somebody who was erased."""


class NotAppendOnly(Exception):
    """Only rows that never change can be witnessed by their fingerprint."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A fact about a human being: sealed under that person's key, such as "person:12", so that it can be erased."""

    person: str
    value: Plain


class Salted(NamedTuple):
    """A fact as it is stored, before its event has a key."""

    name: str
    person: str
    salt: str
    value: str
    sealed: bytes | None
    commitment: str


@transaction.atomic
def record(  # an event is what it is made of
    *,
    verb: str,
    subject: str,
    by: str | Personal,
    project: str = "",
    side: str = Side.VENDOR,
    facts: Mapping[str, Plain | Personal] | None = None,
    rows: Iterable[models.Model] = (),
    happened_at: datetime | None = None,
) -> Event:
    """Append one event to the stream of `project` and `side` (the firm's stream without a project).

    `rows` are append-only rows written by the act: `verify` finds them changed or gone. An act that records for a
    project and for the firm records for the project first. Spends the key of the form that asked for the act.
    Raises `PersonErased`, `NotAppendOnly`, `once.AlreadyDone`.
    """
    once.spend()
    told = {**(facts or {}), "by": by, **fingerprints(rows)}
    stream = locked(f"{project}/{side}" if project else "firm")
    moment = clock.now()
    event = Event(
        stream=stream,
        seq=stream.seq + 1,
        verb=verb,
        subject=subject,
        happened_at=canonical.moment(happened_at or moment),
        recorded_at=canonical.moment(moment),
    )
    kept = sealed_facts(event, told, key_of)
    event.save(force_insert=True)
    Fact.objects.bulk_create(Fact(event=event, **fact._asdict()) for fact in kept)
    Stream.objects.filter(pk=stream.pk).update(seq=event.seq, link=event.link)
    transaction.on_commit(lambda: _send(event))
    return event


def sealed_facts(event: Event, told: Mapping[str, Plain | Personal], key: Callable[[str], bytes]) -> list[Salted]:
    """The facts of an event that is not saved yet; sets its leaf and its link after the head of its stream."""
    kept = [_fact(name, value, key) for name, value in {**told, **_envelope(event)}.items()]
    event.leaf = canonical.leaf(access.committed(fact.name, fact.commitment, fact.person, fact.salt) for fact in kept)
    event.link = canonical.link(event.stream.link, event.seq, event.leaf)
    _check_lengths(event, kept)
    return kept


def _send(event: Event) -> None:
    """The act stands whatever a listener does: Django logs what a receiver raises."""
    recorded.send_robust(Event, event_id=event.pk, verb=event.verb, subject=event.subject)


def locked(name: str) -> Stream:
    """The head row of stream `name`, locked until commit.

    A shared stream takes its vendor stream along, vendor first, so that two acts that write both never wait for
    each other in a ring. For the same reason absent streams are made both of a project at once and in that order,
    before any is locked but the vendor's own.
    """
    project, _slash, side = name.rpartition("/")
    both = [f"{project}/{Side.VENDOR}", f"{project}/{Side.SHARED}"] if project else [name]
    wanted = both if side == Side.SHARED else [name]
    heads = _heads(names=wanted)
    if len(heads) < len(wanted):
        for one in both:
            Stream.objects.get_or_create(name=one)
        heads = _heads(names=wanted)
    found: dict[str, Stream] = {stream.name: stream for stream in heads}
    return found[name]


_heads = Prepared(lambda: Stream.objects.select_for_update().filter(name__in=GivenMany("names")).order_by("-name"))


def _envelope(event: Event) -> dict[str, Plain]:
    return {name: getattr(event, column) for name, column in acts.ENVELOPE.items()} | {"_stream": event.stream.name}


def _fact(name: str, value: Plain | Personal, key: Callable[[str], bytes]) -> Salted:
    salt = canonical.salt()
    if not isinstance(value, Personal):
        text = canonical.plain(value)
        return Salted(name, "", salt, text, None, canonical.commitment(salt, name, text))
    text = canonical.plain(value.value)
    commitment = canonical.commitment(salt, name, text)
    hidden = sealed.seal(key(value.person), bytes.fromhex(salt) + text.encode(), bytes.fromhex(commitment))
    return Salted(name, value.person, canonical.salt(), "", hidden, commitment)


def key_of(person: str) -> bytes:
    """The person's key, made at the first personal fact about them."""
    if held := _key.first(person=person):
        return bytes(held[0])
    if acts.is_erased(person):
        raise PersonErased(person)
    made, _is_new = PersonKey.objects.get_or_create(person=person, defaults={"key": sealed.key()})
    return bytes(made.key)


_key = Prepared(lambda: PersonKey.objects.filter(person=Given("person")).values_list("key")[:1])


def fingerprints(witnessed: Iterable[models.Model]) -> dict[str, str]:
    """One fact a row, computed from what the database holds, so that it can be computed again."""
    by_model: dict[type[models.Model], set[object]] = {}
    for row in witnessed:
        if not getattr(row, "append_only", False):
            raise NotAppendOnly(row._meta.db_table)  # noqa: SLF001 - documented API
        by_model.setdefault(type(row), set()).add(row.pk)
    return {
        rows.fact_name(row): rows.fingerprint(row)
        for model, keys in by_model.items()
        for row in model._base_manager.filter(pk__in=keys)  # noqa: SLF001 - documented API
    }


def row_name(row: models.Model) -> str:
    """The name of the fact that holds the fingerprint of `row`."""
    return rows.fact_name(row)


def _check_lengths(event: Event, kept: Iterable[Salted]) -> None:
    """SQLite would take longer texts than PostgreSQL; neither may."""
    texts = [(field, getattr(event, field.attname)) for field in Event._meta.concrete_fields]  # noqa: SLF001 - documented API
    for field in _LIMITED:
        texts += [(field, getattr(fact, field.name)) for fact in kept]
    for field, value in texts:
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise ValueError(f"{field.name} is longer than {field.max_length} characters: {value}")


_LIMITED = [field for field in Fact._meta.concrete_fields if field.name in Salted._fields and field.max_length]  # noqa: SLF001 - documented API
