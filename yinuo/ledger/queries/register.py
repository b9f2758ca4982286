"""The register: one line an entry, filtered, sorted, paged by key, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import CharField, F, Max, Q, Value
from django.db.models.functions import Cast, Coalesce

from yinuo.ledger.models import Entry, EntryClass, Offer, SavedView, State
from yinuo.ledger.published import Agreement
from yinuo.ledger.queries.gaps import GapRow, gaps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yinuo.ledger.models import EntryQuerySet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

PAGE = 50
NEVER = "9999-12-31"
SORTS = {"due": "due_key", "code": "code", "holder": "holder__name", "state": "state"}
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty means all. `after` is the key of the last row of the page before.

    `taken_in` is the number of an import. Lines of an import that was undone are shown only with it or as withdrawn.
    """

    kind: str = ""
    holder: int | None = None
    state: str = ""
    source: str = ""
    due: str = ""
    mine: bool = False
    words: str = ""
    taken_in: int | None = None
    sort: str = "due"
    is_descending: bool = False
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        chosen = (self.kind, self.holder, self.state, self.source, self.due, self.mine, self.words, self.taken_in)
        return any(chosen)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry as the register shows it."""

    id: int
    code: str
    kind: str
    words: str
    holder: str
    source: str
    due_on: date | None
    state: str
    is_vision: bool
    agreed_version: int | None
    offered_version: int | None
    gap: GapRow | None

    @property
    def has_newer_version(self) -> bool:
        """Version 3 confirmed, version 4 not."""
        return bool(self.agreed_version and self.offered_version and self.offered_version > self.agreed_version)


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register. `following` is the `after` of the next page, empty on the last."""

    rows: tuple[RegisterRow, ...]
    following: str
    total: int


def register(project: Project, filters: Filters, *, member: Member, today: date, language: str) -> Register:
    """The register of `project`: five queries whatever it holds."""
    rows = narrowed(Entry.objects.of(project).with_state(), filters, member=member, today=today)
    total = rows.count()
    page = _page(rows, filters)
    kept = page[:PAGE]
    following = _key(kept[-1], filters) if len(page) > PAGE else ""
    ids = [row[0] for row in kept]
    agreed, offered = _versions(ids)
    gaps = gaps_of(ids, language)
    return Register(
        rows=tuple(
            RegisterRow(
                *row[:8],
                is_vision=row[8] == EntryClass.VISION,
                agreed_version=agreed.get(row[0]),
                offered_version=offered.get(row[0]),
                gap=gaps.get(row[0]),
            )
            for row in kept
        ),
        following=following,
        total=total,
    )


def narrowed(rows: EntryQuerySet, filters: Filters, *, member: Member, today: date) -> EntryQuerySet:
    if filters.taken_in:
        rows = rows.filter(import_row__taken_in__number=filters.taken_in)
    elif filters.state != State.WITHDRAWN:
        rows = rows.filter(is_undone=False)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.holder:
        rows = rows.filter(holder=filters.holder)
    if filters.source:
        rows = rows.filter(source_kind=filters.source)
    if filters.mine:
        rows = rows.filter(owner=member)
    if filters.words:
        rows = rows.filter(
            Q(words__icontains=filters.words) | Q(need__icontains=filters.words) | Q(code__iexact=filters.words)
        )
    return _due(_standing(rows, filters), filters, today)


def _standing(rows: EntryQuerySet, filters: Filters) -> EntryQuerySet:
    if filters.state == "open":
        return rows.not_standing(State.ended())
    return rows.standing([filters.state]) if filters.state else rows


def _due(rows: EntryQuerySet, filters: Filters, today: date) -> EntryQuerySet:
    if filters.due == "late":
        return rows.filter(due_on__lt=today).not_standing(State.ended())
    if filters.due == "soon":
        return rows.filter(due_on__gte=today, due_on__lte=today + SOON)
    return rows.filter(due_on=None) if filters.due == "none" else rows


Columns = tuple[int, str, str, str, str, str, date | None, str, str]


def _page(rows: EntryQuerySet, filters: Filters) -> list[Columns]:
    sort = SORTS.get(filters.sort, "due_key")
    rows = rows.annotate(due_key=Coalesce(Cast("due_on", CharField()), Value(NEVER)))
    if filters.after:
        value, _bar, pk = filters.after.rpartition("|")
        beyond = "lt" if filters.is_descending else "gt"
        key = int(pk) if pk.isdigit() else 0
        rows = rows.filter(Q(**{f"{sort}__{beyond}": value}) | Q(**{sort: value, f"pk__{beyond}": key}))
    order = (F(sort).desc(), "-pk") if filters.is_descending else (F(sort).asc(), "pk")
    return list(
        rows.order_by(*order).values_list(
            *("id", "code", "kind", "words", "holder__name", "source_kind", "due_on", "state", "entry_class")
        )[: PAGE + 1]
    )


def _key(row: Columns, filters: Filters) -> str:
    values = {"due": row[6].isoformat() if row[6] else NEVER, "code": row[1], "holder": row[4], "state": row[7]}
    return f"{values.get(filters.sort, values['due'])}|{row[0]}"


def _versions(ids: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Newest agreed and newest offered version of each entry."""
    offers = Offer.objects.filter(wording__entry__in=ids)
    offered = dict(offers.values_list("wording__entry").annotate(newest=Max("wording__version")))
    agreed = dict(
        offers.filter(line__in=Agreement.objects.values("line"))
        .values_list("wording__entry")
        .annotate(newest=Max("wording__version"))
    )
    return agreed, offered


def holders(project: Project) -> list[tuple[int, str]]:
    """Everybody who holds a line of the project, by name."""
    rows = Entry.objects.of(project).values_list("holder", "holder__name").distinct()
    return sorted(rows, key=lambda row: row[1])


def saved_views(project: Project, member: Member) -> Iterable[SavedView]:
    """The member's own views and those shared on the project."""
    return SavedView.objects.filter(Q(member=member) | Q(is_shared=True), project=project).order_by("name")
