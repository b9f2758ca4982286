"""Write down what happened to a payment: its paper, an invoice, money that came in, a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.acceptance import actions, queries
from yinuo.acceptance.forms import InvoiceForm, PaperForm, ReceiptForm, WhyForm, cents
from yinuo.acceptance.models import Invoice, Receipt, TriggerDocument
from yinuo.acceptance.pages.money import gate
from yinuo.base import clock, dates, merge
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from yinuo.acceptance.models import PaymentMilestone
    from yinuo.acceptance.queries.money import MilestoneRow
    from yinuo.people.models import Member

KINDS = ("paper", "invoice", "receipt")


def _shown(request: HttpRequest, milestone: PaymentMilestone, form: Form, kind: str, **facts: Any) -> HttpResponse:
    known = {"project": milestone.project, "milestone": milestone, "form": form, "kind": kind, "tab": "money", **facts}
    return render(request, "acceptance/payment_record.html", known, status=merge.status(form))


def _stands(milestone: PaymentMilestone) -> MilestoneRow:
    row = queries.money.milestone(milestone.project, milestone.code, clock.today(milestone.project.time_zone))
    if row is None:
        raise Http404
    return row


def _kept(milestone: PaymentMilestone, upload: Any, *, by: Member) -> str:
    """The token of the file that was handed in, "" without one. Raises what `evidence.attach` raises."""
    if not upload:
        return ""
    kept = evidence.attach(
        upload.read(),
        project_code=milestone.project.code,
        side=Side.VENDOR,
        file_name=upload.name,
        media_type=upload.content_type or "",
        subject=actions.subject_of(milestone),
        by=by.person.name,
        at=clock.now(),
    )
    return kept.token


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """The paper is there."""
    by, milestone = gate(request, code, payment)
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        project=milestone.project,
        initial={"name": milestone.trigger_name, "signed_on": clock.today(milestone.project.time_zone)},
    )
    if form.is_valid():
        given = dict(form.cleaned_data)
        upload = given.pop("file")
        try:
            with transaction.atomic():  # a refused record leaves no file behind
                token = _kept(milestone, upload, by=by)
                actions.file_document(milestone, by=by, at=clock.now(), attachment_token=token, **given)
        except (evidence.TooLarge, evidence.NotAllowed) as refused:
            form.add_error("file", str(refused))
        except actions.NotAgreed:
            form.add_error("sheet", _("A line of this sheet is not agreed."))
        else:
            return redirect("payment", code, payment)
    return _shown(request, milestone, form, "paper")


@require_http_methods(["GET", "POST"])
def invoice(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """It was invoiced."""
    by, milestone = gate(request, code, payment)
    row = _stands(milestone)
    left = max(row.amount_cents - row.invoiced_cents, 0)
    today = clock.today(milestone.project.time_zone)
    form = InvoiceForm(
        request.POST or None, request.FILES or None, initial={"issued_on": today, "amount": f"{left / 100:.2f}"}
    )
    if form.is_valid():
        given = dict(form.cleaned_data)
        upload, amount = given.pop("file"), cents(given.pop("amount"))
        try:
            with transaction.atomic():
                token = _kept(milestone, upload, by=by)
                actions.record_invoice(
                    milestone, by=by, at=clock.now(), amount_cents=amount, attachment_token=token, **given
                )
        except (evidence.TooLarge, evidence.NotAllowed) as refused:
            form.add_error("file", str(refused))
        except actions.AlreadyThere:
            form.add_error("number", _("An invoice of this number is here already."))
        except actions.TooMuch as refused:
            form.add_error("amount", _too_much(refused, milestone))
        else:
            return redirect("payment", code, payment)
    return _shown(request, milestone, form, "invoice", row=row)


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """Money came in."""
    by, milestone = gate(request, code, payment)
    row = _stands(milestone)
    today = clock.today(milestone.project.time_zone)
    left = max(row.open_cents, 0)
    form = ReceiptForm(request.POST or None, initial={"received_on": today, "amount": f"{left / 100:.2f}"})
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.receive(milestone, by=by, at=clock.now(), amount_cents=cents(given.pop("amount")), **given)
        except actions.TooMuch as refused:
            form.add_error("amount", _too_much(refused, milestone))
        else:
            return redirect("payment", code, payment)
    return _shown(request, milestone, form, "receipt", row=row)


def _too_much(refused: actions.TooMuch, milestone: PaymentMilestone) -> str:
    left = dates.money(refused.left_cents, milestone.currency)
    return _("Of this payment only %(left)s is left. Divide the amount over the payments it is for.") % {"left": left}


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, code: str, payment: str, kind: str, pk: int) -> HttpResponse:
    """Take a wrong paper, invoice or receipt back."""
    by, milestone = gate(request, code, payment)
    if kind not in KINDS:
        raise Http404
    wrong = _wrong(milestone, kind, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.correct(wrong, by=by, at=clock.now(), why=form.cleaned_data["why"])
        except actions.AlreadyCorrected:
            raise Http404 from None
        return redirect("payment", code, payment)
    facts = {"project": milestone.project, "milestone": milestone, "wrong": wrong, "kind": kind, "form": form}
    return render(request, "acceptance/payment_correct.html", facts | {"tab": "money"}, status=merge.status(form))


def _wrong(milestone: PaymentMilestone, kind: str, pk: int) -> TriggerDocument | Invoice | Receipt:
    where = {"pk": pk, "milestone": milestone, "correction": None}
    wrong: TriggerDocument | Invoice | Receipt
    if kind == "paper":
        wrong = get_object_or_404(TriggerDocument, **where)
    elif kind == "invoice":
        wrong = get_object_or_404(Invoice, **where)
    else:
        wrong = get_object_or_404(Receipt, **where)
    wrong.milestone = milestone
    return wrong


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """Take a payment out that should not be here."""
    by, milestone = gate(request, code, payment)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.correct(milestone, by=by, at=clock.now(), why=form.cleaned_data["why"])
        except actions.InUse:
            form.add_error(None, _("A paper, an invoice or a receipt stands here. Take those back first."))
        except actions.AlreadyCorrected:
            raise Http404 from None
        else:
            return redirect("money", code)
    facts = {"project": milestone.project, "milestone": milestone, "kind": "milestone", "form": form}
    return render(request, "acceptance/payment_correct.html", facts | {"tab": "money"}, status=merge.status(form))
