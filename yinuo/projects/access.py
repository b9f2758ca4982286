"""The gate to a project: who may enter it, from which side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.people.access import Place, Visitor
from yinuo.people.models import Member, Role
from yinuo.projects.models import Project, Seat, SeatRole


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody with an open seat on the client's side may do there, and where a code reaches him."""

    may_sign: bool
    email: str


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
    """The running projects `member` may enter, with key, code and time zone only, by code. One query."""
    return (_any_running if member.role in EVERYWHERE else _held_running)(person=member.person_id)


def _running(rows: QuerySet[Project]) -> QuerySet[Project]:
    return rows.filter(closed_on=None).only("id", "code", "time_zone").order_by("code")


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
