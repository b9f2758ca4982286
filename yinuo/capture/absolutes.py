"""Guarantee words that no honest promise can carry (R45, S4-19)."""

from __future__ import annotations

import re
from dataclasses import dataclass

# 保证 or 确保 beside an absolute, in either order within one clause; a measured 100 % target is not one.
_ZH = re.compile(
    r"(?:保证|确保|承诺)[^。；，,;.!！?？\n]{0,12}(?:零问题|任何|永不|永远|绝不|绝对)"
    r"|(?:零问题|永不出错|绝对不会|绝不)[^。；，,;.!！?？\n]{0,8}(?:保证|确保)"
    r"|零问题承诺"
    r"|承诺书[，,]?[^。；;!！?？\n]{0,12}零问题"
)
_EN = re.compile(
    r"\b(?:guarantee|ensure|promise)s?\b[^.;,!?\n]{0,40}"
    r"\b(?:zero (?:problems|defects|issues)|never|any (?:problem|issue)s?|absolutely)\b"
    r"|\bletter\b[^.;!?\n]{0,20}\bno problems at all\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Absolute:
    """The span of code points that promises what nobody can keep."""

    start: int
    end: int
    words: str


def absolute_in(text: str) -> Absolute | None:
    """The first absolute guarantee in `text`, or None."""
    hits = [hit for pattern in (_ZH, _EN) if (hit := pattern.search(text))]
    if not hits:
        return None
    first = min(hits, key=lambda hit: hit.start())
    return Absolute(first.start(), first.end(), first.group())
