"""A report as it is read, and on A4: headings and lines of plain text, drawn once and frozen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from yinuo.base.paper import labels, pdf, picture
from yinuo.base.paper.picture import Picture


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as read. `state` names its tone, `mark` says it; `code` is empty for the client."""

    state: str
    mark: str
    words: str
    detail: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, our words, the facts, what they look like.

    `counts` are names with numbers, for the desk alone: the paper has none.
    """

    name: str
    heading: str
    words: str
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One large number of a page for executives: its name, itself as it is read, and what it counts."""

    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """A whole report in one language; `numbers` stand above everything and are there for executives alone."""

    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    numbers: tuple[Number, ...] = ()

    @property
    def canonical(self) -> str:
        """Canonical JSON: equal stories give equal bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @property
    def text(self) -> str:
        """The story as plain text, to be pasted into a chat."""
        lines = [self.title, *self.head]
        lines += ["", *(f"{one.name} {one.value} · {one.note}" for one in self.numbers)] if self.numbers else []
        for section in self.sections:
            lines += ["", f"【{section.heading}】"]
            lines += [section.words] if section.words else []
            for number, line in enumerate(section.lines, start=1):
                mark = f"[{line.mark}] " if line.mark else ""
                lines.append(f"{number}. {mark}{line.words}")
                lines += [f"   {line.detail}"] if line.detail else []
            lines += [section.picture.sentence] if section.picture else []
        return "\n".join([*lines, ""])


def read(canonical: str) -> Story:
    """The story that `canonical` is of."""
    body: dict[str, Any] = json.loads(canonical)
    sections = tuple(
        Section(
            one["name"],
            one["heading"],
            one["words"],
            tuple(Line(**line) for line in one["lines"]),
            tuple((name, number) for name, number in one.get("counts", ())),
            picture.read(one.get("picture")),
        )
        for one in body["sections"]
    )
    numbers = tuple(Number(**one) for one in body.get("numbers", ()))
    return Story(body["title"], tuple(body["head"]), sections, numbers)


def report_pdf(story: Story, *, language: str, fingerprint: str, until: date) -> bytes:
    """The same bytes for the same story; `until` is the day the file says it was made."""
    say = labels.of(language)
    facts = {
        **labels.typesetting(language),
        "say": say,
        **asdict(story),
        "project": "",
        "foot": say["fingerprint"],
        "fingerprint": fingerprint,
        "check": "",
    }
    return pdf.render("report", facts, on=until)
