"""Which column of a table most likely holds what, told from the words of its head. Only proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from yinuo.capture.columns import plain

T = TypeVar("T")


def proposed(header: Iterable[str], words: Mapping[T, Iterable[str]]) -> tuple[T | None, ...]:
    """A target for each column, none given twice; the whole heading goes before one that contains a known word."""
    exact = {plain(word): target for target, known in words.items() for word in known}
    within = sorted(
        ((word, target) for word, target in exact.items() if _is_telling(word)), key=lambda one: -len(one[0])
    )
    names = [plain(heading) for heading in header]
    found: list[T | None] = [None] * len(names)
    for place, name in enumerate(names):
        if (target := exact.get(name)) is not None and target not in found:
            found[place] = target
    for place, name in enumerate(names):
        near = (target for word, target in within if word in name and target not in found)
        if name and found[place] is None:
            found[place] = next(near, None)
    return tuple(found)


def known(header: Sequence[str], words: Mapping[T, Iterable[str]]) -> int:
    """How many of these headings stand in `words` as they are."""
    exact = {plain(word) for some in words.values() for word in some}
    return sum(plain(heading) in exact for heading in header if heading)


def _is_telling(word: str) -> bool:
    """Short Latin words such as id or no stand within too many others."""
    return len(word) > 3 if word.isascii() else len(word) > 1  # noqa: PLR2004  # letters, signs
