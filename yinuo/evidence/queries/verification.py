"""Verify 核验: compute everything again and name the event that does not stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from yinuo.base import canonical
from yinuo.evidence import access
from yinuo.evidence.access import path_of
from yinuo.evidence.models import Attachment, Document, Event, Fact, PersonKey, Stream
from yinuo.evidence.queries import acts, rows

_CHUNK = 1000
_KNOWN_VERSION = 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not stand: in which stream, at which event, and what. `seq` 0: no event could be named."""

    stream: str
    seq: int
    what: str

    def __str__(self) -> str:
        place = {"stream": self.stream, "seq": self.seq, "what": self.what}
        return _("%(stream)s, event %(seq)s: %(what)s") % place


@dataclass(frozen=True, slots=True)
class Checked:
    """One stream gone through: how many events, how many erased facts, and the link of the last one."""

    stream: str
    events: int
    erased: int
    link: str


@dataclass(slots=True)
class Report:
    """What `examine` found; everything stands if there are no flaws."""

    streams: list[Checked] = field(default_factory=list)
    documents: int = 0
    flaws: list[Flaw] = field(default_factory=list)


class _Row(NamedTuple):
    id: int
    seq: int
    version: int
    verb: str
    subject: str
    happened_at: str
    recorded_at: str
    leaf: str
    link: str


class _Told(NamedTuple):
    event_id: int
    name: str
    person: str
    salt: str
    value: str
    sealed: bytes | None
    commitment: str


def verify(stream: str | None = None, *, documents: bool = False) -> list[Flaw]:
    """Everything that does not stand, in one stream or in all; empty if all does. Reads every event and fact."""
    return examine(stream, documents=documents).flaws


def examine(stream: str | None = None, *, documents: bool = False) -> Report:
    """Everything `verify` looks at, with counts; `documents` reads the bytes of every file too."""
    report = Report()
    heads = Stream.objects.order_by("name")
    for head in heads if stream is None else heads.filter(name=stream):
        _Walk(head.pk, head.name, report).go()
    if stream is None:
        report.flaws += _strays()
    if documents:
        report.documents = Document.objects.count()
        report.flaws += _broken_documents()
    return report


def heads() -> list[Flaw]:
    """The quick look: every head row equals the last event of its stream and counts as many."""
    last = Event.objects.filter(stream=OuterRef("pk")).order_by("-seq")
    streams = Stream.objects.order_by("name").annotate(
        last_seq=Subquery(last.values("seq")[:1]), last_link=Subquery(last.values("link")[:1]), count=Count("events")
    )
    empty = (None, None, 0)
    return [
        Flaw(stream.name, stream.seq, _head_flaw())
        for stream in streams
        if (stream.last_seq, stream.last_link, stream.count)
        != ((stream.seq, stream.link, stream.seq) if stream.seq else empty)
    ]


