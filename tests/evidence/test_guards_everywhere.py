"""Each append-only table refuses each way of changing a row, also after its table was made anew."""
# ruff: noqa: SLF001, S608 - Django documents `_meta`; statements on names of our own tables

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from yinuo.base import guards

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")
OF_TYPE = {
    "BooleanField": True,
    "DateField": date(2026, 11, 20),
    "DateTimeField": datetime(2026, 11, 20, tzinfo=UTC),
    "CharField": "x",
    "TextField": "x",
}
SHAPES = {"shape": "yes_no", "means": "message", "end": 9}
"""What the tables' own conditions ask for."""
NAMED = {"money_correction": "milestone"}
"""Columns that may be empty, of which the table wants one."""


def value(field: models.Field) -> object:
    return SHAPES.get(field.name, OF_TYPE.get(type(field).__name__, 1))


def is_given(model: type[models.Model], field: models.Field) -> bool:
    return not field.null or field.primary_key or NAMED.get(model._meta.db_table) == field.name


def insert(model: type[models.Model], how: str = "INSERT", tail: str = "") -> None:
    """One row of made-up values; its keys lead nowhere, which a transaction never committed may have."""
    fields = [field for field in model._meta.concrete_fields if is_given(model, field)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    with connection.cursor() as cursor:
        values = [field.get_db_prep_save(value(field), connection) for field in fields]
        cursor.execute(f"{how} INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks}) {tail}", values)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refusal(act: Callable[[], object]) -> str:
    """What the database says; empty if it did as it was told."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return ""


def ways(model: type[models.Model]) -> dict[str, Callable[[], object]]:
    """Every way to change or remove the row that `insert` wrote."""
    quote, key = connection.ops.quote_name, model._meta.pk
    table, column = quote(model._meta.db_table), quote(key.column)
    other = next(field for field in model._meta.concrete_fields if not field.primary_key)
    fields = [field.attname for field in model._meta.concrete_fields if is_given(model, field)]
    twin = model(**{
        field.attname: value(field) for field in model._meta.concrete_fields if field.attname in fields
    })  # fmt: skip
    found = {
        "update": lambda: run(f"UPDATE {table} SET {column} = {column}"),
        "delete": lambda: run(f"DELETE FROM {table}"),
        "save": twin.save,
        "queryset": lambda: model._base_manager.update(**{other.attname: value(other)}),
        "upsert": lambda: insert(
            model, tail=f"ON CONFLICT ({column}) DO UPDATE SET {column} = excluded.{column}"
        ),
        "bulk upsert": lambda: model._base_manager.bulk_create(
            [twin], update_conflicts=True, update_fields=[other.name], unique_fields=[key.name]
        ),
    }  # fmt: skip
    if connection.vendor == "sqlite":
        found["replace"] = lambda: insert(model, "INSERT OR REPLACE")
        found["update or replace"] = lambda: run(f"UPDATE OR REPLACE {table} SET {column} = {column}")
    return found


def not_refused(model: type[models.Model]) -> list[str]:
    """The ways that are open."""
    table = model._meta.db_table
    with transaction.atomic():
        insert(model)
        said = {name: refusal(act) for name, act in ways(model).items()}
        if connection.vendor == "sqlite":
            run("PRAGMA recursive_triggers = OFF")
            said["replace, triggers not recursive"] = refusal(lambda: insert(model, "INSERT OR REPLACE"))
            run("PRAGMA recursive_triggers = ON")
        transaction.set_rollback(True)
    if connection.vendor == "postgresql":
        said["truncate"] = refusal(lambda: run(f"TRUNCATE {connection.ops.quote_name(table)} CASCADE"))
    return [f"{table}: {name}: {text}" for name, text in said.items() if not text.endswith("are never changed")]


def remade(model: type[models.Model]) -> None:
    """Alter a column of the table there and back; SQLite makes the table anew each time."""
    fields = [field for field in model._meta.concrete_fields if not field.unique]
    field = min(fields, key=lambda field: field.is_relation)  # a table of keys alone has no other
    wide = copy(field)
    if isinstance(field, models.CharField):
        wide.max_length = (field.max_length or 0) + 1
    else:
        wide.null = not field.null
    for old, new in ((field, wide), (wide, field)):
        with connection.schema_editor() as editor:
            editor.alter_field(model, old, new)


@pytest.mark.django_db(transaction=True)
def test_no_way_of_changing_a_row_is_open_in_any_table(figure) -> None:
    tables = list(guards.guarded())

    assert [way for model in tables for way in not_refused(model)] == []
    figure("Guards", "append-only tables, each refusing every way of changing a row", len(tables), wanted="all")


@pytest.mark.django_db(transaction=True)
def test_after_every_table_was_altered_the_guards_stand_again(figure) -> None:
    tables = list(guards.guarded())
    standing = guards._wanted(connection)
    for model in tables:
        remade(model)
    lost = guards.missing(connection)

    with pytest.raises(CommandError):
        call_command("doctor", stdout=(said := Lines()))
    call_command("migrate", verbosity=0)

    assert lost == (sorted(standing) if connection.vendor == "sqlite" else [])
    assert [name for name in lost if name not in said.text] == []
    assert guards.missing(connection) == []
    assert [way for model in tables for way in not_refused(model)] == []
    figure("Guards", "append-only tables that refuse after an AlterField and migrate", len(tables), wanted="all")


class Lines:
    """Somewhere to write to."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_hidden_row_number_is_no_way_around() -> None:
    insert_document = (
        "INSERT OR REPLACE INTO document (rowid, sha256, media_type, size, kept_at) VALUES (1, '{}', 'x', 1, 'x')"
    )
    with transaction.atomic():
        run("PRAGMA recursive_triggers = OFF")
        run(insert_document.format("first"))

        said = refusal(lambda: run(insert_document.format("second")))

        run("PRAGMA recursive_triggers = ON")
        transaction.set_rollback(True)
    assert said == "rows of document are never changed"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_replication_role_silences_no_guard(db: None) -> None:
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        run("INSERT INTO document (sha256, media_type, size, kept_at) VALUES ('a', 'x', 1, now())")

        said = refusal(lambda: run("UPDATE document SET size = 2"))

        transaction.set_rollback(True)
    assert said == "rows of document are never changed"


DROP, ALWAYS = "DROP TRIGGER guard_event_row ON event", "ALTER TABLE event ENABLE ALWAYS TRIGGER guard_event_row"
MAKE = "CREATE TRIGGER guard_event_row BEFORE {} ON event FOR EACH ROW {} EXECUTE FUNCTION yinuo_guard()"


@on_postgresql
@pytest.mark.parametrize(
    "statements",
    [
        [DROP, MAKE.format("DELETE", ""), ALWAYS],
        [DROP, MAKE.format("UPDATE OR DELETE", "WHEN (false)"), ALWAYS],
        ["ALTER TABLE event DISABLE TRIGGER guard_event_row"],
        ["ALTER TABLE event ENABLE TRIGGER guard_event_row"],
    ],
    ids=["half", "never", "disabled", "not always"],
)
def test_a_weaker_guard_counts_as_missing(db: None, statements: list[str]) -> None:
    for statement in statements:
        run(statement)

    assert guards.missing(connection) == ["guard_event_row"]

    guards.install(connection)

    assert guards.missing(connection) == []
