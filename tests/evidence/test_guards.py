"""Append-only means that the database itself says no."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction

from yinuo.base import clock, guards
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Attachment, Document, Event, Fact
from yinuo.ledger.models import Wording
from yinuo.ledger.published import Answer, Sheet

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")


@pytest.fixture
def event(db: None) -> Event:
    return evidence.record(verb="ledger.offer", subject="P1/E105", by="林知夏", project="P1", facts={"sheet": 3})


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_append_only_table_is_guarded(db: None) -> None:
    assert {Event, Fact, Document, Attachment, Sheet, Answer, Wording} <= set(guards.guarded())
    assert guards.missing(connection) == []
    assert guards.check(databases=["default"]) == []


def test_a_recorded_event_is_neither_changed_nor_removed(event: Event) -> None:
    assert refused(lambda: Event.objects.update(verb="ledger.refuse"))
    assert refused(event.delete)
    assert refused(lambda: run("DELETE FROM event"))
    assert refused(lambda: run("DELETE FROM fact"))
    assert refused(lambda: Fact.objects.filter(name="sheet").update(value="4"))
    assert Event.objects.get().verb == "ledger.offer"


def test_an_upsert_does_not_slip_past(db: None) -> None:
    document = evidence.keep_document(b"one", media_type="text/plain")
    other = Document(sha256=document.sha256, media_type="text/html", size=9, kept_at=clock.now())

    assert refused(
        lambda: Document.objects.bulk_create(
            [other], update_conflicts=True, update_fields=["media_type"], unique_fields=["sha256"]
        )
    )
    assert refused(other.save)
    assert Document.objects.get().media_type == "text/plain"


@on_sqlite
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_insert_or_replace_does_not_slip_past(event: Event, recursive: str) -> None:
    copy = "SELECT {}, name, salt, '4', person, commitment FROM fact WHERE name = 'sheet'"
    into = "INSERT OR REPLACE INTO fact ({}, name, salt, value, person, commitment) "
    run(f"PRAGMA recursive_triggers = {recursive}")
    try:
        assert refused(lambda: run(into.format("id, event_id") + copy.format("id, event_id + 1")))
        assert refused(lambda: run(into.format("event_id") + copy.format("event_id")))
    finally:
        run("PRAGMA recursive_triggers = ON")
    assert Fact.objects.get(name="sheet").value == "3"


@on_postgresql
def test_truncate_is_refused(event: Event) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")  # the keys of the rows just written
    assert refused(lambda: run("TRUNCATE event CASCADE"))
    assert Event.objects.count() == 1


def test_a_guard_that_was_taken_away_is_named_and_put_back(db: None) -> None:
    on_sqlite = connection.vendor == "sqlite"
    name = "guard_event_delete" if on_sqlite else "guard_event_row"
    run(f"DROP TRIGGER {name}" if on_sqlite else f"DROP TRIGGER {name} ON event")

    assert guards.missing(connection) == [name]
    [warning] = guards.check(databases=["default"])
    assert (warning.id, name in warning.msg) == ("yinuo.W001", True)

    guards.install(connection)

    assert guards.missing(connection) == []


@on_sqlite
def test_a_guard_that_does_nothing_counts_as_missing(db: None) -> None:
    run("DROP TRIGGER guard_event_update")
    run("CREATE TRIGGER guard_event_update BEFORE UPDATE ON event BEGIN SELECT 1; END")

    assert guards.missing(connection) == ["guard_event_update"]


@pytest.mark.django_db(transaction=True)
def test_guards_come_back_after_a_table_was_rebuilt() -> None:
    wide = models.CharField(max_length=140)
    wide.set_attributes_from_name("media_type")
    wide.model = Document
    with connection.schema_editor() as editor:
        editor.alter_field(Document, Document.media_type.field, wide)
    lost = guards.missing(connection)

    call_command("migrate", verbosity=0)

    assert (lost != []) == (connection.vendor == "sqlite")
    assert guards.missing(connection) == []
    evidence.keep_document(b"one", media_type="text/plain")
    assert refused(lambda: Document.objects.update(size=7))


@pytest.mark.django_db(transaction=True)
def test_tests_may_flush_and_the_guards_stand_again() -> None:
    evidence.record(verb="people.add", subject="M1", by="郁青")

    call_command("flush", interactive=False, verbosity=0)

    assert (Event.objects.count(), guards.missing(connection)) == (0, [])


def test_an_installation_is_never_flushed(event: Event, settings) -> None:
    settings.TESTING = False

    with pytest.raises(CommandError, match=r"append-only|只增不改"):
        call_command("flush", interactive=False, verbosity=0)

    assert Event.objects.count() == 1
