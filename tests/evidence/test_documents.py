"""Files are kept as they came, once, and only the kinds we take."""

import hashlib
import io
import zipfile

import pytest

from yinuo.base import clock, files
from yinuo.evidence import actions as evidence
from yinuo.evidence import queries
from yinuo.evidence.access import path_of, shared_attachment
from yinuo.evidence.models import Attachment, Document, Event

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16
SHA = hashlib.sha256(PNG).hexdigest()


def office(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return made.getvalue()


def attach(data: bytes = PNG, file_name: str = "盖章确认单.png", side: str = "shared", **told) -> Attachment:
    kept = {"project_code": "P1", "media_type": "image/png", "subject": "P1/S3", "by": "林知夏", "at": clock.now()}
    return evidence.attach(data, side=side, file_name=file_name, **{**kept, **told})


def test_bytes_are_kept_once_under_their_hash(db: None, store) -> None:
    first = evidence.keep_document(PNG, media_type="image/png")
    second = evidence.keep_document(PNG, media_type="image/png")

    assert (first.pk, second.pk, first.size) == (SHA, SHA, len(PNG))
    assert store.listdir(f"{SHA[:2]}/{SHA[2:4]}") == ([], [SHA])
    assert queries.document_bytes(SHA) == PNG


def test_a_file_cut_off_by_a_crash_is_written_again(db: None, store) -> None:
    evidence.keep_document(PNG, media_type="image/png")
    with store.open(path_of(SHA), "wb") as file:
        file.write(PNG[:5])

    with pytest.raises(queries.DocumentBroken):
        queries.document_bytes(SHA)
    evidence.keep_document(PNG, media_type="image/png")

    assert queries.document_bytes(SHA) == PNG


def test_a_file_that_is_gone_is_said_to_be_broken(db: None, store) -> None:
    evidence.keep_document(PNG, media_type="image/png")
    store.delete(path_of(SHA))

    with pytest.raises(queries.DocumentBroken):
        queries.document_bytes(SHA)
    [flaw] = queries.verify(documents=True)

    assert SHA in flaw.what


def test_an_attachment_is_recorded_with_its_hash(db: None, store) -> None:
    attachment = attach()

    [act] = queries.events_of("P1/S3")
    paper = queries.attachment(attachment.token, project_code="P1")
    told = {name: act.fact(name) for name in ("file_name", "sha256", "size", "declared_type")}
    assert (act.stream, act.verb, act.by) == ("P1/shared", "evidence.attach", "林知夏")
    assert told == {"file_name": "盖章确认单.png", "sha256": SHA, "size": len(PNG), "declared_type": "image/png"}
    assert paper == files.Paper(attachment.token, "盖章确认单.png", "image/png", len(PNG), SHA, "shared")
    assert queries.verify(documents=True) == []


def test_an_attachment_is_found_on_its_own_project_and_side_only(db: None, store) -> None:
    ours, theirs = attach(side="vendor"), attach(side="shared")

    assert queries.attachment(ours.token, project_code="P2") is None
    assert shared_attachment(ours.token, project_code="P1") is None
    assert shared_attachment(theirs.token, project_code="P1") is not None


def test_a_file_over_the_limit_is_refused_with_both_sizes(db: None, store, settings) -> None:
    settings.UPLOAD_MAX_BYTES = 20

    with pytest.raises(evidence.TooLarge, match=r"24.*20"):
        attach()

    assert (Attachment.objects.count(), Document.objects.count(), Event.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("章.png", PNG, "image/png"),
        ("照片.JPG", b"\xff\xd8\xff\xe0jfif", "image/jpeg"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("a.gif", b"GIF89a..", "image/gif"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "image/heic"),
        ("合同.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("回函.docx", office("word/document.xml"), files.kind_by_name("a.docx")),
        ("清单.xlsx", office("xl/workbook.xml"), files.kind_by_name("a.xlsx")),
        ("纪要.txt", "每周五上线".encode(), "text/plain"),
        ("旧纪要.txt", "每周五上线".encode("gb18030"), "text/plain"),
        ("a.md", b"# minutes", "text/markdown"),
        ("回复.eml", b"From: wenning@hualing.example\n\nok", "message/rfc822"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
    ],
)
def test_a_kind_is_told_by_its_name_and_its_content(name: str, data: bytes, kind: str) -> None:
    assert files.kind(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("drawing.svg", b"<svg/>"),
        ("setup.exe", b"MZ"),
        ("no-ending", b"text"),
        ("photo.png", b"<html>"),
        ("letter.docx", b"PK\x03\x04 broken"),
        ("letter.docx", office("xl/workbook.xml")),
        ("letter.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("notes.txt", b"a\x00b"),
        ("notes.txt", b"\xff\xff\xff"),
    ],
)
def test_other_kinds_are_refused(db: None, store, name: str, data: bytes) -> None:
    with pytest.raises(evidence.NotAllowed, match=name):
        attach(data, name)

    assert (Attachment.objects.count(), Event.objects.count()) == (0, 0)


def test_a_file_name_is_kept_readable_and_harmless() -> None:
    assert files.safe_name("C:\\共享\\..\\盖章\u202egnp.确认.png") == "盖章gnp.确认.png"
    assert files.safe_name("/etc/\x00") == "file"
    assert files.safe_name("长" * 300 + ".pdf") == "长" * 196 + ".pdf"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("章.png", "inline"), ("合同.pdf", "inline"), ("回函.docx", "attachment"), ("a.eml", "attachment")],
)
def test_only_pictures_and_pdf_open_in_place(name: str, shown: str) -> None:
    paper = files.Paper("t", name, files.kind_by_name(name), 3, SHA, "shared")

    answer = files.response(paper, b"abc")

    assert answer.headers["Content-Disposition"].startswith(f"{shown}; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ("sandbox" in answer.headers["Content-Security-Policy"]) == (name != "合同.pdf")
    assert b"".join(answer.streaming_content) == b"abc"
