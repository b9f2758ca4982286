"""Reads of the plan: its versions, its tasks as a tree, its milestones signed, last told and now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Max, Q

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.delivery.access import plan as access
from yinuo.delivery.models import Dependency, PlannedTask, PlanVersion, TaskEntry
from yinuo.delivery.published import PublishedPlanLine, PublishedTask
from yinuo.delivery.queries import network
from yinuo.ledger.models import Entry
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from yinuo.delivery.models import Task
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of the newest published plan: the signed date, that of the plan before, today's, and why it moved.

    `signed_on` is None until the client confirmed it, `last_on` while there is no plan before or it was not in it,
    `done_on` while it lies ahead. `why` is the newest reason that was ever given. `thread` names it in what the
    client sees. `late` counts working days from the signed date to today's; negative is earlier.
    """

    code: str
    name: str
    signed_on: date | None
    last_on: date | None
    now_on: date
    done_on: date | None
    why: str
    thread: str = ""
    side: str = ""
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A task in the tree: how deep, whether others lie below it, what it waits for (as `T3 FS+2` without blanks).

    `serves` gives code and kind of the lines of the ledger it serves, where they were asked for.
    """

    row: PlannedTask
    level: int
    has_parts: bool
    waits_for: str
    percent: int
    serves: tuple[tuple[str, str], ...] = ()


class Wait(NamedTuple):
    """In one version, a task waits for another, both by their keys; `lag` in working days, a lead when negative."""

    before_id: int
    after_id: int
    kind: str
    lag: int


@dataclass(frozen=True, slots=True)
class ServingTask:
    """A task of the newest version, a draft included, that serves a line of the ledger."""

    code: str
    name: str
    start: date | None
    finish: date | None
    percent: int


def _rows() -> QuerySet[PlanVersion]:
    """The versions of a project, newest first, with their publishing."""
    rows = PlanVersion.objects.filter(project=Given("project")).order_by("-number")
    return rows.select_related("project", "publishing", "by__person")


_versions = Prepared(_rows)
_version = Prepared(lambda: _rows().filter(number=Given("number")))
_newest_published = Prepared(lambda: _rows().filter(publishing__isnull=False)[:1])
_draft = Prepared(lambda: _rows().filter(publishing=None)[:1])


def versions(project: Project) -> list[PlanVersion]:
    """Every version, newest first, with its publishing. One query."""
    return _versions(project=project.pk)


def version(project: Project, number: int) -> PlanVersion | None:
    """One version by its number."""
    found: PlanVersion | None = _version.first(project=project.pk, number=number)
    return found


def is_published(version: PlanVersion) -> bool:
    """Whether the version is frozen; reads what `versions` and the others selected along."""
    return hasattr(version, "publishing")


def newest_published(project: Project) -> PlanVersion | None:
    """The plan that holds today; None before the first was published."""
    found: PlanVersion | None = _newest_published.first(project=project.pk)
    return found


def draft(project: Project) -> PlanVersion | None:
    """The version that is worked on; None between a publishing and the next edit."""
    found: PlanVersion | None = _draft.first(project=project.pk)
    return found


def signed_baseline(project: Project) -> PlanVersion | None:
    """The newest published version whose every line on a sheet is agreed; None while none is."""
    found: PlanVersion | None = _signed_baseline.first(project=project.pk)
    return found


def _agreed() -> QuerySet[PlanVersion]:
    asked = PublishedPlanLine.objects.filter(task__plan__project=Given("project"))
    open_plans = asked.filter(line__agreement=None).values("task__plan")
    signed = asked.exclude(task__plan__in=open_plans).values("task__plan")
    return _rows().filter(publishing__published__in=signed)[:1]


_signed_baseline = Prepared(_agreed)


def tasks(version: PlanVersion) -> list[PlannedTask]:
    """The tasks of a version in the order of its table, with task, parent and owner. One query."""
    rows: list[PlannedTask] = _tasks(version=version.pk)
    known = {row.task_id: row.task for row in rows}
    for row in rows:
        if row.parent_id in known:
            row.parent = known[row.parent_id]
    return rows


_tasks = Prepared(
    lambda: PlannedTask.objects.filter(version=Given("version")).select_related("task", "owner").order_by("place", "id")
)


def dependencies(version: PlanVersion) -> list[Dependency]:
    """What waits for what, with both tasks. One query."""
    return _dependencies(version=version.pk)


_dependencies = Prepared(
    lambda: Dependency.objects.filter(version=Given("version")).select_related("before", "after").order_by("id")
)


def waits(version: PlanVersion) -> list[Wait]:
    """What waits for what, for those who only read it. One query."""
    return [Wait(*row) for row in _waits(version=version.pk)]


_waits = Prepared(
    lambda: (
        Dependency.objects.filter(version=Given("version"))
        .order_by("id")
        .values_list("before_id", "after_id", "kind", "lag")
    )
)


def tree(rows: Sequence[PlannedTask], links: Iterable[Dependency | Wait]) -> list[Node]:
    """The rows as a tree, top down, parts after what they are part of. No query."""
    parts: dict[int | None, list[PlannedTask]] = {}
    codes = {row.task_id: row.task.code for row in rows}
    for row in rows:
        parts.setdefault(row.parent_id if row.parent_id in codes else None, []).append(row)
    said: dict[int, list[str]] = {}
    for link in links:
        if link.before_id in codes:
            said.setdefault(link.after_id, []).append(link_text(codes[link.before_id], link.kind, link.lag))
    found: list[tuple[PlannedTask, int]] = []
    stack = [(row, 0) for row in reversed(parts.get(None, []))]
    while stack:
        row, level = stack.pop()
        found.append((row, level))
        if row.task_id in parts:
            stack += [(part, level + 1) for part in reversed(parts[row.task_id])]
    percents = _weighed(found, parts)
    return [
        Node(row, level, row.task_id in parts, ", ".join(said.get(row.task_id, ())), percents[row.task_id])
        for row, level in found
    ]


def _weighed(found: list[tuple[PlannedTask, int]], parts: Collection[int | None]) -> dict[int, int]:
    """How far each task is, by its key: one with parts as far as its parts are, weighed by working days."""
    sums: dict[int | None, tuple[int, int]] = {}
    percents = {}
    for row, _level in reversed(found):
        days = max(row.duration, 1)
        days, done = sums[row.task_id] if row.task_id in parts else (days, days * row.percent)
        above, above_done = sums.get(row.parent_id, (0, 0))
        sums[row.parent_id] = above + days, above_done + done
        percents[row.task_id] = round(done / days)
    return percents


def link_text(before: str, kind: str, lag: int) -> str:
    """`T3`, `T3+2`, `T5SS`, `T5FF-1`: how a dependency is written; finish to start goes without saying."""
    return f"{before}{'' if kind == 'FS' else kind}{f'{lag:+d}' if lag else ''}"


def milestones(project: Project) -> list[MilestoneLine]:
    """The milestones of the newest published plan in the order of today's dates. Six queries, however many."""
    newest = newest_published(project)
    if newest is None:
        return []
    shown = list(PublishedTask.objects.filter(plan=newest.publishing.published_id, is_milestone=True))
    threads = [task.thread for task in shown]
    signed, cal = access.signed_days(project.pk, threads), calendar_of(project)
    last = _days_before(project, newest.publishing.published_id, threads)
    reasons = _reasons(project, threads)
    codes = dict(
        PlannedTask.objects.filter(version=newest, task__thread__in=threads).values_list("task__thread", "task__code")
    )
    lines = [
        MilestoneLine(
            code=codes[task.thread],
            name=task.name,
            signed_on=signed.get(task.thread),
            last_on=last.get(task.thread),
            now_on=task.ends_on,
            done_on=task.done_on,
            why=reasons.get(task.thread, ""),
            thread=task.thread,
            side=task.side,
            late=cal.workdays_between(signed[task.thread], task.ends_on) if task.thread in signed else None,
        )
        for task in shown
    ]
    return sorted(lines, key=lambda line: (line.now_on, line.code))


