"""Which lines of the ledger a task serves: tie it, untie it, tie it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms.serving import ServeForm
from yinuo.delivery.pages import plan as pages
from yinuo.delivery.queries import plan as plans
from yinuo.ledger.models import Entry

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import PlannedTask
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


def _gate(request: HttpRequest, code: str, task: str) -> tuple[Member, Project, PlannedTask]:
    """The task as it stands in the newest version; a tie belongs to no version, so a published one will do."""
    member, project = pages.gate(request, code)
    row = plans.newest_row(project, task)
    if row is None:
        raise Http404
    return member, project, row


@require_http_methods(["GET", "POST"])
def serve(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """The lines that a task serves, and one more."""
    member, project, row = _gate(request, code, task)
    form = ServeForm(request.POST or None, task=row.task)
    if request.method == "POST" and form.is_valid():
        entry = get_object_or_404(Entry.objects.of(project), code=form.cleaned_data["other"])
        delivery.serve(row.task, entry, by=member, at=clock.now())
        messages.info(request, _("%(task)s now serves %(line)s.") % {"task": row.task.code, "line": entry.code})
        return redirect("plan-serve", code, task)
    lines = plans.lines_of(row.task)
    untied = Entry.objects.of(project).filter(code=request.GET.get("untied", "")).first()
    facts = {
        "project": project,
        "row": row,
        "form": form,
        "lines": lines,
        "untied": untied if untied not in lines else None,
        "tab": "plan",
    }
    return render(request, "delivery/task_serve.html", facts, status=422 if form.errors else 200)


@require_POST
def serve_no_more(request: HttpRequest, code: str, task: str, other: str) -> HttpResponse:
    """Untie a line; the page that follows offers to tie it again."""
    member, project, row = _gate(request, code, task)
    entry = get_object_or_404(Entry.objects.of(project), code=other)
    delivery.serve_no_more(row.task, entry, by=member, at=clock.now())
    return redirect(f"{reverse('plan-serve', args=[code, task])}?untied={entry.code}")
