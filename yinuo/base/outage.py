"""Tell what lies outside of the program, a full disk or a lost database, from a fault of its own."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.db import Error, InterfaceError, OperationalError

RETRY_AFTER = 10  # seconds
_FULL_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL_SQLSTATE = "53100"
# Not enough resources, an operator's intervention, an error of the system, a lost connection (PostgreSQL, appendix A).
_AWAY_SQLSTATES = ("53", "57", "58", "08", "55P03", "25006")


class Kind(Enum):
    """What is out of order."""

    FULL = "full"
    AWAY = "away"


def kind_of(error: BaseException | None) -> Kind | None:
    """FULL if anything in the chain of causes says that there is no room, else AWAY if the database cannot be had."""
    chain = list(_chain(error))
    if any(_is_full(one) for one in chain):
        return Kind.FULL
    return Kind.AWAY if any(_is_away(one) for one in chain) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL_ERRNO:
        return True
    if isinstance(error, sqlite3.OperationalError):
        # A write beyond the log or its index that the disk refuses is reported as an input/output error.
        return _sqlite_code(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
    return getattr(error, "sqlstate", None) == _FULL_SQLSTATE


def _is_away(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        codes = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        return _sqlite_code(error) in codes
    if isinstance(error, (Error, InterfaceError, OperationalError)):
        state = getattr(error.__cause__, "sqlstate", None)
        is_lost = isinstance(error, (InterfaceError, OperationalError)) and not isinstance(
            error.__cause__, sqlite3.Error
        )
        return str(state).startswith(_AWAY_SQLSTATES) if state else is_lost
    return False


def _sqlite_code(error: sqlite3.Error) -> int | None:
    """The primary result code, without what extends it."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
