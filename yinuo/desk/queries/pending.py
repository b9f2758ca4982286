"""What is open on our side, read in columns: lines that wait on sheets, and lines whose date is near or past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef

from yinuo.base import clock
from yinuo.base.prepared import Given, GivenIds, IsAmong, Prepared
from yinuo.ledger.access import offered_anew
from yinuo.ledger.models import Entry, EntryKind, Measurement, Offer, State, Wording
from yinuo.ledger.published import Agreement, Answer, SheetRecall
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.base.calendar import Calendar
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

ENOUGH = 60
"""Things of one kind that are read; Today shows seven and counts the others."""
SOON = timedelta(days=7)
AGREED = (State.AGREED, State.IN_DELIVERY)
WORDS_ONLY = (State.STATED, State.CLARIFIED)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What a task says of a line of the ledger: read as columns, since hundreds are ranked and seven shown."""

    project_id: int
    project: str
    code: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The sheet that carries a line."""

    pk: int
    number: int
    title: str
    offered_at: datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The newest answer of a line."""

    kind: str
    chip: str
    words: str
    answer_by: date | None
    by_name: str
    means: str
    signed_on: date
    sign_by: date | None


@dataclass(frozen=True, slots=True)
class There:
    """Which day it is where a project is, and which days are worked there."""

    today: date
    days: Calendar


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a sheet that is not agreed, with its newest answer."""

    entry: EntryRow
    sheet: SheetRow
    answer: AnswerRow | None
    there: There


@dataclass(frozen=True, slots=True)
class DueRow:
    """A line whose date is near or past."""

    entry: EntryRow
    holder: str
    due_on: date
    stands: str
    is_worded: bool
    there: There


@dataclass(frozen=True, slots=True)
class Pending:
    """What is open; `is_all` is false where more of a kind is open than was read."""

    lines: list[LineRow]
    dues: list[DueRow]
    is_all: bool


def read(projects: Sequence[Project], *, owner: Member | None) -> Pending:
    """What is open on `projects`; only what `owner` looks after, or all. At most seven queries, none without a project.

    Of each kind (answered, silent, promised, words only) no more than the `ENOUGH` that wait longest are read, so that
    the page costs the same however much is open.
    """
    if not projects:
        return Pending([], [], is_all=True)
    days = clock.todays(project.time_zone for project in projects)
    there = {project.pk: There(days[project.time_zone], calendar_of(project)) for project in projects}
    told = {"projects": list(there), "owner": owner.pk if owner else None, "until": max(days.values()) + SOON}
    kinds = (_answered_lines, _silent_lines, _promises_due, _words_due)
    asked = [question[owner is not None](**told) for question in kinds]
    answered, silent = (list(dict(rows).values()) for rows in asked[:2])
    stands = {key: state for rows in asked[2:] for key, state in rows}
    is_all = all(len(rows) < ENOUGH for rows in asked)
    return Pending(_lines_of(answered, silent, there), _dues(stands, there), is_all)


def _lines_of(answered: Sequence[int], silent: Sequence[int], there: dict[int, There]) -> list[LineRow]:
    newest = {line_id: AnswerRow(*rest) for line_id, *rest in _answered(lines=answered)} if answered else {}
    rows = _lines(lines=[*answered, *silent]) if answered or silent else []
    return [LineRow(EntryRow(row[5], *row[7:]), _sheet(row), newest.get(row[0]), there[row[5]]) for row in rows]


def _sheet(row: Sequence[Any]) -> SheetRow:
    return SheetRow(row[1], row[2], row[3], row[4], row[6])


def _open(*, is_answered: bool, is_owned: bool) -> QuerySet[Offer, Any]:
    """Key and sheet's line of the offers that wait longest; the words around them are read for those alone."""
    answers = Exists(Answer.objects.filter(line=OuterRef("line")))
    agreed = Exists(Agreement.objects.filter(line=OuterRef("line")))
    recalled = Exists(SheetRecall.objects.filter(sheet=OuterRef("line__sheet")))
    rows = Offer.objects.filter(answers if is_answered else ~answers, ~agreed, ~recalled)
    if is_owned:
        rows = rows.filter(IsAmong("wording__entry__project", "projects"), wording__entry__owner=Given("owner"))
    else:
        rows = rows.filter(wording__entry__project__in=GivenIds("projects"))
    rows = rows.exclude(offered_anew("line"))
    return rows.order_by("id").values_list("wording__entry", "line_id")[:ENOUGH]


Questions = tuple[Prepared, Prepared]
"""The same asked of everybody and of one owner."""


def _both(build: Callable[..., QuerySet[Any, Any]], **facts: bool) -> Questions:
    """Of everybody planned each time anew: what is quick for two projects is slow for two hundred.

    What is somebody's own is found by its owner, however many projects there are, and so is planned once.
    """
    everybody = Prepared(partial(build, is_owned=False, **facts), anew=True)
    return everybody, Prepared(partial(build, is_owned=True, **facts))


_answered_lines = _both(_open, is_answered=True)
_silent_lines = _both(_open, is_answered=False)
_lines = Prepared(
    lambda: (
        Offer.objects.filter(line__in=GivenIds("lines"))
        .order_by("id")
        .values_list(
            *("line_id", "line__sheet", "line__sheet__number", "line__sheet__title", "line__sheet__offered_at"),
            *("wording__entry__project", "wording__entry__project__time_zone"),
            *("wording__entry__project__code", "wording__entry__code", "wording__entry__kind", "wording__entry__words"),
        )
    )
)
_answered = Prepared(
    lambda: (
        Answer.objects.filter(line__in=GivenIds("lines"))
        .order_by("id")
        .values_list(
            *("line_id", "kind", "chip", "words", "answer_by"),
            *("reply__by_name", "reply__means", "reply__signed_on", "reply__sign_by"),
        )
    )
)


def _due(*, is_promised: bool, is_owned: bool) -> QuerySet[Entry, Any]:
    """Key and state of lines whose date is near or past and that rest on words alone, or on an agreement of ours."""
    rows = Entry.objects.filter(due_on__lte=Given("until")).with_state()
    if is_owned:
        rows = rows.filter(IsAmong("project", "projects"), owner=Given("owner"))
    else:
        rows = rows.filter(project__in=GivenIds("projects"))
    if is_promised:
        unmeasured = ~Exists(Measurement.objects.filter(entry=OuterRef("pk")))
        rows = rows.filter(unmeasured, kind=EntryKind.COMMITMENT).standing(AGREED)
    else:
        # Told by what is not wanted, PostgreSQL takes many for wanted, goes by date and stops at the first `ENOUGH`.
        rows = rows.not_standing(state for state in State if state not in WORDS_ONLY)
    return rows.order_by("due_on", "id").annotate(stands=F("state")).values_list("pk", "stands")[:ENOUGH]


_promises_due = _both(_due, is_promised=True)
_words_due = _both(_due, is_promised=False)


_due_rows = Prepared(
    lambda: (
        Entry.objects.filter(pk__in=GivenIds("entries"))
        .annotate(is_worded=Exists(Wording.objects.filter(entry=OuterRef("pk"))))
        .values_list(
            "pk", "project_id", "project__code", "code", "kind", "words", "holder__name", "due_on", "is_worded"
        )
    )
)


def _dues(stands: dict[int, str], there: dict[int, There]) -> list[DueRow]:
    """What is said of lines, by their keys and states."""
    rows = _due_rows(entries=list(stands)) if stands else []
    return [
        DueRow(EntryRow(*entry), holder, due_on, stands[key], is_worded, there[entry[0]])
        for key, *entry, holder, due_on, is_worded in rows
    ]
