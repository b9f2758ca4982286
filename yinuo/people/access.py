"""The gate to a person: which side somebody stands on, and what a client-side visitor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

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
    """Somebody of the client's side while looking at the portal. Only `projects.for_client.visitor_for` makes one."""

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


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Members only, and nobody signs up by himself (decision 24)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Members are added by an administrator."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> Person | None:
        """The member with these credentials; a contact's are never right here."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None and member_of(person) is None:
            self.authentication_failed(request, **credentials)
            return None
        return person

    def is_login_by_code_required(self, login: object) -> bool:
        """A code is offered, not demanded."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Write to members only: contacts and strangers see the same page and get no letter."""
        if Member.objects.filter(person__email__iexact=email, person__is_active=True).exists():
            super().send_mail(template_prefix, email, context)

    def pre_login(self, request: HttpRequest, user: Person, **hooks: object) -> HttpResponse | None:
        """The last gate of every way in: whoever is no member is sent back to the first page."""
        if member_of(user) is None:
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, **hooks)
        return response

    def post_login(self, request: HttpRequest, user: Person, **hooks: object) -> HttpResponse:
        """A member's session lasts one working day."""
        request.session.set_expiry(WORKDAY)
        response: HttpResponse = super().post_login(request, user, **hooks)
        return response

    def add_message(self, request: HttpRequest, level: int, template: str | None = None, *rest: object) -> None:
        """Say only what the next page does not show by itself: that a password was changed."""
        if template and template.rpartition("/")[2] in {"password_changed.txt", "password_set.txt"}:
            super().add_message(request, level, template, *rest)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the link stands."""
        return "/account/me/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Each side leaves by the door it came in: a contact to where links are sent, a member to the first page."""
        return "/" if member_of(request.user) else "/link/"
