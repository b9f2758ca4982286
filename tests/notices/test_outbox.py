"""From an act to a letter: in the act's transaction, composed when sent, claimed before sent, never twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import transaction
from django.utils.translation import get_language

from yinuo.notices import actions as notices
from yinuo.notices import jobs, queries
from yinuo.notices.actions import registry
from yinuo.notices.models import Notice
from yinuo.people import actions as people

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def broken_server(monkeypatch):
    """The mail server hangs up on everybody until it is mended."""

    def hang_up(self, messages):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", hang_up)
    return monkeypatch.undo


def test_a_letter_leaves_in_the_language_of_its_reader(cast, kind):
    people.set_language(cast.lu.person, language="en")
    languages = []

    def compose(told, person):
        languages.append((person.name, get_language()))
        return notices.Letter("Subject", "Text")

    notices.tell(kind(compose=compose), "P1/S3", at=AT, to=[cast.wen.person, cast.lu.person])

    assert jobs.send_due(AT) == 2
    assert languages == [("温宁", "zh-hans"), ("陆明诚", "en")]


def test_a_letter_is_plain_text_with_a_simple_page_and_quiet_headers(cast, kind):
    [notice] = notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person], payload="<b> https://yinuo.example/link/x/")
    jobs.send_due(AT)

    [letter] = mail.outbox
    message = letter.message()
    assert letter.to == ["wenning@hualing.example"]
    assert message["Message-ID"] == notice.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert not {"List-Id", "References", "In-Reply-To", "Reply-To"} & set(message.keys())
    assert letter.body == "For 温经理: <b> https://yinuo.example/link/x/"
    [page] = [part.content for part in letter.alternatives]
    assert "&lt;b&gt;" in page
    assert '<a href="https://yinuo.example/link/x/"' in page
    assert "<img" not in page
    assert Notice.objects.get().payload == ""


def test_a_line_break_in_a_subject_starts_no_header(cast, kind):
    notices.tell(kind(), "P1/S3\nBcc: all@example.org", at=AT, to=[cast.wen.person])

    assert jobs.send_due(AT) == 1
    assert mail.outbox[0].message()["Bcc"] is None


def test_what_is_rolled_back_is_told_to_nobody(cast, kind):
    with transaction.atomic():
        notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])
        transaction.set_rollback(True)

    assert jobs.send_due(AT) == 0


def test_who_is_told_is_asked_at_sending_when_nobody_was_named(cast, kind):
    listed = [cast.wen.person]
    notices.tell(kind(recipients=lambda _: listed), "P1/S3", at=AT)
    listed.append(cast.lu.person)

    assert jobs.send_due(AT) == 2
    assert jobs.send_due(AT) == 0
    assert sorted(letter.to[0] for letter in mail.outbox) == ["lumingcheng@hualing.example", "wenning@hualing.example"]
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 2


def test_whoever_may_not_see_it_any_more_hears_nothing(cast, kind):
    notices.tell(kind(compose=lambda *_: None), "P1/S3", at=AT, to=[cast.wen.person], payload="secret")

    assert jobs.send_due(AT) == 0
    row = Notice.objects.get()
    assert (row.dropped_at is not None, row.payload) == (True, "")
    assert row.last_error == "nothing to tell this person any more"


def test_whoever_was_shut_out_hears_nothing(cast, kind):
    notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])
    people.shut_out(cast.wen.person, by=cast.admin, at=AT)

    assert jobs.send_due(AT) == 0
    assert Notice.objects.get().last_error == "no such recipient any more"


def test_an_unknown_kind_is_refused(cast):
    with pytest.raises(notices.UnknownKind):
        notices.tell("test.unknown", "P1/S3", at=AT)


def test_a_notice_of_ours_never_goes_to_a_contact(cast, kind):
    ours = kind("test.ours", side=notices.VENDOR)
    with pytest.raises(notices.VendorNotice):
        notices.tell(ours, "P1/E105", at=AT, to=[cast.lin.person, cast.wen.person])
    assert Notice.objects.count() == 0

    notices.tell(kind("test.ours", side=notices.VENDOR, recipients=lambda _: [cast.wen.person]), "P1/E105", at=AT)
    assert jobs.send_due(AT) == 0
    assert Notice.objects.get().given_up_at is not None

    notices.tell(ours, "P1/E105", at=AT, to=[cast.lin.person])
    Notice.objects.filter(person_id=cast.lin.person_id).update(person_id=cast.wen.person_id)
    assert jobs.send_due(AT) == 0
    assert Notice.objects.exclude(given_up_at=None).count() == 2
    assert mail.outbox == []

    notices.tell(ours, "P1/E105", at=AT, to=[cast.lin.person])
    assert jobs.send_due(AT) == 1


def test_a_failed_letter_is_tried_six_times_under_one_name_then_given_up(cast, kind, broken_server):
    [notice] = notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person], payload="words")

    tried, moment = [], AT
    while not Notice.objects.exclude(given_up_at=None).exists():
        before = Notice.objects.get().attempts
        jobs.send_due(moment)
        if Notice.objects.get().attempts > before:
            tried.append(moment - AT)
        moment += MINUTE

    waits = [round((b - a) / MINUTE) for a, b in pairwise(tried)]
    assert [wait - expected in (0, 1) for wait, expected in zip(waits, [1, 5, 15, 60, 360], strict=True)] == [True] * 5
    row = Notice.objects.get()
    assert (row.attempts, row.message_id) == (6, notice.message_id)
    assert row.last_error == "SMTPServerDisconnected: gone"
    assert "words" not in row.payload

    broken_server()
    kind()
    notices.try_again(row, by=cast.lin, at=moment)
    assert jobs.send_due(moment) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == notice.message_id


def test_a_letter_cut_off_while_being_sent_is_sent_once_more_under_the_same_name(cast, kind, monkeypatch):
    [notice] = notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])

    def die(self, messages):
        raise SystemExit  # between the claim and the mail server's answer

    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "send_messages", die)
        with pytest.raises(SystemExit):
            jobs.send_due(AT)
    assert Notice.objects.get().sent_at is None

    assert jobs.send_due(AT + 10 * MINUTE) == 0
    assert jobs.send_due(AT + 11 * MINUTE) == 1
    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == [notice.message_id]


def test_a_letter_cut_off_twice_waits_for_a_person(cast, kind):
    notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])
    Notice.objects.update(claimed_at=AT, attempts=2, cut_offs=1)

    assert jobs.send_due(AT + 11 * MINUTE) == 0
    assert Notice.objects.get().given_up_at is not None
    assert mail.outbox == []


def test_of_two_workers_with_the_same_row_one_sends(cast, kind):
    notices.tell(kind(), "P1/S3", at=AT, to=[cast.wen.person])
    [mine] = queries.due_by_mail(AT)
    [yours] = queries.due_by_mail(AT)

    assert notices.deliver(mine, at=AT)
    assert not notices.deliver(yours, at=AT)
    assert len(mail.outbox) == 1


def test_of_two_workers_with_the_same_open_row_one_names_the_recipients(cast, kind):
    notices.tell(kind(recipients=lambda _: [cast.wen.person]), "P1/S3", at=AT)
    [mine], [yours] = queries.due_for_all(AT), queries.due_for_all(AT)

    notices.expand(mine, at=AT)
    notices.expand(yours, at=AT)

    assert Notice.objects.count() == 1


def test_a_broken_composer_holds_up_nobody_else(cast, kind):
    def compose(told, person):
        raise ZeroDivisionError

    notices.tell(kind("test.broken", compose=compose), "P1/S3", at=AT, to=[cast.wen.person])
    notices.tell(kind(), "P1/S4", at=AT, to=[cast.wen.person])

    assert jobs.send_due(AT) == 1
    assert Notice.objects.get(kind="test.broken").last_error.startswith("ZeroDivisionError")


def test_a_digest_is_one_letter_a_day_at_five_in_the_afternoon_of_the_project(cast, kind):
    name = kind()
    for number in (3, 4):
        notices.tell(name, f"P1/S{number}", at=AT, to=[cast.wen.person, cast.lu.person], digest=True)

    assert jobs.send_due(datetime(2026, 11, 20, 8, 59, tzinfo=UTC)) == 0
    assert jobs.send_due(datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) == 2
    letter = next(letter for letter in mail.outbox if letter.to == ["wenning@hualing.example"])
    assert "About P1/S3" in letter.body
    assert "About P1/S4" in letter.body

    notices.tell(name, "P1/S5", at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), to=[cast.wen.person], digest=True)
    assert Notice.objects.get(subject="P1/S5").due_at == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_a_short_message_goes_through_the_gateway_or_waits(cast, kind, settings):
    name = kind()
    cast.wen.person.phone = "+8613900000000"
    cast.wen.person.save()
    notices.tell(name, "P1/S3", at=AT, to=[cast.wen.person], channel="sms")

    assert jobs.send_due(AT) == 0
    assert Notice.objects.get().last_error == notices.NO_GATEWAY


def test_titles_are_told_for_every_kind_of_ours():
    for name in ("people.sign_in", "people.invitation", "signing.code"):
        assert registry.kind_of(name).audience == notices.CLIENT
        assert notices.title_of(name) != name
