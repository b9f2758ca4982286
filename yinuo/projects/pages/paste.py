"""Pasting a list of the client's people: first shown as understood, then taken in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yinuo.base import clock
from yinuo.people import access as people
from yinuo.people.models import Member
from yinuo.projects import access, actions
from yinuo.projects.forms import PasteForm
from yinuo.projects.models import SeatRole


@require_http_methods(["GET", "POST"])
def people_pasted(request: HttpRequest, code: str) -> HttpResponse:
    """Ten people at once."""
    by = people.member_for(request)
    project = access.project_for(by, code)
    form = PasteForm(project, request.POST or None)
    if form.is_valid() and form.is_ready() and "save" in request.POST:
        seat_pasted(form, by=by)
        return redirect("project-people", code)
    return render(request, "projects/people_paste.html", {"form": form, "project": project, **preview(form)})


def preview(form: PasteForm) -> dict[str, Any]:
    """What the table under the text shows; nothing before the text was looked at."""
    window = form.cleaned_data.get("window", "") if form.is_bound and form.is_valid() else ""
    return {
        "rows": form.rows,
        "is_ready": form.is_ready(),
        "window": window,
        "wrong": sum(1 for row in form.rows if row.wrong),
    }


def seat_pasted(form: PasteForm, *, by: Member) -> None:
    """Take the rows in; the chosen one is the window person, the others are stakeholders until somebody says more."""
    at, window = clock.now(), form.window_row()
    newcomers = [
        actions.Newcomer(
            name=row.name,
            title=row.title,
            email=row.email,
            address_as=row.address_as,
            phone=row.phone,
            role=SeatRole.WINDOW if row is window else SeatRole.STAKEHOLDER,
        )
        for row in form.rows
    ]
    actions.seat_people(
        form.project,
        newcomers,
        by=by,
        at=at,
        since=clock.today(form.project.time_zone),
        is_asked_in=form.cleaned_data["invite"] == "now",
    )
