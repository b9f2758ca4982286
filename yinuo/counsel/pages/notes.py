"""Private notes about lines of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.counsel import queries
from yinuo.counsel.forms import NoteForm
from yinuo.ledger.models import Entry
from yinuo.meetings.access import meeting_for
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


@require_http_methods(["GET", "POST"])
def meeting_notes(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """What we thought in a meeting: a page of its own, no part of minutes and memo."""
    member = member_for(request)
    meeting = meeting_for(project_for(member, code), meeting_code)
    form = NoteForm(request.POST or None, initial={"about": meeting.code})
    if form.is_valid():
        text = form.cleaned_data["text"]
        counsel.note(meeting.project, by=member, at=clock.now(), subject=meeting.code, text=text)
        return redirect("meeting-notes", meeting.project.code, meeting.code)
    facts = {
        "project": meeting.project,
        "meeting": meeting,
        "form": form,
        "notes": queries.notes_on(meeting.project, meeting.code),
        "tab": "meetings",
    }
    return render(request, "counsel/meeting_notes.html", facts, status=422 if form.errors else 200)
