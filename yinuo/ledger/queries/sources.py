"""Sources with the words taken from them highlighted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404

from yinuo.ledger.models import Entry, Source, SourceKind, Statement

if TYPE_CHECKING:
    from datetime import date

    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the source text; with `codes` it was taken as a statement that these entries rest on."""

    text: str
    start: int
    end: int
    codes: tuple[tuple[str, str], ...] = ()
    is_statement: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in the list."""

    number: int
    kind: str
    title: str
    occurred_on: date
    by: str
    entries: int

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(SourceKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source and its text in runs, in reading order, statements marked."""

    source: Source
    spans: tuple[Span, ...]
    entries: tuple[Entry, ...]


def sources(project: Project) -> list[SourceRow]:
    """All sources of the project, newest first. One query."""
    rows = (
        Source.objects.filter(project=project)
        .annotate(entries=Count("statements__entries"))
        .order_by("-occurred_on", "-number")
        .values_list("number", "kind", "title", "occurred_on", "by__person__name", "entries")
    )
    return [SourceRow(*row) for row in rows]


def source_page(project: Project, number: int) -> SourcePage:
    """One source with its statements; 404 where there is none. Three queries."""
    source = Source.objects.select_related("by__person", "project").filter(project=project, number=number).first()
    if source is None:
        raise Http404
    entries = tuple(
        Entry.objects.with_state()
        .filter(statement__source=source)
        .select_related("holder", "statement", "project")
        .order_by("statement__start", "id")
    )
    taken = list(Statement.objects.filter(source=source).order_by("start", "end"))
    codes: dict[int, list[tuple[str, str]]] = {}
    for entry in entries:
        codes.setdefault(entry.statement_id or 0, []).append((entry.code, entry.kind))
    return SourcePage(source, tuple(_spans(source.text, taken, codes)), entries)


def _spans(text: str, taken: list[Statement], codes: dict[int, list[tuple[str, str]]]) -> list[Span]:
    """The text cut at every border of a statement; where statements overlap a run carries the codes of all.

    `taken` comes by its start; a statement is looked at only while the sweep is inside it.
    """
    borders = sorted({0, len(text), *(s.start for s in taken), *(s.end for s in taken)})
    spans = []
    waiting, over = deque(taken), list[Statement]()
    for start, end in pairwise(borders):
        over = [s for s in over if s.end > start]
        while waiting and waiting[0].start <= start:
            over.append(waiting.popleft())
        marks = tuple(code for s in over for code in codes.get(s.pk, []))
        spans.append(Span(text[start:end], start, end, marks, is_statement=bool(over)))
    return spans
