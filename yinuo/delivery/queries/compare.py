"""Two versions of a plan side by side: what moved, what came, what went, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.delivery.models import PlannedTask, TaskDrop
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.delivery.models import PlanVersion


@dataclass(frozen=True, slots=True)
class Change:
    """A task that stands elsewhere; `days` counts working days, later is positive. `why` oldest first, by version."""

    code: str
    name: str
    is_milestone: bool
    was: date | None
    now: date | None
    days: int = 0
    why: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`moved` by how far, the latest first; `added` and `dropped` by their day."""

    moved: tuple[Change, ...]
    added: tuple[Change, ...]
    dropped: tuple[Change, ...]
    same: int


def compare(old: PlanVersion, new: PlanVersion) -> Comparison:
    """What changed from `old` to `new`, tasks without parts only. Four queries, however many tasks."""
    was, now = _leaves(old), _leaves(new)
    reasons = _reasons(old, new)
    drops = _drops(old, new)
    cal = calendar_of(new.project)
    moved = []
    for key in was.keys() & now.keys():
        before, after = was[key].finish, now[key].finish
        if before and after and before != after:
            days = cal.workdays_between(before, after)
            moved.append(_change(now[key], before, after, days, reasons.get(key, ())))
    added = [_change(now[key], None, now[key].finish) for key in now.keys() - was.keys()]
    dropped = [_change(was[key], was[key].finish, None, 0, drops.get(key, ())) for key in was.keys() - now.keys()]
    return Comparison(
        moved=tuple(sorted(moved, key=lambda one: (-one.days, one.code))),
        added=tuple(sorted(added, key=lambda one: (str(one.now), one.code))),
        dropped=tuple(sorted(dropped, key=lambda one: (str(one.was), one.code))),
        same=len(was.keys() & now.keys()) - len(moved),
    )


def _leaves(version: PlanVersion) -> dict[int, PlannedTask]:
    rows = {row.task_id: row for row in PlannedTask.objects.filter(version=version).select_related("task")}
    above = {row.parent_id for row in rows.values()}
    return {key: row for key, row in rows.items() if key not in above}


def _change(
    row: PlannedTask, was: date | None, now: date | None, days: int = 0, why: Sequence[tuple[int, str]] = ()
) -> Change:
    return Change(row.task.code, row.name, row.is_milestone, was, now, days, tuple(why))


def _reasons(old: PlanVersion, new: PlanVersion) -> dict[int, list[tuple[int, str]]]:
    """Every reason given after `old` up to `new`, by task; the same words once."""
    rows = PlannedTask.objects.filter(
        version__project=new.project, version__number__gt=old.number, version__number__lte=new.number
    ).exclude(why="")
    found: dict[int, list[tuple[int, str]]] = {}
    for key, number, why in rows.order_by("version__number").values_list("task_id", "version__number", "why"):
        told = found.setdefault(key, [])
        if not told or told[-1][1] != why:
            told.append((number, why))
    return found


def _drops(old: PlanVersion, new: PlanVersion) -> dict[int, list[tuple[int, str]]]:
    rows = TaskDrop.objects.filter(
        version__project=new.project, version__number__gt=old.number, version__number__lte=new.number
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for key, number, why in rows.order_by("version__number").values_list("task_id", "version__number", "why"):
        found.setdefault(key, []).append((number, why))
    return found
