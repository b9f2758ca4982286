"""Add, edit, move and drop the tasks of a draft, and say what waits for what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import CharField, F, Func, Max, Value
from django.db.models.functions import Length, Substr

from yinuo.delivery.actions.plan import Edited, Ring, draft_of, lock, only_draft, reckon, task_subject
from yinuo.delivery.models import Dependency, DependencyKind, PlannedTask, PlanVersion, Rule, Task, TaskDrop, TaskEntry
from yinuo.delivery.queries import plan as plans
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.ledger.models import Entry
    from yinuo.people.models import Member, Person
    from yinuo.projects.models import Project

EDITABLE = frozenset(
    {
        *("name", "side", "owner", "owner_name", "effort", "duration", "rule", "rule_on", "percent"),
        *("actual_start", "actual_finish", "is_milestone", "is_shown", "parent"),
    }
)
DONE = 100


class UnknownTask(ValueError):
    """No task of this version has the code."""


class BadParent(ValueError):
    """A task cannot be part of itself, of its own parts or of a milestone."""


class BadProgress(ValueError):
    """Progress needs the day it began; done needs the day it was done, not before it began."""


class ReasonMissing(ValueError):
    """The task stood in the published plan: leaving it out needs a reason."""


class MoveTo(StrEnum):
    """Where a task goes in the tree."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Wait:
    """A task waits for the one with the code `before`; `lag` in working days."""

    before: str
    kind: str = DependencyKind.FINISH_TO_START
    lag: int = 0


@transaction.atomic
def add_task(  # a task is what is known of it
    project: Project,
    *,
    by: Member,
    at: datetime,
    name: str,
    side: str,
    owner: Person | str | None = None,
    due_on: date | None = None,
    origin: str = "",
    code: str = "",
    parent: Task | None = None,
    waits_for: Sequence[Wait] = (),
    **more: Any,
) -> Task:
    """Put a task into the draft of the plan, at the end of its level; makes the draft where there is none.

    `owner` is a person of the project or a name; with `due_on` alone it finishes not before that day. `more` takes
    what `edit_task` takes. Raises BadParent, BadProgress, UnknownTask, Ring, TooLong.
    """
    lock(project)
    version = draft_of(project, by=by, at=at)
    task = Task.objects.create(project=project, code=code or _next_code(project), origin=origin, by=by, at=at)
    if due_on and not more.get("rule"):
        more |= {"rule": Rule.FINISH_NO_EARLIER, "rule_on": due_on}
    more |= {"owner_name": owner} if isinstance(owner, str) else {"owner": owner}
    _plan(version, task, {"name": name, "side": side, "parent": parent, **more})
    _wait(version, task, waits_for)
    reckon(version)
    evidence.record(
        verb="delivery.add_task",
        subject=task_subject(project, task),
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"version": version.number, "name": name, "side": side, "due_on": due_on, "origin": origin},
    )
    return task


def _plan(version: PlanVersion, task: Task, values: dict[str, Any]) -> None:
    """The task stands in the draft, below all others."""
    last = version.planned.aggregate(last=Max("place"))["last"] or 0
    row = PlannedTask(version=version, task=task, place=last + 1)
    put(row, values)
    _check(version, row)
    row.save(force_insert=True)


def _next_code(project: Project) -> str:
    """The code after the highest of the letter T; longer numbers are higher."""
    other = Func(Substr("code", 2), Value("0123456789"), function="LTRIM", output_field=CharField())
    rows = Task.objects.alias(size=Length("code"), other=other).filter(project=project, code__startswith="T")
    highest = rows.filter(size__gt=1, other="").order_by(Length("code").desc(), "-code").values_list("code").first()
    return f"T{int(highest[0][1:]) + 1 if highest else 1}"


def put(row: PlannedTask, values: dict[str, Any]) -> None:
    """Set what was given, and what follows from it."""
    if unknown := values.keys() - EDITABLE:
        raise TypeError(unknown)
    for name, value in values.items():
        setattr(row, name, value)
    row.rule, row.rule_on = (row.rule, row.rule_on) if row.rule and row.rule_on else ("", None)
    if row.owner:
        row.owner_name = ""
    if row.actual_finish:
        row.actual_start, row.percent = row.actual_start or row.actual_finish, DONE
    row.duration = 0 if row.is_milestone else max(row.duration, 1)


