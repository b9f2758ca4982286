"""The database is locked or gone: a page says so, and when it is back everything goes on by itself."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import psycopg
import pytest
from django.db import connection  # noqa: F401 - read by the condition of skipif

from tests.faults.cluster import Cluster
from tests.faults.conftest import Begin
from tests.faults.visitor import NoAnswer, Page, Visitor
from tests.figures import Figure

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=[])]
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")


def check(page: Page, heading: str) -> None:
    assert (page.status, page.headers["retry-after"]) == (503, "10"), page.text
    assert heading in page.text
    assert "Traceback" not in page.text
    assert "OperationalError" not in page.text


@on_sqlite
def test_a_locked_database_is_said_and_costs_nothing(begin: Begin, figure: Figure) -> None:
    book = begin()
    book.start("pages")
    book.wait()
    visitor = Visitor(book.port, "en")
    visitor.seconds = 90
    visitor.sign_in("linzhixia@chengchuan.example")
    who = book.ask("from yinuo.people.models import Person\nprint(Person.objects.get(name='邵国梁').pk)")
    line = {"kind": "expectation", "words": "locked-x", "holder": str(who), "due_on": "2027-01-15"}
    with closing(sqlite3.connect(book.folder / "yinuo.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # longer than the twenty seconds a writer waits

        refused = visitor.post("/projects/P1/lines/new/", line)
        read = visitor.get("/projects/P1/register/")

        other.execute("ROLLBACK")

    check(refused, "The database does not answer")
    assert read.status == 200
    assert visitor.submit("/projects/P1/lines/new/", line).status == 302
    assert book.ask("from yinuo.ledger.models import Entry\nprint(Entry.objects.count())") == 1
    figure("Faults", "locked or lost databases said as 503 with Retry-After", 1, wanted="1")


@on_postgresql
def test_a_database_that_is_gone_is_said_and_comes_back_by_itself(
    begin: Begin, cluster: Cluster, figure: Figure
) -> None:
    book = begin()
    book.start("pages")
    book.wait()
    visitor = Visitor(book.port, "en")
    visitor.sign_in("linzhixia@chengchuan.example")
    visitor.sees_errors = True
    cluster.kill()
    try:
        gone = visitor.get("/projects/P1/")
        visitor.language = visitor.cookies["language"] = "zh-hans"
        also = visitor.get("/projects/P1/")
    finally:
        cluster.start()

    check(gone, "The database does not answer")
    check(also, "数据库暂无响应")
    began = time.monotonic()
    while visitor.get("/projects/P1/").status != 200:
        assert time.monotonic() - began < 30
        time.sleep(0.2)
    assert book.children["pages"].poll() is None
    figure("Faults", "locked or lost databases said as 503 with Retry-After", 1, wanted="1")


SERVING = """
CREATE ROLE serving LOGIN; GRANT yinuo_portal TO serving; GRANT USAGE ON SCHEMA public TO serving;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO serving;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO serving;
"""


@on_postgresql
def test_the_one_who_serves_need_not_own_the_tables_and_cannot_take_a_guard_away(
    begin: Begin, cluster: Cluster
) -> None:
    book = begin()
    owner = book.env["DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as line:
        line.execute(SERVING.encode())
    book.env["DATABASE_URL"] = owner.replace("postgres@", "serving@")
    book.start("pages")
    book.wait()
    visitor = Visitor(book.port)
    visitor.sign_in("linzhixia@chengchuan.example")
    who = book.ask("from yinuo.people.models import Person\nprint(Person.objects.get(name='邵国梁').pk)")
    form = {"kind": "expectation", "words": "served-x", "holder": str(who), "due_on": "2027-01-15"}

    page = visitor.submit("/projects/P1/lines/new/", form)

    assert page.status == 302
    with psycopg.connect(book.env["DATABASE_URL"], autocommit=True) as line:
        for sentence in (
            "ALTER TABLE event DISABLE TRIGGER guard_event_row",
            "DROP TRIGGER guard_event_row ON event",
            "SET session_replication_role = replica",
            "TRUNCATE event CASCADE",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(sentence.encode())


def test_a_visitor_knows_an_answer_from_none() -> None:
    """What all these tests rest on: a line that breaks is no acknowledgement."""
    with pytest.raises(NoAnswer):
        Visitor(1).get("/")
