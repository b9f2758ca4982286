"""The book of evidence and the search index, written in bulk but true: `yinuo verify` finds no flaw in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from yinuo.base import canonical, search
from yinuo.counsel.models import IndexMark, SearchEntry
from yinuo.evidence.models import Event, Fact, Stream
from yinuo.evidence.queries import acts

BATCH = 2000


@dataclass(slots=True)
class Book:
    """Collects events and what may be searched, until `write`."""

    now: datetime
    streams: dict[str, Stream] = field(default_factory=dict)
    told: list[tuple[Event, list[Fact]]] = field(default_factory=list)
    findable: list[SearchEntry] = field(default_factory=list)

    def tell(self, stream_name: str, *, verb: str, subject: str, by: str, at: datetime, state: str) -> None:
        """One event at the end of its chain, with the facts that a verb of the ledger tells."""
        stream = self.streams.get(stream_name)
        if stream is None:
            stream = self.streams[stream_name] = Stream.objects.get_or_create(name=stream_name)[0]
        event = Event(
            stream=stream,
            seq=stream.seq + 1,
            verb=verb,
            subject=subject,
            happened_at=canonical.moment(at),
            recorded_at=canonical.moment(self.now),
        )
        envelope = {name: getattr(event, column) for name, column in acts.ENVELOPE.items()}
        facts = [_fact(name, value) for name, value in {"by": by, "state": state, **envelope}.items()]
        facts.append(_fact("_stream", stream_name))
        event.leaf = canonical.leaf((fact.commitment,) for fact in facts)
        event.link = stream.link = canonical.link(stream.link, event.seq, event.leaf)
        stream.seq = event.seq
        self.told.append((event, facts))

    def write(self) -> None:
        """Everything collected, in bulk."""
        Event.objects.bulk_create([event for event, _facts in self.told], batch_size=BATCH)
        for event, facts in self.told:
            for fact in facts:
                fact.event_id = event.pk
        Fact.objects.bulk_create([fact for _event, facts in self.told for fact in facts], batch_size=BATCH)
        Stream.objects.bulk_update(self.streams.values(), ["seq", "link"])
        SearchEntry.objects.bulk_create(self.findable, batch_size=BATCH)
        for row in self.findable:
            search.put("search_entry", row.pk, f"{row.title}\n{row.text}", scope=str(row.project_id))
        IndexMark.objects.create(pk=1, event_id=self.told[-1][0].pk)


def _fact(name: str, value: str | int) -> Fact:
    salt, text = canonical.salt(), canonical.plain(value)
    return Fact(name=name, salt=salt, value=text, commitment=canonical.commitment(salt, name, text))
