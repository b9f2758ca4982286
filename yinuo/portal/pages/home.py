"""The client's first page: waiting for you, where we are, what we agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.delivery import for_client as delivery
from yinuo.ledger import for_client as ledger
from yinuo.meetings import for_client as meetings
from yinuo.portal.door import Answer, placed, seated
from yinuo.portal.show import show
from yinuo.projects import for_client as projects
from yinuo.reports import for_client as reports

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor

MEMOS = 3
"""Memos on the first page; the rest one step on."""


@require_GET
@seated
def home(request: HttpRequest, visitor: Visitor) -> Answer:
    """The only project at once; several as a list, each with what waits there."""
    places = projects.places(visitor)
    if len(places) == 1:
        return _project(request, visitor, places[0])
    rows = tuple((place, len(ledger.waiting(visitor, place))) for place in places)
    return show(request, "portal/projects.html", visitor=visitor, rows=rows)


@require_GET
@placed
def project(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """One project."""
    return _project(request, visitor, place)


def _project(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    return show(
        request,
        "portal/project.html",
        visitor=visitor,
        place=place,
        has_several=len(visitor.places) > 1,
        page=ledger.home(visitor, place),
        has_plan=delivery.has_plan(visitor, place),
        meetings=meetings.coming(visitor, place),
        memos=meetings.memos(visitor, place, limit=MEMOS),
        newest_report=reports.newest(visitor, place),
        today=clock.today(place.time_zone),
    )
