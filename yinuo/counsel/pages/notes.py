"""Private notes about lines of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.counsel.forms import NoteForm
from yinuo.ledger.models import Entry
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a private note about a line, then return to the line."""
    member = member_for(request)
    project = project_for(member, code)
    entry = Entry.objects.of(project).filter(code=request.POST.get("about", "")).first()
    if entry is None:
        raise Http404
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "counsel/note.html", {"project": project, "entry": entry, "form": form}, status=422)
    counsel.note(project, by=member, at=clock.now(), subject=entry.code, text=form.cleaned_data["text"])
    home = reverse("entry" if entry.is_wish else "commitment", args=[project.code, entry.code])
    return redirect(f"{home}#notes")
