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
    """The projects of the member who asks."""
    from yinuo.people.access import member_of
    from yinuo.projects.queries import projects_of

    member = member_of(getattr(request, "user", None))
    if member is None:
        return []
    try:
        return [Link(f"{row.code} {row.name}", reverse("project", args=[row.code])) for row in projects_of(member)]
    except NoReverseMatch:
        return []
