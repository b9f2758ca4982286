"""The register 台账: every line of the project, narrowed, sorted, paged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.desk.forms import FilterForm
from yinuo.ledger import queries
from yinuo.ledger.models import SourceKind, State
from yinuo.people.access import member_for
from yinuo.projects.access import calendar_of, project_for, provisional, runs

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse, QueryDict

    from yinuo.base.calendar import Calendar


@require_GET
def register(request: HttpRequest, code: str) -> HttpResponse:
    """All lines of the project; only the rows when a filter asks for them by script."""
    member = member_for(request)
    project = project_for(member, code)
    form = FilterForm(request.GET, project=project)
    filters = form.filters()
    today, days = clock.today(project.time_zone), calendar_of(project)
    found = queries.register(project, filters, member=member, today=today, language=get_language() or "en")
    part = "#rows" if getattr(request, "htmx", False) else ""
    facts = {
        "project": project,
        "tab": "register",
        "form": form,
        "filters": filters,
        "order": request.GET.get("order", "due"),
        "found": found,
        "provisional": () if part else provisional(project, today),
        "rows": [(row, SourceKind(row.source).label, _late(row, today, days)) for row in found.rows],
        "older": _beyond(request.GET, found.following),
        "query": _without_paging(request.GET),
        "views": [] if part else list(queries.saved_views(project, member)),
        "member": member,
        "may_import": not part and runs(member, project),
    }
    return render(request, f"desk/register.html{part}", facts)


def _late(row: queries.RegisterRow, today: date, days: Calendar) -> int:
    """Working days that an open line is late; 0 if it is not."""
    is_reached = row.gap is not None and row.gap.outcome == "met"
    if row.due_on is None or row.due_on >= today or row.state in State.ended() or is_reached:
        return 0
    return days.workdays_between(row.due_on, today)


def _without_paging(query: QueryDict) -> str:
    return urlencode([(name, value) for name, value in query.items() if value and name != "after"])


def _beyond(query: QueryDict, following: str) -> str:
    if not following:
        return ""
    kept = [(name, value) for name, value in query.items() if value and name != "after"]
    return "?" + urlencode([*kept, ("after", following)])
