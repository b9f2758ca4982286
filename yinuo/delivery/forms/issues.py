"""What is typed about an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.fields import DayField
from yinuo.base.merge import EditForm
from yinuo.base.sides import OwnerSide
from yinuo.delivery.forms.owners import OwnedForm
from yinuo.delivery.models import IssueState, Severity
from yinuo.delivery.queries.issues import IssueFilters, task_choices
from yinuo.ledger.models import Entry

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from yinuo.delivery.models import Issue

MOST_PAGES = 10_000
ALL = ("", pgettext_lazy("filter", "all"))
DUE = (ALL, ("late", pgettext_lazy("filter", "late")), ("none", pgettext_lazy("filter", "no date yet")))
STATES = (("live", pgettext_lazy("filter", "open")), *IssueState.choices)


class IssueForm(OwnedForm):
    """One row of the list."""

    field_order = ("what", "side", "owner", "due_on", "severity", "raised_by", "raised_on")
    what = forms.CharField(label=_("What"), max_length=500, widget=forms.TextInput)
    due_on = DayField(label=_("By when"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices, initial=Severity.MIDDLE)
    raised_by = forms.CharField(
        label=_("Raised by"), max_length=80, widget=forms.TextInput(attrs={"list": "seated-names"})
    )
    raised_on = DayField(label=_("Raised on"))


class NewIssueForm(IssueForm):
    """One row that is new: raised today by whoever writes it, unless said otherwise."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("raised_by", "raised_on"):
            self.fields[name].required = False
        self.fields["what"].widget.attrs["data-key"] = "n"

    def clean(self) -> dict[str, Any]:
        """Who and when, if nobody said."""
        values = super().clean()
        return values | {name: values.get(name) or self.initial[name] for name in ("raised_by", "raised_on")}


class IssueEditForm(IssueForm, EditForm):
    """One row that stands."""

    @staticmethod
    def initial_of(issue: Issue) -> dict[str, Any]:
        """What stands now."""
        names = ("what", "side", "due_on", "severity", "raised_by", "raised_on")
        return {"owner": issue.owner_name, **{name: getattr(issue, name) for name in names}}


class AnswerForm(forms.Form):
    """What we answer."""

    text = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class TellIssueForm(forms.Form):
    """The words that the client will read; ours stay as they are."""

    what = forms.CharField(label=_("What"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    answer = forms.CharField(
        label=_("Answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndForm(forms.Form):
    """The reason of a change of state; closing may go without."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, act: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if act == "closing":
            self.fields["why"].required = False
            self.fields["why"].label = _("How both sides know that it is settled")


class IssueLinkForm(forms.Form):
    """One line of the ledger, or one task of the plan, by its code."""

    other = forms.ChoiceField(label=_("Line of the ledger or task of the plan"))

    def __init__(self, *args: Any, issue: Issue, **options: Any) -> None:
        super().__init__(*args, **options)
        tied = issue.links.values("entry")
        rows = Entry.objects.of(issue.project).filter(is_undone=False).exclude(pk__in=tied).order_by("code")
        found = [(code, f"{code} {words[:60]}") for code, words in rows.values_list("code", "words")]
        tasks = [(code, f"{code} {name[:60]}") for code, name in task_choices(issue)]
        self.fields["other"].choices = [("", "—"), *found, *tasks]  # type: ignore[attr-defined]  # a ChoiceField


class IssueFilterForm(forms.Form):
    """A value that is not on offer is left out, so that an old address still opens."""

    words = forms.CharField(label=_("Words or code"), max_length=100, required=False, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *STATES])
    side = forms.ChoiceField(label=_("Whose turn"), required=False, choices=[ALL, *OwnerSide.choices])
    severity = forms.ChoiceField(label=_("Severity"), required=False, choices=[ALL, *Severity.choices])
    due = forms.ChoiceField(label=_("By when"), required=False, choices=DUE)
    mine = forms.BooleanField(label=_("Mine"), required=False)

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, auto_id="filter-%s")

    def filters(self) -> IssueFilters:
        """The clean values; `order` and `page` of the address besides."""
        self.is_valid()
        known: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)
        }
        order, page = str(self.data.get("order", "")), str(self.data.get("page", ""))
        number = int(page) if page.isdecimal() and page.isascii() and len(page) < 6 else 1  # noqa: PLR2004  # MOST_PAGES
        return IssueFilters(
            **known,
            sort=order.lstrip("-") or "due",
            is_descending=order.startswith("-"),
            page=min(max(1, number), MOST_PAGES),
        )


def new_row(name: str, today: date) -> dict[str, Any]:
    """What a new row begins with: raised today by whoever writes it."""
    return {"severity": Severity.MIDDLE, "raised_by": name, "raised_on": today, "side": ""}
