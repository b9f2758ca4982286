"""The dossier of a sheet or of one line: choose for whom it is made, take it along."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from yinuo.base.dossier import packing
from yinuo.desk import proof
from yinuo.evidence import access as evidence
from yinuo.evidence.access import Edition
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Sheet
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.projects.models import Project

SHEET = re.compile(r"S([1-9]\d{0,8})")


def _found(project: Project, name: str) -> Sheet | Entry:
    """The sheet `S3` or the line `E105` of the project; 404 where there is none."""
    if match := SHEET.fullmatch(name):
        return get_object_or_404(Sheet.objects.select_related("project"), project=project, number=int(match[1]))
    return get_object_or_404(Entry.objects.of(project), code=name)


@require_GET
def dossier(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """What each edition holds, and who may be given it."""
    project = project_for(member_for(request), code)
    found = _found(project, name)
    facts = {
        "project": project,
        "name": name,
        "sheet": found if isinstance(found, Sheet) else None,
        "entry": found if isinstance(found, Entry) else None,
        "is_offered": isinstance(found, Sheet) or proof.is_offered(found),
        "verifier": packing.verifier_sha256(),
        "tab": "sheets" if isinstance(found, Sheet) else "register",
    }
    return render(request, "desk/dossier.html", facts)


@require_GET
def download(request: HttpRequest, code: str, name: str, edition: str) -> FileResponse:
    """The dossier itself."""
    member = member_for(request)
    project = project_for(member, code)
    found = _found(project, name)
    try:
        chosen = Edition(edition)
    except ValueError as error:
        raise Http404 from error
    if isinstance(found, Sheet):
        wanted: evidence.Wanted | None = proof.of_sheet(found, chosen)
    else:
        wanted = proof.of_entry(project, name, chosen, from_firm=member.firm.name)
    if wanted is None:
        raise Http404
    file = f"{project.code}-{name}-{chosen}.zip"
    answer = FileResponse(
        io.BytesIO(evidence.dossier(wanted)), as_attachment=True, filename=file, content_type="application/zip"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
