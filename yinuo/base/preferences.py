"""Language and theme as a person wishes them: kept in a cookie, and by whoever registers to keep them longer."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse

THEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


class Keeper(Protocol):
    """Remembers a wish of the signed-in person beyond the cookie; `None` means: not this one."""

    def __call__(self, request: HttpRequest, *, language: str | None, theme: str | None) -> None: ...


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Register `keeper`; called once from the `ready` of the room that owns persons."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def theme_cookie() -> str:
    """The name of the theme's cookie: prefixed like the language's."""
    return settings.LANGUAGE_COOKIE_NAME.replace("language", "theme")


def theme_of(request: HttpRequest) -> str:
    """The wish for light or dark; empty when the device decides."""
    person = getattr(request, "user", None)
    for wish in (getattr(person, "theme", ""), request.COOKIES.get(theme_cookie(), "")):
        if wish in THEMES:
            return str(wish)
    return ""


def keep(request: HttpRequest, response: HttpResponse, *, language: str | None, theme: str | None) -> None:
    """Remember a wish (a known code, "" to forget it, None to leave it) for this browser and this person."""
    for name, wish in ((settings.LANGUAGE_COOKIE_NAME, language), (theme_cookie(), theme)):
        if wish is not None:
            response.set_cookie(
                name, wish, max_age=YEAR if wish else 0, secure=settings.IS_HTTPS, samesite="Lax", httponly=True
            )
    for keeper in _keepers:
        keeper(request, language=language, theme=theme)
