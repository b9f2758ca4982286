"""What the frames ask of projects."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from yinuo.base.marks import Link
from yinuo.people.access import member_of
from yinuo.projects import queries


def switcher(request: HttpRequest) -> list[Link]:
    """The projects a member can switch to; nobody else has any."""
    member = member_of(request.user)
    return [Link(f"{row.code} {row.name}", _home(row.code)) for row in queries.projects_of(member)] if member else []


def _home(code: str) -> str:
    try:
        return reverse("project", args=[code])
    except NoReverseMatch:  # an installation without the desk still has the people of a project
        return reverse("project-people", args=[code])
