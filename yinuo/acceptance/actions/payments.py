"""File the paper that makes money due, invoice it, receive it, take a wrong record back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from yinuo.acceptance.actions.milestones import NotAgreed, TooMuch, record
from yinuo.acceptance.models import Invoice, MoneyCorrection, PaymentMilestone, Receipt, TriggerDocument
from yinuo.evidence.actions import Personal
from yinuo.ledger.published import SheetLine

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member

Correctable = PaymentMilestone | TriggerDocument | Invoice | Receipt
FIELDS = {PaymentMilestone: "milestone", TriggerDocument: "document", Invoice: "invoice", Receipt: "receipt"}


class AlreadyThere(ValueError):
    """An invoice of this number stands already."""


class AlreadyCorrected(ValueError):
    """The record was taken back before."""


class InUse(ValueError):
    """A payment with a paper, an invoice or a receipt is not taken out: take those back first."""


def _locked(milestone: PaymentMilestone) -> None:
    """Two who write down money of one payment wait for each other; AlreadyCorrected for one that was taken out."""
    PaymentMilestone.objects.select_for_update().get(pk=milestone.pk)
    if MoneyCorrection.objects.filter(milestone=milestone).exists():
        raise AlreadyCorrected(milestone.code)


@transaction.atomic
def file_document(
    milestone: PaymentMilestone,
    *,
    by: Member,
    at: datetime,
    name: str,
    signed_on: date,
    signed_by: str = "",
    sheet: Sheet | None = None,
    attachment_token: str = "",
) -> TriggerDocument:
    """Write down that the paper is there which makes the payment due.

    A sheet counts when its every line is agreed; raises NotAgreed otherwise, AlreadyCorrected for a payment taken out.
    """
    _locked(milestone)
    if sheet is not None and not is_agreed(sheet, milestone):
        raise NotAgreed(sheet.number)
    row = TriggerDocument.objects.create(
        milestone=milestone,
        name=name,
        signed_on=signed_on,
        signed_by=signed_by,
        sheet=sheet,
        attachment_token=attachment_token,
        by=by,
        at=at,
    )
    facts = {
        "name": name,
        "signed_on": signed_on,
        "signed_by": Personal(f"signer:{row.pk}", signed_by),
        "sheet": sheet.number if sheet else None,
    }
    record("acceptance.file_document", milestone, by=by, at=at, facts=facts, rows=[row])
    return row


def is_agreed(sheet: Sheet, milestone: PaymentMilestone) -> bool:
    """Whether the sheet is of the same project and its every line is agreed."""
    lines = SheetLine.objects.filter(sheet=sheet)
    return sheet.project_id == milestone.project_id and lines.exists() and not lines.filter(agreement=None).exists()


@transaction.atomic
def record_invoice(
    milestone: PaymentMilestone,
    *,
    by: Member,
    at: datetime,
    number: str,
    issued_on: date,
    amount_cents: int,
    attachment_token: str = "",
) -> Invoice:
    """Write down an invoice, over the whole or a part. Raises AlreadyThere, TooMuch, AlreadyCorrected."""
    _locked(milestone)
    standing = Invoice.objects.filter(correction=None)
    if standing.filter(milestone__project=milestone.project_id, number=number).exists():
        raise AlreadyThere(number)
    _check_open(milestone, amount_cents, standing.filter(milestone=milestone).aggregate(sum=Sum("amount_cents"))["sum"])
    row = Invoice.objects.create(
        milestone=milestone,
        number=number,
        issued_on=issued_on,
        amount_cents=amount_cents,
        attachment_token=attachment_token,
        by=by,
        at=at,
    )
    facts = {"number": number, "issued_on": issued_on, "amount_cents": amount_cents}
    record("acceptance.invoice", milestone, by=by, at=at, facts=facts, rows=[row])
    return row


@transaction.atomic
def receive(
    milestone: PaymentMilestone, *, by: Member, at: datetime, received_on: date, amount_cents: int, note: str = ""
) -> Receipt:
    """Write down money that came in, the whole or a part. Raises TooMuch, AlreadyCorrected."""
    _locked(milestone)
    standing = Receipt.objects.filter(milestone=milestone, correction=None)
    _check_open(milestone, amount_cents, standing.aggregate(sum=Sum("amount_cents"))["sum"])
    row = Receipt.objects.create(
        milestone=milestone, received_on=received_on, amount_cents=amount_cents, note=note, by=by, at=at
    )
    facts = {"received_on": received_on, "amount_cents": amount_cents, "note": note}
    record("acceptance.receive", milestone, by=by, at=at, facts=facts, rows=[row])
    return row


def _check_open(milestone: PaymentMilestone, amount_cents: int, done: int | None) -> None:
    left = milestone.amount_cents - int(done or 0)
    if amount_cents > left:
        raise TooMuch(left)


@transaction.atomic
def correct(wrong: Correctable, *, by: Member, at: datetime, why: str) -> MoneyCorrection:
    """Take a wrong record back, with the reason; it stays to be read and counts no more.

    Raises AlreadyCorrected, and InUse for a payment that still has a paper, an invoice or a receipt.
    """
    milestone = wrong if isinstance(wrong, PaymentMilestone) else wrong.milestone
    PaymentMilestone.objects.select_for_update().get(pk=milestone.pk)
    kind = FIELDS[type(wrong)]
    if MoneyCorrection.objects.filter(**{kind: wrong}).exists():
        raise AlreadyCorrected(str(wrong))
    if isinstance(wrong, PaymentMilestone) and _is_in_use(wrong):
        raise InUse(wrong.code)
    row = MoneyCorrection.objects.create(**{kind: wrong}, why=why, by=by, at=at)
    record("acceptance.correct", milestone, by=by, at=at, facts={"what": kind, "of": wrong.pk, "why": why}, rows=[row])
    return row


def _is_in_use(milestone: PaymentMilestone) -> bool:
    return any(
        rows.filter(correction=None).exists() for rows in (milestone.documents, milestone.invoices, milestone.receipts)
    )
