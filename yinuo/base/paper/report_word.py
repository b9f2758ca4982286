"""A report as a Word file: what the page says, in its order, the same bytes for the same story."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.shared import Mm, Pt, RGBColor

from yinuo.base.paper import labels, pdf
from yinuo.base.paper.settled import settled
from yinuo.base.paper.table import plain
from yinuo.base.paper.table_word import DOCX, MUTED, named, numbered, ruled, typeset

if TYPE_CHECKING:
    from datetime import date

    from yinuo.base.paper.picture import Picture
    from yinuo.base.paper.report import Line, Section, Story

__all__ = ["DOCX", "report_docx"]
WIDTH = 174
RED, AMBER = RGBColor(0xB2, 0x3A, 0x2E), RGBColor(0x8A, 0x5A, 0x00)
TONES = {"missed": RED, "high": RED, "moved": AMBER}


def report_docx(story: Story, *, language: str, fingerprint: str, until: date) -> bytes:
    """The report on A4; `until` is the day that the file says it was made."""
    document = Document()
    say = labels.of(language)
    typeset(document, Normal=10.5, Heading_1=17, Heading_2=12.5)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    foot = section.footer.paragraphs[0]
    numbered(foot, say["page"].replace("{pages}", "%(pages)s").replace("{page}", "%(page)s"))
    if fingerprint:
        print_ = section.footer.add_paragraph(f"{say['fingerprint']} {fingerprint}")
        print_.runs[0].font.size, print_.runs[0].font.color.rgb = Pt(7), MUTED
    named(document, story.title, until)
    document.add_heading(plain(story.title), level=1)
    for line in story.head:
        _muted(document.add_paragraph(), line)
    if story.numbers:
        widths = [Mm(WIDTH / len(story.numbers)) for _one in story.numbers]
        values = [f"{one.value}\n{one.note}" for one in story.numbers]
        ruled(document, [one.name for one in story.numbers], [values], widths)
    for one in story.sections:
        _section(document, one, language)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue(), until)


def _section(document: Any, section: Section, language: str) -> None:
    document.add_heading(plain(section.heading), level=2)
    for text in section.words.split("\n") if section.words else ():
        document.add_paragraph(plain(text))
    for number, line in enumerate(section.lines, start=1):
        _line(document.add_paragraph(), number, line)
    if section.picture is not None:
        _picture(document, section.picture, language)


def _line(paragraph: Any, number: int, line: Line) -> None:
    """Hanging by its number, the details below."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Mm(7), Mm(-7)
    form.tab_stops.add_tab_stop(Mm(7))
    paragraph.add_run(f"{number}.\t").font.color.rgb = MUTED
    if line.mark:
        mark = paragraph.add_run(f"{plain(line.mark)}  ")
        mark.bold, mark.font.color.rgb = True, TONES.get(line.state)
    paragraph.add_run(plain(line.words))
    if line.code:
        _muted(paragraph, f"  {line.code}")
    if line.detail:
        paragraph.add_run().add_break()
        _muted(paragraph, line.detail)


def _muted(paragraph: Any, words: str) -> None:
    run = paragraph.add_run(plain(words))
    run.font.color.rgb, run.font.size = MUTED, Pt(9)


def _picture(document: Any, picture: Picture, language: str) -> None:
    """The picture with its sentence as its text alternative, and its table below."""
    if picture.shapes:
        facts = {**labels.typesetting(language), "picture": asdict(picture)}
        drawn = document.add_picture(BytesIO(pdf.render("picture", facts, form="png")), width=Mm(WIDTH))
        about = drawn._inline.docPr  # noqa: SLF001  # python-docx offers no text alternatives
        about.set("descr", plain(picture.sentence))
        about.set("title", plain(picture.title))
    sentence = document.add_paragraph(plain(picture.sentence))
    sentence.runs[0].font.size = Pt(9.5)
    if picture.shapes and picture.rows:
        rest = (WIDTH - 46) / max(len(picture.head) - 1, 1)
        widths = [Mm(46), *(Mm(rest) for _name in picture.head[1:])]
        ruled(document, list(picture.head), [list(row) for row in picture.rows], widths)
        document.add_paragraph()
