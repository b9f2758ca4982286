"""What the tasks of a file make of the draft: which come, change or go, and every date. Writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yinuo.delivery.actions.plan import COPIED
from yinuo.delivery.actions.tasks import EDITABLE, put
from yinuo.delivery.models import Dependency, PlannedTask, PlanVersion, Task
from yinuo.delivery.queries import network
from yinuo.delivery.queries import plan as plans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from yinuo.projects.models import Project

Waits = tuple[tuple[int, str, int], ...]
"""Key of the earlier task, kind, lag in working days."""


@dataclass(frozen=True, slots=True)
class Given:
    """One task of a file, by its `key` there. `values` are what the file speaks of; the rest stays as it stands.

    `code` is that of the task it is or shall become, empty for the next free one; `waits_for` is None where the file
    says nothing of dependencies.
    """

    key: int
    code: str
    values: Mapping[str, Any]
    parent: int | None = None
    says_parent: bool = True
    waits_for: Waits | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """All good tasks of a file. `kept` are codes that stay as they stand; `is_whole` leaves out what is not there."""

    tasks: tuple[Given, ...]
    kept: frozenset[str] = frozenset()
    is_whole: bool = True
    data_date: date | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A task that stands otherwise afterwards: names of what the file changed, and its last day before and after."""

    row: PlannedTask
    was: PlannedTask
    names: tuple[str, ...]


@dataclass(slots=True)
class Arranged:
    """The draft as it would stand. New tasks and their rows are unsaved; their keys are negative."""

    rows: list[PlannedTask] = field(default_factory=list)
    links: list[Dependency] = field(default_factory=list)
    added: list[PlannedTask] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    dropped: list[PlannedTask] = field(default_factory=list)


