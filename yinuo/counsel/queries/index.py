"""What a member may find, and the private notes about a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from yinuo.base import search as words
from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.counsel.models import PrivateNote, SearchEntry
from yinuo.counsel.queries import readable
from yinuo.counsel.queries.readable import Findable
from yinuo.evidence.models import Event
from yinuo.ledger.models import Entry, Source, Wording
from yinuo.ledger.published import Sheet
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from django.db.models import QuerySet


def search(member_projects: Iterable[Project], query: str, limit: int = 50) -> list[SearchEntry]:
    """Entries of these projects that hold every part of `query`, newest first."""
    projects = {project.pk: project for project in member_projects}
    scopes = [str(pk) for pk in projects]
    # Bigrams may stand apart, so some candidates fall away.
    ids = words.find("search_entry", query, limit * 4, scopes=scopes)
    holds = words.holder(query)
    kept = (row for row in _candidates(ids) if row[1] in projects and holds(f"{row[4]}\n{row[5]}"))
    return [_entry_found(row, projects) for row in islice(kept, limit)]


def _candidates(ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Newest first, with their texts; those beyond the first `FIRST` are read only if somebody asks for them."""
    if ids:
        yield from _first_found(ids=ids)
    if len(ids) > FIRST:
        yield from islice(_found(ids=ids), FIRST, None)


def _entry_found(row: Sequence[Any], projects: Mapping[int, Project]) -> SearchEntry:
    found = SearchEntry.from_db(None, _COLUMNS, row)
    found.project = projects[found.project_id]
    return found


def notes_on(project: Project, subject: str) -> list[PrivateNote]:
    """The private notes about one thing, oldest first. One query."""
    return _notes(project=project.pk, subject=subject)


_COLUMNS = ("id", "project_id", "subject", "kind", "title", "text", "at")
FIRST = 64
"""Candidates read at once: nearly always enough for a page."""


def _among() -> QuerySet[SearchEntry, Any]:
    return SearchEntry.objects.filter(pk__in=GivenIds("ids")).order_by("-at", "-pk").values_list(*_COLUMNS)


_first_found = Prepared(lambda: _among()[:FIRST])
_found = Prepared(_among)
_notes = Prepared(
    lambda: (
        PrivateNote.objects.filter(project=Given("project"), subject=Given("subject"))
        .select_related("by__person")
        .order_by("at", "pk")
    )
)


def told_since(event_id: int, at_most: int) -> tuple[int, list[str]]:
    """Id of the last of at most `at_most` events after `event_id`, and what each was about."""
    rows = list(Event.objects.filter(pk__gt=event_id).order_by("pk").values_list("pk", "subject")[:at_most])
    return (rows[-1][0] if rows else event_id), [subject for _pk, subject in rows]


def findable(subject: str) -> Findable | None:
    """What an event's subject names, with all its words; None for what is not searched.

    A sheet's words never change: one that is in the index already is not read again with each answer.
    """
    code, _slash, rest = subject.partition("/")
    place, _slash, below = rest.partition("/")
    if below:
        return _read(readable.BELOW.get(place), code, below)
    if rest.startswith(readable.CHANGE):
        return _read(readable.change, code, rest)
    if rest[:1] in ("E", "C"):
        return _entry(code, rest)
    if rest[:1] == "S" and _known_sheet(project=code, sheet=rest.partition(".")[0]):
        return None
    return _read(_READERS.get(rest[:1]), code, rest)


def _read(read: readable.Read | None, code: str, rest: str) -> Findable | None:
    project: Project | None = _project.first(code=code) if read and "/" not in rest else None
    return read(project, rest) if read and project else None


_known_sheet = Prepared(
    lambda: SearchEntry.objects.filter(
        project__code=Given("project"), kind="sheet", subject=Given("sheet")
    ).values_list("id")
)
_project = Prepared(lambda: Project.objects.filter(code=Given("code")))


def _entry(project: str, code: str) -> Findable | None:
    entry: Entry | None = _coded.first(project=project, code=code)
    if entry is None:
        return None
    wordings = [text for (text,) in _texts(entry=entry.pk)]
    text = "\n".join((entry.code, entry.holder.name, entry.holder.called, entry.need, *wordings))
    return Findable(entry.project, entry.code, "entry", entry.words, text, entry.at)


_coded = Prepared(
    lambda: Entry.objects.filter(project__code=Given("project"), code=Given("code")).select_related("holder", "project")
)
_texts = Prepared(lambda: Wording.objects.filter(entry=Given("entry")).order_by("-version").values_list("text"))


def _source(project: Project, code: str) -> Findable | None:
    source = Source.objects.filter(project=project, number=_number(code)).first()
    if source is None:
        return None
    return Findable(project, f"T{source.number}", "source", source.title, f"T{source.number}\n{source.text}", source.at)


def _sheet(project: Project, code: str) -> Findable | None:
    sheet = Sheet.objects.filter(project=project, number=_number(code)).first()
    if sheet is None:
        return None
    lines = sheet.lines.order_by("number").values_list("text", flat=True)
    text = "\n".join((f"S{sheet.number}", sheet.ask, *lines))
    return Findable(project, f"S{sheet.number}", "sheet", sheet.title, text, sheet.offered_at)


def _note(project: Project, code: str) -> Findable | None:
    note = PrivateNote.objects.filter(project=project, pk=_number(code)).first()
    return Findable(project, code, "note", note.subject, note.text, note.at) if note else None


def _number(code: str) -> int:
    digits = code[1:].partition(".")[0]
    return int(digits) if digits.isdigit() else 0


_READERS: dict[str, readable.Read] = {
    "T": _source,
    "S": _sheet,
    "N": _note,
    **readable.READERS,
}
