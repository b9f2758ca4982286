"""A bar of the chart, dropped somewhere else."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.delivery.models import LONGEST, Rule
from yinuo.ledger.forms.people import DayField


class Act(StrEnum):
    """What was done with a bar."""

    START = "start"
    FINISH = "finish"
    PERCENT = "percent"
    BACK = "back"


NEEDED = {
    Act.START: ("start",),
    Act.FINISH: ("finish",),
    Act.PERCENT: ("percent",),
    Act.BACK: ("duration", "percent"),
}


class BarForm(forms.Form):
    """One act on one task, and the `revision` of the task that was seen; of `back`, what stood before."""

    task = forms.CharField(label=_("Task"), max_length=20)
    revision = forms.IntegerField(min_value=1)
    act = forms.ChoiceField(choices=[(act.value, act.value) for act in Act])
    start = DayField(label=_("Start"), required=False)
    finish = DayField(label=_("Finish"), required=False)
    percent = forms.IntegerField(label=_("Done in percent"), required=False, min_value=0, max_value=100)
    duration = forms.IntegerField(label=_("Duration, working days"), required=False, min_value=0, max_value=LONGEST)
    rule = forms.ChoiceField(label=_("Date rule"), choices=Rule.choices, required=False)
    rule_on = DayField(label=_("Day"), required=False)

    def clean(self) -> dict[str, Any]:
        """Each act needs its own fields."""
        values = super().clean() or {}
        for name in NEEDED.get(values.get("act", ""), ()):
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, _("Say this too."))
        return values

    def before(self) -> dict[str, Any]:
        """What stood before, of `back`; call after `is_valid`."""
        return {name: self.cleaned_data[name] for name in ("duration", "percent", "rule", "rule_on")}