class _Walk:
    """One pass through a stream, a chunk at a time, while others may go on writing."""

    def __init__(self, stream_id: int, name: str, report: Report) -> None:
        self.stream_id, self.name, self.report = stream_id, name, report
        self.seq, self.link = 0, "0" * 64
        self.events = self.erased = 0
        self.keys: dict[str, bytes | None] = {}
        self.witnessed: dict[str, str] = {}

    def go(self) -> None:
        while True:
            head = Stream.objects.get(pk=self.stream_id)
            if not self._chunk():
                # Read after the head: whatever the head counts has been seen by now.
                break
        if (head.seq, head.link) != (self.seq, self.link):
            self._flaw(max(head.seq, self.seq), _head_flaw())
        self.report.streams.append(Checked(self.name, self.events, self.erased, self.link))

    def _chunk(self) -> bool:
        found = Event.objects.filter(stream_id=self.stream_id, seq__gt=self.seq).order_by("seq")
        events = [_Row(*row) for row in found.values_list(*_Row._fields)[:_CHUNK]]
        if not events:
            return False
        facts = Fact.objects.filter(
            event__stream_id=self.stream_id, event__seq__gt=self.seq, event__seq__lte=events[-1].seq
        )
        told = (_Told(*row) for row in facts.order_by("event__seq", "event_id").values_list(*_Told._fields))
        by_event = {event_id: list(group) for event_id, group in groupby(told, key=lambda fact: fact.event_id)}
        witnessed: dict[int, dict[str, str]] = {}
        for event in events:
            witnessed[event.seq] = self._event(event, by_event.get(event.id, []))
        self._rows(witnessed)
        return True

    def _event(self, event: _Row, facts: list[_Told]) -> dict[str, str]:
        """Check one event; returns the rows it witnesses."""
        if event.seq != self.seq + 1:
            count = event.seq - self.seq - 1
            self._flaw(event.seq, _("%(count)s events before this one are missing") % {"count": count})
        if event.version != _KNOWN_VERSION:
            self._flaw(event.seq, _("its version %(version)s is unknown") % {"version": event.version})
        values = {fact.name: self._fact(event.seq, fact) for fact in facts}
        if self._leaf(facts) != event.leaf:
            self._flaw(event.seq, _("its facts are not those its leaf was made of: one was added, removed or changed"))
        if canonical.link(self.link, event.seq, event.leaf) != event.link:
            self._flaw(event.seq, _("its link does not follow from the event before"))
        said = {name: getattr(event, column) for name, column in acts.ENVELOPE.items()} | {"_stream": self.name}
        for name, value in said.items():
            if values.get(name) != canonical.plain(value):
                self._flaw(event.seq, _("its column “%(name)s” is not what was recorded") % {"name": name[1:]})
        self.seq, self.link = event.seq, event.link
        self.events += 1
        return {name: json.loads(value) for name, value in values.items() if value and name.startswith(rows.PREFIX)}

    def _leaf(self, facts: list[_Told]) -> str:
        try:
            return canonical.leaf(access.committed(one.name, one.commitment, one.person, one.salt) for one in facts)
        except ValueError:
            return ""

    def _fact(self, seq: int, fact: _Told) -> str | None:
        """Check one fact against its commitment; returns its value, None if erased or broken."""
        salt, value = fact.salt, fact.value
        if fact.person:
            key = self._key(seq, fact.person)
            if key is None:
                self.erased += 1
                return None
            try:
                salt, value = access.opened(key, bytes(fact.sealed or b""), fact.commitment)
            except ValueError:
                self._flaw(seq, _("its sealed fact “%(name)s” was changed") % {"name": fact.name})
                return None
        try:
            stands = canonical.commitment(salt, fact.name, value) == fact.commitment
        except ValueError:
            stands = False
        if not stands or (fact.sealed is not None) != bool(fact.person):
            self._flaw(seq, _("its fact “%(name)s” was changed") % {"name": fact.name})
            return None
        return value

    def _key(self, seq: int, person: str) -> bytes | None:
        if person not in self.keys:
            held = PersonKey.objects.filter(person=person).first()
            self.keys[person] = bytes(held.key) if held else None
            if held is None and not acts.is_erased(person):
                self._flaw(seq, _("the key of %(person)s is gone and no erasure was recorded") % {"person": person})
        return self.keys[person]

    def _rows(self, witnessed: dict[int, dict[str, str]]) -> None:
        """Compare the rows witnessed by a chunk of events; a row witnessed twice was the same both times."""
        for seq, named in witnessed.items():
            for name, fingerprint in named.items():
                if self.witnessed.setdefault(name, fingerprint) != fingerprint:
                    self._flaw(seq, _("it witnessed another state of %(name)s than an earlier event") % {"name": name})
        wrong = rows.changed({name: value for named in witnessed.values() for name, value in named.items()})
        for seq, named in witnessed.items():
            for name in named:
                if name in wrong:
                    self._flaw(seq, wrong[name])

    def _flaw(self, seq: int, what: str) -> None:
        self.report.flaws.append(Flaw(self.name, seq, what))


def _head_flaw() -> str:
    return _("the head of the stream is not its last event: events were cut off or added")


def _strays() -> Iterator[Flaw]:
    """Events without a stream and facts without an event: possible only past the foreign keys."""
    for event in Event.objects.exclude(Exists(Stream.objects.filter(pk=OuterRef("stream_id")))):
        yield Flaw("", event.seq, _("the head row of its stream is gone"))
    facts = Fact.objects.exclude(Exists(Event.objects.filter(pk=OuterRef("event_id"))))
    for event_id in facts.values_list("event_id", flat=True).distinct():
        yield Flaw("", 0, _("facts stand without their event, row %(id)s") % {"id": event_id})


def _broken_documents() -> Iterator[Flaw]:
    for document in Document.objects.order_by("sha256").iterator():
        if what := _document_flaw(document):
            stream, seq = _kept_by(document.sha256)
            yield Flaw(stream, seq, what)
    held = Document.objects.filter(pk=OuterRef("document_id"))
    for attachment in Attachment.objects.exclude(Exists(held)):
        yield Flaw("", 0, _("the document of attachment %(name)s is gone") % {"name": attachment.file_name})


def _document_flaw(document: Document) -> str:
    named = {"sha256": document.sha256}
    path = path_of(document.sha256)
    if not default_storage.exists(path):
        return _("the file of document %(sha256)s is gone") % named
    with default_storage.open(path) as file:
        is_whole = hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
        if not is_whole or file.size != document.size:
            return _("the bytes of document %(sha256)s were changed") % named
    return ""


def _kept_by(sha256: str) -> tuple[str, int]:
    """The first event that names this document."""
    fact = Fact.objects.filter(value=canonical.plain(sha256)).order_by("event_id").first()
    return (fact.event.stream.name, fact.event.seq) if fact else ("", 0)
