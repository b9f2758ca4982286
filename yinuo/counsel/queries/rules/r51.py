"""R51: money is due and its paper is missing, or it is overdue by 15, 30 or 60 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.acceptance.queries import money
from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Payments whose day has come without the paper that makes them due, and receivables overdue by a step."""
    rows = money.milestones(asked.project, asked.today)
    if not rows:
        return None
    return [
        Found(
            alert.row.code,
            {
                "name": alert.row.name,
                "kind": alert.kind,
                "paper": alert.row.trigger_name,
                "due": alert.row.due_on.isoformat(),
                "level": alert.level,
            },
        )
        for alert in money.attention(rows)
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.days(facts["due"])
    if facts["kind"] == "missing":
        told = ngettext(
            "“%(name)s” was due %(days)s day ago, and “%(paper)s”, which makes it due, is not there.",
            "“%(name)s” was due %(days)s days ago, and “%(paper)s”, which makes it due, is not there.",
            days,
        )
    else:
        told = ngettext("“%(name)s” is overdue by %(days)s day.", "“%(name)s” is overdue by %(days)s days.", days)
    return told % {**facts, "days": days}


def leads(project: str, subject: str, facts: Facts) -> Act:
    if facts["kind"] == "missing":
        return Act(reverse("payment-paper", args=[project, subject]), _("Add the paper"))
    return Act(reverse("payment", args=[project, subject]), _("See what holds it up"))


RULE = Rule(
    id="R51",
    title=_("Money that is due and not here"),
    advice=_("Ask for the paper, not for the money: name the blocking link, who signs it, and by which day."),
    sources="S2-29, A6",
    severity=RuleSeverity.WARNING,
    rank=88,
    find=find,
    say=say,
    leads=leads,
)
