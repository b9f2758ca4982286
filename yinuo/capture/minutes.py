"""One line of minutes as typed: a key, who, by when, words. `办 林知夏 11月13日 复核会`, `a Lin 13 Nov review`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yinuo.capture import dates

if TYPE_CHECKING:
    from yinuo.capture.dates import Calendar

KEYS = {
    "决": "decision",
    "办": "action",
    "险": "risk",
    "期": "expectation",
    "变": "change",
    "问": "question",
    "d": "decision",
    "a": "action",
    "r": "risk",
    "e": "expectation",
    "c": "change",
    "q": "question",
}
"""A key counts before a blank or a colon only, a letter only in lower case: `决定推迟` and `A customer` are notes."""
SIDES = {
    "我方": "ours",
    "乙方": "ours",
    "甲方": "client",
    "客户": "client",
    "第三方": "third",
    "us": "ours",
    "client": "client",
    "third": "third",
}
LONGEST = 500
_KEYED = re.compile(rf"([{''.join(KEYS)}])\s*[:：]\s*|([{''.join(KEYS)}])\s+")
_BETWEEN = " \t,，、;；:："


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """What one typed line says. `person` is a key of the people given; empty and None where nothing was said."""

    kind: str
    words: str
    person: str = ""
    side: str = ""
    due_on: date | None = None


def read(line: str, people: Mapping[str, str], today: date, calendar: Calendar) -> MinuteLine | None:
    """Read `line`; None where it holds no words. `people` leads from a name or form of address to a key.

    Who and by when are taken from anywhere in the line; where they stand before the words they are taken off them.
    """
    words = line.strip()[:LONGEST]
    kind = "note"
    if keyed := _KEYED.match(words):
        kind, words = KEYS[keyed[1] or keyed[2]], words[keyed.end() :].strip()
    if not words:
        return None
    name = max((name for name in people if name and name in words), key=len, default="")
    side = next((side for said, side in SIDES.items() if words.startswith(said)), "")
    due = dates.due(words, today, calendar)
    rest = _without_head(words, [name, *(said for said in SIDES if words.startswith(said))], due, today, calendar)
    return MinuteLine(kind, rest or words, people.get(name, ""), side, due.day if due else None)


def _without_head(words: str, heads: list[str], due: dates.Due | None, today: date, calendar: Calendar) -> str:
    """The words without a name, a side and a day that stand before them, set off by a blank or a mark."""
    rest, is_shorter = words, True
    while is_shorter:
        is_shorter = False
        for head in [head for head in heads if head]:
            if rest.startswith(head) and rest[len(head) : len(head) + 1] in tuple(_BETWEEN):
                rest, is_shorter = rest[len(head) :].lstrip(_BETWEEN), True
        found = dates.due(rest, today, calendar) if due else None
        if found and found.start == 0 and rest[found.end : found.end + 1] in tuple(_BETWEEN):
            rest, is_shorter = rest[found.end :].lstrip(_BETWEEN), True
    return rest
