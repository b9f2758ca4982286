"""Lines and sheets one after the other, in the order they were written down: what programs read in pages by key."""

from __future__ import annotations

from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from yinuo.base.prepared import Given, Prepared
from yinuo.ledger.models import Entry, Step
from yinuo.ledger.published import Sheet, SheetRecall
from yinuo.ledger.queries.gaps import gaps_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from yinuo.ledger.queries.gaps import GapRow
    from yinuo.projects.models import Project


class ListedLine(NamedTuple):
    """One line of the ledger; `since` is when it came to its state."""

    id: int
    code: str
    kind: str
    words: str
    holder: str
    owner: str
    due_on: date | None
    state: str
    since: datetime


class ListedSheet(NamedTuple):
    """One sheet, without its lines."""

    number: int
    title: str
    authority: str
    due_on: date
    offered_at: datetime
    is_recalled: bool
    lines: int


def place_of(project: Project, code: str) -> int | None:
    """Where the line `code` stands in the order of writing down; None where there is none."""
    found: tuple[int] | None = _place.first(project=project.pk, code=code)
    return found[0] if found else None


def lines_after(
    project: Project, place: int, *, limit: int, language: str
) -> tuple[list[ListedLine], dict[int, GapRow], bool]:
    """At most `limit` lines behind `place`, the newest gap of each measured one, and whether more follow.

    Two queries. Lines of an import that was taken back are left out, as in the register.
    """
    rows = list(starmap(ListedLine, _lines(limit)(project=project.pk, place=place)))
    kept = rows[:limit]
    return kept, gaps_of(project, [row.id for row in kept], language), len(rows) > limit


def sheets_after(project: Project, number: int, *, limit: int) -> tuple[list[ListedSheet], bool]:
    """At most `limit` sheets with a higher number than `number`, and whether more follow. One query."""
    rows = list(starmap(ListedSheet, _sheets(limit)(project=project.pk, number=number)))
    return rows[:limit], len(rows) > limit


_place = Prepared(lambda: Entry.objects.filter(project=Given("project"), code=Given("code")).values_list("pk"))


@lru_cache(maxsize=256)
def _lines(limit: int) -> Prepared:
    def rows() -> QuerySet[Entry, tuple[object, ...]]:
        newest = Step.objects.filter(entry=OuterRef("pk")).order_by("-id").values("at")[:1]
        since = Coalesce(Subquery(newest), F("at"), output_field=DateTimeField())
        found = Entry.objects.filter(project=Given("project"), is_undone=False, pk__gt=Given("place")).with_state()
        told = ("id", "code", "kind", "words", "holder__name", "owner__person__name", "due_on", "state", "since")
        return found.annotate(since=since).order_by("pk").values_list(*told)[: limit + 1]

    return Prepared(rows)


@lru_cache(maxsize=256)
def _sheets(limit: int) -> Prepared:
    def rows() -> QuerySet[Sheet, tuple[object, ...]]:
        found = Sheet.objects.filter(project=Given("project"), number__gt=Given("number"))
        recalled = Exists(SheetRecall.objects.filter(sheet=OuterRef("pk")))
        told = ("number", "title", "authority", "due_on", "offered_at", "recalled", "count")
        found = found.annotate(recalled=recalled, count=Count("lines"))
        return found.order_by("number").values_list(*told)[: limit + 1]

    return Prepared(rows)
