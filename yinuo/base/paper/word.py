"""The sheet as a Word file that may be edited, and what came back in it (decision 15)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from yinuo.base.paper import labels
from yinuo.base.paper.labels import Labels
from yinuo.base.paper.settled import settled
from yinuo.base.paper.sheet import (
    SheetPaper,
    SheetPaperLine,
    answer_words,
    clean,
    head_facts,
    line_facts,
    seal_words,
)
from yinuo.capture import package
from yinuo.capture.package import DamagedFile

__all__ = ["DamagedFile", "LineBack", "NotOurSheet", "SheetBack", "read_sheet_docx", "sheet_docx"]

TICKS = frozenset("✓✔√☑☒✗×xXvV■Ｖ√")
BOX = "☐"
MUTED = RGBColor(0x5B, 0x64, 0x70)
CELL_ROOM = "50"  # twentieths of a point
FONT_EAST, FONT_WEST = "Microsoft YaHei", "Calibri"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SHEET_TAG = re.compile(r"yinuo-sheet-(\d{1,9})-([0-9a-f]{64})")
_LINE_TAG = re.compile(r"yinuo-line-(\d{1,9})-(\d{1,9})")
_BOX_TAG = re.compile(r"yinuo-box-(\d{1,9})-([012])")


class NotOurSheet(Exception):
    """A Word document, but not one of our sheets, or its marks were lost."""


@dataclass(frozen=True, slots=True)
class LineBack:
    """One line as it came back. `ticked`: "confirm", "not_accept", "ask", or empty when none or several are."""

    number: int
    version: int
    text: str
    ticked: str


@dataclass(frozen=True, slots=True)
class SheetBack:
    """A sheet as it came back; lines that were deleted are missing."""

    number: int
    sha256: str
    lines: tuple[LineBack, ...]


def sheet_docx(sheet: SheetPaper) -> bytes:
    """The sheet as an editable Word file. Each line's text and boxes are marked by content-control tags."""
    say = labels.of(sheet.language)
    document = Document()
    _set_up(document, sheet)
    heading, title, *facts = head_facts(sheet)
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _tagged(mark, f"yinuo-sheet-{sheet.number}-{sheet.fingerprint}", heading[1], size=20, is_bold=True, is_locked=True)
    centred = document.add_paragraph(title[1])
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for label, value in facts:
        _fact(document.add_paragraph(), label, value, say)
    hint = document.add_paragraph(say["word_how"])
    hint.runs[0].font.color.rgb = MUTED
    table = roomy(document.add_table(rows=0, cols=2, style="Table Grid"))
    for line in sheet.lines:
        _line_row(table, line, sheet.language, sheet.from_firm)
    _signatures(document, sheet)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue(), sheet.offered_on)  # the same bytes whenever it is asked for


