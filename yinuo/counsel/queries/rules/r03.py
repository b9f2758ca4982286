"""R03: a site visit or a steering meeting is over and has no memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_meetings
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.meetings.queries import memos

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Such meetings without a memo and without a word that none is needed, past the setting."""
    if not asked.once(has_meetings):
        return None
    return [
        Found(one.code, {"title": one.title, "since": one.ended_on.isoformat()})
        for one in memos.without_memo(asked.project, asked.today)
        if one.working_days > asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(title)s” ended %(days)s working day ago and has no memo.",
        "“%(title)s” ended %(days)s working days ago and has no memo.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("meeting", args=[project, subject]), _("Write the memo"))


RULE = Rule(
    id="R03",
    title=_("Visit or steering meeting without a memo"),
    advice=_("Write the memo while it is fresh, or say with one tap that none is needed."),
    sources="S2-146",
    severity=RuleSeverity.WARNING,
    rank=72,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days after the meeting"), 2, 0, 15),),
)
