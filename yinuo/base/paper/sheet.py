"""A confirmation sheet 确认单 as values, and the one text that is signed (decisions 13 and 15)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yinuo.base.paper import labels
from yinuo.base.paper.labels import Labels


class LineKind(StrEnum):
    """The kinds of line, with the values of the ledger."""

    EXPECTATION = "expectation"
    COMMITMENT = "commitment"
    DUTY = "duty"
    RECORD = "record"
    PLAN = "plan"


class SealMeans(StrEnum):
    """How a line was agreed, with the values of signing."""

    CODE = "code"
    PAPER = "paper"
    MESSAGE = "message"
    ORAL = "oral"


@dataclass(frozen=True, slots=True)
class SealMark:
    """A signature on a line. Hollow: less than asked for (by the window person, or oral and to be signed)."""

    name: str
    title: str
    signed_on: date
    means: SealMeans
    code: str
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class SheetPaperLine:
    """One line. `agreed_before` is the text last agreed, empty when this is the first."""

    number: int
    kind: LineKind
    text: str
    who: str
    due_on: date | None
    measure: str = ""
    target: str = ""
    measurer: str = ""
    wording_version: int = 1
    agreed_before: str = ""
    seal: SealMark | None = None


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """Everything a sheet says. Seals, link and hash are around the signed text, not in it.

    `sha256` is the stored hash of a sheet already sent, so that paper printed years later still quotes it.
    """

    language: str
    number: int
    title: str
    ask: str
    project_name: str
    from_firm: str
    from_name: str
    to_firm: str
    contacts: tuple[str, ...]
    offered_on: date
    due_on: date
    lines: tuple[SheetPaperLine, ...]
    asks_signatory: bool = False
    link: str = ""
    sha256: str = ""
    # Where the paper can be checked, empty when it is not said.
    check_at: str = ""

    @property
    def fingerprint(self) -> str:
        """The hash to quote: the stored one, else that of the text as it is now."""
        return self.sha256 or text_sha256(canonical_text(self))


def canonical_text(sheet: SheetPaper) -> str:
    """The signed text: NFC, LF, no blanks at line ends, one labelled line a fact, in the sheet's language.

    Further lines of one fact are indented by two spaces, so that no text can pretend to be a label.
    """
    blocks = [head_facts(sheet), *(line_facts(line, sheet.language, sheet.from_firm) for line in sheet.lines)]
    return "\n\n".join("\n".join(_labelled(block, sheet.language)) for block in blocks) + "\n"


def text_sha256(text: str) -> str:
    """SHA-256 over the UTF-8 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def head_facts(sheet: SheetPaper) -> list[tuple[str, str]]:
    """(label, value) of the sheet's head, in the order of the signed text; an empty label is a heading."""
    say = labels.of(sheet.language)
    return [
        ("", say["sheet"].format(number=sheet.number)),
        ("", clean(sheet.title)),
        (say["to_firm"], clean(sheet.to_firm)),
        (say["from_firm"], clean(sheet.from_firm)),
        (say["project"], clean(sheet.project_name)),
        (say["contacts"], clean(say["separator"].join(sheet.contacts))),
        (say["from_name"], clean(sheet.from_name)),
        (say["offered_on"], labels.day(sheet.offered_on, sheet.language)),
        (say["authority"], say["signatory"] if sheet.asks_signatory else say["window"]),
        (say["answer_by"], labels.day(sheet.due_on, sheet.language)),
        (say["ask"], clean(sheet.ask)),
    ]


def line_facts(line: SheetPaperLine, language: str, from_firm: str) -> list[tuple[str, str]]:
    """(label, value) of one line, in the order of the signed text; the first is its heading.

    `from_firm` is named beside a promise, so that the client does not read "we" as itself.
    """
    say = labels.of(language)
    facts = [
        ("", line_heading(line, language, from_firm)),
        (say["text"], clean(line.text)),
        (say["who"], clean(line.who)),
        (say["due_on"], labels.day(line.due_on, language)),
        (say["measure"], clean(line.measure)),
        (say["target"], clean(line.target)),
        (say["measurer"], clean(line.measurer)),
        (say["agreed_before"], clean(line.agreed_before)),
    ]
    return [(label, value) for label, value in facts if value]


def line_heading(line: SheetPaperLine, language: str, from_firm: str) -> str:
    say = labels.of(language)
    kind = {
        LineKind.EXPECTATION: say["expectation"],
        LineKind.COMMITMENT: say["commitment"].format(firm=clean(from_firm)),
        LineKind.DUTY: say["duty"],
        LineKind.RECORD: say["record"],
        LineKind.PLAN: say["plan"],
    }[LineKind(line.kind)]
    number = say["line"].format(number=line.number)
    return f"{number} · {kind} · {say['version'].format(version=line.wording_version)}"


def clean(text: str) -> str:
    """`text` in NFC with LF line ends, no control characters, no blanks at line ends, no blank lines."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def answer_words(say: Labels) -> tuple[str, str, str]:
    return say["confirm"], say["not_accept"], say["question"]


def seal_words(seal: SealMark, language: str) -> list[str]:
    """What stands beside a seal, line by line."""
    say = labels.of(language)
    means = {
        SealMeans.CODE: say["by_code"],
        SealMeans.PAPER: say["by_paper"],
        SealMeans.MESSAGE: say["by_message"],
        SealMeans.ORAL: say["by_oral"],
    }[SealMeans(seal.means)]
    if seal.is_hollow:
        means = say["to_be_signed"] if seal.means == SealMeans.ORAL else f"{means} {say['by_window']}"
    return [word for word in (seal.name, seal.title, seal.signed_on.isoformat(), means, seal.code) if word]


def says_the_same(extracted: str, sheet: SheetPaper) -> bool:
    """Whether text taken out of a rendering (without running head and foot) holds the whole signed text, in order.

    White space does not count; the words beside the tick boxes and seals stand between the lines and are passed over.
    """
    around = {"".join(answer_words(labels.of(sheet.language)))}
    around |= {"诺" + "".join(seal_words(line.seal, sheet.language)) for line in sheet.lines if line.seal}
    found, wanted = _squeezed(extracted), _squeezed(canonical_text(sheet))
    for words in sorted(around, key=len, reverse=True):
        found, wanted = found.replace(_squeezed(words), ""), wanted.replace(_squeezed(words), "")
    return wanted in found


def _labelled(facts: list[tuple[str, str]], language: str) -> Iterator[str]:
    colon = labels.of(language)["colon"]
    for label, value in facts:
        yield (f"{label}{colon}{value}" if label else value).replace("\n", "\n  ")


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
