"""What no page takes: characters that no database keeps, and more than anybody hands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError

NUL = "\0"
FAR_TOO_MUCH = 8
"""How many times the limit of one file is not even read; up to there a form says in words what its limit is."""
LONG_NUMBER = 19


class IntakeMiddleware:
    """Reads every request as UTF-8, drops NUL, which PostgreSQL refuses and no text means, and bounds what is sent.

    Another charset named by the client is refused with 400: there are some that make halves of characters, or no text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding is not None and request.encoding.lower() not in {"utf-8", "utf8"}:
            request.encoding = "utf-8"  # for whatever reads the request to answer it
            raise BadRequest("Not in UTF-8")
        length = _length(request)
        if length is None:
            request.META["CONTENT_LENGTH"] = "0"  # for whatever reads the request to answer it
            raise BadRequest("Its length is no number")
        if length > settings.UPLOAD_MAX_BYTES * FAR_TOO_MUCH:
            raise RequestDataTooBig("Far beyond what may be handed in")
        if NUL in request.path_info:
            raise Http404
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in value}
        request.GET = without_nul(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Once the page is known: a form too large or broken is refused by Django itself, with 400."""
        if request.method == "POST":
            try:
                request.POST = without_nul(request.POST)
            except UnreadablePostError as gone:
                raise BadRequest("The form did not arrive whole") from gone


def _length(request: HttpRequest) -> int | None:
    """Bytes that are announced; None for what is no number, or one that nobody could mean."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() and len(said) < LONG_NUMBER else None


def without_nul(typed: QueryDict) -> Any:
    """`typed` itself, or a copy of it with every NUL left out."""
    if not any(NUL in name or any(NUL in value for value in values) for name, values in typed.lists()):
        return typed
    clean = QueryDict(mutable=True)
    for name, values in typed.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    return clean
