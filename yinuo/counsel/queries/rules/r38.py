"""R38: the budget for changes is nearly gone, or there never was one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinuo.changes.models import ChangeRequest
from yinuo.changes.queries import budget
from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.projects.models import Contract

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """More than the setting used, in percent; no budget is only a hint, once a contract or a change is there."""
    project = asked.project
    line = budget.budget(project)
    if line is not None:
        is_full = line.percent > asked.values["percent"]
        return [Found(project.code, {"percent": line.percent})] if is_full else []
    if Contract.objects.filter(project=project).exists() or ChangeRequest.objects.filter(project=project).exists():
        return [Found(project.code, {"percent": None}, RuleSeverity.NUDGE)]
    return None


def say(facts: Facts, _today: Today) -> str:
    if facts["percent"] is None:
        return str(_("There is no budget for changes: each one has to be argued by itself."))
    return str(_("%(percent)s%% of the budget for changes is used.") % facts)


def leads(project: str, _subject: str, facts: Facts) -> Act:
    if facts["percent"] is None:
        return Act(reverse("change-budget", args=[project]), _("Set a budget for changes"))
    return Act(reverse("changes", args=[project]), _("Open the changes"))


RULE = Rule(
    id="R38",
    title=_("Budget for changes nearly used, or none"),
    advice=_("Say early what is left, and agree on a further budget before the next change needs it."),
    sources="S0-140",
    severity=RuleSeverity.WARNING,
    rank=52,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("percent", _("percent of the budget"), 80, 10, 100),),
)
