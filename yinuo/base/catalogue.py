"""Each room's catalogue of screen words: drawn from the source, kept beside it, judged by its flaws."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

from yinuo.base import hant

LOCALE = "zh_Hans"
DRAWN = "zh_Hant"
"""The catalogue that nobody writes: it is drawn from `LOCALE` by `hant`."""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: %s\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?)]|[,;:!?(][\u4e00-\u9fff]")
UNWANTED = re.compile(r"successfully|please note|!|！", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Term:
    """One source sentence; with `plural` it is counted, with `context` it has a homonym elsewhere."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(slots=True)
class Words:
    """What one room says: the terms of its source and their Chinese. An empty string is not yet written."""

    room: str
    path: Path
    found: set[Term] = field(default_factory=set)
    written: dict[Term, str] = field(default_factory=dict)

    @property
    def drawn_path(self) -> Path:
        """Where the Traditional Chinese stands that is drawn from these words."""
        return self.path.parents[2] / DRAWN / "LC_MESSAGES" / "django.po"


def po_path(package: Path, room: str) -> Path:
    """The catalogue of `room`; what belongs to no app (settings) is said by the house itself."""
    return package / room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def gather(package: Path, rooms: tuple[str, ...]) -> list[Words]:
    """The words of every room of `package` that says anything or has a catalogue."""
    all_words = {room: Words(room, po_path(package, room)) for room in ("", *rooms)}
    for path in sorted(package.rglob("*")):
        room = path.relative_to(package).parts[0]
        all_words[room if room in rooms else ""].found |= set(_terms_in(path))
    for words in all_words.values():
        words.written = read(words.path)
    return [words for words in all_words.values() if words.found or words.written]


def _terms_in(path: Path) -> Iterator[Term]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_text()
    elif path.suffix == ".jinja":
        yield from _extracted(babel_extract, path.read_bytes(), {"trimmed": "true"})
        return
    elif "templates" in path.parts and path.is_file():
        # Brackets keep the tokenizer from reading meaning into a template's indentation.
        source = f"(\n{templatize(path.read_text(), origin=str(path))}\n)"
    else:
        return
    yield from _extracted("python", source.encode())


def _extracted(method: Any, source: bytes, options: dict[str, str] | None = None) -> Iterator[Term]:
    found = extract(method, io.BytesIO(source), keywords=KEYWORDS, options=options)
    for _line, message, _comments, context in found:
        text, plural = message if isinstance(message, tuple) else (message, "")
        yield Term(text, plural, context or "")


def read(path: Path) -> dict[Term, str]:
    """The catalogue at `path`; a fuzzy guess counts as not written."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=LOCALE)
    written = {}
    for message in catalogue:
        if message.id:
            text, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
            string = message.string[0] if isinstance(message.string, tuple) else message.string
            written[Term(text, plural, message.context or "")] = "" if message.fuzzy else string
    return written


def update(words: Words, known: Mapping[Term, str]) -> None:
    """Rewrite the catalogue to what the source says; a new term takes the word another room already has for it."""
    words.written = {term: words.written.get(term) or known.get(term, "") for term in sorted(words.found)}
    if not words.found:
        words.path.unlink(missing_ok=True)
        return
    _write(words.path, LOCALE, words.written)


def _write(path: Path, locale: str, written: Mapping[Term, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER % locale + "".join(_entry(term, string) for term, string in written.items()))


def draw(words: Words) -> None:
    """Write the Traditional Chinese anew from the Simplified; needs the developer's OpenCC."""
    if words.path.exists():
        _write(words.drawn_path, DRAWN, drawn(words))
    else:
        words.drawn_path.unlink(missing_ok=True)


PAPER_HEAD = '''"""The fixed words on paper in Traditional Chinese: drawn by `words` from the Simplified."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yinuo.base.paper.labels import Labels

ZH_HANT: Labels = {
'''


def paper_drawn(labels: Mapping[str, object]) -> str:
    """The module that holds `labels` of the Simplified paper in Traditional Chinese."""
    rows = (
        f"    {json.dumps(name)}: {json.dumps(hant.converted(str(word)), ensure_ascii=False)},\n"
        for name, word in labels.items()
    )
    return PAPER_HEAD + "".join(rows) + "}\n"


