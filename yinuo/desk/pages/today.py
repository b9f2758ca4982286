"""Today: what needs me, over all my projects, at most seven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.desk.queries.acts import next_acts
from yinuo.people.access import member_for
from yinuo.projects import access as projects_open
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.projects.models import Project

AT_MOST = 7


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The first page of the day."""
    member = member_for(request)
    rows = projects_open.running_now(member)
    found = next_acts(rows, owner=member)
    zone = rows[0].time_zone if rows else "Asia/Shanghai"
    facts = {
        "member": member,
        "day": clock.today(zone),
        "mine": projects.switchable(member),
        "has_others": len(rows) > projects.SWITCHABLE,
        "provisional": _provisional(rows),
        "tasks": [waits.said() for waits in found.first[:AT_MOST]],
        "more": len(found.first) - AT_MOST,
        "is_all": found.is_all,
        "may_open": member.role in projects_open.EVERYWHERE,
    }
    return render(request, "desk/today.html", facts)


def _provisional(projects: list[Project]) -> list[int]:
    days = clock.todays(one.time_zone for one in projects)
    return sorted({year for one in projects for year in projects_open.provisional(one, days[one.time_zone])})
