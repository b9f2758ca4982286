"""Files to try the product with: the week's group chat, a memo as .docx, a thread as .eml."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from yinuo.demo.data.shapes import AS_OF, Two

if TYPE_CHECKING:
    from yinuo.demo.dates import Shift

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FILES = Path(__file__).parent / "files"
HEADING = Two("MM-109 排产复核会准备纪要", "MM-109 Minutes: preparing the scheduling review")
ABOUT = Two(
    "时间：[2026-11-19:day] 15:00　地点：华岭总装车间",
    "Day: [2026-11-19:day] 15:00   Place: Hualing, assembly workshop",
)
POINTS = (
    Two("邵部长要求排产把热处理炉升到 ≥ 850 ℃ 的 4 小时算进去。", "Mr Shao wants the plan to count the 4 hours in which the furnace reaches ≥ 850 ℃."),
    Two("林知夏承诺 [2026-11-30:day]前给出一版日计划。", "Lin Zhixia promises a daily plan by [2026-11-30:day]."),
    Two("生产部于 [2026-11-25:day]前交派工单样本，由张伟、刘镕、赵翀整理。", "Production hands over the dispatch slips by [2026-11-25:day], collected by Zhang Wei (张伟), Liu Rong (刘镕) and Zhao Chong (赵翀)."),
)  # fmt: skip
ROWS = (
    Two("事项|负责人|日期", "Item|Who|By when"),
    Two(
        "下料 → 热处理 → 精车 工序时间表|马腾|[2026-11-25]",
        "Times of cutting → heat treatment → fine turning|Ma Teng|[2026-11-25]",
    ),
    Two("日计划第一版|林知夏|[2026-11-30]", "First daily plan|Lin Zhixia|[2026-11-30]"),
)
LETTER = Two(
    "林经理：\n\n关键用户名单附后。请把期初余额的导入结果在 [2026-12-04:day]前发我一份，差异逐笔列出。\n设备台账中炉子的编号由我们自己核对，[2026-12-02:day]前完成。\n\n温宁\n华岭泵业 信息部",
    "Dear Ms Lin,\n\nThe list of key users follows. Please send me the result of importing the opening balances by [2026-12-04:day], every difference by itself.\nWe check the furnace numbers in the equipment ledger ourselves by [2026-12-02:day].\n\nWen Ning\nIT, Hualing Pumps",
)
SUBJECT = Two("回复：期初余额与关键用户", "Re: Opening balances and key users")


def group_chat(language: str, shift: Shift) -> str:
    """The week's group chat as a messenger exports it."""
    name = "group-chat.en.txt" if language == "en" else "group-chat.zh.txt"
    return shift.plain((FILES / name).read_text(encoding="utf-8"))


def minutes_docx(language: str, shift: Shift) -> bytes:
    """Minutes as a Word file: a heading, a numbered list, a table. Written by hand, as Word's smallest document."""
    body = [_paragraph(shift.told(HEADING, language), "Heading1"), _paragraph(shift.told(ABOUT, language))]
    body += [_paragraph(f"{number}. {shift.told(point, language)}") for number, point in enumerate(POINTS, start=1)]
    rows = "".join(_row(shift.told(row, language).split("|")) for row in ROWS)
    grid = "<w:gridCol/>" * len(ROWS[0].zh.split("|"))
    body.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{XML}<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main">'
        f"<w:body>{''.join(body)}<w:p/></w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _row(cells: list[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def letter_eml(language: str, shift: Shift) -> bytes:
    """A letter of the window person as a mail file."""
    mail = EmailMessage()
    mail["From"] = "wen.ning@hualing.example"
    mail["To"] = "lin.zhixia@chengchuan.example"
    mail["Subject"] = shift.told(SUBJECT, language)
    mail["Date"] = format_datetime(shift.at(AS_OF - timedelta(days=1), 10, 24))
    mail["Message-ID"] = make_msgid(domain="hualing.example")
    mail.set_content(shift.told(LETTER, language))
    return mail.as_bytes()


def write(folder: Path, language: str, shift: Shift) -> list[Path]:
    """Write all three into `folder`; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {
        "group-chat.txt": group_chat(language, shift).encode(),
        "minutes.docx": minutes_docx(language, shift),
        "letter.eml": letter_eml(language, shift),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in written]
