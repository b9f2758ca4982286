"""Registers the people room with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "yinuo.people"
    label = "people"

    def ready(self) -> None:
        """Keep a person's language and theme beyond the cookie."""
        from yinuo.base import preferences
        from yinuo.people import jobs

        preferences.keep_with(jobs.keep_wish)
