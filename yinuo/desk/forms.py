"""What the register is narrowed by, read from the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.ledger import queries
from yinuo.ledger.models import EntryKind, SourceKind, State

if TYPE_CHECKING:
    from django.http import QueryDict

    from yinuo.projects.models import Project

ALL = ("", pgettext_lazy("filter", "all"))
DUE = (
    ALL,
    ("late", pgettext_lazy("filter", "late")),
    ("soon", pgettext_lazy("filter", "within 14 days")),
    ("none", pgettext_lazy("filter", "no date yet")),
)


class FilterForm(forms.Form):
    """A value that is not on offer is left out, so that an old address still opens."""

    words = forms.CharField(label=_("Words or code"), max_length=100, required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *EntryKind.choices])
    holder = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[ALL, *SourceKind.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, ("open", pgettext_lazy("filter", "open")), *State.choices]
    )
    due = forms.ChoiceField(label=_("By when"), required=False, choices=DUE)
    mine = forms.BooleanField(label=_("Looked after by me"), required=False)
    taken_in = forms.IntegerField(min_value=1, max_value=999_999, required=False, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, project: Project) -> None:
        super().__init__(query, auto_id="filter-%s")
        self.fields["holder"].choices = [  # type: ignore[attr-defined]  # a TypedChoiceField
            ALL,
            *((str(pk), name) for pk, name in queries.holders(project)),
        ]

    def filters(self) -> queries.Filters:
        """The clean values; `order` and `after` of the address besides."""
        self.is_valid()
        known: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)
        }
        order, after = str(self.data.get("order", "")), str(self.data.get("after", ""))
        return queries.Filters(
            **known,
            sort=order.lstrip("-") or "due",
            is_descending=order.startswith("-"),
            after=after if "|" in after else "",
        )
