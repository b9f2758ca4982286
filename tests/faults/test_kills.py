"""Processes are killed while people write: what was acknowledged stands once, and nothing stands half."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import connection  # noqa: F401 - read by the condition of skipif

from tests.faults.cluster import Cluster
from tests.faults.conftest import Begin
from tests.faults.installation import Installation
from tests.faults.mailserver import MailServer
from tests.faults.writers import Judgement, Record, Writer, end, judge, writers
from tests.figures import Figure, many

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=[])]
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")
AT_ONCE = many(6, 3)
KILLS, WRITES = many(200, 6), many(5_000, 60)
SHEET = re.compile(r"sheet-\d+-\d+-x")


def check(seen: Judgement) -> None:
    assert seen.nothing_wrong(), seen


def say(figure: Figure, section: str, record: Record, seen: Judgement) -> None:
    figure(section, "acknowledged writes", record.count, wanted="≥ 5,000" if section == "Kills" else "")
    figure(section, "acknowledged writes lost", len(seen.lost), wanted="0")
    figure(section, "writes doubled", len(seen.doubled), wanted="0")
    figure(section, "rows without event, events without row", len(seen.half) + len(seen.phantom), wanted="0")
    figure(section, "flaws that verify names", len(seen.flaws), wanted="0")


def letters_of(server: MailServer, seen: Judgement) -> dict[str, set[str]]:
    """Message-IDs by the sheet they tell of; every letter is in the outbox, every letter marked as sent arrived."""
    known = {row[0] for row in seen.notices}
    sent = {row[0] for row in seen.notices if row[1]}
    assert set(server.ids) <= known
    assert sent <= set(server.ids)
    of_sheet: dict[str, set[str]] = defaultdict(set)
    for letter in server.letters:
        text = letter.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
        for sheet in SHEET.findall(f"{letter['Subject']} {text}"):
            of_sheet[sheet].add(str(letter["Message-ID"]))
    return of_sheet


def test_killed_again_and_again_it_loses_nothing(
    begin: Begin, mail_server: MailServer, tmp_path: Path, figure: Figure
) -> None:
    dice = random.Random(20261120)  # noqa: S311 - no secret
    book = begin(mail_port=mail_server.port)
    record = Record(tmp_path / "acknowledged")
    book.start()
    book.wait()
    people = writers(book, record, AT_ONCE)

    while book.kills < KILLS or record.count < WRITES:
        outlive(people, record, dice.randint(0, 2 * WRITES // KILLS))
        book.kill_some(dice)
        book.start()
        if dice.random() < 0.9:  # else it may be killed again while it starts
            book.wait()
    book.wait()
    live(people, 1)
    end(people)
    seen = judge(book, record)

    check(seen)
    assert len(record.file.read_text().splitlines()) == record.count
    of_sheet = letters_of(mail_server, seen)
    assert [ids for ids in of_sheet.values() if len(ids) != 1] == []
    say(figure, "Kills", record, seen)
    figure("Kills", "SIGKILLs of web and worker", book.kills, wanted="≥ 200")
    figure("Kills", "letters sent under their one Message-ID", len(set(mail_server.ids)))
    figure("Kills", "letters sent again under the same Message-ID after a cut-off", len(mail_server.twice()))
    see_what_is_wrong(book, record)


@on_postgresql
def test_the_database_is_killed_and_the_pages_recover_by_themselves(
    begin: Begin, cluster: Cluster, tmp_path: Path, figure: Figure
) -> None:
    dice = random.Random(1120)  # noqa: S311 - no secret
    book = begin()
    record = Record(tmp_path / "acknowledged")
    book.start()
    book.wait()
    people = writers(book, record, AT_ONCE)
    before = cluster.kills

    while cluster.kills - before < many(30, 3):
        live(people, dice.uniform(0.2, 2))
        cluster.kill()
        time.sleep(dice.uniform(0, 0.5))
        cluster.start()
        written = record.count
        until = time.monotonic() + 60
        while record.count < written + AT_ONCE:
            live(people, 0.1)
            assert time.monotonic() < until, "the pages did not recover"
    end(people)
    seen = judge(book, record)

    check(seen)
    assert all(child.poll() is None for child in book.children.values())
    say(figure, "Kills of PostgreSQL", record, seen)
    figure("Kills of PostgreSQL", "SIGKILLs of the postmaster, fsync on", cluster.kills - before, wanted="≥ 30")


def live(people: list[Writer], seconds: float) -> None:
    """Let everybody write for a while, unless somebody met what nobody may meet."""
    time.sleep(seconds)
    for person in people:
        if person.trouble:
            raise person.trouble


def outlive(people: list[Writer], record: Record, writes: int) -> None:
    """Let everybody write until so many more are acknowledged, or for half a minute: some lives end at once."""
    wanted, until = record.count + writes, time.monotonic() + 30
    live(people, 0.1)
    while record.count < wanted and time.monotonic() < until:
        live(people, 0.05)


def see_what_is_wrong(book: Installation, record: Record) -> None:
    """A test that cannot fail proves nothing: a row is made up, one is doubled, one more is said to be acknowledged."""
    tamper(book)
    record.acknowledge("note", "note-0-0-x")

    seen = judge(book, record)

    assert seen.lost == ["note-0-0-x"]
    assert {words.partition("-")[0] for words in seen.doubled} == {"entry", "note"}
    assert {line.partition(" ")[0] for line in seen.half} == {"entry", "note"}


def tamper(book: Installation) -> None:
    book.run(
        "import django; django.setup()\n"
        "from yinuo.counsel.models import PrivateNote\n"
        "from yinuo.ledger.models import Entry\n"
        "note = PrivateNote.objects.first(); note.pk = None; note.save(force_insert=True)\n"
        "entry = Entry.objects.first(); entry.pk, entry.code = None, 'E9'\n"
        "entry.need = ''; entry.save(force_insert=True)\n"
    )
