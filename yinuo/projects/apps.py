"""Registers the projects room with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from yinuo.base import frame
from yinuo.base.marks import Link


class ProjectsConfig(AppConfig):
    name = "yinuo.projects"
    label = "projects"

    def ready(self) -> None:
        """The desk's frame offers the projects one may switch to."""
        frame.offer_projects(project_links)


def project_links(request: HttpRequest) -> list[Link]:
    """The projects that the member who asks is most likely to switch to."""
    from yinuo.people.access import member_of
    from yinuo.projects.queries import switchable

    member = member_of(getattr(request, "user", None))
    if member is None:
        return []
    try:
        start = reverse("project", args=["0"]).removesuffix("0/")
        return [Link(f"{code} {name}", f"{start}{code}/") for code, name in switchable(member)]
    except NoReverseMatch:
        return []
