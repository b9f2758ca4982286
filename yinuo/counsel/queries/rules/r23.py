"""R23: an agreed expectation that nobody looked at for longer than its cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.lines import LIVE, leads_to_line, lines
from yinuo.counsel.queries.rules.memos import last_met_on
from yinuo.counsel.queries.rules.rule import Found, Rule, Setting

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Agreed lines untouched for longer than the setting, in days; a meeting with the client is a look at all."""
    live = [line for line in asked.once(lines) if line.is_wish and line.state in LIVE]
    if not live:
        return None
    met_on = asked.once(last_met_on)
    looked = [(line, max(line.looked_on, met_on or line.looked_on)) for line in live]
    return [
        Found(line.code, {"words": line.words, "since": since.isoformat()})
        for line, since in looked
        if (asked.today - since).days > asked.values["days"]
    ]


def say(facts: Facts, today: Today) -> str:
    days = today.days(facts["since"])
    told = ngettext(
        "“%(words)s” was last looked at %(days)s day ago.",
        "“%(words)s” was last looked at %(days)s days ago.",
        days,
    )
    return told % {**facts, "days": days}


RULE = Rule(
    id="R23",
    title=_("Agreed expectation not looked at in time"),
    advice=_("Look at it with its holder: measure it, reword it or say that it stands. A meeting counts for all."),
    sources="S0-67",
    severity=RuleSeverity.WARNING,
    rank=38,
    find=find,
    say=say,
    leads=leads_to_line,
    settings=(Setting("days", _("days between two looks at an agreed expectation"), 30, 7, 180),),
)
