"""A finding is put off, a rule is set, somebody was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base import fields, merge

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules import Rule

WEEK = timedelta(days=7)


class LaterForm(forms.Form):
    """Until when a finding is left alone, and why."""

    until = fields.DayField(label=_("Until the evening of"))
    why = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Your colleagues read it beside the finding."))

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"until": today + WEEK})
        super().__init__(*args, **options)


class RuleForm(merge.EditForm):
    """Whether a rule is asked on this project, and its numbers."""

    is_on = forms.BooleanField(label=_("Ask this rule on this project"), required=False)

    def __init__(self, rule: Rule, *args: Any, **options: Any) -> None:
        self.rule = rule
        numbers = {
            setting.name: forms.IntegerField(label=setting.label, min_value=setting.least, max_value=setting.most)
            for setting in rule.settings
        }
        self.base_fields = {**self.base_fields, **numbers}  # type: ignore[misc]  # the mark is made of all the fields
        super().__init__(*args, **options)

    def values(self) -> dict[str, int]:
        """The numbers of the rule, as they were cleaned."""
        return {setting.name: self.cleaned_data[setting.name] for setting in self.rule.settings}


class ToldForm(forms.Form):
    """On which day somebody was told in person."""

    told_on = fields.DayField(label=_("Told on"))

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        self.today = today
        options.setdefault("initial", {"told_on": today})
        super().__init__(*args, **options)

    def clean_told_on(self) -> date:
        told_on: date = self.cleaned_data["told_on"]
        if told_on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return told_on
