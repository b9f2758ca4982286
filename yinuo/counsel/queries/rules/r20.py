"""R20: vague words where a criterion should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from yinuo.capture.vague import vague_in
from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.lines import leads_to_wording, lines
from yinuo.counsel.queries.rules.rule import Found, Rule

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


def find(asked: Asked) -> list[Found] | None:
    """Open lines whose newest exact wording or measure holds a vague word; never what was said, never a quotation."""
    worded = [line for line in asked.once(lines) if line.text]
    if not worded:
        return None
    found = []
    for line in worded:
        hits = ((text, vague_in(text)) for text in (line.metric, line.text))
        text, vague = next(((text, hit) for text, hit in hits if hit), ("", None))
        if vague and line.is_open and not line.is_history:
            found.append(Found(line.code, {"vague": vague.words, "text": text}))
    return found


def say(facts: Facts, _today: Today) -> str:
    return str(_("“%(vague)s” in “%(text)s”: two people would measure it differently.") % facts)


RULE = Rule(
    id="R20",
    title=_("Vague words in a criterion"),
    advice=_("Say how much, how fast or by which day instead. What somebody said may stay as vague as it was."),
    sources="S1-15",
    severity=RuleSeverity.NUDGE,
    rank=42,
    find=find,
    say=say,
    leads=leads_to_wording,
)
