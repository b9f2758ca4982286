"""A project, and the contract it rests on."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yinuo.base import clock
from yinuo.base.fields import DayField
from yinuo.people.models import Firm, FirmKind, Member
from yinuo.projects.actions import CODE

ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Tokyo", "Asia/Singapore", "Europe/Berlin", "UTC")
CURRENCIES = ("CNY", "HKD", "TWD", "JPY", "USD", "EUR")
CLAUSE = re.compile(r"(?P<number>[第]?[\w.．-]{1,19}[条款]?)[\s、:：]+(?P<text>\S.*)")


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, typed or picked."""
    return DayField(label=label, **more)


class _Project(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=20, help_text=gettext_lazy("Short and for good, such as P1.")
    )
    name = forms.CharField(label=gettext_lazy("Project"), max_length=120)
    started_on = day_field(gettext_lazy("Started on"), initial=lambda: clock.today(ZONES[0]))
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=40,
        initial=ZONES[0],
        help_text=gettext_lazy("Due days are days there, such as Asia/Shanghai."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its papers"),
        choices=settings.LANGUAGES,
        initial=lambda: get_language() or "zh-hans",
        widget=forms.RadioSelect,
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip().upper()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Use capital letters, digits and hyphens, a letter first."))
        return code

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("No such time zone. An example: Asia/Shanghai."))
        return zone


class FirstProjectForm(_Project):
    """The first start, step 2: the client is named along with the project, and the project is mine."""

    client = forms.CharField(label=gettext_lazy("Client firm"), max_length=120)
    field_order = ("client", "code", "name", "started_on", "time_zone", "language")


class ProjectForm(_Project):
    """A further project, for a known client or a new one."""

    firm = forms.ModelChoiceField(
        Firm.objects.none(), label=gettext_lazy("Client firm"), required=False, empty_label="—"
    )
    client = forms.CharField(label=gettext_lazy("or a new client firm"), max_length=120, required=False)
    manager = forms.ModelChoiceField(Member.objects.none(), label=gettext_lazy("Project manager"), empty_label="—")
    field_order = ("firm", "client", "code", "name", "manager", "started_on", "time_zone", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        firms, members = self.fields["firm"], self.fields["manager"]
        firms.queryset = Firm.objects.filter(kind=FirmKind.CLIENT).order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
        members.queryset = Member.objects.filter(person__is_active=True).select_related("person")  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("firm")) == bool((cleaned.get("client") or "").strip()) and "firm" not in self.errors:
            self.add_error("firm", _("Choose a client firm, or name a new one."))
        return cleaned


class ContractForm(forms.Form):
    """A signed contract with its clauses, one a line."""

    number = forms.CharField(label=gettext_lazy("Contract number"), max_length=60)
    title = forms.CharField(label=pgettext_lazy("contract", "Title"), max_length=120, required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), max_digits=15, decimal_places=2, min_value=Decimal(0), localize=False
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(code, code) for code in CURRENCIES])
    signed_on = day_field(gettext_lazy("Signed on"))
    clauses = forms.CharField(
        label=gettext_lazy("Clauses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=100_000,
        help_text=gettext_lazy("One a line: its number, a space, its text. Only those people will argue about."),
    )

    def clean_clauses(self) -> list[tuple[str, str]]:
        clauses: list[tuple[str, str]] = []
        for place, line in enumerate(str(self.cleaned_data["clauses"]).splitlines(), start=1):
            if not line.strip():
                continue
            found = CLAUSE.fullmatch(line.strip())
            if found is None:
                raise forms.ValidationError(_("Line %(line)d has no number and text.") % {"line": place})
            clauses.append((found["number"], found["text"].strip()))
        seen: set[str] = set()
        for number, _text in clauses:
            if number in seen:
                raise forms.ValidationError(_("Clause %(number)s stands here twice.") % {"number": number})
            seen.add(number)
        return clauses

    def cents(self) -> int:
        """The amount in cents; only after `is_valid`."""
        return int(self.cleaned_data["amount"] * 100)
