"""Answers to invitations are read from the firm's own mailbox, and nothing else of it is touched."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from tests.meetings.imapserver import ImapServer
from tests.meetings.test_replies import answered, mail_server, reply_of, routine, sent
from yinuo.base import clock
from yinuo.bridges import icalendar, mailbox
from yinuo.evidence.management.commands import doctor
from yinuo.meetings import jobs
from yinuo.meetings.models import AttendeeReply

__all__ = ["mail_server", "routine"]


@pytest.fixture(params=[False, True], ids=["plain", "wants to know who we are"])
def inbox(request, settings):
    with ImapServer(wants_id=request.param) as server:
        settings.MAILBOX = server.address
        yield server


def test_answers_are_written_back_and_every_letter_is_read_once(cast, routine, mail_server, inbox):
    letters = sent(mail_server, cast, routine)
    _letter, wen = letters[cast.wen.person.email]
    _letter, shao = letters[cast.shao.person.email]
    for letter in (
        b"From: news@elsewhere.example\r\nSubject: news\r\n\r\nhello\r\n",
        answered(wen, status="DECLINED"),
        answered(shao, sender="somebody@hualing.example"),
        b"\xff\xfe\x00 no letter at all",
        answered(shao, status="ACCEPTED"),
    ):
        inbox.put(letter)

    assert jobs.read_mailbox(clock.now()) == 2
    assert (reply_of(routine, cast.wen), reply_of(routine, cast.shao)) == (
        AttendeeReply.DECLINED,
        AttendeeReply.ACCEPTED,
    )
    assert inbox.seen == {1, 2, 3, 4, 5}
    assert jobs.read_mailbox(clock.now()) == 0
    assert inbox.fetched == [1, 2, 3, 4, 5]


def test_a_letter_in_hand_when_its_reader_died_comes_again(inbox):
    inbox.put(b"first")
    inbox.put(b"second")

    letters = mailbox.unread(mailbox.mailbox_of(inbox.address), largest=100)
    assert next(letters) == b"first"
    letters.close()
    assert inbox.seen == set()
    assert list(mailbox.unread(mailbox.mailbox_of(inbox.address), largest=100)) == [b"first", b"second"]


def test_a_letter_that_breaks_us_stands_in_nobodys_way(cast, routine, mail_server, inbox):
    _letter, wen = sent(mail_server, cast, routine)[cast.wen.person.email]
    for change in (
        (b"SEQUENCE:0", b"SEQUENCE:" + b"9" * 30),
        (f"UID:{routine.token}".encode(), b"UID:\x00" + routine.token.encode()),
        (b"VERSION:2.0", b"VERSION:2.0\r\n" + b"BEGIN:VEVENT\r\n" * 5000),
    ):
        letter = answered(wen)
        assert change[0] in letter
        inbox.put(letter.replace(*change))
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    inbox.put(b"From: x@example.org\r\n" + nested)
    inbox.put(answered(wen, status="TENTATIVE"))

    jobs.read_mailbox(clock.now())
    assert inbox.seen == {1, 2, 3, 4, 5}
    assert reply_of(routine, cast.wen) == AttendeeReply.TENTATIVE


def test_while_the_database_is_away_letters_stay_unread(inbox, monkeypatch):
    def away(*_args, **_options):
        raise OperationalError

    inbox.put(b"From: x@example.org\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR")
    monkeypatch.setattr(icalendar, "reply", away)

    with pytest.raises(OperationalError):
        jobs.read_mailbox(clock.now())
    assert inbox.seen == set()


def test_a_letter_too_large_is_passed_over_without_being_fetched(inbox):
    inbox.put(b"x" * (icalendar.LARGEST_LETTER + 1))
    small = inbox.put(b"From: x@example.org\r\n\r\nhello")

    assert jobs.read_mailbox(clock.now()) == 0
    assert (inbox.fetched, inbox.seen) == ([small], {1, 2})


def test_of_many_letters_fifty_are_read_at_a_time(inbox):
    for _each in range(60):
        inbox.put(b"From: x@example.org\r\n\r\nhello")

    jobs.read_mailbox(clock.now())
    assert len(inbox.seen) == 50
    jobs.read_mailbox(clock.now())
    assert len(inbox.seen) == 60


def test_a_mailbox_that_cannot_be_read_says_why_and_loses_nothing(settings, inbox):
    said = []
    inbox.put(b"hello")
    wrong = inbox.address.replace("p%40ss", "other")
    elsewhere, encrypted = inbox.address.replace("/INBOX", "/Elsewhere"), inbox.address.replace("imap:", "imaps:")
    for address in (wrong, elsewhere, encrypted, "imap://a:b@127.0.0.1:9/INBOX"):
        settings.MAILBOX = address
        with pytest.raises(mailbox.NotRead) as refused:
            jobs.read_mailbox(clock.now())
        said.append(str(refused.value))
    settings.MAILBOX, inbox.babbles = inbox.address, True
    with pytest.raises(mailbox.NotRead):
        jobs.read_mailbox(clock.now())

    assert said[:2] == ["[AUTHENTICATIONFAILED] wrong", "Unsafe Login"]
    assert not any("other" in line or "p@ss" in line for line in said)
    assert inbox.seen == set()


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "https://a:b@mail.example.org/",
        "imaps://mail.example.org/INBOX",
        "imaps://a@mail.example.org/",
        "imaps://a:b@/INBOX",
        "imaps://a:b@mail.example.org:port/",
        "imaps://a:b@mail.example.org/收件箱",
        "imaps://a:b@mail.example.org/IN%22BOX",
        "imaps://a:b@mail.example.org/IN%0D%0ABOX",
        "imap://a:b@mail.example.org/INBOX",
    ],
)
def test_an_address_that_names_no_mailbox_is_refused(address):
    with pytest.raises(mailbox.BadMailbox):
        mailbox.mailbox_of(address)


def test_an_address_names_its_parts_and_hides_the_password():
    found = mailbox.mailbox_of("imaps://yinuo%40mail.example:p%40ss@imap.mail.example/Replies%20here")
    assert (found.host, found.port, found.folder) == ("imap.mail.example", 993, "Replies here")
    assert (found.user, found.password, found.is_encrypted) == ("yinuo@mail.example", "p@ss", True)
    assert "p@ss" not in repr(found)


def test_doctor_says_whether_the_mailbox_opens(settings, inbox):
    def finding():
        return [(one.what, one.mend) for one in doctor.mailbox_read()]

    inbox.put(b"hello")
    assert [mend for _what, mend in finding()] == [""]
    settings.MAILBOX = inbox.address.replace("p%40ss", "other")
    assert "AUTHENTICATIONFAILED" in finding()[0][1]
    settings.MAILBOX = "mail.example.org"
    assert "YINUO_MAILBOX" in finding()[0][1]
    settings.MAILBOX = ""
    assert finding() == []
    assert doctor.mailbox_read in doctor.LOOKS
    assert inbox.seen == set()
