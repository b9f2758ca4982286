"""Whoever sends a form twice meets the answer to the first time (decision 39)."""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from yinuo.base import clock, once, sealed
from yinuo.base.models import SpentKey
from yinuo.base.prepared import Given, Prepared

PATIENCE = 5.0
"""Seconds a repeat waits for the answer to the first, which is being written."""
STEP = 0.02
MOST = 2 * 1024 * 1024
"""Bytes of the longest answer that is kept."""
LONG_AGO = timedelta(seconds=PATIENCE)
ERRORS = 500
REDIRECTS = range(300, 400)

Next = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def claims(page: View) -> View:
    """Mark a page whose effects lie outside of our transactions: its key is spent before it runs.

    Given back when the form was refused, which such a page says by any answer but a redirect.
    """
    page.claims_key = True  # type: ignore[attr-defined]  # a mark read by `OnceMiddleware`
    return page


class AnswerMiddleware:
    """Stands before all that sets headers and cookies: remembers the answer to a form that took effect."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        posted: once.Posted | None = getattr(request, "posted", None)
        if posted is not None and posted.is_spent and response.status_code < ERRORS:
            _remember(posted, response)
        return response


class OnceMiddleware:
    """Stands last, behind the gates: answers repeats, and lets every act of a page spend the form's key."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with once.posting():
            response = self.get_response(request)
            posted: once.Posted | None = getattr(request, "posted", None)
            if posted is None:
                return response
            if posted.is_claimed and response.status_code not in REDIRECTS:
                once.give_back(posted)
            if posted.is_spent:
                return response
            # Refused, and perhaps only because another request did the same a moment ago.
            return _repeat(request, posted) or response

    def process_view(
        self, request: HttpRequest, page: Callable[..., HttpResponseBase], parts: tuple[str, ...], names: dict[str, str]
    ) -> HttpResponseBase | None:
        """Answer a repeat without asking the page."""
        del parts, names
        posted = once.read(request) if request.method == "POST" else None
        if posted is None:
            return None
        if repeat := _repeat(request, posted):
            return repeat
        request.posted = posted  # type: ignore[attr-defined]  # read above
        once.begin(posted)
        if getattr(page, "claims_key", False):
            try:
                once.claim()
            except once.AlreadyDone:
                return _repeat(request, posted)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Of two requests at the same moment the slower meets the answer to the faster, whatever it stumbled over."""
        del exception
        posted: once.Posted | None = getattr(request, "posted", None)
        return None if posted is None or posted.is_spent else _repeat(request, posted)


def _repeat(request: HttpRequest, posted: once.Posted) -> HttpResponseBase | None:
    """The answer to the first time; None while nobody spent the key."""
    until = time.monotonic() + PATIENCE
    while (row := _spent.first(digest=posted.digest)) is not None:
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # noqa: SLF001  # drops what a page that came too late wanted to say
        request.session.modified = False  # nor may a session that it began replace the first one's
        if row.answer is not None:
            return _opened(posted, bytes(row.answer))
        if time.monotonic() > until or clock.now() - row.at > LONG_AGO:
            return _without_answer(request)
        time.sleep(STEP)
    return None


_spent = Prepared(lambda: SpentKey.objects.filter(digest=Given("digest")))


def _without_answer(request: HttpRequest) -> HttpResponseBase:
    """The first died before it could answer, or was answered long ago: back to the form's page, which shows it."""
    messages.info(request, _("This was sent before, and it stands. Nothing was done twice."))
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(came_from if is_ours else "/")


def _remember(posted: once.Posted, response: HttpResponseBase) -> None:
    page = _page(response)
    if len(page) > MOST:
        return
    told = {
        "status": response.status_code,
        "headers": list(response.headers.items()),
        "cookies": [morsel.OutputString() for morsel in response.cookies.values()],
        "body": base64.b85encode(page).decode(),
    }
    answer = sealed.seal(posted.seal, zlib.compress(json.dumps(told).encode()), posted.digest.encode())
    SpentKey.objects.filter(digest=posted.digest, nonce=posted.nonce).update(answer=answer)


def _page(response: HttpResponseBase) -> bytes:
    """The bytes of an answer; a file that was to be streamed is read first, and sent from memory."""
    if isinstance(response, StreamingHttpResponse):
        page = b"".join(response)  # under WSGI a stream yields bytes
        response.streaming_content = [page]
        return page
    return response.content if isinstance(response, HttpResponse) else b""


def _opened(posted: once.Posted, answer: bytes) -> HttpResponse:
    told = json.loads(zlib.decompress(sealed.unseal(posted.seal, answer, posted.digest.encode())))
    response = HttpResponse(base64.b85decode(told["body"]), status=told["status"], headers=dict(told["headers"]))
    for cookie in told["cookies"]:
        response.cookies.load(cookie)
    return response
