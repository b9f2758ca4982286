"""Invitations leave by a real mail server, and what calendar programs answer is written back."""

from __future__ import annotations

import io
from datetime import timedelta
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from tests.faults.mailserver import MailServer
from tests.meetings.conftest import planned
from yinuo.base import clock
from yinuo.bridges import icalendar
from yinuo.evidence.models import Event
from yinuo.meetings import actions as meetings
from yinuo.meetings import queries
from yinuo.meetings.models import Attendee, AttendeeReply
from yinuo.notices import jobs
from yinuo.people.models import Person


@pytest.fixture
def mail_server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


@pytest.fixture
def routine(cast):
    """In three days, with 温宁, 邵国梁 and 林知夏."""
    people = [cast.wen.person, cast.shao.person, cast.lin.person]
    return planned(cast, days=3, kind="routine", title="例会", people=people)


def sent(server, cast, meeting):
    """The letters that left, by receiver, with their calendar."""
    meetings.send_invitations(meeting, by=cast.lin, at=clock.now())
    jobs.send_due(clock.now())
    letters = {}
    for letter in server.letters:
        _sender, data = icalendar.calendar_part(letter.as_bytes())
        letters[str(letter["To"])] = (letter, icalendar.components(data)[0])
    server.letters.clear()
    return letters


def answered(calendar, *, status="ACCEPTED", sender="", email=""):
    """What a calendar program sends back for an invitation."""
    event = calendar.parts[-1]
    asked = event.all("ATTENDEE")[0].value.removeprefix("mailto:")
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{event.one('UID')}\r\nSEQUENCE:{event.one('SEQUENCE')}\r\n"
        f"ATTENDEE;PARTSTAT={status}:mailto:{email or asked}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = f"温宁 <{sender or asked}>", "yinuo@example.org", "已接受：例会"
    letter.set_content("好的。")
    letter.add_alternative(text, subtype="calendar", params={"method": "REPLY"})
    return letter.as_bytes()