def drawn(words: Words) -> dict[Term, str]:
    """What the Traditional Chinese of `words` has to be."""
    return {term: hant.converted(string) for term, string in words.written.items()}


def _entry(term: Term, string: str) -> str:
    lines = [f"msgctxt {normalize(term.context, width=0)}"] if term.context else []
    lines.append(f"msgid {normalize(term.text, width=0)}")
    if term.plural:
        lines.append(f"msgid_plural {normalize(term.plural, width=0)}")
    lines.append(f"{'msgstr[0]' if term.plural else 'msgstr'} {normalize(string, width=0)}")
    return "\n" + "\n".join(lines) + "\n"


def known(all_words: list[Words]) -> dict[Term, str]:
    """Every term some room has written, with its word."""
    return {term: string for words in all_words for term, string in words.written.items() if string}


def compile_(words: Words) -> None:
    """Write the binary catalogues Django reads, next to their sources."""
    for locale, path in ((LOCALE, words.path), (DRAWN, words.drawn_path)):
        catalogue = Catalog(locale=locale, creation_date=datetime(2000, 1, 1, tzinfo=UTC), charset="utf-8")
        for term, string in read(path).items():
            msgid = (term.text, term.plural) if term.plural else term.text
            catalogue.add(msgid, (string,) if term.plural else string, context=term.context or None)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)


def flaws(all_words: list[Words]) -> list[str]:
    """What is wrong with the catalogues, one sentence each."""
    return [flaw for words in all_words for flaw in _flaws_of(words)] + list(_disputes(all_words))


def _flaws_of(words: Words) -> Iterator[str]:
    room = words.room or "house"
    for term in sorted(words.found):
        string = words.written.get(term, "")
        if not string:
            yield f"{room}: not translated: {term.text!r}"
            continue
        if any(set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(string)) for text in _forms(term)):
            yield f"{room}: placeholders differ: {term.text!r} / {string!r}"
        if HALF_WIDTH.search(PLACEHOLDER.sub("", string)):
            yield f"{room}: half-width punctuation beside Chinese: {string!r}"
        if words.room == "portal" and "你" in string:
            yield f"{room}: the client is 您: {string!r}"
    for term in sorted(words.found):
        if unwanted := UNWANTED.search(f"{term.text} {words.written.get(term, '')}"):
            yield f"{room}: says {unwanted[0]!r}: {term.text!r}"
    for term in sorted(words.written.keys() - words.found):
        yield f"{room}: no longer said: {term.text!r}"


def drawn_flaws(all_words: list[Words]) -> list[str]:
    """Where the Traditional Chinese is not what the Simplified gives, or holds a sign of it; needs OpenCC."""
    return [flaw for words in all_words for flaw in _drawn_flaws_of(words)]


def _drawn_flaws_of(words: Words) -> Iterator[str]:
    room, there, wanted = words.room or "house", read(words.drawn_path), drawn(words)
    for term in sorted(there.keys() | wanted.keys()):
        if there.get(term) != wanted.get(term):
            yield f"{room}: Traditional Chinese is not drawn anew: {term.text!r}"
    for _term, string in sorted(there.items()):
        if signs := hant.simplified_in(string):
            yield f"{room}: Simplified signs {signs!r} in Traditional Chinese: {string!r}"


def _forms(term: Term) -> tuple[str, ...]:
    """The forms a translation must agree with: of a counted term the plural, since the singular may spell out 'one'."""
    return (term.plural,) if term.plural else (term.text,)


def _disputes(all_words: list[Words]) -> Iterator[str]:
    """One word per thing: a term said in two rooms has one translation."""
    said: dict[Term, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for words in all_words:
        for term, string in words.written.items():
            if string:
                said[term][string].append(words.room or "house")
    for term, strings in sorted(said.items()):
        if len(strings) > 1:
            ways = "; ".join(f"{string!r} in {', '.join(rooms)}" for string, rooms in sorted(strings.items()))
            yield f"translated in two ways: {term.text!r}: {ways}"
