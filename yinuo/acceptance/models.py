"""Money: when it is due, the paper that makes it due, what was invoiced and what came in. Ours alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Sheet
from yinuo.people.models import Member
from yinuo.projects.models import Contract, ContractClause, Project


class TriggerKind(models.TextChoices):
    """What kind of paper makes money due (S2-29)."""

    CONTRACT = "contract", _("contract")
    DESIGN = "design", _("design sign-off")
    ARRIVAL = "arrival", _("delivery note")
    GO_LIVE = "go_live", _("go-live confirmation")
    PRELIMINARY = "preliminary", _("preliminary acceptance")
    FINAL = "final", _("final acceptance")
    WARRANTY = "warranty", _("end of warranty")
    OTHER = "other", _("other")


class PaymentMilestone(models.Model):
    """One payment of the contract 付款节点: share, amount, the paper that makes it due, and when.

    `amount_cents` are hundredths of `currency`. Due `days_after` natural days after the day the paper was signed, else
    on `due_on`, which is also what is planned while there is no paper. Where it stands follows from its rows.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="payment_milestones")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payment_milestones")
    clause = models.ForeignKey(ContractClause, models.PROTECT, related_name="+", null=True)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("payment"), max_length=80)
    share = models.DecimalField(_("share"), max_digits=5, decimal_places=2, null=True)
    amount_cents = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    trigger_kind = models.CharField(_("kind of paper"), max_length=12, choices=TriggerKind)
    trigger_name = models.CharField(_("trigger document"), max_length=80)
    due_on = models.DateField(_("due on"))
    days_after = models.PositiveSmallIntegerField(_("days after the paper"), null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code name share amount_cents currency trigger_kind trigger_name due_on days_after at",
        person="by",
        system="id project contract clause version",
    )

    class Meta:
        db_table = "payment_milestone"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="payment_milestone_code_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_milestone_has_an_amount"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="payment_milestone_share_is_percent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PaymentMilestoneChange(models.Model):
    """The terms of a payment were changed: what stood before and after, and why."""

    milestone = models.ForeignKey(PaymentMilestone, models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    why = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="before after why at", person="by", system="id milestone")

    class Meta:
        db_table = "payment_milestone_change"

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.why}"


class PaymentMilestoneEntry(models.Model):
    """Which lines of the ledger a payment rests on: nobody signs its paper before they are fulfilled."""

    milestone = models.ForeignKey(PaymentMilestone, models.PROTECT, related_name="rests_on")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", person="by", system="id milestone entry")

    class Meta:
        db_table = "payment_milestone_entry"
        constraints = (models.UniqueConstraint(fields=["milestone", "entry"], name="payment_milestone_entry_once"),)

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.entry_id}"


class TriggerDocument(models.Model):
    """The paper that makes money due 触发单据: signed by whom and when, and where it can be seen.

    `sheet` is a sheet of the ledger whose every line was agreed; `attachment_token` a copy of a paper.
    """

    milestone = models.ForeignKey(PaymentMilestone, models.PROTECT, related_name="documents")
    name = models.CharField(_("trigger document"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    signed_by = models.CharField(_("signed by"), max_length=80, blank=True)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+", null=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="name signed_on at", person="signed_by by", system="id milestone sheet attachment_token")

    class Meta:
        db_table = "trigger_document"

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.name}"


class Invoice(models.Model):
    """An invoice for a payment, or for a part of it."""

    milestone = models.ForeignKey(PaymentMilestone, models.PROTECT, related_name="invoices")
    number = models.CharField(_("invoice number"), max_length=40)
    issued_on = models.DateField(_("issued on"))
    amount_cents = models.BigIntegerField(_("amount"))
    attachment_token = models.CharField(max_length=22, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="number issued_on amount_cents at", person="by", system="id milestone attachment_token")

    class Meta:
        db_table = "invoice"
        constraints = (models.CheckConstraint(condition=Q(amount_cents__gt=0), name="invoice_has_an_amount"),)

    def __str__(self) -> str:
        return self.number


class Receipt(models.Model):
    """Money that came in for a payment; several make up the whole."""

    milestone = models.ForeignKey(PaymentMilestone, models.PROTECT, related_name="receipts")
    received_on = models.DateField(_("received on"))
    amount_cents = models.BigIntegerField(_("amount"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="received_on amount_cents note at", person="by", system="id milestone")

    class Meta:
        db_table = "receipt"
        constraints = (models.CheckConstraint(condition=Q(amount_cents__gt=0), name="receipt_has_an_amount"),)

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.received_on}"


class MoneyCorrection(models.Model):
    """A wrong record of money was taken back, with the reason; the right one is written anew. Names exactly one."""

    milestone = models.OneToOneField(PaymentMilestone, models.PROTECT, related_name="correction", null=True)
    document = models.OneToOneField(TriggerDocument, models.PROTECT, related_name="correction", null=True)
    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="correction", null=True)
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="correction", null=True)
    why = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="why at", person="by", system="id milestone document invoice receipt")

    class Meta:
        db_table = "money_correction"
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(milestone__isnull=False, document=None, invoice=None, receipt=None)
                    | Q(milestone=None, document__isnull=False, invoice=None, receipt=None)
                    | Q(milestone=None, document=None, invoice__isnull=False, receipt=None)
                    | Q(milestone=None, document=None, invoice=None, receipt__isnull=False)
                ),
                name="money_correction_names_one",
            ),
        )

    def __str__(self) -> str:
        return self.why
