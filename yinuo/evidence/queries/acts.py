"""What was recorded, as plain facts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from yinuo.evidence import access
from yinuo.evidence.models import Event, Fact, PersonKey

ERASE = "evidence.erase"
"""The verb of the event that stands where a person's key was."""

ENVELOPE = {
    "_version": "version",
    "_verb": "verb",
    "_subject": "subject",
    "_happened_at": "happened_at",
    "_recorded_at": "recorded_at",
}
"""Facts that repeat the event's own columns, `_stream` besides: so the leaf covers them too."""

_SAME_TIME = timedelta(minutes=1)

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of an act. A fact about an erased person has no value any more."""

    name: str
    value: Value
    person: str
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded event. Order is `seq` within a stream, `id` across streams, never time."""

    id: int
    stream: str
    seq: int
    verb: str
    subject: str
    happened_at: datetime
    recorded_at: datetime
    leaf: str
    link: str
    facts: tuple[Told, ...]

    def fact(self, name: str) -> Value:
        """The value told under `name`; None if nothing was, or if it was erased."""
        return next((told.value for told in self.facts if told.name == name), None)

    @property
    def by(self) -> str:
        """The name of who acted, as it was then; empty if erased."""
        return str(self.fact("by") or "")

    @property
    def is_told_later(self) -> bool:
        """Recorded at another time than it is said to have happened: imports and the demo (decision 12)."""
        return abs(self.recorded_at - self.happened_at) > _SAME_TIME


def events_of(subject: str, *, stream: str = "") -> tuple[Act, ...]:
    """Every act on `subject`, oldest first; of one `stream` only if named."""
    found = Event.objects.filter(subject=subject).order_by("id")
    return _acts(found.filter(stream__name=stream) if stream else found)


def events(stream: str, *, before_seq: int | None = None, limit: int = 50) -> tuple[Act, ...]:
    """At most `limit` acts of a stream, newest first, older than `before_seq`: its last `seq` asks for the next."""
    found = Event.objects.filter(stream__name=stream).order_by("-seq")
    if before_seq is not None:
        found = found.filter(seq__lt=before_seq)
    return _acts(found[:limit])


def last_event(subject: str, verb: str) -> Act | None:
    """The newest act of this verb on `subject`; None if there was none."""
    newest = Event.objects.filter(subject=subject, verb=verb).order_by("-id").values("pk")[:1]
    return next(iter(_acts(Event.objects.filter(pk__in=list(newest.values_list("pk", flat=True))))), None)


def facts_of(event: Event) -> tuple[Told, ...]:
    """What `event` tells, by name, without the facts that repeat its columns."""
    return _told([event.pk])[event.pk]


def is_erased(person: str) -> bool:
    """An erasure of this person was recorded."""
    return Event.objects.filter(subject=person, verb=ERASE).exists()


def erasures() -> dict[str, str]:
    """Every erased person and the moment of the last erasure."""
    return dict(Event.objects.filter(verb=ERASE).order_by("id").values_list("subject", "happened_at"))


def _acts(found: QuerySet[Event]) -> tuple[Act, ...]:
    rows = list(found.select_related("stream"))
    told = _told([row.pk for row in rows])
    return tuple(
        Act(
            id=row.pk,
            stream=row.stream.name,
            seq=row.seq,
            verb=row.verb,
            subject=row.subject,
            happened_at=datetime.fromisoformat(row.happened_at),
            recorded_at=datetime.fromisoformat(row.recorded_at),
            leaf=row.leaf,
            link=row.link,
            facts=told[row.pk],
        )
        for row in rows
    )


def _told(event_ids: Iterable[int]) -> dict[int, tuple[Told, ...]]:
    told: dict[int, list[Told]] = {event_id: [] for event_id in event_ids}
    facts = [fact for fact in Fact.objects.filter(event__in=told).order_by("name") if not fact.name.startswith("_")]
    persons = {fact.person for fact in facts if fact.person}
    keys = {row.person: bytes(row.key) for row in PersonKey.objects.filter(person__in=persons)} if persons else {}
    for fact in facts:
        told[fact.event_id].append(_one(fact, keys.get(fact.person)))
    return {event_id: tuple(items) for event_id, items in told.items()}


def _one(fact: Fact, key: bytes | None) -> Told:
    if not fact.person:
        return Told(fact.name, json.loads(fact.value), "", is_erased=False)
    if key is None:
        return Told(fact.name, None, fact.person, is_erased=True)
    _salt, text = access.opened(key, bytes(fact.sealed or b""), fact.commitment)
    return Told(fact.name, json.loads(text), fact.person, is_erased=False)
