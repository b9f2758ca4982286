"""The first start, steps 2 and 3: the first project and the client's people. Each step is open only in its turn."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock
from yinuo.people import access as people
from yinuo.people import actions as persons
from yinuo.projects import access, actions, queries
from yinuo.projects.forms import FirstProjectForm, PasteForm
from yinuo.projects.pages.paste import preview, seat_pasted


@require_http_methods(["GET", "POST"])
def project(request: HttpRequest) -> HttpResponse:
    """Step 2: the client firm and the first project, led by whoever fills this in."""
    by = people.administrator_for(request)
    if queries.has_projects():
        raise Http404
    form = FirstProjectForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            opened = actions.open_for_new(by=by, at=clock.now(), manager=by, **given)
        except persons.AlreadyThere:
            form.add_error("client", _("A firm of this name is already here."))
        else:
            return redirect("start-people", opened.code)
    return render(request, "projects/start_project.html", {"form": form})


@require_http_methods(["GET", "POST"])
def client_people(request: HttpRequest, code: str) -> HttpResponse:
    """Step 3: the client's people, pasted. Open until somebody of theirs has a seat."""
    by = people.administrator_for(request)
    first = access.project_for(by, code)
    if queries.client_seats(first):
        raise Http404
    form = PasteForm(first, request.POST or None)
    if form.is_valid() and form.is_ready() and "save" in request.POST:
        seat_pasted(form, by=by)
        return redirect("project", code)
    facts = {"form": form, "first": first, "is_start": True, **preview(form)}
    return render(request, "projects/start_people.html", facts)
