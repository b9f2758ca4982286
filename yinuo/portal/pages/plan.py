"""The plan as it was published last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.delivery import for_client as delivery
from yinuo.portal.door import Answer, placed
from yinuo.portal.show import show
from yinuo.reports import for_client as reports

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor


@require_GET
@placed
def plan(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """Signed dates, today's plan, the difference and its reason; who owes what; all shown tasks. 404 without a plan."""
    seen = delivery.plan(visitor, place)
    if seen is None:
        raise Http404
    return show(
        request,
        "portal/plan.html",
        visitor=visitor,
        place=place,
        plan=seen,
        newest_report=reports.newest(visitor, place),
        today=clock.today(place.time_zone),
    )
