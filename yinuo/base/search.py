"""Search that finds 排产 and "scheduling": our own tokens in an index beside a table, on both databases.

The index of `table` is `<table>_words`: FTS5 on SQLite, tsvector with GIN on PostgreSQL. It knows ids and tokens only;
the caller fetches the rows and keeps those that `holds` says really have the words (bigrams need not be neighbours).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper

# Beyond this a text is indexed by its beginning; a tsvector holds one megabyte.
MAX_TEXT = 100_000
MAX_QUERY = 100
MIN_PREFIX = 3

_HAN = "〇々\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(rf"[a-z0-9_]+|[{_HAN}]+")
# A sign that `tokens` never gives, so that no text can pretend to be of another scope.
_SCOPE = "σ"


def fold(text: str) -> str:
    """NFKC and lower case: what is compared."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """Each once: Han runs as single characters and overlapping bigrams, Latin words and numbers whole."""
    found: dict[str, None] = {}
    for run in _RUNS.findall(fold(text[:MAX_TEXT])):
        if _is_word(run):
            found[run[:200]] = None
        else:
            found.update(dict.fromkeys(run))
            found.update(dict.fromkeys(_bigrams(run)))
    return list(found)


def query_tokens(text: str) -> list[str]:
    """What must all be there: bigrams of Han runs (a single character by itself), and words."""
    found: dict[str, None] = {}
    for run in _RUNS.findall(fold(text[:MAX_QUERY])):
        alone = _is_word(run) or len(run) == 1
        found.update({run: None} if alone else dict.fromkeys(_bigrams(run)))
    return list(found)


def holds(text: str, query: str) -> bool:
    """Whether every part of `query` (parted by blanks) stands in `text`."""
    return holder(query)(text)


def holder(query: str) -> Callable[[str], bool]:
    """`holds` for many texts and one `query`."""
    parts = fold(query[:MAX_QUERY]).split()

    def holds_all(text: str) -> bool:
        folded = fold(text)
        return all(part in folded for part in parts)

    return holds_all


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Make the index of `table`; for migrations. Does nothing where it stands."""
    name = _name(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5("
                "words, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\", detail=none)"
            )
        else:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {name} (id bigint PRIMARY KEY, words tsvector NOT NULL)")
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {table}_words_gin ON {name} USING gin (words)")


def uninstall(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the index of `table` away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_name(connection, table)}")


def put(table: str, doc_id: int, text: str, *, scope: str) -> None:
    """Index `text` under `doc_id`, in place of what stood there, in the caller's transaction."""
    words = [_scoped(scope), *tokens(text)]
    name = _name(default, table)
    with default.cursor() as cursor:
        if default.vendor == "sqlite":
            statement = f"INSERT OR REPLACE INTO {name} (rowid, words) VALUES (%s, %s)"  # noqa: S608  # a quoted name
            cursor.execute(statement, [doc_id, " ".join(words)])
        else:
            cursor.execute(
                f"INSERT INTO {name} (id, words) VALUES (%s, array_to_tsvector(%s)) "  # noqa: S608  # a quoted name
                "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words",
                [doc_id, words],
            )


def drop(table: str, doc_id: int) -> None:
    """Forget `doc_id`."""
    key = "rowid" if default.vendor == "sqlite" else "id"
    with default.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_name(default, table)} WHERE {key} = %s", [doc_id])  # noqa: S608  # a quoted name


def find(table: str, query: str, limit: int, *, scopes: Iterable[str]) -> list[int]:
    """Ids whose text has all tokens of `query`, in one of `scopes`, newest id first; nothing for an empty query."""
    statement, values = _question(table, query, limit, scopes)
    if not values:
        return []
    with default.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def plan(table: str, query: str, *, scopes: Iterable[str]) -> str:
    """How the database would find it: for tests that the index is used."""
    statement, values = _question(table, query, 10, scopes)
    explain = "EXPLAIN QUERY PLAN" if default.vendor == "sqlite" else "EXPLAIN"
    with default.cursor() as cursor:
        cursor.execute(f"{explain} {statement}", values)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def _question(table: str, query: str, limit: int, scopes: Iterable[str]) -> tuple[str, list[str | int]]:
    wanted, within = query_tokens(query), [_scoped(scope) for scope in scopes]
    name = _name(default, table)
    if default.vendor == "sqlite":
        statement = f"SELECT rowid FROM {name} WHERE {name} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608  # a quoted name
        ways, all_of, one_of, prefix = '"{}"', " AND ", " OR ", "*"
    else:
        statement = f"SELECT id FROM {name} WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s"  # noqa: S608  # a quoted name
        ways, all_of, one_of, prefix = "'{}'", " & ", " | ", ":*"
    if not wanted or not within:
        return statement, []
    terms = [ways.format(term) + (prefix if _is_word(term) and len(term) >= MIN_PREFIX else "") for term in wanted]
    places = one_of.join(ways.format(scope) for scope in within)
    return statement, [all_of.join([*terms, f"({places})"]), limit]


def _scoped(scope: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]{1,40}", scope):
        raise ValueError(f"{scope!r} is no scope: lower-case letters, digits, underscore")
    return _SCOPE + scope


def _name(connection: BaseDatabaseWrapper, table: str) -> str:
    return connection.ops.quote_name(f"{table}_words")


def _bigrams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _is_word(run: str) -> bool:
    return run[0].isascii()
