"""What changed between two wordings, piece by piece."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

_PIECES = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)

Pieces: TypeAlias = tuple[tuple[str, str], ...]


def compared(old: str, new: str) -> Pieces:
    """`new` with what was taken out of `old`, in reading order: pairs of "same", "del" or "ins" and a text."""
    one, two = _PIECES.findall(old), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(one[a:b])))
            continue
        if b > a:
            found.append(("del", "".join(one[a:b])))
        if d > c:
            found.append(("ins", "".join(two[c:d])))
    return tuple(found)
