"""A small plan to try the verbs on."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import Cast
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import PlannedTask, PlanVersion, Task
from yinuo.delivery.published import PublishedPlan
from yinuo.delivery.queries import plan as plans

GO_LIVE = date(2026, 10, 12)


def task(cast: Cast, name: str, **values: Any) -> Task:
    """A task of ours on P1."""
    return delivery.add_task(cast.p1, **{"by": cast.lin, "at": clock.now(), "name": name, "side": "ours"} | values)


def row(cast: Cast, one: Task) -> PlannedTask:
    """Where a task stands in the draft."""
    return PlannedTask.objects.select_related("version__project", "task", "parent", "owner").get(
        version=draft(cast), task=one
    )


def draft(cast: Cast) -> PlanVersion:
    found = plans.draft(cast.p1)
    assert found is not None
    return found


def edit(cast: Cast, one: Task, **changes: Any) -> PlannedTask:
    now = row(cast, one)
    return delivery.edit_task(now, by=cast.lin, at=clock.now(), revision=now.revision, **changes)


def publish(cast: Cast, **values: Any) -> PublishedPlan:
    return delivery.publish(draft(cast), by=cast.lin, at=clock.now(), **values)


def begin(cast: Cast) -> PlanVersion:
    return delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())


def days(cast: Cast) -> dict[str, tuple[date | None, date | None]]:
    """First and last day of every task of the draft, by name."""
    return {one.name: (one.start, one.finish) for one in plans.tasks(draft(cast))}
