"""Triggers that refuse to change or remove the rows of append-only tables, on both databases (decision 14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

# A literal %, so these statements run with params=None: psycopg would take it for a placeholder.
_FUNCTION_BODY = """
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '23514';
END
"""
_FUNCTION = f"CREATE OR REPLACE FUNCTION yinuo_guard() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"

# pg_trigger.tgtype: 1 row, 2 before, 8 delete, 16 update, 32 truncate.
_ROW_TYPE, _TRUNCATE_TYPE = 1 + 2 + 8 + 16, 2 + 32

Guards = dict[str, tuple[str, str]]
"""Trigger name to its table and the statements that make it, parted by semicolons on PostgreSQL."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every guard that is missing or altered; does nothing where all stand. Needs the right to create triggers."""
    absent = _absent(connection)
    if not absent:
        return
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION, None)
        for name, (table, statement) in absent.items():
            cursor.execute(_drop_statement(connection, name, table), None)
            cursor.execute(statement, None)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away: only the tests' `flush` and tests of tampering do this."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for name, (table, _statement) in _wanted(connection).items():
            cursor.execute(_drop_statement(connection, name, table), None)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that do not stand as they should; tables not migrated yet are not counted."""
    return sorted(_absent(connection))


def guarded() -> Iterator[type[models.Model]]:
    """Every model marked `append_only = True`, by table name."""
    marked = (model for model in apps.get_models() if getattr(model, "append_only", False))
    return iter(sorted(marked, key=lambda model: model._meta.db_table))  # noqa: SLF001 - documented API


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Receiver of `post_migrate`: a rebuilt SQLite table has lost its triggers (stack.md, trap 3)."""
    install(connections[using])


def check(
    app_configs: Sequence[AppConfig] | None = None, *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """System check. A warning, not an error: `migrate` must be able to start, because it mends this."""
    return [
        checks.Warning(
            _("Guards are missing on database %(database)s: %(names)s.")
            % {"database": alias, "names": ", ".join(names)},
            hint=_("Run migrate: it installs them again."),
            id="yinuo.W001",
        )
        for alias in databases or ()
        if (names := missing(connections[alias]))
    ]


def _absent(connection: BaseDatabaseWrapper) -> Guards:
    standing = _standing(connection)
    return {name: guard for name, guard in _wanted(connection).items() if not _stands(standing.get(name), guard)}


def _stands(found: str | None, guard: tuple[str, str]) -> bool:
    return found is not None and found in ("", guard[1])


def _wanted(connection: BaseDatabaseWrapper) -> Guards:
    tables = set(connection.introspection.table_names())
    make = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    guards: Guards = {}
    for model in guarded():
        if model._meta.db_table in tables:  # noqa: SLF001 - documented API
            guards |= make(connection, model)
    return guards


def _standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Triggers found: the statement on SQLite; on PostgreSQL "" for one that refuses all it should, always."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgenabled = 'A' AND p.proname = 'yinuo_guard' AND p.prosrc = %s AND t.tgqual IS NULL"
            " AND t.tgattr::text = '' AND pg_table_is_visible(c.oid) AND (t.tgname, t.tgtype) IN"
            " (('guard_' || c.relname || '_row', %s), ('guard_' || c.relname || '_truncate', %s))",
            [_FUNCTION_BODY, _ROW_TYPE, _TRUNCATE_TYPE],
        )
        return {name: "" for (name,) in cursor.fetchall()}


def _on_postgresql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Guards:
    """Upsert needs no guard of its own: `ON CONFLICT DO UPDATE` fires the row trigger.

    ALWAYS, or `session_replication_role = replica` would silence them.
    """
    table = model._meta.db_table  # noqa: SLF001 - documented API
    on, call = f"ON {connection.ops.quote_name(table)} FOR EACH", "EXECUTE FUNCTION yinuo_guard()"
    row, truncate = f"guard_{table}_row", f"guard_{table}_truncate"
    always = f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE ALWAYS TRIGGER"
    return {
        row: (table, f"CREATE TRIGGER {row} BEFORE UPDATE OR DELETE {on} ROW {call}; {always} {row}"),
        truncate: (table, f"CREATE TRIGGER {truncate} BEFORE TRUNCATE {on} STATEMENT {call}; {always} {truncate}"),
    }


def _on_sqlite(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Guards:
    """`INSERT OR REPLACE` deletes silently unless recursive_triggers is on: the pragma and the third guard stop it.

    A table whose key is a text has a hidden rowid too, which can be replaced as well (-1 where none is given).
    """
    table = model._meta.db_table  # noqa: SLF001 - documented API
    quoted = connection.ops.quote_name(table)
    refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    same_key = " OR ".join(
        "(" + " AND ".join(f"{name} = NEW.{name}" for name in map(connection.ops.quote_name, columns)) + ")"
        for columns in [*_keys(model), ["rowid"]]
    )
    exists = f"EXISTS (SELECT 1 FROM {quoted} WHERE {same_key})"  # noqa: S608 - names of our own tables and columns
    return {
        f"guard_{table}_update": (table, f"CREATE TRIGGER guard_{table}_update BEFORE UPDATE ON {quoted} {refuse}"),
        f"guard_{table}_delete": (table, f"CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {quoted} {refuse}"),
        f"guard_{table}_insert": (
            table,
            f"CREATE TRIGGER guard_{table}_insert BEFORE INSERT ON {quoted} WHEN {exists} {refuse}",
        ),
    }


def _keys(model: type[models.Model]) -> list[list[str]]:
    """Columns of the primary key and of every unconditional unique key."""
    meta = model._meta  # noqa: SLF001 - documented API
    names = [[field.name] for field in meta.concrete_fields if field.unique]
    names += [list(fields) for fields in meta.unique_together]
    names += [list(unique.fields) for unique in meta.total_unique_constraints]
    columns = {field.name: str(field.column) for field in meta.concrete_fields}
    return [[columns[name] for name in key] for key in names]


def _drop_statement(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    on = f" ON {connection.ops.quote_name(table)}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{on}"
