"""R27: bad news that we know and the client does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.models import Issue, Risk
from yinuo.delivery.queries import issues, risks

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """High risks and issues known for longer than the setting, in working days, without a word to the client."""
    project = asked.project
    if not (Risk.objects.of(project).exists() or Issue.objects.of(project).exists()):
        return None
    after = asked.values["days"]
    known = [(row.code, row.what, row.known_on) for row in risks.untold(project, asked.today, after=after)]
    known += [(row.code, row.what, row.raised_on) for row in issues.untold(project, asked.today, after=after)]
    return [Found(code, {"what": what, "since": since.isoformat()}) for code, what, since in known]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(what)s” has been known for %(days)s working day; the client was not told.",
        "“%(what)s” has been known for %(days)s working days; the client was not told.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    name = "risk-tell" if subject.startswith("K") else "issue-tell"
    return Act(reverse(name, args=[project, subject]), _("Tell the client"))


RULE = Rule(
    id="R27",
    title=_("Bad news that the client has not heard"),
    advice=_("Tell it with the facts, what it means, what we do and what we ask; it only gets worse with age."),
    sources="S0-141, S3-53",
    severity=RuleSeverity.WARNING,
    rank=96,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days from known to told"), 2, 0, 15),),
)
