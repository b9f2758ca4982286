"""What is asked of whoever writes money down."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.acceptance.models import TriggerKind
from yinuo.base.fields import DayField, FileField
from yinuo.base.merge import EditForm
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Sheet, SheetLine
from yinuo.projects.models import Contract

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.acceptance.models import PaymentMilestone
    from yinuo.projects.models import Project

MOST_DAYS = 1000


class AmountField(forms.DecimalField):
    """An amount of money with two decimals, above zero."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=15, decimal_places=2, min_value=Decimal("0.01"), **options)


def cents(amount: Decimal) -> int:
    """An amount as hundredths."""
    return int(amount * 100)


class _Terms(forms.Form):
    """The terms of a payment, as they stand in the contract."""

    name = forms.CharField(label=gettext_lazy("Payment"), max_length=80)
    share = forms.DecimalField(
        label=gettext_lazy("Share in %"),
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
    )
    trigger_kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"), choices=TriggerKind.choices)
    trigger_name = forms.CharField(
        label=gettext_lazy("Trigger document"),
        max_length=80,
        help_text=gettext_lazy("As the contract calls it. Without this paper nothing is due."),
    )
    due_on = DayField(
        label=gettext_lazy("Due on"), help_text=gettext_lazy("The day of the contract, or the day you plan with.")
    )
    days_after = forms.IntegerField(
        label=gettext_lazy("Days after the paper"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Natural days. Once the paper is signed, the day is counted from it."),
    )


class NewMilestoneForm(_Terms):
    """A payment of a contract."""

    contract = forms.ModelChoiceField(Contract.objects.none(), label=gettext_lazy("Contract"), empty_label=None)
    amount = AmountField(
        label=gettext_lazy("Amount"), required=False, help_text=gettext_lazy("Empty: the share of the contract.")
    )
    field_order = ("contract", "name", "share", "amount", "trigger_kind", "trigger_name", "due_on", "days_after")

    def __init__(self, *args: Any, contracts: QuerySet[Contract], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["contract"]
        field.queryset = contracts  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """One of share and amount is needed."""
        values = super().clean() or {}
        if "share" in values and "amount" in values and values["share"] is None and values["amount"] is None:
            self.add_error("share", _("Give the share or the amount."))
        return values


class EditMilestoneForm(EditForm, _Terms):
    """The same over what stands, with the reason for the change."""

    amount = AmountField(label=gettext_lazy("Amount"))
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Where the new terms are written."),
    )
    field_order = ("name", "share", "amount", "trigger_kind", "trigger_name", "due_on", "days_after", "why")

    @staticmethod
    def initial_of(row: PaymentMilestone) -> dict[str, Any]:
        """What stands now."""
        return {
            "name": row.name,
            "share": None if row.share is None else format(row.share.normalize(), "f"),
            "amount": f"{row.amount_cents / 100:.2f}",
            "trigger_kind": row.trigger_kind,
            "trigger_name": row.trigger_name,
            "due_on": row.due_on,
            "days_after": row.days_after,
        }

    def terms(self) -> dict[str, Any]:
        """The terms as the verb takes them; after `is_valid`."""
        values = dict(self.cleaned_data)
        values.pop("why")
        return {"amount_cents": cents(values.pop("amount")), **values}


class PaperForm(forms.Form):
    """The paper that makes the payment due: a sheet that was agreed, or a copy."""

    name = forms.CharField(label=gettext_lazy("Trigger document"), max_length=80)
    signed_on = DayField(label=gettext_lazy("Signed on"))
    signed_by = forms.CharField(label=gettext_lazy("Signed by"), required=False, max_length=80)
    sheet = forms.ModelChoiceField(
        Sheet.objects.none(),
        label=gettext_lazy("Sheet"),
        required=False,
        empty_label="—",
        help_text=gettext_lazy("Only sheets whose every line is agreed."),
    )
    file = FileField(
        label=gettext_lazy("Copy of the paper"), required=False, help_text=gettext_lazy("A photo, a scan or a PDF.")
    )

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        lines = SheetLine.objects.filter(sheet=OuterRef("pk"))
        agreed = Sheet.objects.filter(Exists(lines), ~Exists(lines.filter(agreement=None)), project=project)
        field = self.fields["sheet"]
        field.queryset = agreed.order_by("-number")  # type: ignore[attr-defined]  # a ModelChoiceField


class InvoiceForm(forms.Form):
    """An invoice, over the whole or a part."""

    number = forms.CharField(label=gettext_lazy("Invoice number"), max_length=40)
    issued_on = DayField(label=gettext_lazy("Issued on"))
    amount = AmountField(label=gettext_lazy("Amount"))
    file = FileField(label=gettext_lazy("Copy of the invoice"), required=False)


class ReceiptForm(forms.Form):
    """Money that came in, the whole or a part."""

    received_on = DayField(label=gettext_lazy("Received on"))
    amount = AmountField(label=gettext_lazy("Amount"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=200, help_text=gettext_lazy("Such as the bank's number.")
    )


class WhyForm(forms.Form):
    """The reason of a correction."""

    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TieForm(forms.Form):
    """A line of the ledger that the payment rests on."""

    line = forms.ChoiceField(label=gettext_lazy("Line"))

    def __init__(self, *args: Any, milestone: PaymentMilestone, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Entry.objects.of(milestone.project).exclude(pk__in=milestone.rests_on.values("entry_id"))
        choices = [(code, f"{code} {words}") for code, words in rows.order_by("code").values_list("code", "words")]
        field = self.fields["line"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *choices]
