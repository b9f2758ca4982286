"""Which milestones are put to the client, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base import dates
from yinuo.ledger.forms import SheetForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.delivery.queries.plan import MilestoneLine


class AskForm(SheetForm):
    """The head of the sheet, and its lines: milestones of the published plan."""

    milestones = forms.MultipleChoiceField(label=_("Milestones"), widget=forms.CheckboxSelectMultiple)
    field_order = ("milestones", "title", "ask", "contacts", "due_on", "authority", "tell")

    def __init__(self, *args: Any, lines: Sequence[MilestoneLine], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["milestones"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(line.code, f"{line.name} {dates.day(line.now_on)}") for line in lines]
            field.initial = [line.code for line in lines if line.signed_on != line.now_on]