def _check(version: PlanVersion, row: PlannedTask) -> None:
    if row.actual_start is None and (row.percent or row.actual_finish):
        raise BadProgress
    if row.percent == DONE and row.actual_finish is None:
        raise BadProgress
    if row.actual_finish and row.actual_start and row.actual_finish < row.actual_start:
        raise BadProgress
    above = dict(version.planned.values_list("task_id", "parent_id"))
    if row.parent_id is None:
        return
    if row.parent_id not in above or version.planned.filter(task=row.parent_id, is_milestone=True).exists():
        raise BadParent
    key: int | None = row.parent_id
    while key is not None:
        if key == row.task_id:
            raise BadParent
        key = above.get(key)


def _wait(version: PlanVersion, task: Task, waits_for: Sequence[Wait]) -> None:
    """What `task` waits for becomes exactly this."""
    codes = {wait.before for wait in waits_for}
    found = {row.task.code: row.task for row in version.planned.filter(task__code__in=codes).select_related("task")}
    if missing := sorted(codes - found.keys()):
        raise UnknownTask(", ".join(missing))
    Dependency.objects.filter(version=version, after=task).delete()
    if task.code in codes:
        raise Ring([task.code])
    Dependency.objects.bulk_create(
        Dependency(version=version, before=found[wait.before], after=task, kind=wait.kind, lag=wait.lag)
        for wait in {wait.before: wait for wait in waits_for}.values()
    )


@transaction.atomic
def edit_task(
    row: PlannedTask,
    *,
    by: Member,
    at: datetime,
    revision: int,
    waits_for: Sequence[Wait] | None = None,
    **changes: Any,
) -> PlannedTask:
    """Change a task of the draft; `revision` is the one the form was opened with.

    `waits_for` replaces what the task waits for, None leaves it. Raises Frozen, Edited, BadParent, BadProgress,
    UnknownTask, Ring (naming the tasks that would wait for each other) and TooLong.
    """
    version = row.version
    stood = _stood(row, revision)
    before = {name: getattr(stood, name) for name in EDITABLE}
    put(stood, changes)
    _check(version, stood)
    changed = {name: value for name in EDITABLE if (value := getattr(stood, name)) != before[name]}
    told = {name: _told(value) for name, value in changed.items()}
    if waits_for is not None and _waits(version, stood.task) != set(waits_for):
        _wait(version, stood.task, waits_for)
        told["waits_for"] = ", ".join(f"{wait.before} {wait.kind}{wait.lag:+d}" for wait in waits_for)
    if not told:
        return row
    PlannedTask.objects.filter(pk=row.pk).update(**changed, revision=F("revision") + 1)
    reckon(version)
    row.refresh_from_db()
    evidence.record(
        verb="delivery.edit_task",
        subject=task_subject(version.project, row.task),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"version": version.number, **told},
    )
    return row


def _stood(row: PlannedTask, revision: int) -> PlannedTask:
    """The task as it stands now, in a draft, unless somebody else changed it."""
    lock(row.version.project)
    only_draft(row.version)
    stood = PlannedTask.objects.select_for_update().filter(pk=row.pk).first()
    if stood is None or stood.revision != revision:
        raise Edited
    return stood


def _waits(version: PlanVersion, task: Task) -> set[Wait]:
    rows = Dependency.objects.filter(version=version, after=task)
    return {Wait(code, kind, lag) for code, kind, lag in rows.values_list("before__code", "kind", "lag")}


def _told(value: Any) -> Any:
    if isinstance(value, Task):
        return value.code
    if hasattr(value, "address_as"):
        return Personal(f"person:{value.pk}", value.name)
    return value


