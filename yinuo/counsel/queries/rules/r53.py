"""R53: a weekly report that lacks a part, or that is not out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.rule import Act, Found, Rule
from yinuo.reports import queries as reports
from yinuo.reports.queries import Period

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today

PARTS = MappingProxyType(
    {
        "status": pgettext_lazy("part of a report", "status"),
        "done": pgettext_lazy("part of a report", "what was done"),
        "not_done": pgettext_lazy("part of a report", "what was not done"),
        "next": pgettext_lazy("part of a report", "what comes next"),
        "risk": pgettext_lazy("part of a report", "risks"),
        "solution": pgettext_lazy("part of a report", "solutions"),
    }
)


def find(asked: Asked) -> list[Found] | None:
    """A draft whose week is over and that lacks one of its six parts; a report that should have gone out."""
    if not reports.listing(asked.project).exists():
        return None
    found = []
    draft = reports.draft(asked.project)
    if draft and draft.until <= asked.today:
        facts = reports.facts_of(asked.project, Period(draft.since, draft.until), asked.today)
        lacks = reports.missing(draft, facts)
        if lacks:
            found.append(Found(f"report/{draft.number}", {"number": draft.number, "lacks": list(lacks)}))
    overdue = reports.overdue(asked.project, asked.today)
    if overdue:
        facts_late = {"until": overdue.until.isoformat(), "number": 0, "lacks": []}
        found.append(Found("report", facts_late, RuleSeverity.WARNING))
    return found


def say(facts: Facts, today: Today) -> str:
    if facts["lacks"]:
        lacks = pgettext("list", ", ").join(str(PARTS[part]) for part in facts["lacks"])
        return str(_("Report %(number)s lacks: %(lacks)s.") % {"number": facts["number"], "lacks": lacks})
    days = today.workdays(facts["until"])
    told = ngettext(
        "The weekly report should have been out %(days)s working day ago.",
        "The weekly report should have been out %(days)s working days ago.",
        days,
    )
    return told % {"days": days}


def leads(project: str, _subject: str, facts: Facts) -> Act:
    if facts["number"]:
        return Act(reverse("report-edit", args=[project, facts["number"]]), _("Complete the report"))
    return Act(reverse("reports", args=[project]), _("Write the report"))


RULE = Rule(
    id="R53",
    title=_("Weekly report with a part missing, or not out"),
    advice=_("Status, done, not done, next, risks and solutions: what a part would hide is what the client looks for."),
    sources="S1-26…33",
    severity=RuleSeverity.BLOCK,
    rank=74,
    find=find,
    say=say,
    leads=leads,
)
