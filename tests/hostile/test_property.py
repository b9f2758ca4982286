"""Whatever comes in, the readers of capture answer or refuse by name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.figures import Figure, many
from tests.hostile import files, texts
from yinuo.base import calendar
from yinuo.base import files as kinds_of_file
from yinuo.base.paper import word
from yinuo.capture import absolutes, chat, dates, kinds, mail, package
from yinuo.capture import files as readers

EXAMPLES = many(full=4000, few=40)
"""For each of the five readers: 20,000 in all for the proof."""
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
PIECES = st.sampled_from(
    [
        *(
            "林知夏",
            "温宁",
            " ",
            "\n",
            "\r\n",
            "\t",
            "：",
            ":",
            "[",
            "]",
            "【",
            "(",
            ">",
            "> ",
            ",",
            "，",
            "。",
            "2026-11-20",
        ),
        *(
            "16:02",
            "24:61",
            "下午 3:15",
            "昨天",
            "周五",
            "星期天",
            "11月31日",
            "On ",
            "在 ",
            "wrote:",
            "写道：",
            "From: ",
            "Date: ",
        ),
        *(
            "主题：",
            "99",
            "0",
            "20",
            "年",
            "月",
            "日",
            "前",
            "本周",
            "下下周",
            "底",
            "初",
            "个工作日内",
            "within ",
            "in 3 days",
        ),
        *(
            "by ",
            "end of month",
            "Q4",
            "第四季度",
            "国庆节前",
            "保证",
            "希望",
            "负责",
            "请",
            "客户",
            "我们",
            "会",
            "不能",
            "?",
            "零问题",
        ),
        *("一", "十", "三十", "Nov", "of", "20th", "元旦前", "小时内", "月内", "后", "之后", "每", "every "),
    ]
)
WORDS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.sampled_from([*texts.SCRIPTS, *texts.UNICODE]),
)
DAYS = st.dates(dates.EARLIEST, dates.LATEST)
LIGHT = [bad for group in files.GROUPS.values() for bad in group if not bad.is_heavy]
NAMES = st.sampled_from(["a.txt", "a.md", "a.docx", "a.eml", "a.png", "a.jpg", "a.webp", "a", "", "/", "..", "a\0.txt"])


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """A hostile file, cut, or with some of its bytes changed."""
    data = bytearray(draw(st.sampled_from(LIGHT)).make()[:60_000])
    for _ in range(draw(st.integers(0, 4))):
        if data:
            at = draw(st.integers(0, len(data) - 1))
            data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@thorough
@given(text=WORDS, today=DAYS)
def test_a_thread_is_read_or_none_is_found(text: str, today: date) -> None:
    for said in chat.utterances(text, today, frozenset({"温宁"})):
        assert 0 <= said.start < said.end <= len(text)
    chat.speakers(text, today)


@thorough
@given(text=WORDS, today=DAYS)
def test_a_line_gives_a_day_in_its_place_or_none(text: str, today: date) -> None:
    found = dates.due(text, today, calendar.mainland())
    assert found is None or (found.day >= today and 0 <= found.start < found.end <= len(text))
    for side in ("client", "vendor", ""):
        kinds.kind_hint(text, side)
    absolutes.absolute_in(text)


@thorough
@given(data=st.one_of(st.binary(max_size=2000), broken_files()))
def test_a_mail_is_read_or_refused(data: bytes) -> None:
    with suppress(mail.BadMail):
        mail.letter(data)
    mail.text_of_html(data.decode("latin-1")) if b"&#" not in data else None


@thorough
@given(name=NAMES, data=st.one_of(st.binary(max_size=2000), broken_files()))
def test_a_file_is_read_or_refused_and_gives_text_that_can_be_kept(name: str, data: bytes) -> None:
    with suppress(readers.Unreadable):
        read = readers.read(name, data)
        read.text.encode()
        read.title.encode()
        assert "\0" not in read.text + read.title
    kinds_of_file.kind(name, data)
    kinds_of_file.safe_name(name)


@thorough
@given(data=st.one_of(st.binary(max_size=2000), broken_files()))
def test_a_package_is_opened_or_refused(data: bytes) -> None:
    with suppress(package.DamagedFile):
        package.names(data)
    with suppress(word.DamagedFile, word.NotOurSheet):
        word.read_sheet_docx(data)


@pytest.mark.django_db
def test_the_readers_were_tried_often(figure: Figure) -> None:
    assert thorough.max_examples == EXAMPLES
    figure("Hostile", "inputs made up for the readers", EXAMPLES * 5, wanted="≥ 20,000")
