"""Registers the projects room with Django."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "yinuo.projects"
    label = "projects"

    def ready(self) -> None:
        """Offer the desk's frame the projects to switch between."""
        from yinuo.base import frame
        from yinuo.projects import jobs

        frame.offer_projects(jobs.switcher)
