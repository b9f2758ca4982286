"""The gate of the interface: a member's token and nothing else, reading only, the same answers for the same things."""

from __future__ import annotations

import hashlib
import hmac
import json
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from yinuo.api import problems
from yinuo.base import clock, language, limits
from yinuo.people import access
from yinuo.people import actions as people

if TYPE_CHECKING:
    from collections.abc import Callable

    from yinuo.people.models import ApiToken, Member

    Facts = dict[str, Any]
    Asked = Callable[..., Facts]

PREFIX = "/api/"
REQUESTS = limits.Limit("api", most=3000, seconds=300, step=10)
"""By token: ten a second for five minutes, more than a program needs that keeps what it has read."""
ERRORS = 400
_SALT = b"yinuo.api.etag"


class DoorMiddleware:
    """Stands before sessions: at this door no cookie counts and none is set, and every refusal is a problem.

    So whoever is signed in, a client above all, is nobody here without a token (decision 44).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": problems.METHODS, "Cache-Control": "no-store"})
        if request.method not in ("GET", "HEAD"):
            return problems.answer(problems.WRONG_METHOD)
        request.COOKIES = {}
        response = self.get_response(request)
        if response.status_code >= ERRORS and not problems.is_problem(response):
            response = problems.answer(problems.of_status(response.status_code))
        response.cookies.clear()
        return response


def opened(page: Asked) -> Callable[..., HttpResponse]:
    """A page of the interface: the member behind the token asks, `page` tells facts, they leave as JSON."""

    @wraps(page)
    def asked(request: HttpRequest, **parts: Any) -> HttpResponse:
        token = _token(request)
        if token is None:
            return problems.answer(problems.NO_TOKEN)
        if not REQUESTS.allows(token.pk):
            return problems.answer(problems.TOO_MANY)
        people.note_use(token, on=clock.today("UTC"))
        member = token.member
        spoken = _language(request, member)
        try:
            with translation.override(spoken):
                told = page(request, member, **parts)
        except Http404:
            return problems.answer(problems.NOT_FOUND)
        except problems.Refused as refused:
            return problems.answer(refused.problem)
        return _answer(request, member, told, spoken)

    return login_not_required(csrf_exempt(asked))


def _token(request: HttpRequest) -> ApiToken | None:
    """The token of the header `Authorization: Bearer …` (RFC 6750); no other place is looked at."""
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return access.token_of(secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None


def _language(request: HttpRequest, member: Member) -> str:
    """Words of a gap or a target are in the member's language, else in that of `Accept-Language`."""
    wish = member.person.language
    return wish if wish in dict(settings.LANGUAGES) else language.without_person(request)


def _answer(request: HttpRequest, member: Member, told: Facts, spoken: str) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json", headers={"Cache-Control": "no-store"})
    response.headers["Content-Language"] = spoken
    response.headers["ETag"] = _etag(member, spoken, body)
    patch_vary_headers(response, ("Authorization",))
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _etag(member: Member, spoken: str, body: bytes) -> str:
    """Stands for these very bytes as this member reads them; keyed, so that nobody can guess a content by it."""
    key = hmac.digest(settings.SECRET_KEY.encode(), _SALT, hashlib.sha256)
    stamp = hmac.new(key, b"%d %s " % (member.pk, spoken.encode()) + body, hashlib.sha256).hexdigest()
    return f'"{stamp[:32]}"'
