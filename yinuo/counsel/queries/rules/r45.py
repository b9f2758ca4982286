"""R45: words of absolute guarantee, which nobody can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinuo.capture.absolutes import absolute_in
from yinuo.changes.queries import requests
from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.lines import leads_to_line, lines
from yinuo.counsel.queries.rules.rule import Act, Found, Rule
from yinuo.ledger.models import State

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today

PAST = (State.WITHDRAWN, State.WAIVED, State.CORRECTED)


def find(asked: Asked) -> list[Found] | None:
    """Lines with such words, as said, as noted or as worded, and changes that ask for it.

    A line we declined stays until somebody takes it back.
    """
    every = asked.once(lines)
    if not every:
        return None
    found = []
    for line in every:
        hits = [absolute_in(text) for text in (line.text, line.words, line.quoted)]
        hit = next((hit for hit in hits if hit), None)
        if hit and line.state not in PAST and not line.is_history:
            found.append(Found(line.code, {"absolute": hit.words, "words": line.words}))
    changes = ((row, absolute_in(row.words)) for row in requests.listed(asked.project))
    return found + [Found(row.code, {"absolute": hit.words, "words": row.words}) for row, hit in changes if hit]


def say(facts: Facts, _today: Today) -> str:
    return str(_("“%(absolute)s”: an absolute guarantee that nobody can keep (“%(words)s”).") % facts)


def leads(project: str, subject: str, facts: Facts) -> Act:
    if subject.startswith("CR"):
        return Act(reverse("change", args=[project, subject]), _("Open the change"))
    return leads_to_line(project, subject, facts)


RULE = Rule(
    id="R45",
    title=_("Words of absolute guarantee"),
    advice=_(
        "Promise what can be measured instead: how fast we answer, how fast it runs again, which tests it passes. "
        "A wording with such words goes on no sheet."
    ),
    sources="S4-19",
    severity=RuleSeverity.BLOCK,
    rank=60,
    find=find,
    say=say,
    leads=leads,
)
