"""What the vendor thinks, kept where no client-facing module can reach."""

from yinuo.counsel.models.checks import (
    CheckMark,
    Finding,
    RuleAnswer,
    RuleSetting,
    RuleSeverity,
    Snooze,
    SnoozeEnd,
    Telling,
    Verdict,
)
from yinuo.counsel.models.kept import IndexMark, PrivateNote, SearchEntry

__all__ = [
    "CheckMark",
    "Finding",
    "IndexMark",
    "PrivateNote",
    "RuleAnswer",
    "RuleSetting",
    "RuleSeverity",
    "SearchEntry",
    "Snooze",
    "SnoozeEnd",
    "Telling",
    "Verdict",
]
