"""Who sits on a project: a seat, its end, its right to sign."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.base.merge import EditForm
from yinuo.people.forms import ContactForm
from yinuo.people.models import FirmKind, Person
from yinuo.projects.forms.project import day_field
from yinuo.projects.models import Project, Seat, SeatRole

CLIENT_ROLES = [(role.value, role.label) for role in Seat.ON_CLIENT_SIDE]


class SigningForm(forms.Form):
    """Whether somebody signs for the client, and up to how much."""

    may_sign = forms.BooleanField(label=gettext_lazy("May sign for the client"), required=False)
    limit = forms.DecimalField(
        label=gettext_lazy("Signs up to"),
        required=False,
        max_digits=15,
        decimal_places=2,
        min_value=Decimal("0.01"),
        help_text=gettext_lazy("In the contract's currency; empty is no limit."),
    )

    def limit_cents(self) -> int | None:
        """The limit in cents; only after `is_valid`."""
        limit: Decimal | None = self.cleaned_data["limit"]
        return None if limit is None else int(limit * 100)


class EditSigningForm(EditForm, SigningForm):
    """The same over what stands."""


class NewContactForm(SigningForm, ContactForm):
    """A person of the client's, new here, with a seat."""

    role = forms.ChoiceField(label=gettext_lazy("Project role"), choices=CLIENT_ROLES, widget=forms.RadioSelect)
    since = day_field(gettext_lazy("Since"))
    field_order = ("name", "title", "address_as", "email", "phone", "role", "since", "may_sign", "limit")

    def contact(self) -> dict[str, str]:
        """The part that describes the person."""
        return {name: self.cleaned_data[name] for name in ContactForm.base_fields}


class SeatForm(SigningForm):
    """Somebody known, of either side, takes a seat."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Who"), empty_label="—")
    role = forms.ChoiceField(label=gettext_lazy("Project role"), choices=SeatRole.choices, widget=forms.RadioSelect)
    since = day_field(gettext_lazy("Since"))
    field_order = ("person", "role", "since", "may_sign", "limit")

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sitting = Seat.objects.filter(project=project, until=None).values("person_id")
        may = (
            Q(member__isnull=False) | Q(contact__firm=project.account.firm_id) | Q(contact__firm__kind=FirmKind.PARTNER)
        )
        people = Person.objects.filter(may, is_active=True).exclude(pk__in=sitting).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField


class EndForm(forms.Form):
    """The last day of a seat."""

    until = day_field(gettext_lazy("Until"))

    def __init__(self, seat: Seat, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until < self.seat.since:
            raise forms.ValidationError(_("A seat cannot end before it began."))
        return until
