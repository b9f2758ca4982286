"""R01: a next step of a memo that stands in no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_memos
from yinuo.counsel.queries.rules.plan import published
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.models import PlannedTask
from yinuo.meetings.queries import memos

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Open next steps that are in no published plan some working days after the memo."""
    plan = asked.once(published)
    if plan is None or not asked.once(has_memos):
        return None
    open_steps = memos.unplanned(asked.project, asked.today)
    origins = {one.code for one in open_steps}
    planned = set(
        PlannedTask.objects.filter(version=plan, task__origin__in=origins).values_list("task__origin", flat=True)
    )
    return [
        Found(
            one.code,
            {"words": one.row.words, "since": one.row.on.isoformat(), "number": plan.number, "memo": one.row.memo},
        )
        for one in open_steps
        if one.code not in planned and one.working_days > asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(words)s” was agreed %(days)s working day ago and is not in plan v%(number)s.",
        "“%(words)s” was agreed %(days)s working days ago and is not in plan v%(number)s.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, _subject: str, facts: Facts) -> Act:
    return Act(reverse("memo", args=[project, facts["memo"]]), _("Put it into the plan"))


RULE = Rule(
    id="R01",
    title=_("Agreed next step that is in no plan"),
    advice=_("Put it into the plan with its owner and day, or drop it together with the client, who says so."),
    sources="S2-154",
    severity=RuleSeverity.WARNING,
    rank=86,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days after the memo"), 3, 0, 15),),
)
