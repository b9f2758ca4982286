"""Which language a page speaks: the person's, else the cookie's, else the browser's, else Chinese (decision 28)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def of_request(request: HttpRequest) -> str:
    """The language code to answer `request` in; always one of `settings.LANGUAGES`."""
    person = getattr(request, "user", None)
    wish: str = getattr(person, "language", "")
    return wish if wish in dict(settings.LANGUAGES) else without_person(request)


def without_person(request: HttpRequest) -> str:
    """The same by the cookie and the browser alone, for pages that must not ask the database who is there."""
    wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if wish in dict(settings.LANGUAGES):
        return wish
    if "HTTP_ACCEPT_LANGUAGE" in request.META:
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Activates the language of each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = of_request(request)
        request.LANGUAGE_CODE = language  # read by Django's own tags
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
