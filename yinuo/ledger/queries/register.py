"""The register: one line an entry, filtered, sorted, paged by key, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, Max, Q, Value
from django.db.models.functions import Cast, Coalesce, Upper
from django.db.models.lookups import Exact

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.ledger.models import Entry, EntryClass, Offer, SavedView, State
from yinuo.ledger.queries.gaps import GapRow, gaps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

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
    """The register of `project`: four queries whatever it holds."""
    counted, paged = _questions(_shape(filters))
    told = _told(project, filters, member=member, today=today)
    total = next((count for (count,) in counted(**told)), 0)
    page: list[Columns] = paged(**told)
    kept = page[:PAGE]
    following = _key(kept[-1], filters) if len(page) > PAGE else ""
    ids = [row[0] for row in kept]
    agreed, offered = _versions(ids)
    gaps = gaps_of(project, ids, language)
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


@lru_cache(maxsize=256)
def _questions(shape: Filters) -> tuple[Prepared, Prepared]:
    """How many lines there are, and one page of them, for every register narrowed and sorted as `shape` says."""

    def rows() -> EntryQuerySet:
        return _narrowed(Entry.objects.filter(project=Given("project")).with_state(), shape, _GIVEN)

    return Prepared(lambda: _counted(rows())), Prepared(lambda: _page(rows(), shape))


def _counted(rows: EntryQuerySet) -> QuerySet[Entry, tuple[int]]:
    return rows.order_by().values("project").annotate(total=Count("pk")).values_list("total")


def _shape(filters: Filters) -> Filters:
    """What of the filters changes the SQL: the values themselves are told when it is asked."""
    return replace(
        filters,
        kind=_given(filters.kind),
        holder=1 if filters.holder else None,
        source=_given(filters.source),
        taken_in=1 if filters.taken_in else filters.taken_in,
        words=_given(filters.words),
        sort=filters.sort if filters.sort in SORTS else "due",
        after=_given(filters.after),
    )


def _given(value: str) -> str:
    return "given" if value else ""


def _told(project: Project, filters: Filters, *, member: Member, today: date) -> dict[str, Any]:
    value, _bar, pk = filters.after.rpartition("|")
    return {
        "project": project.pk,
        "member": member.pk,
        "kind": filters.kind,
        "holder": filters.holder,
        "source": filters.source,
        "words": filters.words,
        "taken_in": filters.taken_in,
        "today": today,
        "soon": today + SOON,
        "after": value,
        "after_id": int(pk) if pk.isdecimal() and len(pk) < 19 else 0,  # noqa: PLR2004  # fits a bigint
    }


_GIVEN = {
    name: Given(name, CharField() if name == "words" else None)
    for name in ("member", "kind", "holder", "source", "words", "taken_in", "today", "soon")
}


def narrowed(rows: EntryQuerySet, filters: Filters, *, project: Project, member: Member, today: date) -> EntryQuerySet:
    """`rows` of the project by what `filters` say."""
    told = _told(project, filters, member=member, today=today)
    return _narrowed(rows, filters, told | {"words": Value(filters.words)})


def _narrowed(rows: EntryQuerySet, filters: Filters, told: Mapping[str, Any]) -> EntryQuerySet:
    """`told` are the values of the filters, or the places where they are put in."""
    if filters.taken_in:
        rows = rows.filter(import_row__taken_in__number=told["taken_in"])
    elif filters.state != State.WITHDRAWN:
        rows = rows.filter(is_undone=False)
    if filters.kind:
        rows = rows.filter(kind=told["kind"])
    if filters.holder:
        rows = rows.filter(holder=told["holder"])
    if filters.source:
        rows = rows.filter(source_kind=told["source"])
    if filters.mine:
        rows = rows.filter(owner=told["member"])
    if filters.words:
        is_code = Exact(Upper("code"), Upper(told["words"]))
        rows = rows.filter(Q(words__icontains=told["words"]) | Q(need__icontains=told["words"]) | Q(is_code))
    return _due(_standing(rows, filters), filters, told)


def _standing(rows: EntryQuerySet, filters: Filters) -> EntryQuerySet:
    if filters.state == "open":
        return rows.not_standing(State.ended())
    return rows.standing([filters.state]) if filters.state else rows


def _due(rows: EntryQuerySet, filters: Filters, told: Mapping[str, Any]) -> EntryQuerySet:
    if filters.due == "late":
        return rows.filter(due_on__lt=told["today"]).not_standing(State.ended())
    if filters.due == "soon":
        return rows.filter(due_on__gte=told["today"], due_on__lte=told["soon"])
    return rows.filter(due_on=None) if filters.due == "none" else rows


Columns = tuple[int, str, str, str, str, str, date | None, str, str]


def _page(rows: EntryQuerySet, filters: Filters) -> QuerySet[Entry, Any]:
    sort = SORTS[filters.sort]
    rows = rows.annotate(due_key=Coalesce(Cast("due_on", CharField()), Value(NEVER)))
    if filters.after:
        beyond = "lt" if filters.is_descending else "gt"
        value, key = Given("after"), Given("after_id")
        rows = rows.filter(Q(**{f"{sort}__{beyond}": value}) | Q(**{sort: value, f"pk__{beyond}": key}))
    order = (F(sort).desc(), "-pk") if filters.is_descending else (F(sort).asc(), "pk")
    return rows.order_by(*order).values_list(
        *("id", "code", "kind", "words", "holder__name", "source_kind", "due_on", "state", "entry_class")
    )[: PAGE + 1]


def _key(row: Columns, filters: Filters) -> str:
    values = {"due": row[6].isoformat() if row[6] else NEVER, "code": row[1], "holder": row[4], "state": row[7]}
    return f"{values.get(filters.sort, values['due'])}|{row[0]}"


def _versions(ids: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Newest agreed and newest offered version of each entry."""
    if not ids:
        return {}, {}
    rows = _newest(entries=ids)
    return {pk: agreed for pk, _offered, agreed in rows if agreed}, {pk: offered for pk, offered, _agreed in rows}


_newest = Prepared(
    lambda: (
        Offer.objects.filter(wording__entry__in=GivenIds("entries"))
        .values_list("wording__entry")
        .annotate(
            offered=Max("wording__version"), agreed=Max("wording__version", filter=Q(line__agreement__isnull=False))
        )
    )
)


def holders(project: Project) -> list[tuple[int, str]]:
    """Everybody who holds a line of the project, by name."""
    return sorted(_holders(project=project.pk), key=lambda row: row[1])


_holders = Prepared(
    lambda: Entry.objects.filter(project=Given("project")).values_list("holder", "holder__name").distinct()
)


def saved_views(project: Project, member: Member) -> Iterable[SavedView]:
    """The member's own views and those shared on the project."""
    return _views(member=member.pk, project=project.pk)


_views = Prepared(
    lambda: SavedView.objects.filter(Q(member=Given("member")) | Q(is_shared=True), project=Given("project")).order_by(
        "name"
    )
)
