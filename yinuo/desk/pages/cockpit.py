"""The cockpit of one project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.desk.queries.cockpit import cockpit
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def project(request: HttpRequest, code: str) -> HttpResponse:
    """One sentence, what needs attention, counts, gaps, dates, events."""
    found = project_for(member_for(request), code)
    facts = cockpit(found, get_language() or "en", today=clock.today(found.time_zone))
    return render(request, "desk/project.html", {"project": found, "cockpit": facts, "tasks": facts.tasks})
