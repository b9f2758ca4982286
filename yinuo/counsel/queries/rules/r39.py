"""R39: a high risk that the client has not acknowledged, or that has no contingency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.models import Risk
from yinuo.delivery.queries import risks

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Such risks, some days after they came to their present rating."""
    if not Risk.objects.of(asked.project).exists():
        return None
    return [
        Found(
            row.code,
            {"what": row.what, "since": row.rated_on.isoformat(), "is_acknowledged": row.is_acknowledged},
        )
        for row in risks.unacknowledged(asked.project, asked.today)
        if (asked.today - row.rated_on).days >= asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.days(facts["since"])
    if facts["is_acknowledged"]:
        told = ngettext(
            "The high risk “%(what)s” has had no contingency for %(days)s day.",
            "The high risk “%(what)s” has had no contingency for %(days)s days.",
            days,
        )
    else:
        told = ngettext(
            "The high risk “%(what)s” was rated %(days)s day ago; the client has not acknowledged it.",
            "The high risk “%(what)s” was rated %(days)s days ago; the client has not acknowledged it.",
            days,
        )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("risk", args=[project, subject]), _("Open the risk"))


RULE = Rule(
    id="R39",
    title=_("High risk without acknowledgement or contingency"),
    advice=_("Put it on a sheet with its response; a risk that the client knows is carried by both sides."),
    sources="S0-147, S0-148",
    severity=RuleSeverity.WARNING,
    rank=76,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("days after the rating"), 7, 0, 60),),
)
