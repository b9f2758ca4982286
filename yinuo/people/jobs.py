"""What runs beside the pages of people: keeping the wishes a frame's switches express."""

from __future__ import annotations

from django.http import HttpRequest

from yinuo.people import actions
from yinuo.people.models import Person


def keep_wish(request: HttpRequest, *, language: str | None, theme: str | None) -> None:
    """Remember the language and theme a signed-in person switched to."""
    if isinstance(request.user, Person):
        actions.set_profile(request.user, language=language, theme=theme)