def roomy(table: Any) -> Any:
    """The table with room above and below the words of its cells; Word leaves none by itself."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), CELL_ROOM)
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    # Before the element that comes after it in the schema (ECMA-376 part 1, 17.4.59), else Word calls the file damaged.
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001  # python-docx has no name for it
    return table


def read_sheet_docx(data: bytes) -> SheetBack:
    """What came back, with tracked changes taken as accepted.

    Raises:
        DamagedFile: it cannot be opened safely.
        NotOurSheet: the marks of a sheet are not in it.

    """
    body = package.part(data, "word/document.xml")
    found = {tag: control for control in body.iter(f"{_W}sdt") if (tag := _tag(control))}
    sheets = [match for tag in found if (match := _SHEET_TAG.fullmatch(tag))]
    if len(sheets) != 1:
        raise NotOurSheet
    lines = {
        int(match[1]): (int(match[2]), _text(control))
        for tag, control in found.items()
        if (match := _LINE_TAG.fullmatch(tag))
    }
    ticks: defaultdict[int, list[int]] = defaultdict(list)
    for tag, control in found.items():
        if match := _ticked_box(tag, control):
            ticks[int(match[1])].append(int(match[2]))
    return SheetBack(
        int(sheets[0][1]),
        sheets[0][2],
        tuple(
            LineBack(number, version, text, _one_tick(ticks[number]))
            for number, (version, text) in sorted(lines.items())
            if text
        ),
    )


# --- writing


def _set_up(document: Any, sheet: SheetPaper) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT_WEST, Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT_EAST)
    style.paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    foot = section.footer.paragraphs[0]
    say = labels.of(sheet.language)
    check = f"\n{say['check_at'].format(address=sheet.check_at)}" if sheet.check_at else ""
    foot.text = f"{say['fingerprint']} {sheet.fingerprint}{check}"
    foot.runs[0].font.size = Pt(7)
    about = document.core_properties
    about.author, about.title, about.comments = sheet.from_firm, f"No.{sheet.number} {clean(sheet.title)}", ""
    made = datetime(sheet.offered_on.year, sheet.offered_on.month, sheet.offered_on.day, tzinfo=UTC)
    about.created = about.modified = made


def _line_row(table: Any, line: SheetPaperLine, language: str, from_firm: str) -> None:
    say = labels.of(language)
    words, answers = table.add_row().cells
    words.width, answers.width = Mm(132), Mm(42)
    heading, text, *facts = line_facts(line, language, from_firm)
    words.paragraphs[0].add_run(heading[1]).bold = True
    _label(words.add_paragraph(), text[0], say)
    _tagged(words.add_paragraph(), f"yinuo-line-{line.number}-{line.wording_version}", text[1], size=11.5)
    for label, value in facts:
        _fact(words.add_paragraph(), label, value, say)
    if line.seal:
        answers.paragraphs[0].add_run("诺 " + "\n".join(seal_words(line.seal, language)))
        return
    for place, word in enumerate(answer_words(say)):
        paragraph = answers.paragraphs[0] if place == 0 else answers.add_paragraph()
        _tagged(paragraph, f"yinuo-box-{line.number}-{place}", BOX, is_box=True)
        paragraph.add_run(f" {word}")


def _signatures(document: Any, sheet: SheetPaper) -> None:
    say = labels.of(sheet.language)
    document.add_paragraph()
    silent = document.add_paragraph()
    silent.add_run(say["how_silent"]).bold = True
    table = document.add_table(rows=1, cols=2)
    for cell, label, firm in zip(
        table.rows[0].cells, (say["client"], say["vendor"]), (sheet.to_firm, sheet.from_firm), strict=True
    ):
        _fact(cell.paragraphs[0], label, clean(firm), say)
        for name in (say["name"], say["title"], say["date"]):
            _fact(cell.add_paragraph(), name, "____________________", say)
        cell.add_paragraph(say["chop"])


def _fact(paragraph: Any, label: str, value: str, say: Labels) -> None:
    _label(paragraph, label, say)
    paragraph.add_run(value)


def _label(paragraph: Any, label: str, say: Labels) -> None:
    paragraph.add_run(f"{label}{say['colon']}").font.color.rgb = MUTED


def _tagged(
    paragraph: Any,
    tag: str,
    text: str,
    *,
    size: float = 10.5,
    is_bold: bool = False,
    is_locked: bool = False,
    is_box: bool = False,
) -> None:
    """Put `text` into a content control with `tag`; Word and WPS keep the tag while the text is edited."""
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold or None, Pt(size)
    control, facts, content = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    facts.append(_element("w:tag", tag))
    facts.append(_element("w:lock", "sdtContentLocked" if is_locked else "sdtLocked"))
    if is_box:
        facts.append(OxmlElement("w:text"))
    paragraph._p.replace(run._r, control)  # noqa: SLF001  # python-docx offers no content controls
    content.append(run._r)  # noqa: SLF001  # as above
    control.append(facts)
    control.append(content)


def _element(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


# --- reading


def _tag(control: Any) -> str:
    mark = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if mark is None else str(mark.get(f"{_W}val", ""))


def _text(control: Any) -> str:
    content = control.find(f"{_W}sdtContent")
    return "" if content is None else clean(package.words(content))


def _ticked_box(tag: str, control: Any) -> re.Match[str] | None:
    match = _BOX_TAG.fullmatch(tag)
    return match if match and (TICKS & set(_text(control)) or _is_checked(control)) else None


def _is_checked(control: Any) -> bool:
    mark = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    return mark is not None and mark.get(f"{_W14}val") in {"1", "true"}


def _one_tick(boxes: list[int]) -> str:
    return ("confirm", "not_accept", "ask")[boxes[0]] if len(boxes) == 1 else ""
