"""The gate to a project: who may enter it, from which side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from yinuo.base import calendar
from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.people.access import Place, Visitor
from yinuo.people.models import Member, Person, Role
from yinuo.projects.models import ListedDay, Project, Seat, SeatRole, WorksBy


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody with an open seat on the client's side may do there, and where a code reaches him."""

    may_sign: bool
    email: str


WORKING = ("account", "country", "works_by", "days_stamp")
"""What `calendar_of` needs of a project."""
EVERYWHERE = (Role.ADMINISTRATOR, Role.DIRECTOR)


def open_to(member: Member) -> QuerySet[Project]:
    """The projects `member` may enter: all of them, or those where a seat is held."""
    if member.role in EVERYWHERE:
        return Project.objects.all()
    held = Seat.objects.filter(project=OuterRef("pk"), person_id=member.person_id, until=None)
    return Project.objects.filter(Exists(held))


def project_for(member: Member, code: str) -> Project:
    """The project `code` as `member` may see it; the same 404 whether it is foreign or does not exist."""
    question = _any_project if member.role in EVERYWHERE else _held_project
    project: Project | None = question.first(code=code, person=member.person_id)
    if project is None:
        raise Http404
    return project


def runs(member: Member, project: Project) -> bool:
    """Whether `member` answers for the project: its manager or director, or somebody who may enter every project."""
    if member.role in EVERYWHERE:
        return True
    leading = (SeatRole.MANAGER, SeatRole.DIRECTOR)
    return Seat.objects.filter(project=project, person_id=member.person_id, until=None, role__in=leading).exists()


def project_to_run(member: Member, code: str) -> Project:
    """The project `code` for whoever answers for it; the same 404 for everybody else."""
    project = project_for(member, code)
    if not runs(member, project):
        raise Http404
    return project


def _with_seat() -> QuerySet[Project]:
    held = Seat.objects.filter(project=OuterRef("pk"), person_id=Given("person"), until=None)
    return Project.objects.filter(Exists(held))


def open_now(member: Member) -> list[Project]:
    """The projects `member` may enter, with key and code only. One query."""
    return (_any_open if member.role in EVERYWHERE else _held_open)(person=member.person_id)


def running_now(member: Member) -> list[Project]:
    """The running projects `member` may enter, with key, code, time zone and working days only, by code. One query."""
    return (_any_running if member.role in EVERYWHERE else _held_running)(person=member.person_id)


def _running(rows: QuerySet[Project]) -> QuerySet[Project]:
    return rows.filter(closed_on=None).only("id", "code", "time_zone", *WORKING).order_by("code")


_any_running = Prepared(lambda: _running(Project.objects.all()))
_held_running = Prepared(lambda: _running(_with_seat()))
_any_open = Prepared(lambda: Project.objects.only("id", "code"))
_held_open = Prepared(lambda: _with_seat().only("id", "code"))


def open_after(member: Member, code: str, *, limit: int) -> list[tuple[object, ...]]:
    """At most `limit` projects `member` may enter whose code comes after `code`: code, name, client, from, until, zone.

    By code. One query.
    """
    question = _listed(limit, everywhere=member.role in EVERYWHERE)
    found: list[tuple[object, ...]] = question(after=code, person=member.person_id)
    return found


@lru_cache(maxsize=512)
def _listed(limit: int, *, everywhere: bool) -> Prepared:
    def rows() -> QuerySet[Project, tuple[object, ...]]:
        found = Project.objects.all() if everywhere else _with_seat()
        told = ("code", "name", "account__firm__name", "started_on", "closed_on", "time_zone")
        return found.filter(code__gt=Given("after")).order_by("code").values_list(*told)[:limit]

    return Prepared(rows)


def _coded(rows: QuerySet[Project]) -> QuerySet[Project]:
    return rows.select_related("account__firm").filter(code=Given("code"))


_any_project = Prepared(lambda: _coded(Project.objects.all()))
_held_project = Prepared(lambda: _coded(_with_seat()))


def seats_of(project: Project) -> list[Seat]:
    """Everybody who sits on the project now, both sides, with person and firm read along."""
    rows = Seat.objects.filter(project=project, until=None)
    return list(rows.select_related("person__member__firm", "person__contact__firm").order_by("since", "pk"))


def visitor_of(person: object) -> Visitor | None:
    """The client-side identity of `person` from the open seats; None without one. One query."""
    key = getattr(person, "pk", None)
    if key is None:
        return None
    rows: list[Seat] = _client_seats(person=key)
    if not rows:
        return None
    who = rows[0].person
    return Visitor(
        person_id=who.pk,
        name=who.name,
        called=who.called,
        title=who.contact.title,
        firm=who.contact.firm.name,
        language=who.language,
        email=who.email or "",
        places=tuple(_place(seat) for seat in rows),
    )


