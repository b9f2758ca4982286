"""R22: an agreed expectation that no work serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.lines import LIVE, lines
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.queries import plan
from yinuo.ledger.models import EntryLink

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Agreed wishes without a promise, a duty or a planned task that serves them.

    Where no line is tied to the plan, a missing tie says nothing: not enough to judge.
    """
    planned = asked.once(planned_lines)
    live = [line for line in asked.once(lines) if line.is_wish and line.state in LIVE]
    if not planned or not live:
        return None
    served = set(EntryLink.objects.filter(expectation__project=asked.project).values_list("expectation_id", flat=True))
    return [
        Found(line.code, {"words": line.words, "since": line.state_on.isoformat()})
        for line in live
        if line.pk not in served | planned and asked.workdays(line.state_on) > asked.values["days"]
    ]


def planned_lines(asked: Asked) -> frozenset[int]:
    """Keys of the lines that tasks of the newest plan are tied to."""
    return frozenset(plan.served(asked.project))


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(words)s” was agreed %(days)s working day ago, and nothing we do serves it.",
        "“%(words)s” was agreed %(days)s working days ago, and nothing we do serves it.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("entry-link", args=[project, subject]), _("Link what serves it"))


RULE = Rule(
    id="R22",
    title=_("Agreed expectation that no work serves"),
    advice=_("Link the promise, the duty or the task that brings it about, or put one into the plan."),
    sources="S0-146",
    severity=RuleSeverity.WARNING,
    rank=44,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days after the agreement"), 5, 0, 30),),
)