def take(monkeypatch, letter):
    """As the mail server hands a letter over."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(letter)))
    said = io.StringIO()
    call_command("take_reply", stdout=said)
    return said.getvalue().strip()


def reply_of(meeting, who):
    return Attendee.objects.get(meeting=meeting, person=who.person).reply


def test_everybody_with_an_address_gets_an_invitation_of_his_own(cast, routine, mail_server):
    letters = sent(mail_server, cast, routine)

    assert set(letters) == {one.person.email for one in (cast.wen, cast.shao, cast.lin)}
    letter, calendar = letters[cast.wen.person.email]
    event = calendar.parts[-1]
    assert "例会" in str(letter["Subject"])
    assert (calendar.one("METHOD"), event.one("SUMMARY"), event.one("STATUS")) == ("REQUEST", "例会", "CONFIRMED")
    assert [line.value for line in event.all("ATTENDEE")] == [f"mailto:{cast.wen.person.email}"]
    start = event.all("DTSTART")[0]
    assert (start.params["TZID"], start.value[-7:]) == ("Asia/Shanghai", "T090000")
    # Nothing of ours: neither the code of the meeting nor another reader's address.
    told = letter.get_body(("plain",)).get_content() + str([(line.params, line.text) for line in event.lines])
    assert "总装车间" in told
    assert routine.code not in told
    assert cast.lin.person.email not in told
    assert Event.objects.filter(verb="meetings.send_invitations", subject=f"P1/{routine.code}").count() == 1


def test_nobody_is_said_to_owe_an_answer_who_was_sent_no_invitation(cast, routine, mail_server):
    Person.objects.filter(pk=cast.ma.person_id).update(email=None)
    silent = planned(cast, days=5, people=[cast.ma.person, cast.wen.person])
    assert {row.chip for row in queries.attendees(silent)} == {"coming_unasked"}

    sent(mail_server, cast, silent)
    chips = {row.person.name: row.chip for row in queries.attendees(silent)}
    assert chips == {cast.wen.person.name: "coming_asked", cast.ma.person.name: "coming_unasked"}
    later = silent.starts_at + timedelta(days=1), silent.ends_at + timedelta(days=1)
    meetings.change_meeting(
        silent, by=cast.lin, at=clock.now(), version=silent.version, starts_at=later[0], ends_at=later[1]
    )
    assert {row.chip for row in queries.attendees(silent)} == {"coming_unasked"}


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        ("ACCEPTED", AttendeeReply.ACCEPTED),
        ("DECLINED", AttendeeReply.DECLINED),
        ("TENTATIVE", AttendeeReply.TENTATIVE),
    ],
)
def test_an_answer_is_written_back_once(cast, routine, mail_server, monkeypatch, as_lin, status, reply):
    _letter, calendar = sent(mail_server, cast, routine)[cast.wen.person.email]
    letter = answered(calendar, status=status)

    assert take(monkeypatch, letter) == f"{routine.code} {reply}"
    assert take(monkeypatch, letter) == f"{routine.code} {reply}"
    row = Attendee.objects.get(meeting=routine, person=cast.wen.person)
    assert (row.reply, row.replied_at is not None) == (reply, True)
    assert Event.objects.filter(verb="meetings.reply").count() == 1
    assert str(reply.label) in as_lin.get(f"/projects/P1/meetings/{routine.code}/").text


def test_nobody_answers_for_somebody_else(cast, routine, mail_server, monkeypatch):
    letters = sent(mail_server, cast, routine)
    _letter, calendar = letters[cast.wen.person.email]

    for forged in (
        answered(calendar, sender="somebody@hualing.example"),
        answered(calendar, email=cast.lin.person.email),
        answered(calendar, email=cast.he.person.email, sender=cast.he.person.email),
        answered(calendar).replace(routine.token.encode(), b"x" * 22),
    ):
        with pytest.raises(CommandError, match="NotInvited"):
            take(monkeypatch, forged)
    assert set(Attendee.objects.values_list("reply", flat=True)) == {AttendeeReply.ASKED}


def test_an_answer_to_an_earlier_time_does_not_count(cast, routine, mail_server, monkeypatch):
    _letter, before = sent(mail_server, cast, routine)[cast.wen.person.email]
    moved = {"starts_at": routine.starts_at + timedelta(days=1), "ends_at": routine.ends_at + timedelta(days=1)}
    changed = meetings.change_meeting(routine, by=cast.lin, at=clock.now(), version=routine.version, **moved)

    with pytest.raises(CommandError, match="OldAnswer"):
        take(monkeypatch, answered(before))
    _letter, after = sent(mail_server, cast, changed)[cast.wen.person.email]
    assert after.parts[-1].one("UID") == before.parts[-1].one("UID")
    take(monkeypatch, answered(after))
    assert reply_of(routine, cast.wen) == AttendeeReply.ACCEPTED


def test_one_more_person_makes_no_answer_old(cast, routine, mail_server, monkeypatch):
    _letter, calendar = sent(mail_server, cast, routine)[cast.wen.person.email]
    meetings.invite(routine, cast.lu.person, by=cast.lin, at=clock.now())

    take(monkeypatch, answered(calendar))
    assert reply_of(routine, cast.wen) == AttendeeReply.ACCEPTED


def test_a_meeting_called_off_is_told_and_takes_no_answer(cast, routine, mail_server, monkeypatch):
    _letter, asked = sent(mail_server, cast, routine)[cast.wen.person.email]
    off = meetings.cancel_meeting(routine, by=cast.lin, at=clock.now(), why="停电")
    letter, calendar = sent(mail_server, cast, off)[cast.wen.person.email]

    assert (calendar.one("METHOD"), calendar.parts[-1].one("STATUS")) == ("CANCEL", "CANCELLED")
    assert "停电" not in letter.as_string()
    with pytest.raises(CommandError, match="Called"):
        take(monkeypatch, answered(asked))


def test_a_letter_without_an_answer_is_refused(monkeypatch):
    for letter in (
        b"",
        b"From: x\r\n\r\nhello",
        b"\xff\xfe\x00",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x",
    ):
        with pytest.raises(CommandError, match="no answer"):
            take(monkeypatch, letter)


def test_without_an_address_nobody_is_written_to(cast, as_lin):
    alone = planned(cast, days=3, people=[cast.shao.person])
    type(cast.shao.person).objects.filter(pk=cast.shao.person_id).update(email=None)

    with pytest.raises(meetings.NobodyToAsk):
        meetings.send_invitations(alone, by=cast.lin, at=clock.now())
    page = as_lin.post(f"/projects/P1/meetings/{alone.code}/invitations/", follow=True)
    assert "没有邮箱地址" in page.text