def _days_before(project: Project, published_id: int, threads: Sequence[str]) -> dict[str, date]:
    """The dates of the plan published just before."""
    before = PublishedTask.objects.filter(plan__project=project, plan__lt=published_id).aggregate(plan=Max("plan"))
    rows = PublishedTask.objects.filter(plan=before["plan"], thread__in=threads)
    return dict(rows.values_list("thread", "ends_on"))


def _reasons(project: Project, threads: Sequence[str]) -> dict[str, str]:
    rows = PublishedTask.objects.filter(~Q(why=""), plan__project=project, thread__in=threads).order_by("id")
    return dict(rows.values_list("thread", "why"))


def served(project: Project) -> set[int]:
    """The keys of the entries that a task of the newest version serves, a draft included. Two queries."""
    newest = next(iter(versions(project)), None)
    if newest is None:
        return set()
    return set(TaskEntry.objects.filter(task__planned__version=newest).values_list("entry_id", flat=True))


def with_lines(nodes: Sequence[Node]) -> list[Node]:
    """The same tree, each task with the lines of the ledger that it serves. One query."""
    tied: dict[int, tuple[tuple[str, str], ...]] = {}
    for task, code, kind in _ties(tasks=[node.row.task_id for node in nodes]):
        tied[task] = (*tied.get(task, ()), (code, kind))
    return [replace(node, serves=tied[node.row.task_id]) if node.row.task_id in tied else node for node in nodes]


_ties = Prepared(
    lambda: (
        TaskEntry.objects.filter(task__in=GivenIds("tasks"))
        .order_by("entry__code")
        .values_list("task_id", "entry__code", "entry__kind")
    )
)


def newest_row(project: Project, code: str) -> PlannedTask | None:
    """A task as it stands in the newest version, a draft included. One query."""
    rows = PlannedTask.objects.filter(version__in=_newest(project), task__code=code)
    return rows.select_related("task__project").first()


def _newest(project: Project) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.filter(project=project).order_by("-number").values("pk")[:1]  # type: ignore[return-value]  # keys alone


def serving(entry: Entry) -> list[ServingTask]:
    """The tasks that serve a line of the ledger, in the order of the plan. One query."""
    rows = PlannedTask.objects.filter(version__in=_newest(entry.project), task__serves__entry=entry)
    found = rows.order_by("place", "id").values_list("task__code", "name", "start", "finish", "percent")
    return [ServingTask(*row) for row in found]


def lines_of(task: Task) -> list[Entry]:
    """The lines of the ledger that a task serves, by code. One query."""
    return list(Entry.objects.filter(pk__in=task.serves.values("entry")).order_by("code"))


def movers(version: PlanVersion, rows: Sequence[PlannedTask], links: Sequence[Wait]) -> dict[str, list[PlannedTask]]:
    """For each milestone that lies ahead, by code, the chain of tasks that drives its day, the first first.

    Where several drive a task, the one given first is followed. Asks nothing of the database.
    """
    found = network.placed(version, rows, links)
    by_code = {row.task.code: row for row in rows}
    chains = {}
    for row in rows:
        if not row.is_milestone or row.actual_finish:
            continue
        chain, one = [row], row
        while driven := [by_code[code] for code in found[one.task_id].driven_by if code in by_code]:
            one = driven[0]
            chain.append(one)
        chains[row.task.code] = chain[::-1]
    return chains
