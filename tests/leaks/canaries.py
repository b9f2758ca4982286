"""Words and figures that stand nowhere else: whoever reads one has read a row that is not his."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
ALONE = re.compile(r"(?<![0-9A-Za-z.])(?:[A-Z]\d{3}|\d[\d,]*(?:\.\d+)?)(?![0-9A-Za-z]|\.\d)")
"""A code or a figure that is no part of a token, of an address in base 64 or of a longer number."""


@dataclass(slots=True)
class Canaries:
    """What was let loose: `words` by name, `figures` (codes, values, counts), which count when they stand alone."""

    prefix: str
    """Two letters or more that all its words begin with."""
    words: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """A new word of eight capital letters after the prefix; ValueError for a name that is taken."""
        if name in self.words:
            raise ValueError(name)
        letters, number = "", len(self.words)
        for _ in range(8):
            number = (number * 7919 + 104_729) % 1_000_003
            letters += ALPHABET[number % len(ALPHABET)]
        self.words[name] = f"{self.prefix}{letters}"
        return self.words[name]

    def figure(self, name: str, figure: str) -> None:
        """A number as a page would print it, without commas, or a code of the desk such as E105."""
        self.figures[name] = figure

    @property
    def names(self) -> set[str]:
        return {*self.words, *self.figures}

    def without(self, *names: str) -> Canaries:
        """The same without some that may be read."""
        kept = {name: word for name, word in self.words.items() if name not in names}
        return Canaries(self.prefix, kept, self.figures)

    def found(self, *texts: str) -> set[str]:
        """The names of those that stand in any of the texts, however these are quoted, wrapped or spelled."""
        plain = "\n".join({form for text in texts for form in (text, html.unescape(text), unquote(text))})
        alone = {match.replace(",", "") for match in ALONE.findall(plain)}
        return self._words_in(plain) | {name for name, figure in self.figures.items() if figure in alone}

    def found_in_bytes(self, data: bytes) -> set[str]:
        """The same for bytes of any kind: words only, in UTF-8 and UTF-16."""
        return self._words_in(data.replace(b"\0", b"").decode("latin-1"))

    def _words_in(self, text: str) -> set[str]:
        tight = re.sub(r"\s+", "", text).upper()
        if self.prefix not in tight:
            return set()
        return {name for name, word in self.words.items() if word in tight}
