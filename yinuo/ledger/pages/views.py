"""Named views of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.ledger import actions as ledger
from yinuo.ledger.models import SavedView
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST = 500


@require_POST
def save_view(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the present filters under a name."""
    member = member_for(request)
    project = project_for(member, code)
    name = request.POST.get("name", "").strip()[:60]
    query = request.POST.get("query", "").lstrip("?")[:LONGEST]
    if name:
        ledger.save_view(project, by=member, name=name, query=query, is_shared="is_shared" in request.POST)
    else:
        messages.error(request, _("Give the view a name."))
    return redirect(f"{reverse('register', args=[project.code])}?{query}")


@require_POST
def drop_view(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Forget one of one's own views."""
    member = member_for(request)
    project = project_for(member, code)
    ledger.drop_view(get_object_or_404(SavedView, pk=pk, project=project, member=member), by=member)
    return redirect("register", project.code)
