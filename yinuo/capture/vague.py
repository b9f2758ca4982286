"""Words that two people would measure differently (S1-15); what stands in quotation marks is somebody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ZH = (
    *("尽快", "尽早", "尽量", "尽可能", "及时", "适时", "近期", "适当", "适量", "合理", "必要时", "原则上", "争取"),
    *("友好", "方便快捷", "美观", "大方", "流畅", "稳定", "可靠", "灵活", "易用", "高效", "显著", "大幅", "明显改善"),
    *("较快", "更快", "较好", "更好", "差不多", "基本上", "基本满足", "若干", "左右即可"),
)
_EN = (
    *("as soon as possible", "asap", "soon", "timely", "in due course", "where possible", "if necessary"),
    *("user-friendly", "friendly", "easy to use", "intuitive", "stable", "reliable", "robust", "flexible"),
    *("efficient", "significantly", "substantially", "considerably", "appropriate", "adequate", "reasonable"),
    *("faster", "better", "fast enough", "good enough", "best effort", "best efforts", "state of the art"),
)
_VAGUE = re.compile(
    "|".join(sorted(map(re.escape, _ZH), key=len, reverse=True)) + r"|\b(?:" + "|".join(map(re.escape, _EN)) + r")\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Vague:
    """The span of code points that nobody can measure."""

    start: int
    end: int
    words: str


def vague_in(text: str) -> Vague | None:
    """The first vague word of `text` outside quotation marks, or None."""
    hit = _VAGUE.search(_QUOTED.sub(lambda quoted: "\0" * len(quoted.group()), text))
    return Vague(hit.start(), hit.end(), hit.group()) if hit else None
