"""A4 pages by typst: embedded fonts, no system fonts, the same bytes for the same facts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from yinuo.base.paper import labels
from yinuo.base.paper.about import AboutPaper, Knot
from yinuo.base.paper.sheet import (
    SealMark,
    SheetPaper,
    SheetPaperLine,
    answer_words,
    head_facts,
    line_facts,
    seal_words,
)

BASE = Path(__file__).resolve().parent.parent
TEMPLATES = BASE / "typ"
FONTS = BASE / "fonts"

Form = Literal["pdf", "png"]
PIXELS = 220
"""Of a picture, an inch."""
MARK = "yinuo-sheet-"
_MARKED = re.compile(rb"/Keywords\(yinuo-sheet-([0-9a-f]{64})\)")

# Above this many characters a line may run over a page's end.
LONG = 700

_PIECES = re.compile(r"[A-Za-z0-9_.]+|\s+|.", re.DOTALL)


class FontsMissing(Exception):
    """The two font files are not in yinuo/base/fonts: run `./run setup`."""


def render(template: str, facts: Mapping[str, Any], *, on: date | None = None, form: Form = "pdf") -> bytes:
    """`template` ("sheet") filled with JSON-able `facts`, as PDF or as one PNG; all facts are shown literally.

    `on` is the day the file says it was made; without it, the start of 2000, so that equal facts give equal bytes.

    Raises:
        FontsMissing: the fonts were not built.

    """
    made = on or date(2000, 1, 1)
    drawn = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False, sort_keys=True)},
        timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC),
        format=form,
        ppi=PIXELS if form == "png" else None,
    )
    return bytes(drawn)


def sheet_pdf(sheet: SheetPaper) -> bytes:
    """The sheet as the form a boss would chop; with seals where its lines have them."""
    return render("sheet", sheet_view(sheet), on=sheet.offered_on)


def about_pdf(about: AboutPaper) -> bytes:
    """The page "what was agreed about X"."""
    return render("about", about_view(about), on=about.printed_on)


def sheet_view(sheet: SheetPaper) -> dict[str, Any]:
    say = labels.of(sheet.language)
    heading, title, *facts = head_facts(sheet)
    return {
        **labels.typesetting(sheet.language),
        "say": say,
        "heading": heading[1],
        "title": title[1],
        "facts": facts[:-1],
        "ask": facts[-1],
        "lines": [_line_view(line, sheet.language, sheet.from_firm) for line in sheet.lines],
        "answers": answer_words(say),
        "is_agreed": all(line.seal and not line.seal.is_hollow for line in sheet.lines),
        "ways": _ways(sheet),
        "qr": _qr(sheet.link),
        "sides": [
            {"label": say["client"], "firm": sheet.to_firm},
            {"label": say["vendor"], "firm": sheet.from_firm},
        ],
        "project": sheet.project_name,
        "foot": say["fingerprint"],
        "fingerprint": sheet.fingerprint,
        "mark": [f"{MARK}{sheet.fingerprint}"],
        "check": say["check_at"].format(address=sheet.check_at) if sheet.check_at else "",
    }


def quoted_sheet(data: bytes) -> str:
    """The fingerprint that a PDF of ours says it renders; empty for any other. It proves nothing by itself."""
    found = _MARKED.search(data)
    return found[1].decode() if found else ""


def about_view(about: AboutPaper) -> dict[str, Any]:
    say = labels.of(about.language)
    found = say["found"].format(number=len(about.knots)) if about.knots else say["nothing_found"]
    return {
        **labels.typesetting(about.language),
        "say": say,
        "heading": say["about"],
        "query": about.query,
        "facts": [
            (say["project"], about.project_name),
            (say["to_firm"], about.to_firm),
            (say["from_firm"], about.from_firm),
            (say["printed_on"], labels.day(about.printed_on, about.language)),
        ],
        "found": found,
        "knots": [knot_view(knot, about.language) for knot in about.knots],
        "project": about.project_name,
        "foot": say["head"],
        "fingerprint": about.head,
    }


def _line_view(line: SheetPaperLine, language: str, from_firm: str) -> dict[str, Any]:
    heading, text, *rest = line_facts(line, language, from_firm)
    say = labels.of(language)
    before = dict(rest).get(say["agreed_before"], "")
    old, new = changed(before, text[1]) if before else ([], [(text[1], False)])
    return {
        "heading": heading[1],
        "text": {"label": text[0], "pieces": new},
        "is_long": sum(len(value) for _, value in rest) + len(text[1]) > LONG,
        "rows": _rows(rest, say),
        "before": {"label": say["agreed_before"], "pieces": old} if before else None,
        "seal": _seal_view(line.seal, language) if line.seal else None,
    }


def _rows(facts: list[tuple[str, str]], say: labels.Labels) -> list[list[tuple[str, str]]]:
    """Who and when share a row, target and measurer another; the rest is as wide as the line."""
    rows = ((say["who"], say["due_on"]), (say["measure"],), (say["target"], say["measurer"]))
    return [row for names in rows if (row := [fact for fact in facts if fact[0] in names])]


def _seal_view(seal: SealMark, language: str) -> dict[str, Any]:
    return {"words": seal_words(seal, language), "hollow": seal.is_hollow}


def knot_view(knot: Knot, language: str) -> dict[str, Any]:
    return {
        "day": labels.day(knot.day, language),
        "code": knot.code,
        "state": knot.state,
        "person": knot.person,
        "words": knot.words,
        "source": knot.source,
        "delivered": knot.delivered,
        "sha256": knot.sha256,
        "sealed": knot.is_sealed,
    }


def changed(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """`old` and `new` cut into pieces, each with whether it was taken out of `old` or came new."""
    one, two = _PIECES.findall(old), _PIECES.findall(new)
    was: list[tuple[str, bool]] = []
    now: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        was += [("".join(one[a:b]), tag != "equal")] if b > a else []
        now += [("".join(two[c:d]), tag != "equal")] if d > c else []
    return was, now


def _ways(sheet: SheetPaper) -> list[str]:
    say = labels.of(sheet.language)
    by_link = [say["how_link"].format(link=sheet.link)] if sheet.link else []
    return [*by_link, say["how_paper"].format(name=sheet.from_name), say["how_silent"]]


def _qr(link: str) -> str:
    if not link:
        return ""
    drawing = BytesIO()
    segno.make(link, error="m", micro=False).save(drawing, kind="svg", border=0, dark="#1C2127", xmldecl=False)
    return drawing.getvalue().decode()


@cache
def _fonts() -> Any:
    if not list(FONTS.glob("*.ttf")):
        raise FontsMissing(FONTS)
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
