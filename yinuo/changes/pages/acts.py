"""What happens to a change: taken up by the window person, stepped on, approved, begun too early, paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock, dates, merge
from yinuo.changes import actions, queries
from yinuo.changes.actions.steps import NEEDS_WHY, NEXT
from yinuo.changes.forms import ApproveForm, RouteForm, StepForm, UseForm, WorkForm, cents
from yinuo.changes.models import ChangeState
from yinuo.changes.pages.register import gate
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from yinuo.changes.models import ChangeRequest
    from yinuo.people.models import Member


def _shown(request: HttpRequest, change: ChangeRequest, form: Form, act: str, **facts: Any) -> HttpResponse:
    known = {"project": change.project, "change": change, "form": form, "act": act, "tab": "changes", **facts}
    return render(request, "changes/change_act.html", known, status=merge.status(form))


def _home(change: ChangeRequest) -> HttpResponse:
    return redirect("change", change.project.code, change.code)


def _not_now(request: HttpRequest, refused: actions.WrongState) -> None:
    messages.error(
        request,
        _("This cannot be done while the change is “%(state)s”.") % {"state": ChangeState(refused.state).label},
    )


@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """The window person took it up."""
    by, asked = gate(request, code, change)
    window = projects.window_seat(asked.project)
    if window is None:
        messages.error(request, _("The client has no window person here yet. Give somebody that seat first."))
        return _home(asked)
    form = RouteForm(request.POST or None, initial={"window_on": clock.today(asked.project.time_zone)})
    if form.is_valid():
        actions.route(asked, by=by, at=clock.now(), window_by=window.person, **form.cleaned_data)
        return _home(asked)
    return _shown(request, asked, form, "window", window=window.person.name)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, change: str, state: str) -> HttpResponse:
    """One step on."""
    by, asked = gate(request, code, change)
    if state not in {wanted.value for wanted in NEXT}:
        raise Http404
    wanted = ChangeState(state)
    # A step without a reason is a form without a field: an empty body is one too.
    form = StepForm(request.POST if request.method == "POST" else None, needs_why=wanted in NEEDS_WHY)
    if form.is_valid():
        try:
            actions.step(asked, by=by, at=clock.now(), state=wanted, why=form.cleaned_data["why"])
        except actions.WrongState as refused:
            _not_now(request, refused)
        return _home(asked)
    return _shown(request, asked, form, "step", state=wanted.label)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """Somebody approved it, or a part of it."""
    by, asked = gate(request, code, change)
    today = clock.today(asked.project.time_zone)
    form = ApproveForm(
        request.POST or None, request.FILES or None, project=asked.project, initial={"decided_on": today}
    )
    if form.is_valid():
        try:
            with transaction.atomic():  # a refused approval leaves no file behind
                _approve(asked, form, by=by)
        except (evidence.TooLarge, evidence.NotAllowed) as refused_file:
            form.add_error("file", str(refused_file))
        except actions.WrongState as refused:
            _not_now(request, refused)
            return _home(asked)
        else:
            return _home(asked)
    return _shown(request, asked, form, "approve")


def _approve(change: ChangeRequest, form: ApproveForm, *, by: Member) -> None:
    given = dict(form.cleaned_data)
    upload, token, now = given.pop("file"), "", clock.now()
    if upload:
        token = evidence.attach(
            upload.read(),
            project_code=change.project.code,
            side=Side.VENDOR,
            file_name=upload.name,
            media_type=upload.content_type or "",
            subject=actions.subject_of(change),
            by=by.person.name,
            at=now,
        ).token
    actions.approve(change, by=by, at=now, attachment_token=token, **given)


@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """Effort that went in before anybody approved."""
    by, asked = gate(request, code, change)
    form = WorkForm(
        request.POST or None,
        project=asked.project,
        initial={"on": clock.today(asked.project.time_zone), "member": by.pk},
    )
    if form.is_valid():
        try:
            actions.note_work(asked, by=by, at=clock.now(), **form.cleaned_data)
        except actions.WrongState as refused:
            _not_now(request, refused)
        return _home(asked)
    return _shown(request, asked, form, "work")


@require_http_methods(["GET", "POST"])
def use_budget(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """It takes from the budget, or gives back."""
    by, asked = gate(request, code, change)
    line = queries.budget.budget(asked.project)
    if line is None:
        messages.error(request, _("The project has no budget for changes yet."))
        return redirect("change-budget", code)
    form = UseForm(request.POST or None, initial={"on": clock.today(asked.project.time_zone)})
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.use_budget(asked, by=by, at=clock.now(), amount_cents=cents(given.pop("amount")), **given)
        except actions.TooMuch as refused:
            left = dates.money(refused.left_cents, line.currency)
            form.add_error("amount", _("There is only %(left)s.") % {"left": left})
        else:
            return _home(asked)
    return _shown(request, asked, form, "budget", budget=line)
