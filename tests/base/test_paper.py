"""A sheet on paper says what is signed, word for word."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from tests.base import papers
from yinuo.base.paper import pdf
from yinuo.base.paper.about import AboutPaper, Knot
from yinuo.base.paper.sheet import SealMark, SealMeans, canonical_text, says_the_same, text_sha256

MM = 72 / 25.4
LONG = "系统每天早上七点前给出当日排产计划，并说明每一道瓶颈工序的开工时间、所用设备和负责人。" * 60


def pages(data, *, body=True):
    """The text of each page, without running head and foot when `body`."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            top, bottom = (height - 16 * MM, 22 * MM) if body else (height, 0)
            found.append(text.get_text_bounded(left=0, bottom=bottom, right=width, top=top))
        return found


def body(data):
    return "".join(pages(data))


def test_the_signed_text_names_every_fact_in_its_language():
    assert canonical_text(papers.sheet(papers.line(agreed_before="单次收货 ≤ 60 秒。"))) == (
        "确认单 No.3\n排产与成本结转\n甲方：华岭泵业股份有限公司\n乙方：明衡软件有限公司\n项目：华岭泵业 ERP 实施\n"
        "致：温宁经理、邵国梁部长\n提出人：林知夏\n提出日期：2026年11月20日 周五\n由谁确认：接口人\n"
        "答复期限：2026年11月25日 周三\n请您：逐项确认下面的内容。\n\n"
        "第 1 项 · 甲方期望 · 第 1 版\n内容：单次收货 ≤ 40 秒。\n谁：邵国梁部长\n期限：2026年12月21日 周一\n"
        "您上次确认的文字：单次收货 ≤ 60 秒。\n"
    )


def test_a_line_cannot_pretend_to_be_two():
    text = canonical_text(papers.sheet(papers.line(text="甲\r\n谁：乙\t \n\n丙")))

    assert "内容：甲\n  谁：乙\n  丙\n谁：邵国梁部长" in text


def test_seals_and_link_are_not_part_of_the_signed_text():
    plain = papers.sheet()

    assert canonical_text(sealed(plain)) == canonical_text(replace(plain, link=""))
    assert plain.fingerprint == text_sha256(canonical_text(plain))
    assert replace(plain, sha256="ab" * 32).fingerprint == "ab" * 32


@pytest.mark.parametrize(
    "sheet",
    [
        papers.sheet(),
        papers.english(),
        papers.sheet(*(papers.line(number) for number in range(1, 31))),
        papers.sheet(papers.line(text=LONG, agreed_before=LONG[:-300]), papers.line(2)),
    ],
    ids=["hard characters", "english", "thirty lines", "two pages"],
)
def test_the_page_says_exactly_the_signed_text(sheet):
    printed = body(pdf.sheet_pdf(sheet))

    assert says_the_same(printed, sheet)
    assert not says_the_same(printed, replace(sheet, ask="另一句话。"))
    assert not says_the_same(printed, replace(sheet, lines=sheet.lines[::-1]))


def test_names_and_signs_are_not_lost():
    printed = body(pdf.sheet_pdf(papers.sheet()))

    for sign in ("张伟", "镕", "翀", "℃", "≥", "≤", "→", '#read("x")', "$y$", "<b>"):
        assert sign in printed


def test_every_page_carries_the_fingerprint_and_its_number():
    sheet = papers.sheet(*(papers.line(number) for number in range(1, 31)))
    feet = pages(pdf.sheet_pdf(sheet), body=False)

    assert len(feet) > 3
    for number, page in enumerate(feet, start=1):
        assert sheet.fingerprint in page
        assert f"第{number}页，共{len(feet)}页" in "".join(page.split())


def test_equal_facts_give_equal_bytes():
    assert pdf.sheet_pdf(papers.sheet()) == pdf.sheet_pdf(papers.sheet())


def sealed(sheet, *, hollow=False):
    mark = SealMark("温宁", "信息部经理", date(2026, 11, 23), SealMeans.CODE, "A1B2-C3D4", hollow)
    return replace(sheet, lines=tuple(replace(line, seal=mark) for line in sheet.lines))


def test_an_agreed_sheet_shows_its_seals_and_asks_nothing():
    sheet = sealed(papers.sheet())
    printed = body(pdf.sheet_pdf(sheet))

    assert says_the_same(printed, sheet)
    assert printed.split().count("诺") == 3
    assert "A1B2-C3D4" in printed
    assert "盖章" not in printed


def test_agreed_by_the_window_person_only_still_waits_for_the_chop():
    printed = body(pdf.sheet_pdf(sealed(papers.sheet(), hollow=True)))

    assert "（接口人）" in printed
    assert "盖章" in printed


def test_what_was_agreed_about_a_word_fits_a_page():
    about = AboutPaper(
        "zh-hans",
        "排产",
        "华岭泵业 ERP 实施",
        "明衡软件有限公司",
        "华岭泵业股份有限公司",
        date(2026, 11, 22),
        (
            Knot(date(2026, 6, 12), "E105", "原话", "邵国梁部长", "系统要按我的排产规则。", "会议，第 12 行"),
            Knot(
                date(2026, 8, 7), "E105", "已确认", "邵国梁部长", "命中率 ≥ 90%。", "", ("实测 48%",), "ab" * 32, True
            ),
        ),
    )
    [page] = pages(pdf.about_pdf(about))

    for words in ("约定过什么：排产", "系统要按我的排产规则。", "会议，第 12 行", "实测 48%", "ab" * 32):
        assert "".join(words.split()) in "".join(page.split())
    assert "没有找到" in body(pdf.about_pdf(replace(about, knots=())))
