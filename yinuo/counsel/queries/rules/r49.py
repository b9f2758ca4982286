"""R49: a report that decides something comes near and was not rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.meetings import queries as meetings
from yinuo.meetings.models import Meeting

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Reports within the setting, in working days, that lack two rehearsals, a fallback or a short version."""
    if not Meeting.objects.filter(project=asked.project, needs_rehearsal=True).exists():
        return None
    return [
        Found(one.code, {"title": one.title, "on": one.on.isoformat(), "held": one.rehearsals})
        for one in meetings.rehearsals(asked.project, asked.today)
        if not one.is_ready and -asked.workdays(one.on) <= asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = -today.workdays(facts["on"])
    told = ngettext(
        "“%(title)s” is %(days)s working day away; rehearsed %(held)s times, and something is still missing.",
        "“%(title)s” is %(days)s working days away; rehearsed %(held)s times, and something is still missing.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("meeting", args=[project, subject]), _("Prepare the report"))


RULE = Rule(
    id="R49",
    title=_("Decisive report without rehearsal, fallback or short version"),
    advice=_("Rehearse it twice, keep a fallback at hand and a version that fits into fifteen minutes."),
    sources="S4-31…33",
    severity=RuleSeverity.WARNING,
    rank=94,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days before the report"), 2, 0, 10),),
)
