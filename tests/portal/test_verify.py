"""What the page Verify says of a file, to whom; nothing of a file is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import sign_in
from tests.evidence import dossiers
from yinuo.base import clock
from yinuo.base.paper import pdf, word
from yinuo.evidence import access as evidence
from yinuo.evidence import actions
from yinuo.evidence.models import Attachment, Document, Event
from yinuo.ledger import access
from yinuo.ledger.for_client import dossiers as client

if TYPE_CHECKING:
    from tests.cast import Cast
    from yinuo.ledger.published import Sheet

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "一个字节也没有改动", "这里没有这个文件"


def hand_in(browser: Client, data: bytes, **more: str) -> str:
    answer = browser.post("/verify/", {"file": SimpleUploadedFile("文件.bin", data), **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_is_open_to_everybody(cast: Cast):
    for browser in (Client(), sign_in(cast.wen.person), sign_in(cast.lin.person)):
        assert "核验文件" in browser.get("/verify/").content.decode()


def test_a_sheet_is_told_to_its_readers_and_known_to_others(cast: Cast, sheet: Sheet):
    text = sheet.canonical_text.encode()
    readers = {who: hand_in(sign_in(who.person), text) for who in (cast.wen, cast.lin)}
    others = {who: hand_in(sign_in(who.person), text) for who in (cast.he, cast.zhou, cast.dong)}
    stranger = hand_in(Client(), text)

    assert [KNOWN in page and sheet.title in page for page in readers.values()] == [True, True]
    assert f"/portal/{cast.p1.token}/sheets/{sheet.token}/" in readers[cast.wen]
    assert "/projects/P1/sheets/1/" in readers[cast.lin]
    for page in (*others.values(), stranger):
        assert KNOWN in page
        for word_ in (sheet.title, sheet.project_name, sheet.token, "/projects/"):
            assert word_ not in page
    assert KNOWN in Client().post("/verify/", {"sha256": f" {sheet.sha256.upper()} "}).content.decode()
    assert UNKNOWN in hand_in(sign_in(cast.wen.person), text + b"\n")


def test_what_is_ours_alone_is_known_to_nobody(cast: Cast):
    data = "只有我们知道".encode()
    actions.attach(
        data, project_code="P1", side="vendor", file_name="底价.txt", media_type="", subject="P1", by="林知夏",
        at=clock.now(),
    )  # fmt: skip

    assert UNKNOWN in hand_in(Client(), data)
    assert UNKNOWN in hand_in(sign_in(cast.wen.person), data)


def test_a_shared_file_is_known_once_it_was_shown(cast: Cast, sheet: Sheet):
    data = "签字页".encode()
    kept = actions.attach(
        data, project_code="P1", side="shared", file_name="page.txt", media_type="", subject="P1/S1", by="林知夏",
        at=clock.now(),
    )  # fmt: skip
    assert UNKNOWN in hand_in(Client(), data)

    dossiers.answer(sheet, "confirm", token=kept.token)

    assert KNOWN in hand_in(Client(), data)
    assert sheet.title in hand_in(sign_in(cast.wen.person), data)


def test_a_pdf_that_was_changed_is_only_a_copy_that_names_the_sheet(cast: Cast, sheet: Sheet):
    paper = pdf.sheet_pdf(access.paper_of(sheet))
    wen = sign_in(cast.wen.person)

    assert "逐字节一致" in hand_in(wen, paper)
    changed = hand_in(wen, paper + b"\n")
    assert "逐字节一致" not in changed
    assert "请与确认单本身对照" in changed
    assert "逐字节一致" not in hand_in(Client(), paper)


def test_a_word_file_says_which_lines_were_changed_to_readers_only(cast: Cast, sheet: Sheet):
    data = word.sheet_docx(access.paper_of(sheet))
    sheet_text = sheet.lines.get(number=2).text
    changed = _with_words(data, sheet_text, "改过的承诺。")

    assert "每一项的文字都与确认单相同" in hand_in(sign_in(cast.wen.person), data)
    assert "与确认单文字不同的项：2。" in hand_in(sign_in(cast.wen.person), changed)
    assert "不同的项" not in hand_in(Client(), changed)


def test_a_dossier_is_checked_line_by_line_and_held_against_our_own_record(sheet: Sheet):
    dossiers.answer(sheet, "confirm")
    data = evidence.dossier(client.of_sheet(sheet))
    held = evidence.receipt("P1")

    page = hand_in(Client(), data, receipt=f"您好：\n{held.text}\n")
    foreign = hand_in(Client(), (dossiers.DATA / "sheet-client.zip").read_bytes())

    assert "这个凭据包全部成立" in page
    assert f"P1/shared {held.seq} 与回执一致" in page
    assert "本系统的留痕链经过" in page
    assert "这个凭据包有不符之处" in foreign
    assert "本系统的留痕链不经过" in foreign
    assert "这个 ZIP 无法读取" in hand_in(Client(), data[:2_000])


def test_nothing_is_kept(cast: Cast, sheet: Sheet, settings):
    counts = [model.objects.count() for model in (Document, Attachment, Event)]
    data = "谁也不认识的文件".encode()

    hand_in(sign_in(cast.wen.person), data)

    assert [model.objects.count() for model in (Document, Attachment, Event)] == counts
    kept = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    assert not list(kept.rglob(hashlib.sha256(data).hexdigest()))


def test_a_file_too_large_or_none_at_all_is_refused_with_what_to_do(settings):
    settings.UPLOAD_MAX_BYTES = 1_000

    large = Client().post("/verify/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 and more" * 100)})
    none = Client().post("/verify/", {"receipt": "stream: P1/shared"})

    assert (large.status_code, none.status_code) == (422, 422)
    assert "最多核验" in large.content.decode()
    assert "stream: P1/shared" in none.content.decode()


def _with_words(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return out.getvalue()
