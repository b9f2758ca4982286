"""Reads about projects, their seats and their contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from yinuo.base.calendar import CHINA
from yinuo.base.codes import token
from yinuo.base.prepared import Given, Prepared
from yinuo.people.models import Member
from yinuo.projects.access import EVERYWHERE
from yinuo.projects.models import Account, Contract, DayList, ListedDay, Project, Seat, SeatRole

SWITCHABLE = 12


@dataclass(frozen=True, slots=True)
class MyProject:
    """One line of the projects list: what I do on it, for which client, since when."""

    code: str
    name: str
    client: str
    role: str
    started_on: date
    closed_on: date | None


def projects_of(member: Member) -> list[MyProject]:
    """The projects `member` may enter, running ones first. One query."""
    rows = (_any_listed if member.role in EVERYWHERE else _held_listed)(person=member.person_id)
    labels = {"": "", **{role.value: str(role.label) for role in SeatRole}}
    found = [
        MyProject(code, name, client, labels[role or ""], started_on, closed_on)
        for code, name, client, role, started_on, closed_on in rows
    ]
    return sorted(found, key=lambda row: (row.closed_on is not None, row.code))


def _listed(rows: QuerySet[Project]) -> QuerySet[Project, Any]:
    mine = Seat.objects.filter(project=OuterRef("pk"), person_id=Given("person"), until=None)
    role = Subquery(mine.values("role")[:1])
    return rows.values_list("code", "name", "account__firm__name", role, "started_on", "closed_on")


def switchable(member: Member) -> list[tuple[str, str]]:
    """Code and name of the running projects begun last, at most `SWITCHABLE`: every page of a project shows them."""
    question = _any_switchable if member.role in EVERYWHERE else _held_switchable
    return sorted(question(person=member.person_id))


def _switchable(rows: QuerySet[Project]) -> QuerySet[Project, tuple[str, str]]:
    return rows.filter(closed_on=None).order_by("-started_on", "code").values_list("code", "name")[:SWITCHABLE]


_held = Exists(Seat.objects.filter(project=OuterRef("pk"), person_id=Given("person"), until=None))
_any_listed = Prepared(lambda: _listed(Project.objects.all()))
_held_listed = Prepared(lambda: _listed(Project.objects.filter(_held)))
_any_switchable = Prepared(lambda: _switchable(Project.objects.all()))
_held_switchable = Prepared(lambda: _switchable(Project.objects.filter(_held)))


def has_projects() -> bool:
    """Whether the first start is past its second step."""
    return Project.objects.exists()


def client_seats(project: Project) -> list[Seat]:
    """Open seats on the client's side, window person and sponsor first."""
    return sorted(_theirs(project=project.pk), key=_rank)


def vendor_seats(project: Project) -> list[Seat]:
    """Open seats on our side, in the order people came."""
    return _ours(project=project.pk)


def _seated() -> QuerySet[Seat]:
    return Seat.objects.filter(project=Given("project"), until=None).order_by("since", "pk")


def seated(project: Project) -> tuple[list[Seat], list[Seat]]:
    """The client's open seats and ours, each as `client_seats` and `vendor_seats` order them. One query."""
    seats: list[Seat] = _everybody(project=project.pk)
    theirs = [seat for seat in seats if seat.role in Seat.ON_CLIENT_SIDE]
    return sorted(theirs, key=_rank), [seat for seat in seats if seat.role not in Seat.ON_CLIENT_SIDE]


def _rank(seat: Seat) -> int:
    return 0 if seat.role == SeatRole.WINDOW else 1 + Seat.ON_CLIENT_SIDE.index(SeatRole(seat.role))


_everybody = Prepared(lambda: _seated().select_related("person__member"))
_theirs = Prepared(lambda: _seated().filter(role__in=Seat.ON_CLIENT_SIDE).select_related("person__contact__firm"))
_ours = Prepared(lambda: _seated().exclude(role__in=Seat.ON_CLIENT_SIDE).select_related("person__member__firm"))


def ended_seats(project: Project) -> list[Seat]:
    """Who sat here before, both sides, last gone first."""
    rows = Seat.objects.filter(project=project, until__isnull=False)
    return list(rows.select_related("person").order_by("-until", "-pk"))


def window_seat(project: Project) -> Seat | None:
    """The client's window person 接口人, while there is one."""
    rows = Seat.objects.filter(project=project, until=None, role=SeatRole.WINDOW)
    return rows.select_related("person__contact__firm").order_by("since", "pk").first()


def manager_seat(project: Project) -> Seat | None:
    """Our project manager, while there is one."""
    rows = Seat.objects.filter(project=project, until=None, role=SeatRole.MANAGER)
    return rows.select_related("person__member__firm").order_by("since", "pk").first()


def contracts_of(project: Project) -> list[Contract]:
    """The project's contracts with their clauses, in the order they were signed."""
    return list(Contract.objects.filter(project=project).prefetch_related("clauses").order_by("signed_on", "pk"))


def seat_of(project: Project, seat_id: int) -> Seat | None:
    """A seat of this project and no other."""
    rows = Seat.objects.select_related("person__contact__firm", "person__member__firm", "project")
    return rows.filter(project=project, pk=seat_id).first()


def first_stamp() -> str:
    """What a new project keeps in `days_stamp`: empty while no list of days was ever taken in."""
    return token() if DayList.objects.exists() else ""


def day_lists() -> list[DayList]:
    """Every list of days, the newest first, with the client it belongs to and how many days it names."""
    rows = DayList.objects.select_related("account__firm", "taken_by__person").annotate(
        off=Count("days", filter=Q(days__works=False)), worked=Count("days", filter=Q(days__works=True))
    )
    return list(rows.order_by("-id"))


def day_list(pk: int) -> DayList | None:
    """One list of days with its days, in order."""
    ordered = Prefetch("days", ListedDay.objects.order_by("day"))
    rows = DayList.objects.select_related("account__firm", "taken_by__person").prefetch_related(ordered)
    return rows.filter(pk=pk).first()


def accounts() -> list[Account]:
    """Our clients, by name."""
    return list(Account.objects.select_related("firm").order_by("firm__name"))


def countries_at_work() -> list[str]:
    """The countries that running projects go by, mainland China always among them, first."""
    used = set(Project.objects.filter(closed_on=None).values_list("country", flat=True)) - {CHINA}
    return [CHINA, *sorted(used)]
