"""The letters of the ledger: who gets which, and what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.cast import Cast
from tests.ledger.conftest import Lines, offered, worded
from yinuo.base import clock
from yinuo.evidence import access as documents
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.ledger.models import Entry
from yinuo.ledger.published import PublishedMeasurement, Sheet
from yinuo.notices import jobs as notices
from yinuo.projects import actions as projects
from yinuo.signing import jobs as signing


def by_code(cast: Cast, **more: object) -> MeansGiven:
    return MeansGiven(
        means="code",
        by_name="温宁",
        by_title="信息部经理",
        person_id=cast.wen.person_id,
        signed_on=clock.today("Asia/Shanghai"),
        **more,
    )


def confirm_all(sheet: Sheet) -> list[AnswerGiven]:
    return [AnswerGiven(line.token, "confirm") for line in sheet.lines.all()]


def sent_to(address: str) -> list[str]:
    return [letter.subject for letter in mail.outbox if letter.to == [address]]


def test_a_reply_by_code_brings_a_receipt_with_the_paper_and_the_hash(cast: Cast, lines: Lines, sheet: Sheet):
    ledger.reply(sheet, means=by_code(cast), answers=confirm_all(sheet), at=clock.now())

    notices.send_due(clock.now())

    (receipt,) = [letter for letter in mail.outbox if letter.to == [cast.wen.person.email]]
    assert sheet.sha256 in receipt.body
    assert [name for name, _data, _kind in receipt.attachments] == ["确认单 1.pdf", "receipt.json"]
    assert sent_to(cast.lin.person.email) == ["温宁答复了确认单 1"]


def test_history_is_silent(cast: Cast, lines: Lines, sheet: Sheet):
    ledger.reply(sheet, means=by_code(cast), answers=confirm_all(sheet), at=clock.now(), tell=False)

    notices.send_due(clock.now())

    assert mail.outbox == []


def test_nobody_is_reminded_who_was_never_written_to(cast: Cast, lines: Lines, sheet: Sheet):
    later = (clock.now() + timedelta(days=9)).replace(hour=3)

    signing.remind(later)
    notices.send_due(later)

    assert sent_to(cast.wen.person.email) == []


def test_whoever_was_invited_is_reminded_of_a_silent_sheet(cast: Cast, lines: Lines, sheet: Sheet):
    projects.invite(cast.seat(cast.wen), by=cast.lin, at=clock.now())
    later = (clock.now() + timedelta(days=9)).replace(hour=3)  # UTC: late morning of the same day in China
    while later.weekday() > 4:
        later += timedelta(days=1)

    signing.remind(later)
    notices.send_due(later)

    assert "提醒：确认单 1 待您答复" in sent_to(cast.wen.person.email)


@pytest.fixture
def kept(cast: Cast, lines: Lines) -> Entry:
    sheet = offered(cast, worded(cast, lines.promise))
    ledger.reply(sheet, means=by_code(cast), answers=confirm_all(sheet), at=clock.now(), tell=False)
    return lines.promise


def test_a_measurement_shown_to_the_client_waits_for_the_mail_of_the_day(cast: Cast, kept: Entry):
    projects.invite(cast.seat(cast.wen), by=cast.lin, at=clock.now())
    now = clock.now()
    row = ledger.measure(kept, by=cast.lin, at=now, measured_on=now.date(), reached_on=now.date())

    ledger.publish_measurement(row, by=cast.lin, at=now, note="已复核")
    notices.send_due(now)
    before = [subject for subject in sent_to(cast.wen.person.email) if "实测" in subject]
    notices.send_due(now + timedelta(days=1))

    assert before == []
    assert any("已复核" in letter.body for letter in mail.outbox)


def test_an_evidence_file_of_ours_is_handed_in_anew_when_it_is_shown(cast: Cast, kept: Entry):
    now = clock.now()
    ours = evidence.attach(
        b"measured",
        project_code="P1",
        side="vendor",
        file_name="log.txt",
        media_type="text/plain",
        subject="P1/C101",
        by="林知夏",
        at=now,
    )
    row = ledger.measure(
        kept, by=cast.lin, at=now, measured_on=now.date(), reached_on=now.date(), attachment_token=ours.token
    )

    ledger.publish_measurement(row, by=cast.lin, at=now)

    shown = PublishedMeasurement.objects.get()
    assert shown.attachment_token != ours.token
    assert documents.shared_attachment(ours.token, project_code="P1") is None
    copy = documents.shared_attachment(shown.attachment_token, project_code="P1")
    assert copy is not None
    assert documents.document_bytes(copy.sha256) == b"measured"
