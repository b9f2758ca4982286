"""R44: dates were put to the client as the baseline, and the client has not confirmed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.plan import published
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.models import PlanPublishing
from yinuo.delivery.published import PublishedPlanLine

if TYPE_CHECKING:
    from datetime import date

    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """The newest plan that was put to the client while a line of it is open; without any, the first plan published.

    Only what is to be signed counts: a plan published between two baselines asks for nothing.
    """
    plan = asked.once(published)
    if plan is None:
        return None
    asked_for = PublishedPlanLine.objects.filter(task__plan__project=asked.project, line__sheet__recall=None)
    rows = list(
        asked_for.order_by("-task__plan__number", "id").values_list(
            "task__plan__number", "line__sheet__offered_at", "line__agreement__id", "line__sheet__number"
        )
    )
    if not rows:
        first = PlanPublishing.objects.filter(version__project=asked.project).order_by("id").first()
        return _late(asked, asked.day((first or plan.publishing).at), 1, 0)
    number, offered_at, _seal, sheet = rows[0]
    if all(seal for of, _at, seal, _sheet in rows if of == number):
        return []
    return _late(asked, asked.day(offered_at), number, sheet)


def _late(asked: Asked, since: date, number: int, sheet: int) -> list[Found]:
    if asked.workdays(since) <= asked.values["days"]:
        return []
    return [Found(f"plan/{number}", {"since": since.isoformat(), "number": number, "sheet": sheet})]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    if not facts["sheet"]:
        told = ngettext(
            "The first plan was published %(days)s working day ago; the client was never asked to confirm its dates.",
            "The first plan was published %(days)s working days ago; the client was never asked to confirm its dates.",
            days,
        )
        return told % {"days": days}
    told = ngettext(
        "The dates of plan %(number)s wait for the client's word on sheet %(sheet)s for %(days)s working day.",
        "The dates of plan %(number)s wait for the client's word on sheet %(sheet)s for %(days)s working days.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, _subject: str, facts: Facts) -> Act:
    if facts["sheet"]:
        return Act(reverse("sheet", args=[project, facts["sheet"]]), _("Ask again"))
    return Act(reverse("plan", args=[project]), _("Ask for the dates"))


RULE = Rule(
    id="R44",
    title=_("Baseline that the client has not confirmed"),
    advice=_("A date is promised when the client confirmed it. Put the milestones on a sheet, and ask for the answer."),
    sources="S2-122",
    severity=RuleSeverity.WARNING,
    rank=58,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days after the sheet went out"), 3, 0, 20),),
)
