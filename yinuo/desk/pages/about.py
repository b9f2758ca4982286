"""What was agreed about X: a page to print, its PDF, and a file that proves it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.http import FileResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from yinuo.base import clock, limits
from yinuo.base import search as words
from yinuo.base.paper import pdf
from yinuo.desk import proof
from yinuo.desk.queries import about as queries
from yinuo.evidence.queries import DocumentBroken
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

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
def about_proof(request: HttpRequest, code: str) -> FileResponse:
    """The same with everything a stranger needs to check it."""
    project, found = _found(request, code)
    kept = []
    for file in found.files:
        try:
            kept.append((f"{file.sha256[:12]}-{file.name}", queries.document(file)))
        except DocumentBroken:
            kept.append((f"{file.sha256[:12]}-{file.name}.missing", file.sha256.encode()))
    data = proof.zipped(found, _drawn(request, project, found), kept)
    return _file(data, f"{project.code}-proof.zip", "application/zip", is_download=True)


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
