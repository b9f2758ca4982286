"""While a portal page reads, the database itself shows published rows only (decision 2)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from yinuo.base.checks import is_published

ROLE = "yinuo_portal"
SHARED_TABLES = frozenset(
    {
        *("person", "contact", "firm", "account", "project", "seat"),
        *("signing_link", "signing_deadline", "session", "calendar_feed"),
    }
)
"""Tables both sides share beside the published ones: who somebody is, where he sits, and the way in."""

_SQLITE_GRANTS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    }
)
_is_confined: ContextVar[bool] = ContextVar("is_confined", default=False)


def tables() -> frozenset[str]:
    """Every table a confined connection may read."""
    published = {model._meta.db_table for model in apps.get_models() if is_published(model)}  # noqa: SLF001 - public API
    return SHARED_TABLES | published


@contextmanager
def confined() -> Iterator[None]:
    """Read nothing but `tables()`, write nothing; anything else raises DatabaseError.

    On PostgreSQL the block is one transaction, since the role lasts as long as that.
    """
    if _is_confined.get():
        yield
        return
    with _transaction_where_needed():
        _close()
        try:
            yield
        except BaseException:
            _open(is_rolled_back=True)
            raise
        _open()


@contextmanager
def unconfined() -> Iterator[None]:
    """Leave the confinement for the length of one verb; outside of it, do nothing."""
    if not _is_confined.get():
        yield
        return
    _open()
    try:
        yield
    finally:
        _close()


@contextmanager
def _transaction_where_needed() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
    else:
        yield


def _close() -> None:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        if not connection.needs_rollback:  # a transaction about to be rolled back reads nothing more
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL ROLE {ROLE}")
    else:
        readable = tables()

        def may(action: int, table: str | None, *_rest: str | None) -> int:
            if action in _SQLITE_GRANTS or (action == sqlite3.SQLITE_READ and table in readable):
                return sqlite3.SQLITE_OK
            return sqlite3.SQLITE_DENY

        connection.connection.set_authorizer(may)
    _is_confined.set(True)


def _open(*, is_rolled_back: bool = False) -> None:
    """Lift the confinement; a transaction that is rolled back has already lost its role on PostgreSQL."""
    _is_confined.set(False)
    if connection.vendor != "postgresql":
        connection.connection.set_authorizer(None)
    elif not is_rolled_back:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")


def grant(sender: AppConfig | None = None, *, using: str = DEFAULT_DB_ALIAS, **options: object) -> None:
    """After each migration: the role of the portal may read `tables()` and nothing else. PostgreSQL only.

    The owner of the database needs CREATEROLE, or an administrator makes the role and grants it to the owner once.
    """
    database = connections[using]
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        present = sorted(tables() & set(database.introspection.table_names(cursor)))
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        cursor.execute("SELECT pg_has_role(%s, 'MEMBER')", [ROLE])
        if cursor.fetchone() != (True,):
            cursor.execute(f"GRANT {ROLE} TO CURRENT_USER")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        if present:
            names = ", ".join(database.ops.quote_name(table) for table in present)
            cursor.execute(f"GRANT SELECT ON {names} TO {ROLE}")
