"""The mail server is down, slow or lies: no letter is lost, none is doubled, and the desk tells what waits."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults import mailserver
from tests.faults.conftest import Begin
from tests.faults.installation import ROOT, Installation
from tests.faults.mailserver import MailServer
from tests.faults.writers import Record, Writer
from tests.figures import Figure, many

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=[])]
STANDS = """
from yinuo.notices.models import Notice
print(json.dumps(list(Notice.objects.order_by("pk").values_list(
    "message_id", "attempts", "cut_offs", "last_error"))
    + [[n.message_id for n in Notice.objects.exclude(sent_at=None)]]))
"""
LATER = """
import django; django.setup()
from datetime import timedelta
from yinuo.base import clock
from yinuo.notices.models import Notice
Notice.objects.filter(sent_at=None).update(due_at=clock.now())
Notice.objects.exclude(claimed_at=None).filter(sent_at=None).update(claimed_at=clock.now() - timedelta(minutes=11))
"""
"""The pauses between two tries are over, as if an hour had passed."""


@pytest.fixture
def writing(begin: Begin, mail_server: MailServer, tmp_path) -> tuple[Installation, Writer]:
    book = begin(mail_port=mail_server.port)
    book.start("pages")
    book.wait()
    who = book.ask(
        "from yinuo.people.models import Person\nprint(json.dumps(dict(Person.objects.values_list('name', 'pk'))))"
    )
    assert isinstance(who, dict)
    writer = Writer(0, book, Record(tmp_path / "acknowledged"), who["邵国梁"], who["温宁"])
    writer.visitor.sign_in("linzhixia@chengchuan.example")
    return book, writer


def offer(writer: Writer) -> None:
    """One more sheet that is told of by letter; its odd turn leaves it without an answer."""
    writer.turn += 1 + writer.turn % 2
    writer.one_line()


def work(book: Installation) -> None:
    """One round of the worker."""
    subprocess.run(
        [sys.executable, "-m", "yinuo.config.command", "worker", "--once"],
        env=book.env,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )


def desk(writer: Writer) -> str:
    return writer.visitor.get("/projects/P1/notices/").text


def test_while_the_mail_server_is_down_letters_wait_and_then_leave_once(
    writing: tuple[Installation, Writer], mail_server: MailServer, figure: Figure
) -> None:
    book, writer = writing
    modes = (mailserver.REFUSE, mailserver.CUT_OFF, mailserver.HANG)[: many(3, 2)]
    for mode in modes:
        mail_server.mode = mode
        offer(writer)
        work(book)
        assert mail_server.letters == []
        assert "SMTP" in desk(writer) or "timed out" in desk(writer)
        book.run(LATER)
    mail_server.mode = mailserver.WELL

    work(book)
    work(book)

    *rows, sent = book.ask(STANDS)
    assert sorted(mail_server.ids) == sorted(sent) == sorted(row[0] for row in rows)
    assert len(rows) == len(modes)
    assert "SMTP" not in desk(writer)
    figure("Faults", "ways the mail server failed, letters lost", 0, wanted="0")
    figure("Faults", "letters doubled while the mail server failed", len(mail_server.twice()), wanted="0")


def test_a_letter_taken_without_a_yes_comes_again_under_the_same_id(
    writing: tuple[Installation, Writer], mail_server: MailServer
) -> None:
    book, writer = writing
    mail_server.mode = mailserver.CUT_OFF_AFTER
    offer(writer)
    work(book)
    book.run(LATER)
    mail_server.mode = mailserver.WELL

    work(book)

    [row, sent] = book.ask(STANDS)
    assert mail_server.ids == [row[0], row[0]]
    assert sent == [row[0]]


def test_a_worker_killed_while_sending_sends_neither_never_nor_twice(
    writing: tuple[Installation, Writer], mail_server: MailServer, figure: Figure
) -> None:
    book, writer = writing
    turns = many(10, 2)
    for turn in range(turns):
        mail_server.mode = mailserver.HANG
        before = mail_server.tries
        offer(writer)
        book.start("worker")
        mail_server.wait_for(before + 1)
        book.kill("worker")
        mail_server.mode = mailserver.WELL
        work(book)
        assert len(mail_server.letters) == turn  # claimed a moment ago: perhaps it left
        book.run(LATER)
        work(book)

    *rows, sent = book.ask(STANDS)
    assert [row[1:3] for row in rows] == [[2, 1]] * turns
    assert sorted(mail_server.ids) == sorted(sent) == sorted(row[0] for row in rows)
    figure("Faults", "workers killed while sending; each letter arrived once", turns, wanted="10")
