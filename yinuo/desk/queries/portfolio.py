"""All projects in one table, with the figures that rest on something and none besides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q

from yinuo.acceptance.queries import money
from yinuo.base import clock, dates
from yinuo.counsel import queries as counsel
from yinuo.delivery.models import PlanPublishing
from yinuo.delivery.published import PublishedPlanLine, PublishedTask
from yinuo.ledger.models import Entry, EntryKind, State
from yinuo.ledger.published import Reply
from yinuo.projects.access import calendar_of
from yinuo.projects.models import Seat, SeatRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from yinuo.acceptance.queries.money import MilestoneRow
    from yinuo.projects.models import Project

ENOUGH = 5
"""Outcomes before a share of them is worth a figure."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `is_thin` while there are too few to say more than that."""

    good: int
    total: int

    @property
    def is_thin(self) -> bool:
        return self.total < ENOUGH

    @property
    def percent(self) -> int:
        """Rounded to the nearest whole."""
        return round(100 * self.good / self.total)


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next milestone that lies ahead: as signed, None before the client confirmed it, and as planned today."""

    name: str
    signed_on: date | None
    now_on: date
    late: int | None


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One project. `fires` counts findings by severity, None before the first check."""

    code: str
    name: str
    client: str
    managers: tuple[str, ...]
    promises: Share
    wishes: Share
    late: int
    next_date: NextDate | None
    due: tuple[tuple[str, int], ...]
    has_money: bool
    fires: Mapping[str, int] | None
    unknown: int
    heard_on: date | None


def portfolio(projects: Sequence[Project]) -> list[PortfolioRow]:
    """A row for each of these projects, those with most to look at first. The number of queries is fixed."""
    ids = [project.pk for project in projects]
    days = {project.pk: clock.today(project.time_zone) for project in projects}
    states, late = _states(ids), _late(ids, days)
    payments: dict[int, list[MilestoneRow]] = defaultdict(list)
    for payment in money.milestones_of(ids, days):
        payments[payment.project_id].append(payment)
    ahead = _next_dates(projects)
    fires, unknown = counsel.counts_of(ids)
    managers = _managers(ids)
    heard = dict(
        Reply.objects.filter(sheet__project__in=ids).values_list("sheet__project").annotate(at=Max("recorded_at"))
    )
    rows = [
        PortfolioRow(
            code=project.code,
            name=project.name,
            client=project.account.firm.name,
            managers=tuple(managers[project.pk]),
            promises=_share(states[project.pk], EntryKind.COMMITMENT, State.KEPT, (State.KEPT, State.NOT_KEPT)),
            wishes=_share(states[project.pk], EntryKind.EXPECTATION, State.MET, (State.MET, State.MISSED)),
            late=late.get(project.pk, 0),
            next_date=ahead.get(project.pk),
            due=_due(payments[project.pk]),
            has_money=bool(payments[project.pk]),
            fires=fires.get(project.pk),
            unknown=unknown.get(project.pk, 0),
            heard_on=_day(heard.get(project.pk), project),
        )
        for project in projects
    ]
    return sorted(rows, key=lambda row: (-_weight(row), row.code))


def _day(at: datetime | None, project: Project) -> date | None:
    return dates.local_time(at, project.time_zone).date() if at else None


def _managers(ids: Sequence[int]) -> dict[int, list[str]]:
    """Who manages each project today, by name."""
    seats = Seat.objects.filter(project__in=ids, role=SeatRole.MANAGER, until=None).order_by("since", "id")
    found: dict[int, list[str]] = defaultdict(list)
    for project, name in seats.values_list("project_id", "person__name"):
        found[project].append(name)
    return found


def _weight(row: PortfolioRow) -> int:
    """Blocks and warnings; hints do not move a project up."""
    fires = row.fires or {}
    return 2 * fires.get("block", 0) + fires.get("warning", 0)


def _states(ids: Sequence[int]) -> dict[int, Counter[tuple[str, str]]]:
    """Of each project, how many lines of each kind stand where."""
    rows = Entry.objects.filter(project__in=ids, is_undone=False).with_state()
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    counted = rows.values_list("project_id", "kind", F("state")).annotate(count=Count("pk")).order_by()
    for project, kind, state, count in counted:
        found[project][kind, state] = count
    return found


def _share(counted: Counter[tuple[str, str]], kind: str, good: str, ended: Sequence[str]) -> Share:
    return Share(counted[kind, good], sum(counted[kind, state] for state in ended))


def _late(ids: Sequence[int], days: Mapping[int, date]) -> dict[int, int]:
    """Open lines past their day, each by the day it is at its own project."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for project in ids:
        by_day[days[project]].append(project)
    past = Q(pk__in=[])
    for day, there in by_day.items():
        past |= Q(project__in=there, due_on__lt=day)
    rows = Entry.objects.filter(past, is_undone=False).with_state().not_standing(State.ended())
    return dict(rows.values_list("project_id").annotate(count=Count("pk")).order_by())


def _next_dates(projects: Sequence[Project]) -> dict[int, NextDate]:
    """The next milestone of each newest published plan. Three queries."""
    calendars = {project.pk: calendar_of(project) for project in projects}
    plans = dict(
        PlanPublishing.objects.filter(version__project__in=list(calendars))
        .order_by("published_id")
        .values_list("version__project_id", "published_id")
    )
    ahead = PublishedTask.objects.filter(plan__in=plans.values(), is_milestone=True, done_on=None)
    rows = {row.plan_id: row for row in ahead.order_by("-ends_on", "-id")}
    threads = [row.thread for row in rows.values()]
    signed = dict(
        PublishedPlanLine.objects.filter(task__thread__in=threads, line__agreement__isnull=False)
        .order_by("line_id")
        .values_list("task__thread", "task__ends_on")
    )
    found = {}
    for project, plan in plans.items():
        if row := rows.get(plan):
            day = signed.get(row.thread)
            late = calendars[project].workdays_between(day, row.ends_on) if day else None
            found[project] = NextDate(row.name, day, row.ends_on, late)
    return found


def _due(rows: Sequence[MilestoneRow]) -> tuple[tuple[str, int], ...]:
    """What should be here by now, a sum for each currency."""
    sums: Counter[str] = Counter()
    for row in rows:
        if row.is_late:
            sums[row.currency] += row.open_cents
    return tuple(sorted(sums.items()))
