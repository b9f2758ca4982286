"""R37: a wish was declined, and whoever holds it was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity, Telling
from yinuo.counsel.queries.rules.lines import lines
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.ledger.models import State

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Declined wishes whose holder was not told within the setting, in working days."""
    every = asked.once(lines)
    if not every:
        return None
    declined = [line for line in every if line.is_wish and line.state == State.REFUSED]
    told = set(Telling.objects.filter(project=asked.project).values_list("subject", "told_on")) if declined else set()
    return [
        Found(line.code, {"words": line.words, "holder": line.holder, "since": line.state_on.isoformat()})
        for line in declined
        if asked.workdays(line.state_on) > asked.values["days"]
        and not any(subject == line.code and told_on >= line.state_on for subject, told_on in told)
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(words)s” was declined inside %(days)s working day ago; %(holder)s was not told.",
        "“%(words)s” was declined inside %(days)s working days ago; %(holder)s was not told.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("check-told", args=[project, subject]), _("Told in person"))


RULE = Rule(
    id="R37",
    title=_("A no that its holder has not heard"),
    advice=_("Tell the person yourself, with the reason and what we offer instead, before it is read anywhere."),
    sources="S3-64",
    severity=RuleSeverity.WARNING,
    rank=92,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days to tell it"), 3, 0, 20),),
)
