"""The list of projects, a new one, its contract and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, files
from yinuo.evidence import access as evidence
from yinuo.people import access as people
from yinuo.people import actions as persons
from yinuo.projects import access, actions, queries
from yinuo.projects.forms import ContractForm, ProjectForm


@require_GET
def projects(request: HttpRequest) -> HttpResponseBase:
    """The projects I may enter."""
    member = people.member_for(request)
    facts = {"projects": queries.projects_of(member), "may_open": member.role in access.EVERYWHERE}
    return render(request, "projects/projects.html", facts)


@require_http_methods(["GET", "POST"])
def new_project(request: HttpRequest) -> HttpResponseBase:
    """Open a project: administrators and directors."""
    by = people.member_for(request)
    if by.role not in access.EVERYWHERE:
        raise Http404
    form = ProjectForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        firm, client = given.pop("firm"), given.pop("client")
        try:
            if firm:
                opened = actions.open_project(firm, by=by, at=clock.now(), **given)
            else:
                opened = actions.open_for_new(client, by=by, at=clock.now(), **given)
        except actions.AlreadyThere:
            form.add_error("code", _("This code is taken."))
        except persons.AlreadyThere:
            form.add_error("client", _("A firm of this name is already here; choose it above."))
        else:
            return redirect("project-people", opened.code)
    return render(request, "projects/project_new.html", {"form": form})


@require_GET
def contract(request: HttpRequest, code: str) -> HttpResponseBase:
    """What both firms signed before the work began."""
    member = people.member_for(request)
    project = access.project_for(member, code)
    facts = {"project": project, "contracts": queries.contracts_of(project), "may_run": access.runs(member, project)}
    return render(request, "projects/contract.html", facts)


@require_http_methods(["GET", "POST"])
def new_contract(request: HttpRequest, code: str) -> HttpResponseBase:
    """Write a signed contract down."""
    by = people.member_for(request)
    project = access.project_for(by, code)
    form = ContractForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.record_contract(
                project,
                by=by,
                number=given["number"],
                title=given["title"],
                amount_cents=form.cents(),
                currency=given["currency"],
                signed_on=given["signed_on"],
                clauses=given["clauses"],
            )
        except actions.AlreadyThere:
            form.add_error("number", _("A contract of this number is already here."))
        else:
            return redirect("contract", code)
    return render(request, "projects/contract_new.html", {"form": form, "project": project})


@require_GET
def file(request: HttpRequest, code: str, token: str) -> HttpResponseBase:
    """A file handed in on this project, for members who sit there."""
    project = access.project_for(people.member_for(request), code)
    paper = evidence.attachment(token, project_code=project.code)
    if paper is None:
        raise Http404
    return files.response(paper, evidence.document_bytes(paper.sha256))
