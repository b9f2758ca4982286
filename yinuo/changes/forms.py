"""What is asked of whoever writes a change down."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinuo.base.fields import DayField, FileField
from yinuo.base.merge import EditForm
from yinuo.changes.models import ChangeKind
from yinuo.ledger.forms.people import SeatedField
from yinuo.ledger.published import Sheet
from yinuo.people.models import Member
from yinuo.projects import queries as projects
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.changes.models import ChangeRequest
    from yinuo.projects.models import Project

INSIDE = [("", pgettext_lazy("inside", "not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]
MOST_DAYS = 3000


def cents(amount: Decimal) -> int:
    """An amount as hundredths."""
    return int(amount * 100)


def inside_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=gettext_lazy("Agreed inside the client"),
        choices=INSIDE,
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
        help_text=gettext_lazy("Did the departments concerned agree before it came to us?"),
    )


class _Change(forms.Form):
    """What is known of a change."""

    words = forms.CharField(
        label=gettext_lazy("What is asked for"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=ChangeKind.choices, widget=forms.RadioSelect, initial=ChangeKind.REQUIREMENT
    )
    asked_by = SeatedField(label=gettext_lazy("Asked by"))
    asked_on = DayField(label=gettext_lazy("Asked on"))
    is_agreed_inside = inside_field()
    effort_days = forms.DecimalField(
        label=gettext_lazy("Effort in person-days"), required=False, max_digits=7, decimal_places=1
    )
    schedule_days = forms.IntegerField(
        label=gettext_lazy("Schedule in days"),
        required=False,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Natural days by which the end moves; 0 when it does not."),
    )
    cost = forms.DecimalField(label=gettext_lazy("Cost"), required=False, max_digits=15, decimal_places=2)
    alternative = forms.CharField(
        label=gettext_lazy("Alternative"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What could be done instead, or given up for it."),
    )

    def seat(self, project: Project, change: ChangeRequest | None = None) -> None:
        """Offer the client's people."""
        field = self.fields["asked_by"]
        if isinstance(field, SeatedField):
            field.seat(project, ours=False, also=change.asked_by if change else None)

    def told(self) -> dict[str, Any]:
        """The values as the verbs take them; after `is_valid`."""
        values = dict(self.cleaned_data)
        cost = values.pop("cost")
        return {**values, "cost_cents": None if cost is None else cents(cost)}


class NewChangeForm(_Change):
    """A change that somebody of the client asked for."""

    is_routed = forms.BooleanField(
        label=gettext_lazy("It came through the window person"),
        required=False,
        help_text=gettext_lazy("Asked by the window person, it did."),
    )
    field_order = ("words", "kind", "asked_by", "asked_on", "is_routed", "is_agreed_inside")


class EditChangeForm(EditForm, _Change):
    """The same over what stands."""

    @staticmethod
    def initial_of(row: ChangeRequest) -> dict[str, Any]:
        """What stands now."""
        names = ("words", "kind", "asked_on", "schedule_days", "alternative")
        return {name: getattr(row, name) for name in names} | {
            "asked_by": row.asked_by_id,
            "is_agreed_inside": {None: "", True: "yes", False: "no"}[row.is_agreed_inside],
            "effort_days": None if row.effort_days is None else format(row.effort_days.normalize(), "f"),
            "cost": None if row.cost_cents is None else f"{row.cost_cents / 100:.2f}",
        }


class RouteForm(forms.Form):
    """The window person took the change up."""

    window_on = DayField(label=gettext_lazy("On"))
    is_agreed_inside = inside_field()


class StepForm(forms.Form):
    """One step on, with its reason where one is needed."""

    why = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_why: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].required = needs_why


class ApproveForm(forms.Form):
    """Who approved, when, by which means; an oral yes is none."""

    is_partly = forms.BooleanField(label=gettext_lazy("Only a part of it"), required=False)
    decided_by = forms.CharField(
        label=gettext_lazy("Approved by"),
        max_length=120,
        help_text=gettext_lazy("Name and title; of both sides where both had to."),
    )
    decided_on = DayField(label=gettext_lazy("Approved on"))
    means = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[choice for choice in Means.choices if choice[0] != Means.ORAL],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("An oral yes approves nothing."),
    )
    sheet = forms.ModelChoiceField(Sheet.objects.none(), label=gettext_lazy("Sheet"), required=False, empty_label="—")
    file = FileField(label=gettext_lazy("Copy of the paper"), required=False)
    why = forms.CharField(
        label=gettext_lazy("What exactly was approved"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["sheet"]
        field.queryset = Sheet.objects.filter(project=project).order_by("-number")  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """A part says which; a code goes with its sheet."""
        values = super().clean() or {}
        if values.get("is_partly") and not (values.get("why") or "").strip():
            self.add_error("why", _("Say which part was approved."))
        if values.get("means") == Means.CODE and not values.get("sheet"):
            self.add_error("sheet", _("A code was given on a sheet: choose it."))
        return values


class WorkForm(forms.Form):
    """Effort that went in before anybody approved."""

    member = forms.ModelChoiceField(Member.objects.none(), label=gettext_lazy("Who"), empty_label=None)
    on = DayField(label=gettext_lazy("Date"))
    effort_days = forms.DecimalField(
        label=gettext_lazy("Effort in person-days"), max_digits=6, decimal_places=1, min_value=Decimal("0.1")
    )
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        ours = [seat.person_id for seat in projects.vendor_seats(project)]
        field = self.fields["member"]
        field.queryset = Member.objects.filter(person__in=ours).select_related("person")  # type: ignore[attr-defined]  # a ModelChoiceField


class BudgetForm(forms.Form):
    """What the contract sets aside for changes."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), max_digits=15, decimal_places=2, min_value=Decimal("0.01")
    )
    why = forms.CharField(
        label=gettext_lazy("Where it is written"),
        max_length=200,
        help_text=gettext_lazy("Clause or annex of the contract."),
    )


class UseForm(forms.Form):
    """A change takes from the budget, or gives back."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        max_digits=15,
        decimal_places=2,
        help_text=gettext_lazy("Below zero gives back what was taken wrongly."),
    )
    on = DayField(label=gettext_lazy("Date"))
    why = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Nothing is no amount; giving back needs its reason."""
        values = super().clean() or {}
        amount = values.get("amount")
        if amount == 0:
            self.add_error("amount", _("Give an amount."))
        if amount is not None and amount < 0 and not (values.get("why") or "").strip():
            self.add_error("why", _("Say why it is given back."))
        return values
