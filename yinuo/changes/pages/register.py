"""The register of changes, one change, and the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, merge
from yinuo.changes import actions, queries
from yinuo.changes.actions.steps import NEXT
from yinuo.changes.forms import BudgetForm, EditChangeForm, NewChangeForm, cents
from yinuo.changes.models import ChangeRequest, ChangeState
from yinuo.people.access import member_for
from yinuo.projects import queries as projects
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.changes.queries.requests import ChangeRow
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

ORDER = (
    *(ChangeState.ASSESSING, ChangeState.ASSESSED, ChangeState.ESCALATED, ChangeState.IN_WORK, ChangeState.DONE),
    *(ChangeState.DECLINED, ChangeState.CLOSED),
)
"""Steps as a page offers them, the likeliest first."""


@require_GET
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """Every change of the project, the budget, and what needs somebody."""
    project = project_for(member_for(request), code)
    rows = queries.requests.listed(project)
    line = queries.budget.budget(project)
    unrouted = queries.requests.unrouted(rows, clock.today(project.time_zone))
    facts = {
        "project": project,
        "rows": rows,
        "pending": queries.requests.pending(rows),
        "unrouted": [one for one in unrouted if not one.row.has_ended],
        "early": queries.requests.early(rows),
        "budget": line,
        "budget_alert": queries.budget.alert(line),
    }
    return render(request, "changes/changes.html", facts)


@require_http_methods(["GET", "POST"])
def new_change(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what the client asks to be changed."""
    by = member_for(request)
    project = project_for(by, code)
    form = NewChangeForm(request.POST or None, initial={"asked_on": clock.today(project.time_zone)})
    form.seat(project)
    if form.is_valid():
        given = form.told()
        window = projects.window_seat(project) if given.pop("is_routed") else None
        row = actions.ask(project, by=by, at=clock.now(), window_by=window.person if window else None, **given)
        return redirect("change", code, row.code)
    facts = {"project": project, "form": form, "tab": "changes", "has_people": bool(projects.client_seats(project))}
    return render(request, "changes/change_new.html", facts, status=merge.status(form))


def gate(request: HttpRequest, code: str, change: str) -> tuple[Member, ChangeRequest]:
    """The member and the change; the same 404 for a foreign one and a missing one."""
    member = member_for(request)
    project = project_for(member, code)
    row = get_object_or_404(ChangeRequest.objects.select_related("asked_by", "window_by"), project=project, code=change)
    row.project = project
    return member, row


def stands(project: Project, code: str) -> ChangeRow:
    """The change as it stands; 404 where there is none."""
    row = queries.requests.change(project, code)
    if row is None:
        raise Http404
    return row


@require_GET
def change(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """One change: what it takes, who decides, every step, and what is not decided yet."""
    _member, asked = gate(request, code, change)
    project = asked.project
    row = stands(project, change)
    steps = [(state, str(state.label)) for state in ORDER if row.state in NEXT[state] and row.state != state]
    facts = {
        "project": project,
        "change": asked,
        "row": row,
        "steps": steps,
        "is_unrouted": row.window_on is None,
        "history": asked.steps.select_related("by__person", "sheet").order_by("-pk"),
        "work": [
            {"row": one, "text": queries.requests.person_days(one.effort_days)}
            for one in asked.work_before.select_related("member__person").order_by("on", "pk")
        ],
        "uses": asked.budget_uses.select_related("by__person").order_by("on", "pk"),
        "undecided": _undecided(row),
        "tab": "changes",
    }
    return render(request, "changes/change.html", facts)


def _undecided(row: ChangeRow) -> str:
    """What nobody has said yet, in words."""
    if row.state in ChangeState.ended():
        return ""
    missing = (
        (row.window_on is None, _("whether the window person takes it up")),
        (row.is_agreed_inside is None, _("whether the client agreed on it inside")),
        (row.effort_days is None, _("the effort")),
        (row.schedule_days is None, _("what it does to the schedule")),
        (row.cost_cents is None and not row.used_cents, _("who pays for it")),
        (not row.was_approved, _("who approves it")),
    )
    return _(", ").join(words for is_missing, words in missing if is_missing)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, change: str) -> HttpResponse:
    """Fill in what is known; an edit that came first is shown, never overwritten."""
    by, asked = gate(request, code, change)
    form = EditChangeForm(request.POST or None, initial=EditChangeForm.initial_of(asked))
    form.seat(asked.project, asked)
    if form.is_valid():
        try:
            actions.edit(asked, by=by, at=clock.now(), version=asked.version, **form.told())
        except merge.Edited:
            return edit(request, code, change)
        merge.tell(request, form)
        return redirect("change", code, change)
    facts = {"project": asked.project, "change": asked, "form": form, "tab": "changes"}
    return render(request, "changes/change_edit.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def set_budget(request: HttpRequest, code: str) -> HttpResponse:
    """What the contract sets aside for changes."""
    by = member_for(request)
    project = project_for(by, code)
    contracts = projects.contracts_of(project)
    form = BudgetForm(request.POST or None)
    if form.is_valid():
        currency = contracts[0].currency if contracts else "CNY"
        amount = cents(form.cleaned_data["amount"])
        why = form.cleaned_data["why"]
        actions.set_budget(project, by=by, at=clock.now(), amount_cents=amount, currency=currency, why=why)
        return redirect("changes", code)
    facts = {"project": project, "form": form, "tab": "changes"}
    return render(request, "changes/budget_set.html", facts, status=merge.status(form))
