"""Questions whose SQL is put together once: building a small query costs Django ten times what running it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import connection, models
from django.db.models.expressions import Expression, Func
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


LEAST, MOST = -(2**63), 2**63 - 1
"""The whole numbers that a database keeps."""
MANY = "/*many*/%s"
"""Stands in the SQL of a plan where as many placeholders go as there are keys."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes among the parameters; `cast` makes of it what the database takes."""

    name: str
    cast: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class _Places:
    """Where any number of keys go among the parameters."""

    name: str


class Given(Expression):
    """A value told when the question is asked: `Entry.objects.filter(project=Given("project"))`."""

    conditional = True

    def __init__(self, name: str, field: models.Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.kind = name, field

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """One placeholder; a moment needs its field, since databases write moments differently."""
        kind = self.kind
        cast = (lambda value: kind.get_db_prep_value(value, connection)) if kind else None
        return "%s", [_Place(self.name, cast)]


class GivenMany(Expression):
    """Any number of texts told when the question is asked: `filter(code__in=GivenMany("codes"))`."""

    array = "text"
    many: Callable[[Iterable[Any]], object] = list

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.TextField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """One array on PostgreSQL; on SQLite as many placeholders as there are keys, put in when it is asked."""
        if connection.vendor == "postgresql":
            return f"(SELECT unnest(%s::{self.array}[]))", [_Place(self.name, self.many)]
        return f"({MANY})", [_Places(self.name)]


class GivenIds(GivenMany):
    """The same for keys: `filter(line__in=GivenIds("lines"))`."""

    array = "bigint"

    @staticmethod
    def many(keys: Iterable[int | None]) -> str:
        """The keys as PostgreSQL writes an array: quicker than a list, and one plan whatever their sizes."""
        return "{" + ",".join([str(key) for key in keys if key is not None and not _is_beyond(key)]) + "}"


class IsAmong(Func):
    """Whether a key is one of those told: `filter(IsAmong("entry__project", "projects"))`, for a mere check.

    PostgreSQL plans a question once and knows nothing of the keys then. With `__in` it guesses that they are few and
    looks for rows by them; with this it takes another way and checks what it meets there.
    """

    output_field = models.BooleanField()

    def __init__(self, key: str, name: str) -> None:
        super().__init__(models.F(key))
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_ways: Any, **_options: Any) -> Any:
        """The place of the key in one array on PostgreSQL; a list of placeholders on SQLite."""
        column, params = compiler.compile(self.get_source_expressions()[0])
        if connection.vendor == "postgresql":
            return f"(array_position(%s::bigint[], {column}) IS NOT NULL)", [_Place(self.name, GivenIds.many), *params]
        return f"{column} IN ({MANY})", [*params, _Places(self.name)]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL of a question on one connection, and how its rows are read."""

    sql: str
    params: tuple[object, ...]
    read: Callable[[list[tuple[Any, ...]]], list[Any]]


class Prepared:
    """A query set that is built once a connection and asked with other values each time.

    `build` names its values by `Given` and `GivenIds` and gives rows of a model or tuples of `values_list`; conditions
    that change the shape of a query need a question each. A question that is right as a query set is right as this;
    rows of another shape (flat, named, dictionaries) are refused with TypeError when it is first asked.

    PostgreSQL plans it once a connection; `anew` has it planned each time, where the best way hangs on the values.
    """

    def __init__(self, build: Callable[[], models.QuerySet[Any, Any]], *, anew: bool = False) -> None:
        self._build, self._anew = build, anew
        self._plans: WeakKeyDictionary[Any, _Plan] = WeakKeyDictionary()

    def __call__(self, **values: object) -> list[Any]:
        """Every row; KeyError names a value that was not told."""
        wrapper = connection._connections[connection._alias]  # type: ignore[attr-defined]  # noqa: SLF001  # the proxy itself cannot be a key
        plan = self._plans.get(wrapper)
        if plan is None:
            plan = self._plans[wrapper] = _plan(self._build(), wrapper)
        sql, params = _asked(plan, values)
        with wrapper.cursor() if self._anew else _cursor(wrapper) as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return plan.read(rows) if rows else []

    def first(self, **values: object) -> Any:
        """The first row, or None; `build` limits the rest."""
        rows = self(**values)
        return rows[0] if rows else None


@cache
def _prepares() -> type[Any]:
    from psycopg import Cursor  # SQLite needs none of it

    class Prepares(Cursor[Any]):
        """Says which SQL ran last also when the server knew it already: whoever counts questions asks for it."""

        def _convert_query(self, *args: Any, **options: Any) -> Any:
            self._query = super()._convert_query(*args, **options)
            return self._query

    return Prepares


def _cursor(wrapper: Any) -> Any:
    """One that hands a statement to PostgreSQL once a connection, and from then on only its values.

    The server takes longer to plan a question over nine tables than to answer it.
    """
    if wrapper.vendor != "postgresql":
        return wrapper.cursor()
    wrapper.ensure_connection()
    driver = wrapper.connection
    usual, driver.cursor_factory = driver.cursor_factory, _prepares()
    try:
        return wrapper.cursor()
    finally:
        driver.cursor_factory = usual


def _is_beyond(value: object) -> bool:
    """Whether no row can have this number, as an address may give it; SQLite's driver takes none such."""
    return type(value) is int and not LEAST <= value <= MOST


