"""A table as a Word file: A4 landscape, its head on every page, pages numbered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from yinuo.base.paper.settled import settled
from yinuo.base.paper.table import plain
from yinuo.base.paper.word import FONT_EAST, FONT_WEST, roomy

if TYPE_CHECKING:
    from yinuo.base.paper.table import Cell, TablePaper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTH = 269
MUTED = RGBColor(0x5B, 0x64, 0x70)


def table_docx(paper: TablePaper) -> bytes:
    """The table with title, facts and page numbers; rows are not broken across pages."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(plain(paper.title), level=1)
    for fact in (*paper.facts, paper.mark):
        if fact:
            line = document.add_paragraph(plain(fact))
            line.runs[0].font.color.rgb = MUTED
    _table(document, paper)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue(), paper.printed_on)


def typeset(document: Any, **sizes: float) -> None:
    """Our fonts and ink for the styles named, in points: `Normal=9, Heading_1=16`."""
    for name, size in sizes.items():
        style = document.styles[name.replace("_", " ")]
        style.font.name, style.font.size = FONT_WEST, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:ascii"), FONT_WEST)
        fonts.set(qn("w:hAnsi"), FONT_WEST)
        fonts.set(qn("w:eastAsia"), FONT_EAST)
        style.paragraph_format.space_after = Pt(2)
        style.font.color.rgb = RGBColor(0x1C, 0x22, 0x29)


def _set_up(document: Any, paper: TablePaper) -> None:
    typeset(document, Normal=9, Heading_1=16)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    numbered(section.footer.paragraphs[0], paper.page)
    named(document, paper.title, paper.printed_on)


def named(document: Any, title: str, on: date) -> None:
    """What the file says of itself: its title and the day `on`, nobody's name."""
    about = document.core_properties
    about.author, about.title, about.comments, about.last_modified_by = "", plain(title), "", ""
    about.created = about.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)


def numbered(paragraph: Any, words: str) -> None:
    """`第 %(page)s 页` with the number as a field."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _mark, rest = words.partition("%(page)s")
    between, _mark, after = rest.partition("%(pages)s")
    for text, name in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if name:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            field.append(_run("1"))
            paragraph._p.append(field)  # noqa: SLF001  # python-docx offers no fields


def _table(document: Any, paper: TablePaper) -> None:
    total = sum(column.width for column in paper.columns)
    widths = [Mm(WIDTH * column.width / total) for column in paper.columns]
    heads = [column.heading for column in paper.columns]
    ruled(document, heads, [[_text(value) for value in cells] for cells in paper.rows], widths)


def ruled(document: Any, heads: list[str], rows: list[list[str]], widths: list[Any]) -> None:
    """Written as elements: python-docx looks a cell up anew each time, which grows with the square of the rows."""
    table = roomy(document.add_table(rows=0, cols=len(widths), style="Table Grid"))
    table.autofit = False
    for at, width in enumerate(widths):
        table.columns[at].width = width
    body = table._tbl  # noqa: SLF001  # as above
    body.append(_row(heads, widths, is_head=True))
    for texts in rows:
        body.append(_row(texts, widths))


def _row(texts: list[str], widths: list[Any], *, is_head: bool = False) -> Any:
    row, facts = OxmlElement("w:tr"), OxmlElement("w:trPr")
    facts.append(OxmlElement("w:cantSplit"))
    if is_head:
        facts.append(OxmlElement("w:tblHeader"))
    row.append(facts)
    for text, width in zip(texts, widths, strict=True):
        cell, about, size = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
        size.set(qn("w:w"), str(round(width.pt * 20)))
        size.set(qn("w:type"), "dxa")
        about.append(size)
        if is_head:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "E8ECF0")
            about.append(shade)
        cell.append(about)
        for line in plain(text).split("\n"):
            paragraph = OxmlElement("w:p")
            paragraph.append(_run(line, is_bold=is_head))
            cell.append(paragraph)
        row.append(cell)
    return row


def _run(text: str, *, is_bold: bool = False) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    if is_bold:
        facts = OxmlElement("w:rPr")
        facts.append(OxmlElement("w:b"))
        run.append(facts)
    words.text = text.replace("\t", " ")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
