"""What many tests begin with is made once, by the real verbs; for the tests after it the same rows are put back.

Nothing else is kept: a test that changes its rows is rolled back as ever, and the next finds them as they were made.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings
from django.db import connection
from django.utils import translation

from yinuo.base import clock

Made = TypeVar("Made")
Rows = dict[str, list[str]]
"""A table with its columns, and its rows in their order, as the database itself writes them in a statement."""

# Rows are made by a clock that goes a minute behind: put back, none of them lies in the future of its test.
BEHIND = timedelta(minutes=1)
STALE = timedelta(minutes=10)
SHANGHAI = ZoneInfo("Asia/Shanghai")
# Written by every migration, or by SQLite itself beside a table that is searched.
LEFT_OUT = ("auth_permission", "django_content_type", "django_migrations", "django_site")
SHADOWS = ("_content", "_data", "_idx", "_docsize", "_config")
# Signs of one statement; SQLite takes a million bytes.
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class _Kept:
    began: datetime
    ended: datetime
    statements: tuple[str, ...]
    made: bytes

    def fits(self) -> bool:
        """Whether the rows could just have been made: by the clock of this test, which may stand at any day."""
        now = clock.now()
        return self.ended <= now <= self.began + STALE and _days(self.began) == _days(now)

    def put_back(self) -> None:
        with connection.cursor() as cursor:
            for statement in self.statements:
                cursor.execute(statement, None)


_kept: dict[tuple[object, ...], _Kept] = {}


def replayed(build: Callable[[], Made], *about: object) -> Made:
    """What `build` makes, on a database where it was not called yet; `about` is whatever else its rows rest on.

    Where commits are real it is called each time: what happens after a commit belongs to it.
    """
    if not connection.in_atomic_block:
        return build()
    key = (build.__module__, build.__qualname__, *about, translation.get_language(), *settings.PASSWORD_HASHERS[:1])
    kept = _kept.get(key)
    if kept is None or not kept.fits():
        kept, made = _make(build)
        if kept is not None:
            _kept[key] = kept
        return made
    kept.put_back()
    again: Made = pickle.loads(kept.made)  # noqa: S301  # our own, of a moment ago
    return again


def _make(build: Callable[[], Made]) -> tuple[_Kept | None, Made]:
    before = rows()
    now = clock.now()
    with time_machine.travel(now - BEHIND if _days(now - BEHIND) == _days(now) else now, tick=True):
        began = clock.now()
        made = build()
        ended = clock.now()
    after = rows()
    if any(set(before[table]) - set(after[table]) for table in before):
        return None, made  # it changed what was there: that cannot be put back
    statements = tuple(_statements({table: _new(lines, before[table]) for table, lines in after.items()}))
    return _Kept(began, ended, statements, pickle.dumps(made)), made


def rows() -> Rows:
    """Every row of the database."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for head, question in _questions().items():
            cursor.execute(question, None)
            found[head] = [f"({', '.join(row)})" for row in cursor.fetchall()]
    return found


@cache
def _questions() -> dict[str, str]:
    """What an INSERT begins with, per table, and the question for its rows."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        searched = {table for table in tables if f"{table}_docsize" in tables}
        shadows = {table + shadow for table in searched for shadow in SHADOWS}
        described = {
            table: connection.introspection.get_table_description(cursor, table)
            for table in sorted(tables - shadows - set(LEFT_OUT))
        }
    found = {}
    for table, description in described.items():
        name = connection.ops.quote_name(table)
        columns = ["rowid"] * (table in searched) + [connection.ops.quote_name(column.name) for column in description]
        said = "quote({})" if connection.vendor == "sqlite" else "quote_nullable({}::text)"
        question = f"SELECT {', '.join(said.format(column) for column in columns)} FROM {name}"  # noqa: S608
        found[f"{name} ({', '.join(columns)})"] = question
    return found


def _days(moment: datetime) -> tuple[date, date]:
    """Today there and here: what was due today is late where midnight lies between."""
    return moment.astimezone(UTC).date(), moment.astimezone(SHANGHAI).date()


def _new(lines: list[str], old: list[str]) -> list[str]:
    known = set(old)
    return [line for line in lines if line not in known]


def _statements(found: Rows) -> Iterator[str]:
    for head, lines in sorted(found.items()):
        chunk: list[str] = []
        for line in lines:
            if chunk and sum(map(len, chunk)) + len(line) > LONGEST:
                yield f"INSERT INTO {head} VALUES {', '.join(chunk)}"  # noqa: S608
                chunk = []
            chunk.append(line)
        if chunk:
            yield f"INSERT INTO {head} VALUES {', '.join(chunk)}"  # noqa: S608
