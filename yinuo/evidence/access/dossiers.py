"""The dossier 凭据包: events shown in full, foreign ones as number and leaf, and the documents they name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

from yinuo.base import canonical
from yinuo.base.dossier import packing
from yinuo.evidence.access.documents import DocumentBroken, document_bytes
from yinuo.evidence.access.facts import opened
from yinuo.evidence.models import Attachment, Event, Fact, PersonKey, Side, Stream

if TYPE_CHECKING:
    from django.db.models import QuerySet

CHUNK = 500
ATTACH, ERASE = "evidence.attach", "evidence.erase"
TOLD = frozenset(
    {
        *("_version", "_stream", "_verb", "_happened_at", "_recorded_at"),
        *("by", "signer", "means", "authority", "signed_on", "document_sha256", "answers_sha256", "sha256", "size"),
        *("title", "lines", "due_on", "before", "count", "chip", "words", "answer_by", "why"),
        *("value", "gap", "outcome", "measured_on"),
    }
)
"""Facts that the client's edition shows. All others stay commitments: keys of rows, our file names, addresses."""


class Edition(StrEnum):
    """Who may read it: the client's shows the shared stream only."""

    CLIENT = "client"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a dossier is made of. `subjects` are codes such as `P1/S3`; `readings` PDFs by name, outside the chain.

    `documents` maps SHA-256 to the ending of its file name; `tokens` are attachments.
    """

    project_code: str
    made_for: str
    edition: Edition
    subjects: tuple[str, ...]
    documents: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[str, ...] = ()
    readings: Mapping[str, bytes] = field(default_factory=dict)


def dossier(wanted: Wanted) -> bytes:
    """The dossier as a ZIP; the same records give the same bytes."""
    return packing.zipped(dossier_files(wanted))


def dossier_files(wanted: Wanted) -> dict[str, bytes]:
    """The files of the dossier by name. Reads the events of `wanted` and, of the rest, number and leaf."""
    sides = (Side.SHARED,) if wanted.edition is Edition.CLIENT else (Side.SHARED, Side.VENDOR)
    names = [f"{wanted.project_code}/{side}" for side in sides]
    attached = _attachments(wanted)
    keep = {**wanted.documents, **{row.document_id: _ending(row) for row in attached}}
    chosen = _chosen(names, wanted.subjects, attached)
    people = _People(chosen)
    tombs = Event.objects.none()
    if people.erased and wanted.edition is Edition.VENDOR:
        names.append("firm")
        tombs = Event.objects.filter(stream__name="firm", verb=ERASE, subject__in=people.erased)
    heads = {row.name: row for row in Stream.objects.filter(name__in=names)}
    parts = {**wanted.readings, **_chains(heads.values())}
    told = (*_shown(chosen, wanted, people), *_shown(tombs, wanted, people))
    parts["events.jsonl"] = _lines(row for row in told if row[1] <= heads[row[0]].seq)  # none that came meanwhile
    lost = []
    for sha256, ending in sorted(keep.items()):
        try:
            parts[f"documents/{sha256}.{ending}"] = document_bytes(sha256)
        except DocumentBroken:
            lost.append(sha256)
    facts = {
        "edition": str(wanted.edition),
        "made_for": wanted.made_for,
        "streams": {name: {"seq": heads[name].seq, "link": heads[name].link} for name in sorted(heads)},
        "missing": lost,
    }
    return packing.files_of(parts, facts)


def head(project_code: str, side: str = Side.SHARED) -> tuple[str, int, str]:
    """Name of a project's stream, number and link of its last event; zeros before the first."""
    name = f"{project_code}/{side}"
    row = Stream.objects.filter(name=name).values_list("seq", "link").first()
    return (name, *(row or (0, "0" * 64)))


def holds(stream: str, seq: int, link: str) -> bool:
    """Whether this installation's stream leads through `link` at `seq`."""
    return Event.objects.filter(stream__name=stream, seq=seq, link=link).exists()


def place_of(subject: str, verb: str, fact: str) -> tuple[int, str] | None:
    """Number and link of the event on `subject` that tells the fact named `fact`; None if there is none."""
    found = Event.objects.filter(subject=subject, verb=verb, facts__name=fact).order_by("id")
    return found.values_list("seq", "link").first()


def _attachments(wanted: Wanted) -> list[Attachment]:
    rows = Attachment.objects.filter(project_code=wanted.project_code, token__in=set(wanted.tokens) - {""})
    if wanted.edition is Edition.CLIENT:
        rows = rows.filter(side=Side.SHARED)
    return list(rows.order_by("id"))


