"""Words as said, inside the line of the source where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yinuo.ledger.models import Statement

AROUND = 80
"""Code points of the same line shown before and after the words."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words in their surroundings, as the source has them."""

    before: str
    words: str
    after: str


def said(statement: Statement | None) -> Said | None:
    """`statement` with its source read along; None for a line without one."""
    if statement is None:
        return None
    text = statement.source.text
    start = text.rfind("\n", 0, statement.start) + 1
    end = text.find("\n", statement.end)
    before = text[start : statement.start]
    after = text[statement.end : end if end >= 0 else len(text)]
    return Said(
        before=f"…{before[-AROUND:]}" if len(before) > AROUND else before,
        words=statement.words,
        after=f"{after[:AROUND]}…" if len(after) > AROUND else after,
    )
