"""One moment of the whole database, taken while others go on writing."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from yinuo.base.backup import archive

_GZIP_LEVEL = 3
_LIBPQ = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class NoTool(RuntimeError):
    """`pg_dump` or `pg_restore` of the server's version is not on this machine; the text names what was looked for."""


class Refused(RuntimeError):
    """The database, or its tool, did not do it; the text is what it said."""


class Asked(Protocol):
    """Whatever answers a question about all tables."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The answer."""


class Snapshot(Asked, Protocol):
    """What one moment holds."""

    server: str

    def dump(self) -> tuple[str, Path]:
        """Name in the archive and the file that holds the moment."""


@contextmanager
def taken(folder: Path) -> Iterator[Snapshot]:
    """The present moment of the database; its file is made in `folder`, which the caller empties."""
    with _of_postgresql(folder) if connection.vendor == "postgresql" else _of_sqlite(folder) as snapshot:
        yield snapshot


class _Copy:
    def __init__(self, path: Path, copy: sqlite3.Connection) -> None:
        self.path, self.copy, self.server = path, copy, f"SQLite {sqlite3.sqlite_version}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.copy.execute(sql).fetchall()

    def dump(self) -> tuple[str, Path]:
        packed = self.path.with_suffix(".gz")
        with self.path.open("rb") as plain, gzip.open(packed, "wb", compresslevel=_GZIP_LEVEL) as file:
            shutil.copyfileobj(plain, file, 1 << 20)
        return archive.SQLITE, packed


@contextmanager
def _of_sqlite(folder: Path) -> Iterator[Snapshot]:
    """SQLite's online backup: one read transaction, writers go on. A copied file of a live database is no backup."""
    path = folder / "database.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        path.chmod(0o600)
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=20)) as live:
            live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if (said := copy.execute("PRAGMA quick_check").fetchall()) != [("ok",)]:
            raise Refused(str(said[0][0]))
        yield _Copy(path, copy)


class _Exported:
    def __init__(self, path: Path, database: BaseDatabaseWrapper, name: str) -> None:
        self.path, self.database, self.name = path, database, name
        self.server = f"PostgreSQL {self.rows('SHOW server_version')[0][0]}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.database.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def dump(self) -> tuple[str, Path]:
        options = ["--format=custom", f"--snapshot={self.name}", "--no-owner", "--no-privileges", f"--file={self.path}"]
        run_tool("pg_dump", *options)
        return archive.POSTGRESQL, self.path


@contextmanager
def _of_postgresql(folder: Path) -> Iterator[Snapshot]:
    """Counts, heads and `pg_dump` see one exported snapshot."""
    tool("pg_dump")
    database = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        database.set_autocommit(False)
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = cursor.fetchone()[0]
        yield _Exported(folder / "database.dump", database, name)
    finally:
        database.rollback()
        database.close()


def tool(name: str) -> str:
    """`pg_dump` or `pg_restore` of the server's version, else the next newer one; raises `NoTool`.

    A tool older than the server refuses to work; a much newer one may write what the server does not know.
    """
    connection.ensure_connection()
    wanted: int = getattr(connection, "pg_version", 0) // 10_000
    places = [*os.get_exec_path(), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    found = sorted((_major(path), path) for place in places if (path := shutil.which(name, path=place)))
    fitting = [path for major, path in found if major >= wanted]
    if not fitting:
        raise NoTool(f"{name} {wanted} ({', '.join(f'{path} {major}' for major, path in found) or '—'})")
    return fitting[0]


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - found by name
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def run_tool(name: str, *options: str) -> None:
    """Run a tool of PostgreSQL on our database; the password travels by the environment. Raises `NoTool`, `Refused`."""
    named = connection.settings_dict
    place = {
        "PGHOST": named["HOST"],
        "PGPORT": str(named["PORT"] or ""),
        "PGUSER": named["USER"],
        "PGPASSWORD": named["PASSWORD"],
        "PGDATABASE": named["NAME"],
    } | {_LIBPQ[key]: str(value) for key, value in named["OPTIONS"].items() if key in _LIBPQ}
    env = {**os.environ, **{key: value for key, value in place.items() if value}}
    done = subprocess.run([tool(name), *options], env=env, capture_output=True, text=True, check=False)  # noqa: S603 - found by name
    if done.returncode:
        raise Refused(done.stderr.strip()[-2000:])


def load(name: str, path: Path) -> None:
    """Put a dumped moment into our own database, which must be empty. Raises `Refused`, `NoTool`."""
    if name == archive.POSTGRESQL:
        database = connection.settings_dict["NAME"]
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", f"--dbname={database}"]
        run_tool("pg_restore", *options, str(path))
        return
    target = Path(str(connection.settings_dict["NAME"]))
    draft = path.with_suffix("")
    with gzip.open(path, "rb") as packed, draft.open("xb") as file:
        draft.chmod(0o600)
        shutil.copyfileobj(packed, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    with closing(sqlite3.connect(draft)) as copy:
        said = [*copy.execute("PRAGMA integrity_check"), *copy.execute("PRAGMA foreign_key_check")]
    if said != [("ok",)]:
        raise Refused(str(said[:3]))
    if target.exists():
        raise Refused(str(target))
    shutil.move(draft, target)