def _ending(row: Attachment) -> str:
    return row.file_name.rpartition(".")[2].lower()


def _chosen(streams: list[str], subjects: Iterable[str], attached: Iterable[Attachment]) -> QuerySet[Event]:
    """Events on the subjects, and those by which the attachments were handed in."""
    wanted = Q(subject__in=set(subjects))
    for row in attached:
        handed_in = Fact.objects.filter(
            event__subject=row.subject or row.project_code,
            event__verb=ATTACH,
            name="sha256",
            value=canonical.plain(row.document_id),
        )
        wanted |= Q(pk__in=handed_in.values("event_id"))
    return Event.objects.filter(wanted, stream__name__in=streams)


class _People:
    """Keys of those whom the chosen events tell of, and the day on which the others were erased."""

    def __init__(self, chosen: QuerySet[Event]) -> None:
        known = Fact.objects.filter(event__in=chosen).exclude(person="")
        persons = set(known.values_list("person", flat=True))
        held = PersonKey.objects.filter(person__in=persons)
        self.keys = {row.person: bytes(row.key) for row in held}
        gone = Event.objects.filter(verb=ERASE, subject__in=persons - self.keys.keys()).order_by("id")
        self.erased = {subject: at[:10] for subject, at in gone.values_list("subject", "recorded_at")}


def _chains(heads: Iterable[Stream]) -> dict[str, bytes]:
    """Every event of each stream as number and leaf, up to its head: enough to compute each link, nothing more."""
    found = {}
    for row in heads:
        rows = Event.objects.filter(stream=row, seq__lte=row.seq).order_by("seq").values_list("seq", "leaf")
        text = "".join(f"{seq} {leaf}\n" for seq, leaf in rows.iterator(chunk_size=10_000))
        found[f"chain/{row.name.replace('/', '-')}.txt"] = text.encode()
    return found


def _shown(chosen: QuerySet[Event], wanted: Wanted, people: _People) -> Iterator[tuple[str, int, list[dict[str, str]]]]:
    rows = list(chosen.order_by("id").values_list("id", "stream__name", "seq"))
    for start in range(0, len(rows), CHUNK):
        told: dict[int, list[dict[str, str]]] = {}
        part = rows[start : start + CHUNK]
        for fact in Fact.objects.filter(event__in=[pk for pk, *_ in part]):
            told.setdefault(fact.event_id, []).append(_fact(fact, wanted, people))
        yield from ((stream, seq, sorted(told.get(pk, []), key=_place)) for pk, stream, seq in part)


def _place(fact: dict[str, str]) -> tuple[str, str]:
    """Shown facts by name, then the others by commitment: their order must not tell their names."""
    return (fact.get("name", "\U0010ffff"), fact.get("commitment", ""))


def _fact(fact: Fact, wanted: Wanted, people: _People) -> dict[str, str]:
    is_client = wanted.edition is Edition.CLIENT
    is_told = not is_client or fact.name in TOLD or (fact.name == "_subject" and _is_wanted(fact, wanted))
    if not fact.person:
        plain = {"name": fact.name, "salt": fact.salt, "value": fact.value}
        return plain if is_told else {"commitment": fact.commitment}
    mark = {"mark": canonical.mark(fact.salt, fact.name, fact.person)}
    who = mark if is_client else {"person": fact.person, "blind": fact.salt}
    key = people.keys.get(fact.person)
    if key is None:
        named = {} if is_client else {"name": fact.name}
        return {**named, "commitment": fact.commitment, **who, "erased_on": people.erased.get(fact.person, "")}
    if not is_told:
        return {"commitment": fact.commitment, **mark}
    salt, value = opened(key, bytes(fact.sealed or b""), fact.commitment)
    return {"name": fact.name, "salt": salt, "value": value, **who}


def _is_wanted(fact: Fact, wanted: Wanted) -> bool:
    return json.loads(fact.value) in wanted.subjects


def _lines(told: Iterable[tuple[str, int, list[dict[str, str]]]]) -> bytes:
    rows = sorted(told, key=lambda row: row[:2])
    return "".join(
        json.dumps({"stream": stream, "seq": seq, "facts": facts}, ensure_ascii=False, separators=(",", ":")) + "\n"
        for stream, seq, facts in rows
    ).encode()
