"""The issue list: narrowed, sorted, aged, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Length

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.base.sides import OwnerSide
from yinuo.delivery.models import Issue, IssueAnswer, IssueLink, IssueState, PlannedTask, Severity
from yinuo.delivery.published import PublishedIssue
from yinuo.ledger.models import Entry
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from yinuo.base import calendar
    from yinuo.delivery.models import IssueQuerySet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

PAGE = 100
WEIGHT = Case(
    *(When(severity=severity, then=Value(weight)) for weight, severity in enumerate(Severity.values)),
    output_field=IntegerField(),
)
SORTS = {
    "code": (Length("code"), F("code")),
    "due": (F("due_on"),),
    "age": (F("raised_on"),),
    "severity": (WEIGHT,),
    "state": (F("state"),),
    "owner": (F("owner_name"),),
}
BANDS = (7, 14, 30)
"""Days open: up to a week, up to two, up to a month, longer."""


@dataclass(frozen=True, slots=True)
class IssueFilters:
    """What the list is narrowed to; empty means all, `state` "live" what is not over. `page` counts from 1."""

    words: str = ""
    state: str = ""
    side: str = ""
    severity: str = ""
    due: str = ""
    mine: bool = False
    sort: str = "due"
    is_descending: bool = False
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return any((self.words, self.state, self.side, self.severity, self.due, self.mine))


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as lists show it. Days open are calendar days, overdue are working days; both 0 once it is over."""

    id: int
    code: str
    what: str
    raised_by: str
    raised_on: date
    side: str
    owner_name: str
    due_on: date | None
    severity: str
    origin: str
    state: str
    answer: str
    days_open: int
    overdue: int
    told_on: date | None = None
    """The day the client was first told of it."""
    entries: tuple[tuple[str, str], ...] = ()
    """Code and kind of the lines of the ledger it stands in the way of."""

    @property
    def is_live(self) -> bool:
        return self.state in IssueState.live()

    @property
    def side_word(self) -> str:
        """Whose turn it is, in the reader's language."""
        return str(OwnerSide(self.side).label)


@dataclass(frozen=True, slots=True)
class IssueList:
    """One page of the list; `total` over all pages."""

    rows: tuple[IssueRow, ...]
    total: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Ageing:
    """The live issues in numbers: how many of them wait for whom, how long they have been open."""

    live: int
    overdue: int
    high: int
    answered: int
    oldest_days: int
    sides: Mapping[str, int]
    bands: tuple[int, int, int, int]
    """Open up to 7 days, 14 days, 30 days, longer."""


def issue_list(project: Project, filters: IssueFilters, *, member: Member, today: date) -> IssueList:
    """One page of the issue list of `project`: three queries whatever it holds."""

    def rows() -> IssueQuerySet:
        return _narrowed(_listed(project), filters, member=member, today=today)

    start = (filters.page - 1) * PAGE
    if filters == IssueFilters():
        found = _first_page(project=project.pk)
    else:
        found = list(_columns(_sorted(rows(), filters))[start : start + PAGE + 1])
    total = rows().count() if start or len(found) > PAGE else len(found)
    return IssueList(_rows(found[:PAGE], project, today), total, len(found) > PAGE)


# The list as most open it: nothing narrowed, the most pressing first.
_first_page = Prepared(
    lambda: _columns(
        _sorted(Issue.objects.filter(project=Given("project"), is_undone=False).with_state(), IssueFilters())
    )[: PAGE + 1]
)


def whole_list(project: Project, filters: IssueFilters, *, member: Member, today: date) -> tuple[IssueRow, ...]:
    """Every issue that the filters leave, in their order: for taking the list out. Two queries."""
    rows = _narrowed(_listed(project), filters, member=member, today=today)
    return _rows(list(_columns(_sorted(rows, filters))), project, today)


def open_issues(project: Project, today: date) -> tuple[IssueRow, ...]:
    """What is not over, most pressing first: overdue, then by day, then by weight. Two queries."""
    rows = _listed(project).standing(IssueState.live())
    return _rows(list(_columns(rows.order_by(F("due_on").asc(nulls_last=True), WEIGHT, "id"))), project, today)


