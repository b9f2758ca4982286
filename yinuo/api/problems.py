"""What the interface says when it refuses: problem details (RFC 9457) with a code for programs, a title for people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of refusal, always answered in the same bytes."""

    code: str
    status: int
    title: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A request the interface does not answer; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


BAD_REQUEST = Problem("bad-request", 400, "The request cannot be read.")
BAD_LIMIT = Problem("bad-limit", 400, "limit is a whole number from 1 to 200.")
BAD_AFTER = Problem("bad-after", 400, "after names nothing in this list; take the address in next.")
NO_TOKEN = Problem(
    "no-token",
    401,
    "Send a token that counts: Authorization: Bearer <token>. Members make one under My settings.",
    MappingProxyType({"WWW-Authenticate": 'Bearer realm="yinuo"'}),
)
NOT_FOUND = Problem("not-found", 404, "There is nothing here, or it is not yours.")
WRONG_METHOD = Problem(
    "wrong-method", 405, "The interface only reads: GET or HEAD.", MappingProxyType({"Allow": METHODS})
)
TOO_MANY = Problem(
    "too-many",
    429,
    "This token asked too often. Wait for the time in Retry-After.",
    MappingProxyType({"Retry-After": "300"}),
)
BROKEN = Problem("broken", 500, "Something broke here. It was written down; try again.")
AWAY = Problem("away", 503, "The database cannot be reached. Try again.", MappingProxyType({"Retry-After": "10"}))
ALL = (BAD_REQUEST, BAD_LIMIT, BAD_AFTER, NO_TOKEN, NOT_FOUND, WRONG_METHOD, TOO_MANY, BROKEN, AWAY)
_OTHERWISE = {problem.status: problem for problem in (BAD_REQUEST, NOT_FOUND, WRONG_METHOD, BROKEN, AWAY)}
_WORST = 500


def is_problem(response: HttpResponse) -> bool:
    """Whether an answer already is one."""
    return response.headers.get("Content-Type") == MEDIA_TYPE


def facts(problem: Problem) -> dict[str, str | int]:
    """The problem as it is sent. `type` leads to its place in the description of the interface."""
    return {
        "type": f"/api/openapi.json#/x-problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
    }


def answer(problem: Problem) -> HttpResponse:
    """The answer that says it; no cache keeps it."""
    return HttpResponse(
        json.dumps(facts(problem)).encode(),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def of_status(status: int) -> Problem:
    """What to say where a library or the house refused before a page was asked."""
    return _OTHERWISE.get(status) or (BROKEN if status >= _WORST else BAD_REQUEST)
