"""Put lines on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.fields import FileField
from yinuo.base.merge import EditForm
from yinuo.ledger.forms.people import DayField
from yinuo.ledger.published import Authority
from yinuo.people.models import Contact
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from datetime import date

    from yinuo.projects.models import Project


class SheetForm(forms.Form):
    """Head of a sheet; its lines are chosen beside it."""

    title = forms.CharField(label=_("Heading"), max_length=160)
    ask = forms.CharField(label=_("What we ask"), max_length=300, help_text=_("One sentence the client reads first."))
    contacts = forms.TypedMultipleChoiceField(label=_("Who is asked"), coerce=int, widget=forms.CheckboxSelectMultiple)
    due_on = DayField(label=_("Answer by"))
    authority = forms.ChoiceField(
        label=_("Authority needed"),
        choices=Authority.choices,
        widget=forms.RadioSelect,
        initial=Authority.WINDOW,
        help_text=_("If a signatory is needed and only the window person confirms, it is shown so."),
    )
    tell = forms.BooleanField(
        label=_("Send it by mail now"), required=False, help_text=_("Otherwise copy the link or print it afterwards.")
    )

    def __init__(self, *args: Any, project: Project, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        seats = projects.client_seats(project)
        field = self.fields["contacts"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(seat.person_id), f"{seat.person.name} · {seat.get_role_display()}") for seat in seats]

    def clean_due_on(self) -> date:
        """Nobody can answer before today."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return due_on

    def people(self) -> list[Contact]:
        """The contacts chosen; call after `is_valid`."""
        return list(
            Contact.objects.select_related("person").filter(person__in=self.cleaned_data["contacts"]).order_by("id")
        )


class DeadlineForm(EditForm):
    """A new day to answer by."""

    due_on = DayField(label=_("Answer by"))


class DocxForm(forms.Form):
    """The sheet as it came back from Word."""

    file = FileField(label=_("The changed sheet"), widget=forms.ClearableFileInput(attrs={"accept": ".docx"}))

    def __init__(self, *args: Any, is_kept: bool = False, **options: Any) -> None:
        """`is_kept`: the file came at the step before."""
        super().__init__(*args, **options)
        self.fields["file"].required = not is_kept
