"""R34: a change that did not come through the client's window person, or that the client has not agreed inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinuo.changes.queries import requests
from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Such changes, five days after they were asked for."""
    rows = requests.listed(asked.project)
    if not rows:
        return None
    return [
        Found(one.row.code, {"words": one.row.words, "who": one.row.asked_by, "kind": one.kind})
        for one in requests.unrouted(rows, asked.today)
    ]


def say(facts: Facts, _today: Today) -> str:
    if facts["kind"] == "window":
        told = _("“%(words)s” was asked for by %(who)s and did not come through the window person.")
    else:
        told = _("“%(words)s”, asked for by %(who)s, was not agreed inside the client's firm.")
    return str(told % facts)


def leads(project: str, subject: str, facts: Facts) -> Act:
    if facts["kind"] == "window":
        return Act(reverse("change-window", args=[project, subject]), _("Ask the window person"))
    return Act(reverse("change", args=[project, subject]), _("Open the change"))


RULE = Rule(
    id="R34",
    title=_("Change that went past the window person"),
    advice=_("Thank whoever asked, and ask the window person to send it: one channel protects both sides."),
    sources="S2-99, S2-100",
    severity=RuleSeverity.WARNING,
    rank=54,
    find=find,
    say=say,
    leads=leads,
)
