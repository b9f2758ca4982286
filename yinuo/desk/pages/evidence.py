"""The evidence of one project: its events, and whether all of them still stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from yinuo.base import limits
from yinuo.desk.queries import happened
from yinuo.evidence import queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.projects.models import Project

LONGEST = 60


@require_GET
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Events of both streams, newest first; `?about=E105` shows one thing's."""
    project = project_for(member_for(request), code)
    about = request.GET.get("about", "").strip().removeprefix(f"{project.code}/")[:LONGEST]
    return render(request, "desk/evidence.html", _facts(project, about, request.GET.get("before", "")))


@require_POST
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """Compute every hash of the project's streams again, and say what does not stand."""
    project = project_for(member_for(request), code)
    reports = [queries.examine(f"{project.code}/{side}") for side in happened.SIDES]
    facts = {
        "checked": [checked for report in reports for checked in report.streams],
        "flaws": [flaw for report in reports for flaw in report.flaws],
        "is_verified": True,
    }
    return render(request, "desk/evidence.html", _facts(project) | facts)


def _facts(project: Project, about: str = "", before: str = "") -> dict[str, object]:
    found = happened.happenings_of(project, about) if about else happened.happenings(project, before=before)
    older = "?" + urlencode({"before": found.older}) if found.older else ""
    return {"project": project, "tab": "evidence", "found": found, "about": about, "older": older}