def _possible(values: Iterable[object]) -> list[object]:
    return [value for value in values if not _is_beyond(value)]


def _asked(plan: _Plan, values: Mapping[str, Any]) -> tuple[str, list[object]]:
    """The SQL of `plan` and its parameters with these values."""
    sql, params = plan.sql, []
    for param in plan.params:
        if type(param) is _Place:
            value = None if _is_beyond(values[param.name]) else values[param.name]
            params.append(param.cast(value) if param.cast and value is not None else value)
        elif type(param) is _Places:
            ids = _possible(values[param.name]) or [None]  # nothing is IN (NULL)
            sql = sql.replace(MANY, ", ".join(["%s"] * len(ids)), 1)
            params += ids
        else:
            params.append(param)
    return sql, params


def _plan(rows: models.QuerySet[Any, Any], wrapper: Any) -> _Plan:
    shape = rows._iterable_class  # noqa: SLF001  # as the query set itself asks
    if shape not in (ModelIterable, ValuesListIterable):
        raise TypeError(shape)
    compiler = rows.query.get_compiler(connection=wrapper)
    sql, params = compiler.as_sql()
    converted = _converter(compiler, wrapper)
    if shape is ValuesListIterable:
        return _Plan(sql, tuple(params), converted)
    made = _maker(compiler, wrapper.alias)
    return _Plan(sql, tuple(params), lambda found: [made(row) for row in converted(found)])


def _converter(compiler: Any, wrapper: Any) -> Callable[[list[tuple[Any, ...]]], list[tuple[Any, ...]]]:
    """What makes Python values of the database's, column by column."""
    count = compiler.col_count
    columns = [(at, *found) for at, found in compiler.get_converters([c[0] for c in compiler.select[:count]]).items()]

    def convert(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not columns:
            return [row[:count] for row in rows]
        lists = [list(row[:count]) for row in rows]
        for at, converters, expression in columns:
            for row in lists:
                value = row[at]
                for converter in converters:
                    value = converter(value, expression, wrapper)
                row[at] = value
        return [tuple(row) for row in lists]

    return convert


def _maker(compiler: Any, alias: str) -> Callable[[Sequence[Any]], models.Model]:
    """Rows of a model with what was selected along, as Django's own `ModelIterable` makes them."""
    info, annotations = compiler.klass_info, dict(compiler.annotation_col_map or {})
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    populators: Any = get_related_populators  # the stubs describe a later Django
    related = populators(info, compiler.select, alias)

    def make(row: Sequence[Any]) -> models.Model:
        made: models.Model = info["model"].from_db(alias, names, row[start:end])
        for populator in related:
            populator.populate(row, made)
        for name, at in annotations.items():
            setattr(made, name, row[at])
        return made

    return make
