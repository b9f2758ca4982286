"""R19: an expectation that nobody could measure must not become agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.lines import RAW, leads_to_wording, lines
from yinuo.counsel.queries.rules.rule import Found, Rule, Setting
from yinuo.ledger.models import EntryClass, SourceKind, State

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.lines import Line
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Wishes that wait longer than the setting for exact words and a measure, and agreed ones without.

    A wish that rests on a sales promise waits for the check of our limits first (R13, R14).
    """
    every = asked.once(lines)
    if not any(line.is_wish for line in every):
        return None
    return [Found(line.code, _facts(line)) for line in every if line.is_wish and _is_bare(line, asked)]


def _is_bare(line: Line, asked: Asked) -> bool:
    if not line.lacks or line.is_history or line.entry_class == EntryClass.VISION:
        return False
    is_raw = line.state in RAW and line.source != SourceKind.SALES
    is_late = is_raw and asked.workdays(line.heard_on) >= asked.values["days"]
    return is_late or (line.is_open and line.state in State.after_agreement())


def _facts(line: Line) -> Facts:
    return {"words": line.words, "holder": line.holder, "since": line.heard_on.isoformat()}


def say(facts: Facts, today: Today) -> str:
    days = today.workdays(facts["since"])
    told = ngettext(
        "“%(words)s” (%(holder)s) was heard %(days)s working day ago and has nothing to measure it by; "
        "it cannot be agreed like this.",
        "“%(words)s” (%(holder)s) was heard %(days)s working days ago and has nothing to measure it by; "
        "it cannot be agreed like this.",
        days,
    )
    return told % {**facts, "days": days}


RULE = Rule(
    id="R19",
    title=_("Expectation without a measurable criterion"),
    advice=_(
        "Ask how both sides will know that it is reached: what is measured, the target, by when, who measures. "
        "Without these a line goes on no sheet."
    ),
    sources="S1-15…20, S0-65",
    severity=RuleSeverity.BLOCK,
    rank=66,
    find=find,
    say=say,
    leads=leads_to_wording,
    settings=(Setting("days", _("working days a wish may stand as it was said"), 10, 0, 60),),
)
