"""Reads for the vendor's eyes only: the search index, private notes, checks and what they found."""

from yinuo.counsel.queries.findings import (
    Shown,
    ShownRule,
    answers_of,
    checked_at,
    due_for_check,
    finding_of,
    findings_of,
    open_rows,
    put_off,
    settings_of,
)
from yinuo.counsel.queries.index import Findable, findable, notes_on, search, told_since
from yinuo.counsel.queries.outcomes import Outcome, outcomes

__all__ = [
    "Findable",
    "Outcome",
    "Shown",
    "ShownRule",
    "answers_of",
    "checked_at",
    "due_for_check",
    "findable",
    "finding_of",
    "findings_of",
    "notes_on",
    "open_rows",
    "outcomes",
    "put_off",
    "search",
    "settings_of",
    "told_since",
]
