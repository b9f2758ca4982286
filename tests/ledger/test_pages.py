"""The desk's pages of the ledger: from a pasted chat to a sheet and back."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.cast import Cast
from tests.ledger.conftest import Lines
from yinuo.base import clock
from yinuo.base.paper import word as docx
from yinuo.evidence.models import Attachment
from yinuo.ledger import access
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry, Measurement, Source, State, Statement, Wording
from yinuo.ledger.published import Agreement, Reply, Sheet

CHAT = """邵国梁 11/20 09:02
系统必须按我的排产规则，瓶颈工序先排。
林知夏 11/20 09:10
我们周三前给出排产复核方案。
"""


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    return SimpleUploadedFile("签字页.png", out.getvalue(), "image/png")


@pytest.fixture
def source(cast: Cast) -> Source:
    return ledger.hear(
        cast.p1, by=cast.lin, at=clock.now(), kind="chat", title="群聊", occurred_on=date(2026, 11, 20), text=CHAT
    )


def test_a_pasted_chat_is_kept_as_it_was(cast: Cast, as_lin: Client):
    answer = as_lin.post("/projects/P1/capture/", {"text": CHAT, "kind": "chat", "occurred_on": "2026-11-20"})

    kept = Source.objects.get()
    assert (kept.text, kept.title) == (CHAT, "邵国梁 11/20 09:02")
    assert answer.headers["Location"] == "/projects/P1/sources/1/"


def test_an_empty_capture_says_what_to_do_and_loses_nothing(cast: Cast, as_lin: Client):
    answer = as_lin.post(
        "/projects/P1/capture/", {"text": " ", "title": "周会", "kind": "meeting", "occurred_on": "2026-11-20"}
    )

    assert answer.status_code == 422
    assert "请粘贴文字，或选择一个文件。" in answer.content.decode()
    assert 'value="周会"' in answer.content.decode()
    assert not Source.objects.exists()


def test_a_capture_of_too_many_lines_says_so_and_guesses_no_title(cast: Cast, as_lin: Client):
    answer = as_lin.post("/projects/P1/capture/", {"text": "a\n" * 20_000, "kind": "chat", "occurred_on": ""})

    assert answer.status_code == 422
    assert "太大" in answer.content.decode()
    assert not Source.objects.exists()


def test_a_picture_needs_the_words_typed_beside_it(cast: Cast, as_lin: Client):
    values = {"kind": "picture", "occurred_on": "2026-11-20"}

    bare = as_lin.post("/projects/P1/capture/", {**values, "file": picture()})
    typed = as_lin.post("/projects/P1/capture/", {**values, "file": picture(), "text": "下周三前给方案"})

    assert (bare.status_code, typed.status_code) == (422, 302)
    assert Source.objects.get().original_token == Attachment.objects.get().token


def test_a_letter_is_kept_as_mail_though_a_chat_was_proposed(cast: Cast, as_lin: Client):
    letter = "From: wen@hualing.example\nSubject: 排产\nDate: Fri, 20 Nov 2026 09:00:00 +0800\n\n下周三前给方案。\n"
    file = SimpleUploadedFile("letter.eml", letter.encode(), "message/rfc822")

    as_lin.post("/projects/P1/capture/", {"kind": "chat", "occurred_on": "", "file": file})

    assert (Source.objects.get().kind, Source.objects.get().occurred_on) == ("mail", date(2026, 11, 20))


def test_a_chosen_line_comes_with_who_kind_and_date(cast: Cast, as_lin: Client, source: Source):
    start = CHAT.index("我们周三前")

    page = as_lin.get(f"/projects/P1/sources/1/?start={start}&end={start + 14}")

    form = page.context["form"]
    assert form.initial["holder"] == cast.lin.person_id
    assert form.initial["kind"] == "commitment"
    assert form.initial["due_on"] == date(2026, 11, 25)


def test_a_row_becomes_a_line_that_remembers_its_sentence(cast: Cast, as_lin: Client, source: Source):
    start = CHAT.index("系统必须")
    values = {
        "start": start,
        "end": start + 19,
        "kind": "expectation",
        "holder": cast.shao.person_id,
        "words": "按生产部规则排产",
        "due_on": "2026-12-21",
    }

    answer = as_lin.post("/projects/P1/sources/1/", values)

    entry = Entry.objects.get()
    assert answer.status_code == 302
    assert (entry.code, entry.holder_id, entry.due_on) == ("E101", cast.shao.person_id, date(2026, 12, 21))
    assert Statement.objects.get().words == CHAT[start : start + 19]
    assert Statement.objects.get().speaker == "邵国梁"
    assert '<mark class="said"' in as_lin.get("/projects/P1/sources/1/").content.decode()


def test_our_promise_is_not_put_into_the_clients_mouth(cast: Cast, as_lin: Client, source: Source):
    values = {"kind": "commitment", "holder": cast.shao.person_id, "words": "按期上线"}

    answer = as_lin.post("/projects/P1/sources/1/", values)

    assert answer.status_code == 422
    assert "我方承诺要归到我方的人。" in answer.content.decode()
    assert not Entry.objects.exists()


def compose(cast: Cast, lines: Lines) -> dict[str, object]:
    values: dict[str, object] = {
        "line": [lines.wish.code, lines.promise.code],
        "title": "本周约定",
        "ask": "请逐项答复。",
        "contacts": [cast.wen.person_id],
        "due_on": (clock.today("Asia/Shanghai") + timedelta(days=5)).isoformat(),
        "authority": "window",
    }
    for entry in (lines.wish, lines.promise):
        values |= {
            f"{entry.code}-text": f"{entry.words}。",
            f"{entry.code}-due_on": "2026-12-21",
            f"{entry.code}-shape": "by_date",
            f"{entry.code}-metric": "按日完成",
            f"{entry.code}-measurer": cast.wen.person_id,
        }
    return values


def test_lines_become_a_sheet_in_one_act(cast: Cast, as_lin: Client, lines: Lines):
    answer = as_lin.post("/projects/P1/sheets/new/", compose(cast, lines))

    assert answer.headers["Location"] == "/projects/P1/sheets/1/"
    assert [row.text for row in Sheet.objects.get().lines.order_by("number")] == [
        "系统要按我的排产规则。",
        "12 月 21 日前完成排产复核。",
    ]


def test_the_same_words_again_keep_their_version(cast: Cast, as_lin: Client, lines: Lines):
    as_lin.post("/projects/P1/sheets/new/", compose(cast, lines))
    as_lin.post("/projects/P1/sheets/new/", compose(cast, lines))

    assert Sheet.objects.count() == 2
    assert Wording.objects.count() == 2


def test_an_absolute_guarantee_stops_the_sheet_and_keeps_what_was_typed(cast: Cast, as_lin: Client, lines: Lines):
    values = compose(cast, lines) | {f"{lines.promise.code}-text": "我们保证上线零问题。"}

    answer = as_lin.post("/projects/P1/sheets/new/", values)

    assert answer.status_code == 422
    assert "谁也做不到" in answer.content.decode()
    assert "我们保证上线零问题。" in answer.content.decode()
    assert not Wording.objects.exists()


def test_a_photo_of_the_signed_page_agrees_its_lines(cast: Cast, as_lin: Client, lines: Lines, sheet: Sheet):
    values = {
        "means": "paper",
        "signer": cast.shao.person_id,
        "signed_on": "2026-11-20",
        "stamp": "company",
        "file": picture(),
        "line1-kind": "confirm",
        "line2-kind": "not_accept",
        "line2-chip": "time",
    }

    answer = as_lin.post("/projects/P1/sheets/1/answers/", values)

    assert answer.status_code == 302
    reply = Reply.objects.get()
    assert (reply.means, reply.stamp, reply.authority, reply.by_name) == ("paper", "company", "signatory", "邵国梁")
    assert Attachment.objects.get(token=reply.attachment_token).side == "shared"
    assert [ledger.state_of(entry) for entry in (lines.wish, lines.promise, lines.duty)] == [
        State.AGREED,
        State.NOT_ACCEPTED,
        State.OFFERED,
    ]


def test_paper_without_its_picture_is_refused(cast: Cast, as_lin: Client, sheet: Sheet):
    values = {"means": "paper", "signer": cast.shao.person_id, "signed_on": "2026-11-20", "line1-kind": "confirm"}

    answer = as_lin.post("/projects/P1/sheets/1/answers/", values)

    assert answer.status_code == 422
    assert "纸质签章要附照片或扫描件。" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_a_refused_answer_or_value_leaves_no_file_behind(cast: Cast, as_lin: Client, lines: Lines, sheet: Sheet):
    agreed = ledger.MeansGiven(means="paper", by_name="温宁", signed_on=date(2026, 11, 20), attachment_token="a" * 22)
    ledger.reply(
        sheet, means=agreed, answers=[ledger.AnswerGiven(sheet.lines.first().token, "confirm")], at=clock.now()
    )
    ledger.waive(lines.wish, by=cast.lin, at=clock.now(), why="不再需要")
    ledger.recall(sheet, by=cast.lin, at=clock.now(), why="改了日期")
    paper = {"means": "paper", "signer": cast.shao.person_id, "signed_on": "2026-11-20", "stamp": "company"}
    value = {"measured_on": "2026-11-20", "number": "90"}

    answers = [
        as_lin.post("/projects/P1/sheets/1/answers/", paper | {"line2-kind": "confirm", "file": picture()}),
        as_lin.post("/projects/P1/lines/E101/measurement/", value | {"file": picture()}),
    ]

    assert [answer.status_code for answer in answers] == [422, 302]
    assert (Reply.objects.count(), Measurement.objects.count(), Attachment.objects.count()) == (1, 0, 0)


def test_a_changed_word_file_becomes_the_next_version_in_the_clients_words(cast: Cast, as_lin: Client, sheet: Sheet):
    paper = access.paper_of(sheet)
    changed = docx.sheet_docx(paper)
    theirs = changed_text(changed, "瓶颈工序的日计划按生产部的排产规则生成。", "瓶颈工序的日计划须经马工复核。")

    shown = as_lin.post("/projects/P1/sheets/1/returned/", {"file": SimpleUploadedFile("确认单.docx", theirs)})
    as_lin.post("/projects/P1/sheets/1/returned/", {"token": shown.context["token"], "take": ["1"]})

    newest = Wording.objects.filter(entry__code="E101").latest("version")
    assert (newest.version, newest.origin, newest.text) == (2, "client", "瓶颈工序的日计划须经马工复核。")


def changed_text(data: bytes, old: str, new: str) -> bytes:
    """The Word file after somebody edited one sentence."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(item, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "path",
    ["capture/", "sources/", "sheets/", "sheets/new/", "sheets/1/", "sheets/1/answers/", "lines/E101/wording/"],
)
def test_a_colleague_off_the_project_meets_nothing(cast: Cast, as_zhou: Client, sheet: Sheet, path: str):
    assert as_zhou.get(f"/projects/P1/{path}").status_code == 404