@transaction.atomic
def move_task(row: PlannedTask, *, by: Member, at: datetime, to: MoveTo) -> bool:
    """Move a task of the draft up or down among its neighbours, into the one before it, or out of its parent.

    Whether it moved: the first cannot go up, one without a parent cannot go out. Raises Frozen, BadParent, Ring.
    """
    version = row.version
    lock(version.project)
    only_draft(version)
    rows = plans.tasks(version)
    order = [one for one in rows if one.parent_id == row.parent_id]
    at_place = next(place for place, one in enumerate(order) if one.pk == row.pk)
    if not _moved(rows, order, at_place, to):
        return False
    moved = order[at_place]
    _check(version, moved)
    _number(rows)
    PlannedTask.objects.bulk_update(rows, ["place", "parent"], batch_size=200)
    reckon(version)
    evidence.record(
        verb="delivery.move_task",
        subject=task_subject(version.project, row.task),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"version": version.number, "to": to, "parent": moved.parent.code if moved.parent else None},
    )
    return True


def _moved(rows: list[PlannedTask], order: list[PlannedTask], place: int, to: MoveTo) -> bool:
    """Change the parent of one row and its place in the list; `_number` writes the places down."""
    row = order[place]
    if to in (MoveTo.UP, MoveTo.DOWN):
        other = place - 1 if to is MoveTo.UP else place + 1
        if not 0 <= other < len(order):
            return False
        row.place, order[other].place = order[other].place, row.place
        rows.sort(key=lambda one: one.place)
        return True
    if to is MoveTo.IN:
        if place == 0:
            return False
        row.parent = order[place - 1].task
        rows.remove(row)
        rows.append(row)
        return True
    above = next((one for one in rows if one.task_id == row.parent_id), None)
    if above is None:
        return False
    row.parent = above.parent
    rows.remove(row)
    after = [one for one in rows if one.parent_id == above.parent_id and one.place > above.place]
    rows.insert(rows.index(after[0]) if after else len(rows), row)
    return True


def _number(rows: list[PlannedTask]) -> None:
    for place, row in enumerate(rows, start=1):
        row.place = place


@transaction.atomic
def drop_task(row: PlannedTask, *, by: Member, at: datetime, why: str = "") -> None:
    """Leave a task out of the draft; what is part of it moves up a level.

    A task that stands in the published plan needs the reason, or ReasonMissing is raised. Raises Frozen.
    """
    version = row.version
    lock(version.project)
    only_draft(version)
    newest = plans.newest_published(version.project)
    if newest and newest.planned.filter(task=row.task_id).exists():
        if not why.strip():
            raise ReasonMissing
        TaskDrop.objects.create(version=version, task=row.task, name=row.name, why=why, by=by, at=at)
    version.planned.filter(parent=row.task_id).update(parent=row.parent_id)
    Dependency.objects.filter(version=version, before=row.task_id).delete()
    Dependency.objects.filter(version=version, after=row.task_id).delete()
    PlannedTask.objects.filter(pk=row.pk).delete()
    reckon(version)
    evidence.record(
        verb="delivery.drop_task",
        subject=task_subject(version.project, row.task),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"version": version.number, "name": row.name, "why": why},
    )


@transaction.atomic
def serve(task: Task, entry: Entry, *, by: Member, at: datetime) -> TaskEntry:
    """Say that `task` serves a line of the ledger, once. Raises UnknownTask for a line of another project."""
    if task.project_id != entry.project_id:
        raise UnknownTask(task.code)
    row, is_new = TaskEntry.objects.get_or_create(task=task, entry=entry, defaults={"by": by, "at": at})
    if is_new:
        _tied("delivery.serve", task, entry, by=by, at=at)
    return row


@transaction.atomic
def serve_no_more(task: Task, entry: Entry, *, by: Member, at: datetime) -> None:
    """Undo `serve`; nothing happens where the task does not serve the line."""
    gone, _ = TaskEntry.objects.filter(task=task, entry=entry).delete()
    if gone:
        _tied("delivery.serve_no_more", task, entry, by=by, at=at)


def _tied(verb: str, task: Task, entry: Entry, *, by: Member, at: datetime) -> None:
    evidence.record(
        verb=verb,
        subject=task_subject(task.project, task),
        by=by.person.name,
        project=task.project.code,
        happened_at=at,
        facts={"line": entry.code},
    )
