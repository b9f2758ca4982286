"""Real files go in as a person has them."""

import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.capture import files, mail, package
from yinuo.capture.files import Read, Reason, Unreadable, read

CHAT = "林知夏 2026-11-20 16:02\n排产复核会下周三前开，张伟、镕、翀都来。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_is_read_in_the_encodings_people_have(encoding):
    found = read("群聊.txt", CHAT.replace("\n", "\r\n").encode(encoding))

    assert found == Read(CHAT, "text/plain", "群聊", date(2026, 11, 20))


def test_a_heading_is_the_title_of_markdown():
    assert read("a.md", b"intro\n\n## Weekly review\ntext").title == "Weekly review"


def test_minutes_keep_the_order_of_paragraphs_and_tables():
    document = Document()
    document.add_paragraph("项目例会纪要 2026年11月6日")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ("事项", "责任人", "时限", "补收派工单\n样本", "邵国梁", "11月13日"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("会后三天内发出。")
    out = BytesIO()
    document.save(out)

    found = read("MM-108.docx", out.getvalue())

    assert found.text == (
        "项目例会纪要 2026年11月6日\n事项\t责任人\t时限\n补收派工单 样本\t邵国梁\t11月13日\n会后三天内发出。"
    )
    assert (found.title, found.when) == ("项目例会纪要 2026年11月6日", date(2026, 11, 6))


def test_a_mail_gives_its_subject_sender_moment_and_quoted_thread():
    letter = EmailMessage()
    letter["From"] = "温宁 <wen@hualing.example>"
    letter["To"] = "lin@mingheng.example"
    letter["Subject"] = "回复：成本结转"
    letter["Date"] = datetime(2026, 11, 20, 8, 2, tzinfo=UTC)
    letter.set_content("同意次月 5 日。\n\n> 林知夏：能否 5 日 18:00 前？\n")
    letter.add_alternative("<p>同意<b>次月</b> 5 日。</p>", subtype="html")

    found = read("re.eml", bytes(letter))

    assert found.text == (
        "From: 温宁\nDate: 2026-11-20 08:02 +0000\nSubject: 回复：成本结转\n\n"
        "同意次月 5 日。\n\n> 林知夏：能否 5 日 18:00 前？"
    )
    assert (found.title, found.when, found.speakers) == ("回复：成本结转", date(2026, 11, 20), ("温宁",))
    assert found.at == datetime(2026, 11, 20, 8, 2, tzinfo=UTC)


def test_a_mail_without_text_part_is_read_from_its_page():
    page = (
        "<html><head><style>p{}</style></head><body>Hello&nbsp;<b>A&amp;B</b><br>two<script>x()</script><p>end</body>"
    )

    assert mail.text_of_html(page) == "Hello A&B\ntwo\nend"


def test_an_attached_mail_is_kept():
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "old@hualing.example", "old"
    inner.set_content("first words")
    outer["From"], outer["Subject"] = "new@hualing.example", "new"
    outer.set_content("see below")
    outer.add_attachment(inner)

    assert "see below\n\nFrom: old@hualing.example\nSubject: old\n\nfirst words" in read("a.eml", bytes(outer)).text


def test_a_picture_is_kept_without_text():
    found = read("微信图片_2026-11-20.PNG", b"\x89PNG\r\n\x1a\n" + b"\0" * 20)

    assert found == Read("", "image/png", "微信图片_2026-11-20", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", Reason.EMPTY),
        ("a.txt", b"  \n ", Reason.EMPTY),
        ("a.txt", bytes(range(256)) * 40, Reason.NOT_TEXT),
        ("a.txt", b"a" * (files.MAX_TEXT + 1), Reason.TOO_LARGE),
        ("a.docx", b"PK\x03\x04 no", Reason.DAMAGED),
        ("a.png", b"GIF89a", Reason.DAMAGED),
        ("a.eml", b"\x00\x01", Reason.DAMAGED),
        ("a.eml", b"From: a@b\n" + b"X-A: b\n" * 3000 + b"\ntext", Reason.DAMAGED),
        ("a.exe", b"MZ", Reason.OTHER_KIND),
        ("a.html", b"<p>", Reason.OTHER_KIND),
    ],
)
def test_what_cannot_be_read_says_why(name, data, reason):
    with pytest.raises(Unreadable) as caught:
        read(name, data)

    assert caught.value.reason == reason


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 10_000)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + " " * 1_000_000 + "</a>")

    with pytest.raises(Unreadable) as caught:
        read("bomb.docx", out.getvalue())
    assert caught.value.reason == Reason.DAMAGED


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["a.txt", "a.md", "a.docx", "a.eml", "a.png"]), st.binary(max_size=400))
def test_no_bytes_are_a_surprise(name, data):
    try:
        found = read(name, data)
    except Unreadable:
        return
    assert isinstance(found, Read)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"From: ",
                b"=?gb2312?B?zsI=?=",
                b"\n",
                b"Date: ",
                b"x",
                b"Content-Type: ",
                b"text/html",
                b"; charset=none",
                b"multipart/mixed; boundary=x",
                b"--x",
                b"\n\n",
                b"\xff",
                b"@",
            ]
        ),
        max_size=40,
    )
)
def test_no_mail_is_a_surprise(pieces):
    with suppress(Unreadable):
        assert read("a.eml", b"From: a@b.example\n" + b"".join(pieces)).media_type == "message/rfc822"
