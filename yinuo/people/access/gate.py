"""The gate to a person: which side somebody stands on, and what a client-side visitor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from yinuo.people.models import Member, Person, Role

WORKDAY = 12 * 3600
"""Seconds until a member signs in again."""


@dataclass(frozen=True, slots=True)
class Place:
    """One project a visitor may enter, with the seat held there."""

    project_id: int
    project_token: str
    project_code: str
    project_name: str
    time_zone: str
    seat_id: int
    role: str
    limit_cents: int | None
    since: date
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody of the client's side while looking at the portal. Only `projects.for_client` makes one."""

    person_id: int
    name: str
    called: str
    title: str
    firm: str
    language: str
    email: str
    places: tuple[Place, ...]

    def place(self, token: str) -> Place:
        """The project behind `token`; the same 404 whether it is foreign or does not exist."""
        for place in self.places:
            if place.project_token == token:
                return place
        raise Http404


def member_of(person: object) -> Member | None:
    """The membership of `person` when it stands on our side and may sign in, else None."""
    if not isinstance(person, Person) or not person.is_active:
        return None
    try:
        return person.member
    except ObjectDoesNotExist:
        return None


def member_for(request: HttpRequest) -> Member:
    """The member who asks; anybody else meets a 404, as if nothing were there."""
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member


def administrator_for(request: HttpRequest) -> Member:
    """The administrator who asks; any other member meets the same 404 as a stranger."""
    member = member_for(request)
    if member.role != Role.ADMINISTRATOR:
        raise Http404
    return member