def reader_of(code: str) -> Visitor:
    """Nobody in particular, with the one place `code` and no seat there: no row of any person is his. One query."""
    project = Project.objects.only("token", "code", "name", "time_zone", "language", "started_on").get(code=code)
    place = Place(
        project_id=project.pk,
        project_token=project.token,
        project_code=project.code,
        project_name=project.name,
        time_zone=project.time_zone,
        seat_id=0,
        role="",
        limit_cents=None,
        since=project.started_on,
    )
    return Visitor(
        person_id=0, name="", called="", title="", firm="", language=project.language, email="", places=(place,)
    )


def person_of(visitor: Visitor) -> Person:
    """The person who is looking; for verbs that write what is that person's own."""
    return Person.objects.get(pk=visitor.person_id)


def _on_client_side() -> QuerySet[Seat]:
    return Seat.objects.filter(
        person__is_active=True, person__contact__isnull=False, until=None, role__in=Seat.ON_CLIENT_SIDE
    )


_client_seats = Prepared(
    lambda: (
        _on_client_side()
        .filter(person_id=Given("person"))
        .select_related("person__contact__firm", "project")
        .order_by("project__code")
    )
)
_standings = Prepared(
    lambda: (
        _on_client_side()
        .filter(person__in=GivenIds("persons"), project=Given("project"))
        .values_list("person_id", "may_sign", "person__email")
    )
)


def _place(seat: Seat) -> Place:
    project = seat.project
    return Place(
        project_id=project.pk,
        project_token=project.token,
        project_code=project.code,
        project_name=project.name,
        time_zone=project.time_zone,
        seat_id=seat.pk,
        role=seat.role,
        limit_cents=seat.limit_cents,
        since=seat.since,
        may_sign=seat.may_sign,
    )


def standings(person_ids: Iterable[int], project_id: int) -> dict[int, Standing]:
    """Of these persons, those who sit on the client's side of the project now. One query."""
    found: dict[int, Standing] = {}
    for person_id, may_sign, email in _standings(persons=person_ids, project=project_id):
        before = found.get(person_id)
        found[person_id] = Standing(may_sign or bool(before and before.may_sign), email or "")
    return found


def calendar_of(project: Project) -> calendar.Working:
    """The days on which people work on `project`: its country's, and what our firm and the client add.

    No query while no list of days was ever taken in; afterwards two, once a process and state of the lists.
    """
    if not project.days_stamp:
        return calendar.of(project.country)
    return _known_calendar(project.days_stamp, project.country, project.works_by, project.account_id)


def provisional(project: Project, *days: date | None) -> tuple[int, ...]:
    """The years of these days whose days off are not published yet: what a page says beside such dates."""
    return calendar.provisional_years(calendar_of(project), *days)


@lru_cache(maxsize=256)
def _known_calendar(stamp: str, country: str, works_by: str, account_id: int) -> calendar.Working:
    """`stamp` changes whenever a list does, so what is kept here is never out of date."""
    notices: dict[int, dict[date, bool]] = {}
    stray: dict[date, bool] = {}
    ours: dict[date, bool] = {}
    theirs: dict[date, bool] = {}
    newest: dict[int, int] = {}
    for list_id, of_country, account, year, day, works in _days_of(country, account_id):
        if not of_country:
            (ours if account is None else theirs)[day] = works
        elif day.year != year:
            stray[day] = works
        else:
            if newest.get(year) != list_id:
                newest[year], notices[year] = list_id, {}
            notices[year][day] = works
    own = stray | (ours if works_by in (WorksBy.FIRM, WorksBy.BOTH) else {})
    for day, works in theirs.items() if works_by in (WorksBy.CLIENT, WorksBy.BOTH) else ():
        # Where one side is off and the other works, nothing can be done together.
        own[day] = works and (day not in ours or ours[day] or works_by == WorksBy.CLIENT)
    return calendar.Working(calendar.of(country).rule, notices=notices, own=own)


def _days_of(country: str, account_id: int) -> QuerySet[ListedDay, tuple[int, str, int | None, int, date, bool]]:
    mine = Q(day_list__country=country) | Q(day_list__country="", day_list__account=None)
    rows = ListedDay.objects.filter(mine | Q(day_list__account=account_id), day_list__undone_at=None)
    told = ("day_list_id", "day_list__country", "day_list__account_id", "day_list__year", "day", "works")
    return rows.order_by("day_list_id", "day").values_list(*told)
