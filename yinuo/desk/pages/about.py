"""What was agreed about X: a page to print, its PDF, and a file that proves it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from yinuo.base import clock, limits
from yinuo.base import search as words
from yinuo.base.paper import pdf
from yinuo.desk import proof
from yinuo.desk.queries import about as queries
from yinuo.evidence import access as evidence
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

    from yinuo.desk.queries.about import About
    from yinuo.projects.models import Project


def _found(request: HttpRequest, code: str) -> tuple[Project, About]:
    """The gate, and what is found behind it."""
    project = project_for(member_for(request), code)
    query = request.GET.get("q", "").strip()[: words.MAX_QUERY]
    return project, queries.about(project, query, get_language() or "en")


@require_GET
def about(request: HttpRequest, code: str) -> HttpResponse:
    """`?q=排产`: one page, in order of date."""
    project, found = _found(request, code)
    facts = {"project": project, "tab": "evidence", "found": found, "today": clock.today(project.time_zone)}
    return render(request, "desk/about.html", facts)


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def about_pdf(request: HttpRequest, code: str) -> FileResponse:
    """The same on A4."""
    project, found = _found(request, code)
    return _file(_drawn(request, project, found), f"{project.code}-about.pdf", "application/pdf")


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def about_proof(request: HttpRequest, code: str) -> FileResponse | HttpResponseRedirect:
    """The same with everything a stranger needs to check it: our edition."""
    project, found = _found(request, code)
    wanted = proof.of_about(project, found.query, from_firm=member_for(request).firm.name) if found.rows else None
    if wanted is None:
        return redirect(f"{reverse('about', args=[project.code])}?{urlencode({'q': found.query})}")
    return _file(evidence.dossier(wanted), f"{project.code}-dossier.zip", "application/zip", is_download=True)


def _drawn(request: HttpRequest, project: Project, found: About) -> bytes:
    paper = queries.paper(
        found,
        project,
        from_firm=member_for(request).firm.name,
        language=get_language() or "en",
        today=clock.today(project.time_zone),
    )
    return pdf.about_pdf(paper)


def _file(data: bytes, name: str, media_type: str, *, is_download: bool = False) -> FileResponse:
    answer = FileResponse(io.BytesIO(data), as_attachment=is_download, filename=name, content_type=media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
