"""R04: a memo went out and the client has not answered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_memos
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.meetings.queries import memos

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Memos with silent lines, counted from their sending; a refusal is an answer."""
    if not asked.once(has_memos):
        return None
    return [
        Found(one.code, {"occasion": one.occasion, "since": one.sent_on.isoformat(), "sheet": one.sheet_number})
        for one in memos.unconfirmed(asked.project, asked.today)
        if one.working_days > asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "The memo of “%(occasion)s” waits for the client's word for %(days)s working day.",
        "The memo of “%(occasion)s” waits for the client's word for %(days)s working days.",
        days,
    )
    return told % {**facts, "days": days}


def leads(project: str, _subject: str, facts: Facts) -> Act:
    return Act(reverse("sheet", args=[project, facts["sheet"]]), _("Ask again"))


RULE = Rule(
    id="R04",
    title=_("Memo that the client has not confirmed"),
    advice=_("Ask once more, line by line; a line the client cannot confirm is worth a version 2 today."),
    sources="S2-155",
    severity=RuleSeverity.WARNING,
    rank=70,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("working days to confirm a memo"), 3, 1, 20),),
)
