"""The gate to a project: who may enter it, from which side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

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
    project = open_to(member).select_related("account__firm").filter(code=code).first()
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


def seats_of(project: Project) -> list[Seat]:
    """Everybody who sits on the project now, both sides, with person and firm read along."""
    rows = Seat.objects.filter(project=project, until=None)
    return list(rows.select_related("person__member__firm", "person__contact__firm").order_by("since", "pk"))


def visitor_of(person: object) -> Visitor | None:
    """The client-side identity of `person` from the open seats; None without one. One query."""
    key = getattr(person, "pk", None)
    if key is None:
        return None
    rows = list(
        Seat.objects.filter(
            person_id=key,
            person__is_active=True,
            person__contact__isnull=False,
            until=None,
            role__in=Seat.ON_CLIENT_SIDE,
        )
        .select_related("person__contact__firm", "project")
        .order_by("project__code")
    )
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
    rows = Seat.objects.filter(
        project=project_id,
        person__in=list(person_ids),
        person__is_active=True,
        person__contact__isnull=False,
        until=None,
        role__in=Seat.ON_CLIENT_SIDE,
    ).values_list("person_id", "may_sign", "person__email")
    found: dict[int, Standing] = {}
    for person_id, may_sign, email in rows:
        before = found.get(person_id)
        found[person_id] = Standing(may_sign or bool(before and before.may_sign), email or "")
    return found
