"""R43: a plan that does not say what it is for and how it will be done."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.plan import published
from yinuo.counsel.queries.rules.rule import Act, Found, Rule

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today

PARTS = MappingProxyType(
    {
        "goal": _("goal"),
        "strategy": _("strategy"),
        "action": pgettext_lazy("plan", "action"),
        "capability": _("capability"),
        "verification": _("verification"),
    }
)


def find(asked: Asked) -> list[Found] | None:
    """The newest published plan, when one of its five parts is empty."""
    plan = asked.once(published)
    if plan is None:
        return None
    lacks = [part for part in PARTS if not getattr(plan, part).strip()]
    return [Found(f"plan/{plan.number}", {"number": plan.number, "lacks": lacks})] if lacks else []


def say(facts: Facts, _today: Today) -> str:
    lacks = pgettext("list", ", ").join(str(PARTS[part]) for part in facts["lacks"])
    return str(_("Plan v%(number)s does not say: %(lacks)s.") % {"number": facts["number"], "lacks": lacks})


def leads(project: str, _subject: str, _facts: Facts) -> Act:
    return Act(reverse("plan-describe", args=[project]), _("Complete the plan"))


RULE = Rule(
    id="R43",
    title=_("Plan without goal, strategy, action, capability or verification"),
    advice=_("A plan that only lists goals is a wish. Say how it is done, by whom, with what, and how it is checked."),
    sources="S2-117…124",
    severity=RuleSeverity.WARNING,
    rank=36,
    find=find,
    say=say,
    leads=leads,
)
