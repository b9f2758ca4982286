"""Reads for the vendor's eyes only: the search index, private notes, checks and what they found."""

from yinuo.counsel.queries.findings import (
    Pressing,
    Shown,
    ShownRule,
    answers_of,
    checked_at,
    counts_of,
    due_for_check,
    finding_of,
    findings_of,
    pressing,
    put_off,
    settings_of,
)
from yinuo.counsel.queries.index import findable, notes_on, search, told_since
from yinuo.counsel.queries.outcomes import Outcome, outcomes
from yinuo.counsel.queries.readable import Findable

__all__ = [
    "Findable",
    "Outcome",
    "Pressing",
    "Shown",
    "ShownRule",
    "answers_of",
    "checked_at",
    "counts_of",
    "due_for_check",
    "findable",
    "finding_of",
    "findings_of",
    "notes_on",
    "outcomes",
    "pressing",
    "put_off",
    "search",
    "settings_of",
    "told_since",
]