class Standing:
    """The plan that a file is held against: the draft, or what a new one would begin from. Four queries."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.draft = plans.draft(project)
        self.published = plans.newest_published(project)
        self.version = self.draft or self.published
        self.rows = plans.tasks(self.version) if self.version else []
        self.links = plans.dependencies(self.version) if self.version else []
        self.tasks = {task.code: task for task in Task.objects.filter(project=project)}
        self.by_code = {row.task.code: row for row in self.rows}
        counts = Counter(row.name for row in self.rows)
        self._by_name = {row.name: row for row in self.rows if counts[row.name] == 1}

    def code_of(self, code: str, name: str) -> str:
        """The code of the task that a row of a file speaks of: its own, else that of the only task so called."""
        if code:
            return code
        found = self._by_name.get(name)
        return found.task.code if found else ""


def arranged(standing: Standing, incoming: Incoming) -> Arranged:
    """Raises Ring, naming the tasks that would wait for each other, and TooLong."""
    return _Arranging(standing, incoming).arranged()


class _Arranging:
    def __init__(self, standing: Standing, incoming: Incoming) -> None:
        self.standing, self.incoming = standing, incoming
        self.made = Arranged()
        self.number = max((_numbered(code) for code in standing.tasks), default=0)
        codes = {given.code for given in incoming.tasks if given.code}
        self.number = max([self.number, *map(_numbered, codes)])
        self.tasks = {given.key: self._task(given.code) for given in incoming.tasks}

    def _task(self, code: str) -> Task:
        if code in self.standing.tasks:
            return self.standing.tasks[code]
        if not code:
            self.number += 1
            code = f"T{self.number}"
        task = Task(pk=-len(self.standing.tasks) - 1, project=self.standing.project, code=code)
        self.standing.tasks[code] = task
        return task

    def arranged(self) -> Arranged:
        made, taken = self.made, {task.pk for task in self.tasks.values()}
        made.rows = [self._row(given) for given in self.incoming.tasks]
        others = [row for row in self.standing.rows if row.task_id not in taken]
        made.dropped = [row for row in others if self._is_dropped(row)]
        made.rows += [_copy(row) for row in others if not self._is_dropped(row)]
        _settle(made.rows)
        made.links = list(self._links({row.task_id for row in made.rows}))
        self._place()
        self._tell()
        return made

    def _is_dropped(self, row: PlannedTask) -> bool:
        return self.incoming.is_whole and row.task.code not in self.incoming.kept

    def _row(self, given: Given) -> PlannedTask:
        task = self.tasks[given.key]
        before = self.standing.by_code.get(task.code)
        row = _copy(before) if before else PlannedTask()
        row.task = task
        put(row, {name: value for name, value in given.values.items() if name in EDITABLE})
        if given.says_parent or before is None:
            row.parent = self.tasks.get(given.parent) if given.parent is not None else None
        return row

    def _links(self, there: set[int]) -> Iterable[Dependency]:
        said = {self.tasks[given.key].pk for given in self.incoming.tasks if given.waits_for is not None}
        for link in self.standing.links:
            if link.after_id not in said and {link.before_id, link.after_id} <= there:
                yield Dependency(before=link.before, after=link.after, kind=link.kind, lag=link.lag)
        for given in self.incoming.tasks:
            waits = {before: (kind, lag) for before, kind, lag in given.waits_for or () if before in self.tasks}
            for before, (kind, lag) in waits.items():
                yield Dependency(before=self.tasks[before], after=self.tasks[given.key], kind=kind, lag=lag)

    def _place(self) -> None:
        version = PlanVersion(project=self.standing.project, data_date=self.incoming.data_date)
        if version.data_date is None and self.standing.version:
            version.data_date = self.standing.version.data_date
        if own := next((link for link in self.made.links if link.before_id == link.after_id), None):
            raise network.Ring([own.after.code])
        found = network.placed(version, self.made.rows, self.made.links)
        for row in self.made.rows:
            now = found[row.task_id]
            row.start, row.finish, row.total_float = now.start, now.finish, now.total_float
            row.is_critical = now.is_critical

    def _tell(self) -> None:
        """Which are new, which changed, and in what."""
        waits_before, waits_now = _waits(self.standing.links), _waits(self.made.links)
        for row in self.made.rows:
            was = self.standing.by_code.get(row.task.code)
            if was is None:
                self.made.added.append(row)
                continue
            names = [name for name in sorted(EDITABLE) if getattr(row, name) != getattr(was, name)]
            if waits_before.get(row.task_id) != waits_now.get(row.task_id):
                names.append("waits_for")
            row.revision = was.revision + bool(names)
            if names or (row.start, row.finish) != (was.start, was.finish):
                self.made.changed.append(Changed(row, was, tuple(names)))


def _numbered(code: str) -> int:
    return int(code[1:]) if code[:1] == "T" and code[1:].isdecimal() and code.isascii() else 0


def _copy(row: PlannedTask) -> PlannedTask:
    """The same task, not yet in the table."""
    copy = PlannedTask(**{name: getattr(row, name) for name in (*COPIED, "why", "revision")})
    copy.task, copy.parent, copy.owner = row.task, row.parent, row.owner
    return copy


def _settle(rows: Sequence[PlannedTask]) -> None:
    """In their order, below tasks that are there, never below a part of their own; what has parts is no milestone."""
    above = {row.task_id: row.parent_id for row in rows}
    for place, row in enumerate(rows, start=1):
        row.place = place
        if row.parent_id not in above or _is_circled(row.task_id, above):
            row.parent = None
            above[row.task_id] = None
    parents = set(above.values())
    for row in rows:
        if row.task_id in parents and row.is_milestone:
            put(row, {"is_milestone": False})


def _is_circled(key: int, above: Mapping[int, int | None]) -> bool:
    seen, one = {key}, above.get(key)
    while one is not None:
        if one in seen:
            return one == key
        seen.add(one)
        one = above.get(one)
    return False


def _waits(links: Iterable[Dependency]) -> dict[int, set[tuple[int, str, int]]]:
    found: dict[int, set[tuple[int, str, int]]] = {}
    for link in links:
        found.setdefault(link.after_id, set()).add((link.before_id, link.kind, link.lag))
    return found