def untold(project: Project, today: date, *, after: int = 2) -> tuple[IssueRow, ...]:
    """R27: high issues that are older than `after` working days and that the client does not know of.

    The client knows what it raised itself, what was shown to it, and what came from a memo (`origin` names it).
    """
    days = calendar_of(project)
    theirs = {seat.person.name for seat in seats.client_seats(project)}
    return tuple(
        row
        for row in open_issues(project, today)
        if row.severity == Severity.HIGH
        and row.told_on is None
        and row.raised_by not in theirs
        and not row.origin.startswith("MM-")
        and days.workdays_between(row.raised_on, today) > after
    )


def issue_row(issue: Issue, today: date) -> IssueRow:
    """One issue as lists show it. Two queries."""
    return _rows(list(_columns(Issue.objects.filter(pk=issue.pk).with_state())), issue.project, today)[0]


def ageing(project: Project, today: date) -> Ageing:
    """Counts over the live issues of `project`. One query."""
    found = _live(project=project.pk)
    days = [max(0, (today - raised_on).days) for _side, _severity, _due, raised_on, _state in found]
    sides = [side for side, *_ in found]
    return Ageing(
        live=len(found),
        overdue=sum(due_on is not None and due_on < today for _side, _severity, due_on, *_ in found),
        high=sum(severity == Severity.HIGH for _side, severity, *_ in found),
        answered=sum(row[4] == IssueState.ANSWERED for row in found),
        oldest_days=max(days, default=0),
        sides={side.value: sides.count(side.value) for side in OwnerSide},
        bands=_banded(days),
    )


_live = Prepared(
    lambda: (
        Issue.objects.filter(project=Given("project"), is_undone=False)
        .with_state()
        .standing(IssueState.live())
        .values_list("side", "severity", "due_on", "raised_on", "state")  # type: ignore[misc]  # an annotation
    )
)


@dataclass(frozen=True, slots=True)
class Oldest:
    """A live issue as the cockpit names it."""

    code: str
    what: str
    side: str
    owner_name: str
    days_open: int

    @property
    def side_word(self) -> str:
        """Whose turn it is, in the reader's language."""
        return str(OwnerSide(self.side).label)


def oldest(project: Project, today: date, *, at_most: int) -> tuple[Oldest, ...]:
    """The live issues that have been open longest. One query."""
    rows = _listed(project).standing(IssueState.live()).order_by("raised_on", "id")
    told = rows.values_list("code", "what", "side", "owner_name", "raised_on")[:at_most]
    return tuple(
        Oldest(code, what, side, owner, max(0, (today - raised_on).days)) for code, what, side, owner, raised_on in told
    )


def flow(project: Project) -> list[tuple[date, date | None]]:
    """When each issue was raised and, where it is over, since when, in the project's days. One query."""
    rows: Any = Issue.objects.of(project).filter(is_undone=False).with_state()
    zone = ZoneInfo(project.time_zone)
    return [
        (raised_on, None if state in IssueState.live() or at is None else at.astimezone(zone).date())
        for raised_on, state, at in rows.values_list("raised_on", "state", "state_at")
    ]


def _banded(days: Sequence[int]) -> tuple[int, int, int, int]:
    week, fortnight, month = (sum(day <= band for day in days) for band in BANDS)
    return week, fortnight - week, month - fortnight, len(days) - month


def overdue_days(due_on: date | None, today: date, days: calendar.Working, *, is_live: bool) -> int:
    """Working days that something live is late; 0 if it is not."""
    if due_on is None or due_on >= today or not is_live:
        return 0
    return days.workdays_between(due_on, today)


def _listed(project: Project) -> IssueQuerySet:
    return Issue.objects.of(project).filter(is_undone=False).with_state()


def _narrowed(rows: IssueQuerySet, filters: IssueFilters, *, member: Member, today: date) -> IssueQuerySet:
    if filters.state:
        rows = rows.standing(IssueState.live() if filters.state == "live" else [filters.state])
    if filters.side:
        rows = rows.filter(side=filters.side)
    if filters.severity:
        rows = rows.filter(severity=filters.severity)
    if filters.mine:
        rows = rows.filter(owner=member.person_id)
    if filters.words:
        is_answered = Q(answers__text__icontains=filters.words)
        words = Q(what__icontains=filters.words) | Q(owner_name__icontains=filters.words) | is_answered
        rows = rows.filter(pk__in=Issue.objects.filter(words | Q(code__iexact=filters.words)).values("pk"))
    if filters.due == "late":
        return rows.filter(due_on__lt=today).standing(IssueState.live())
    return rows.filter(due_on=None) if filters.due == "none" else rows