def test_the_sheet_prints_with_the_signed_text(cast: Cast, as_lin: Client, sheet: Sheet):
    answer = as_lin.get("/projects/P1/sheets/1/pdf/")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_by_date_line_is_measured_by_its_date_unless_somebody_says_better(cast: Cast, as_lin: Client, lines: Lines):
    page = as_lin.get(f"/projects/P1/sheets/new/?line={lines.promise.code}")

    assert 'value="按期完成"' in page.content.decode()


def test_a_link_that_only_this_machine_can_open_says_so(as_lin: Client, sheet: Sheet, settings):
    address = f"/projects/P1/sheets/{sheet.number}/link/"
    settings.LANGUAGE_CODE = "en"
    said = as_lin.post(address, headers={"accept-language": "en"}).content.decode()
    settings.URL, settings.HOST = "https://yinuo.chengchuan.example", "yinuo.chengchuan.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    reached = as_lin.post(address, headers={"accept-language": "en"}).content.decode()

    assert ("YINUO_URL" in said, "EMAIL_URL" in said) == (True, True)
    assert ("YINUO_URL" in reached, "EMAIL_URL" in reached) == (False, False)


def test_the_counts_of_the_board_are_of_sheets_that_wait(cast: Cast, as_lin: Client, sheet: Sheet):
    before = as_lin.get("/projects/P1/sheets/").content.decode()
    ledger.recall(sheet, by=cast.lin, at=clock.now(), why="客户换了接口人")
    after = as_lin.get("/projects/P1/sheets/").content.decode()

    assert ('<dl class="stats">' in before, '<dl class="stats">' in after) == (True, False)
