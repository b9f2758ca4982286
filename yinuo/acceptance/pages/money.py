"""Payments of a project, one payment with its chain, and all projects at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.acceptance import actions, queries
from yinuo.acceptance.forms import EditMilestoneForm, NewMilestoneForm, TieForm, cents
from yinuo.acceptance.models import PaymentMilestone
from yinuo.base import clock, dates, merge
from yinuo.ledger.models import Entry
from yinuo.people.access import member_for
from yinuo.projects.access import open_to, project_for
from yinuo.projects.models import Contract

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.people.models import Member


@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """What is open on all projects I may enter, by age and by project."""
    projects = list(open_to(member_for(request)).select_related("account__firm").order_by("code"))
    today = {project.pk: clock.today(project.time_zone) for project in projects}
    rows = queries.money.milestones_of(list(today), today)
    facts = {
        "sums": queries.money.sums(rows, list(today)),
        "bands": queries.money.BANDS,
        "alerts": queries.money.attention(rows),
        "projects": [(project, [row for row in rows if row.project_id == project.pk]) for project in projects],
        "has_rows": bool(rows),
    }
    return render(request, "acceptance/everywhere.html", facts)


@require_GET
def project_money(request: HttpRequest, code: str) -> HttpResponse:
    """Every payment of the project, its sums and what is open by age."""
    project = project_for(member_for(request), code)
    today = clock.today(project.time_zone)
    rows = queries.money.milestones(project, today)
    facts = {
        "project": project,
        "rows": rows,
        "timeline": queries.timeline.timeline(rows, today),
        "sums": queries.money.sums(rows, [project.pk]),
        "bands": queries.money.BANDS,
        "alerts": queries.money.attention(rows),
        "taken_out": queries.chain.corrections(project),
    }
    return render(request, "acceptance/money.html", facts)


@require_http_methods(["GET", "POST"])
def new_milestone(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a payment of the contract."""
    by = member_for(request)
    project = project_for(by, code)
    contracts = Contract.objects.filter(project=project).order_by("signed_on", "pk")
    form = NewMilestoneForm(request.POST or None, contracts=contracts, initial={"contract": contracts.first()})
    if form.is_valid():
        given = dict(form.cleaned_data)
        contract, amount = given.pop("contract"), given.pop("amount")
        try:
            actions.add_milestone(
                contract, by=by, at=clock.now(), amount_cents=None if amount is None else cents(amount), **given
            )
        except actions.TooMuch as refused:
            left = dates.money(refused.left_cents, contract.currency)
            form.add_error("amount", _("The contract has only %(left)s left.") % {"left": left})
        else:
            return redirect("money", code)
    facts = {"project": project, "form": form, "has_contract": contracts.exists(), "tab": "money"}
    return render(request, "acceptance/payment_new.html", facts, status=merge.status(form))


def gate(request: HttpRequest, code: str, payment: str) -> tuple[Member, PaymentMilestone]:
    """The member and the payment; 404 for a foreign one, a missing one and one that was taken out."""
    member = member_for(request)
    project = project_for(member, code)
    rows = PaymentMilestone.objects.select_related("contract", "clause")
    row = get_object_or_404(rows, project=project, code=payment, correction=None)
    row.project = project
    return member, row


@require_GET
def payment(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """Why it is not paid: five links, the one that holds it up, and who sees to it."""
    _member, milestone = gate(request, code, payment)
    project = milestone.project
    row = queries.money.milestone(project, payment, clock.today(project.time_zone))
    if row is None:
        raise Http404
    facts = {"project": project, "row": row, "milestone": milestone, "chain": queries.chain.chain(project, row)}
    return render(request, "acceptance/payment.html", facts | {"tab": "money"})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """Change the terms, with the reason."""
    by, milestone = gate(request, code, payment)
    form = EditMilestoneForm(request.POST or None, initial=EditMilestoneForm.initial_of(milestone))
    if form.is_valid():
        why = form.cleaned_data["why"]
        try:
            actions.change_milestone(
                milestone, by=by, at=clock.now(), version=milestone.version, why=why, **form.terms()
            )
        except merge.Edited:
            return edit(request, code, payment)
        except actions.TooMuch as refused:
            left = dates.money(refused.left_cents, milestone.currency)
            form.add_error("amount", _("The contract has only %(left)s left.") % {"left": left})
        else:
            merge.tell(request, form)
            return redirect("payment", code, payment)
    facts = {"project": milestone.project, "milestone": milestone, "form": form, "tab": "money"}
    return render(request, "acceptance/payment_edit.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """Say which line of the ledger the payment rests on."""
    by, milestone = gate(request, code, payment)
    form = TieForm(request.POST or None, milestone=milestone)
    if form.is_valid():
        entry = get_object_or_404(Entry.objects.of(milestone.project), code=form.cleaned_data["line"])
        actions.tie(milestone, entry, by=by, at=clock.now())
        return redirect("payment", code, payment)
    facts = {"project": milestone.project, "milestone": milestone, "form": form, "tab": "money"}
    return render(request, "acceptance/payment_tie.html", facts, status=merge.status(form))


@require_POST
def untie(request: HttpRequest, code: str, payment: str, entry_code: str) -> HttpResponse:
    """Undo it."""
    by, milestone = gate(request, code, payment)
    entry = get_object_or_404(Entry.objects.of(milestone.project), code=entry_code)
    actions.untie(milestone, entry, by=by, at=clock.now())
    return redirect("payment", code, payment)
