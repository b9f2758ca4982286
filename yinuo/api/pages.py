"""What a program may read: the projects of its member, their registers, lines and sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import get_language

from yinuo.api import facts, openapi, problems
from yinuo.api.door import opened
from yinuo.base import clock
from yinuo.ledger import queries
from yinuo.projects import access

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yinuo.people.models import Member

    Facts = dict[str, Any]

MOST, USUAL = 200, 50
_DIGITS = 9
"""As many as a number of a sheet may have: all databases can compare it."""


@opened
def index(request: HttpRequest, member: Member) -> Facts:
    """Where everything begins."""
    return {"projects": "/api/projects/", "description": "/api/openapi.json", "member": member.person.name}


@opened
def description(request: HttpRequest, member: Member) -> Facts:
    """The interface in the words of OpenAPI 3.1."""
    return openapi.description()


@opened
def projects(request: HttpRequest, member: Member) -> Facts:
    """The projects the member may enter, by code."""
    limit, after = _limit(request), request.GET.get("after", "")
    rows = access.open_after(member, after, limit=limit + 1)
    kept = [facts.project(row) for row in rows[:limit]]
    return {"projects": kept, "next": _next(request, kept[-1]["code"], limit) if len(rows) > limit else None}


@opened
def project(request: HttpRequest, member: Member, code: str) -> Facts:
    """One project, and where its lists are."""
    row = access.project_for(member, code)
    told = (row.code, row.name, row.account.firm.name, row.started_on, row.closed_on, row.time_zone)
    here = f"/api/projects/{row.code}/"
    return {**facts.project(told), "register": f"{here}register/", "sheets": f"{here}sheets/"}


@opened
def register(request: HttpRequest, member: Member, code: str) -> Facts:
    """The lines of the project in the order they were written down."""
    known = access.project_for(member, code)
    limit, after = _limit(request), request.GET.get("after", "")
    place = queries.place_of(known, after) if after else 0
    if place is None:
        raise problems.Refused(problems.BAD_AFTER)
    rows, gaps, is_more = queries.lines_after(known, place, limit=limit, language=get_language() or "en")
    return {
        "project": known.code,
        "lines": [facts.line(row, gaps.get(row.id)) for row in rows],
        "next": _next(request, rows[-1].code, limit) if is_more else None,
    }


@opened
def entry(request: HttpRequest, member: Member, code: str, entry_code: str) -> Facts:
    """One line with its wordings, criteria, steps and measurements."""
    known = access.project_for(member, code)
    return {"project": known.code, **facts.entry(queries.entry_page(known, entry_code, get_language() or "en"))}


@opened
def sheets(request: HttpRequest, member: Member, code: str) -> Facts:
    """The sheets of the project, by number."""
    known = access.project_for(member, code)
    limit, after = _limit(request), request.GET.get("after", "0")
    if not _is_number(after):
        raise problems.Refused(problems.BAD_AFTER)
    rows, is_more = queries.sheets_after(known, int(after), limit=limit)
    return {
        "project": known.code,
        "sheets": [facts.listed_sheet(known.code, row) for row in rows],
        "next": _next(request, rows[-1].number, limit) if is_more else None,
    }


@opened
def sheet(request: HttpRequest, member: Member, code: str, number: int) -> Facts:
    """One sheet with its lines and their answers."""
    known = access.project_for(member, code)
    if number >= 10**_DIGITS:
        raise Http404
    zone = ZoneInfo(known.time_zone)
    row, board = queries.sheet_on_board(known, number, today=clock.today(zone), zone=zone)
    return {"project": known.code, **facts.sheet(row, board)}


@opened
def nothing(request: HttpRequest, member: Member, rest: str) -> Facts:
    """Any other address of the interface."""
    raise Http404


def _limit(request: HttpRequest) -> int:
    said = request.GET.get("limit", str(USUAL))
    if not _is_number(said) or not 1 <= int(said) <= MOST:
        raise problems.Refused(problems.BAD_LIMIT)
    return int(said)


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) <= _DIGITS


def _next(request: HttpRequest, after: str | int, limit: int) -> str:
    return f"{request.path}?{urlencode({'after': after, 'limit': limit})}"
