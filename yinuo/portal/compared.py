"""What changed between two wordings, piece by piece."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

_PIECES = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)

Pieces: TypeAlias = tuple[tuple[str, str], ...]


BRIDGE = 3
"""Fewer visible characters than this between two changes are read as part of the change."""


def compared(old: str, new: str) -> Pieces:
    """`new` with what was taken out of `old`, in reading order: pairs of "same", "del" or "ins" and a text."""
    one, two = _PIECES.findall(old), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    out, come = "", ""
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(steps):
        same = "".join(one[a:b])
        is_bridge = tag == "equal" and 0 < at < len(steps) - 1 and len("".join(same.split())) < BRIDGE
        if tag == "equal" and not is_bridge:
            found += [(name, text) for name, text in (("del", out), ("ins", come), ("same", same)) if text]
            out, come = "", ""
        else:
            out, come = out + same, come + "".join(two[c:d])
    return (*found, *((name, text) for name, text in (("del", out), ("ins", come)) if text))
