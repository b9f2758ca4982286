"""Search over all projects of a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from yinuo.base import limits
from yinuo.base import search as words
from yinuo.desk.queries.hits import hits
from yinuo.people.access import member_for
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
@limits.by_person(limits.SEARCHES, methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` in both languages, `?project=` on one project."""
    member = member_for(request)
    query = request.GET.get("q", "").strip()[: words.MAX_QUERY]
    only = request.GET.get("project", "")
    groups = hits(member, query, only)
    facts = {
        "query": query,
        "only": only,
        "groups": groups,
        "found_on": sorted({hit.project for group in groups for hit in group.hits} | ({only} if only else set())),
        "mine": projects.projects_of(member),
    }
    return render(request, "desk/search.html", facts)