def _sorted(rows: IssueQuerySet, filters: IssueFilters) -> IssueQuerySet:
    """What is over comes last, unless one looks for a place in the list by its code."""
    keys: Sequence[Any] = SORTS.get(filters.sort, SORTS["due"])
    is_over = Case(When(state__in=IssueState.live(), then=0), default=1, output_field=IntegerField())
    first = [] if filters.sort in ("code", "state") else [is_over]
    if filters.is_descending:
        return rows.order_by(*first, *(key.desc(nulls_last=True) for key in keys), "-id")
    return rows.order_by(*first, *(key.asc(nulls_last=True) for key in keys), "id")


Columns = tuple[Any, ...]


def _columns(rows: IssueQuerySet) -> Any:
    newest = IssueAnswer.objects.filter(issue=OuterRef("pk")).order_by("-id").values("text")[:1]
    first = PublishedIssue.objects.filter(thread=OuterRef("thread")).order_by("id").values("told_at")[:1]
    return rows.annotate(answer=Subquery(newest), told_at=Subquery(first)).values_list(
        *("id", "code", "what", "raised_by", "raised_on", "side", "owner_name", "due_on", "severity", "origin"),
        *("state", "answer", "state_at", "told_at"),
    )


def _rows(found: Sequence[Columns], project: Project, today: date) -> tuple[IssueRow, ...]:
    tied, days = _tied([row[0] for row in found]), calendar_of(project)
    return tuple(_row(row, today, days, tied.get(row[0], ())) for row in found)


def _row(row: Columns, today: date, working: calendar.Working, entries: tuple[tuple[str, str], ...]) -> IssueRow:
    raised_on, due_on, (state, answer, state_at, told_at) = row[4], row[7], row[10:]
    is_live = state in IssueState.live()
    days = _days_open(raised_on, state_at, today, is_live=is_live)
    late = overdue_days(due_on, today, working, is_live=is_live)
    facts: Any = (*row[:10], state, answer or "", days, late, told_at.date() if told_at else None, entries)
    return IssueRow(*facts)


def _days_open(raised_on: date, state_at: datetime | None, today: date, *, is_live: bool) -> int:
    until = today if is_live or state_at is None else state_at.date()
    return max(0, (until - raised_on).days)


def _tied(ids: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Lines of the ledger by issue."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    if keys := list(ids):
        for issue, code, kind in _links(issues=keys):
            found[issue] = (*found.get(issue, ()), (code, kind))
    return found


_links = Prepared(
    lambda: (
        IssueLink.objects.filter(issue__in=GivenIds("issues"))
        .order_by("id")
        .values_list("issue_id", "entry__code", "entry__kind")
    )
)


@dataclass(frozen=True, slots=True)
class Tied:
    """One line of the ledger that an issue stands in the way of."""

    code: str
    kind: str
    words: str
    state: str
    due_on: date | None


def task_choices(issue: Issue) -> list[tuple[str, str]]:
    """Code and newest name of every task of the plan that the issue is not tied to. One query."""
    rows = PlannedTask.objects.filter(task__project=issue.project).exclude(task__in=issue.tasks.values("task"))
    names = dict(rows.order_by("version_id", "id").values_list("task__code", "name"))
    return sorted(names.items(), key=lambda row: (len(row[0]), row[0]))


def tasks_of(issue: Issue) -> list[tuple[str, str]]:
    """Code and newest name of the tasks an issue is tied to. One query."""
    rows = PlannedTask.objects.filter(task__in=issue.tasks.values("task")).order_by("version_id", "id")
    return sorted(dict(rows.values_list("task__code", "name")).items())


def links_of(issue: Issue) -> list[Tied]:
    """The lines an issue is tied to, with where they stand. One query."""
    rows: Any = Entry.objects.filter(pk__in=issue.links.values("entry")).with_state().order_by("code")
    return [Tied(*row) for row in rows.values_list("code", "kind", "words", "state", "due_on")]
