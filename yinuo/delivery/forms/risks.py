"""What is typed about a risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.fields import DayField
from yinuo.base.merge import EditForm
from yinuo.delivery.forms.owners import OwnedForm
from yinuo.delivery.models import ResponseKind

if TYPE_CHECKING:
    from datetime import date

    from yinuo.delivery.models import Risk

RATES = [(str(rate), str(rate)) for rate in range(1, 6)]
NAMES = (
    *("what", "cause", "effect", "probability", "impact", "response_kind", "response", "contingency", "side"),
    *("review_on", "known_on"),
)


def _text(label: Any, most: int, *, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, help_text=help_text)


def _rate(label: Any, help_text: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=RATES, coerce=int, initial="3", help_text=help_text)


class RiskForm(OwnedForm):
    """One risk: cause, event, effect; how likely and how bad; what is done about it."""

    field_order = (
        *("what", "cause", "effect", "probability", "impact", "response_kind", "response", "contingency"),
        *("side", "owner", "review_on", "known_on"),
    )
    what = forms.CharField(label=_("What may happen"), max_length=300)
    cause = _text(_("Because of what"), 300)
    effect = _text(_("What it would do"), 300)
    probability = _rate(_("Probability"), _("1 hardly, 5 almost surely."))
    impact = _rate(_("Impact"), _("1 hardly felt, 5 the goal is lost. From 12 on, both multiplied, a risk is high."))
    response_kind = forms.ChoiceField(label=_("Kind of response"), choices=ResponseKind.choices)
    response = _text(_("What we do about it"), 500)
    contingency = _text(_("If it happens all the same"), 500, help_text=_("A high risk needs a contingency plan."))
    review_on = DayField(label=_("Look at it again on"), required=False)
    known_on = DayField(
        label=_("Known since"), help_text=_("A high risk should be told to the client within two working days.")
    )


class RiskEditForm(RiskForm, EditForm):
    """One risk that stands."""

    @staticmethod
    def initial_of(risk: Risk) -> dict[str, Any]:
        """What stands now."""
        return {"owner": risk.owner_name, **{name: getattr(risk, name) for name in NAMES}}


class TellRiskForm(forms.Form):
    """The words that the client will read; ours stay as they are."""

    what = forms.CharField(label=_("What may happen"), max_length=300)
    cause = _text(_("Because of what"), 300)
    effect = _text(_("What it would do"), 300)
    response = _text(_("What we do about it"), 500)
    contingency = _text(_("If it happens all the same"), 500)


def new_risk(today: date) -> dict[str, Any]:
    """What a new risk begins with: known since today."""
    return {"known_on": today, "probability": "3", "impact": "3", "response_kind": ResponseKind.MITIGATE}
