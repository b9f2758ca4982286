"""Registers the people room with Django."""

from django.apps import AppConfig
from django.http import HttpRequest

from yinuo.base import preferences


class PeopleConfig(AppConfig):
    name = "yinuo.people"
    label = "people"

    def ready(self) -> None:
        """Wishes about language and theme are kept with the person, on every device."""
        preferences.keep_with(keep_wishes)


def keep_wishes(request: HttpRequest, *, language: str | None, theme: str | None) -> None:
    """Write a wish of the person who is signed in."""
    from yinuo.people import actions as people
    from yinuo.people.models import Person

    if not isinstance(request.user, Person):
        return
    if language is not None:
        people.set_language(request.user, language=language)
    if theme is not None:
        people.set_theme(request.user, theme=theme)
