"""A plan in three versions: what is kept from the client, and what was never published, is a canary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yinuo.base import clock
from yinuo.delivery import actions as delivery

if TYPE_CHECKING:
    from tests.leaks.scene import Scene
    from yinuo.delivery.models import Task

PURPOSE = ("goal", "strategy", "action", "capability", "verification")
FIRST, LATER = date(2026, 12, 1), date(2026, 12, 22)


def build(scene: Scene) -> None:
    """Two published versions, of which half is hidden, and a draft of the third."""
    cast, word = scene.cast, scene.private.word
    version = delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    purpose = {name: word(f"plan.{name}") for name in PURPOSE}
    delivery.describe(version, by=cast.lin, at=clock.now(), revision=version.revision, **purpose)
    shown = _task(scene, 731, scene.of_p1.word("milestone"), is_milestone=True)
    hidden = _task(scene, 733, word("task.name"), origin=word("task.origin"), is_shown=False, effort=47)
    dropped = _task(scene, 735, word("dropped.name"), is_shown=False)
    delivery.publish(version, by=cast.lin, at=clock.now())
    version = delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    for task in (shown, hidden):
        row = version.planned.get(task=task)
        delivery.edit_task(row, by=cast.lin, at=clock.now(), revision=row.revision, rule_on=LATER)
    delivery.drop_task(version.planned.get(task=dropped), by=cast.lin, at=clock.now(), why=word("drop.why"))
    reasons = {shown.code: scene.of_p1.word("reason"), hidden.code: word("hidden.reason")}
    delivery.publish(version, by=cast.lin, at=clock.now(), reasons=reasons)
    delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    _task(scene, 737, word("draft.name"), is_milestone=True)
    delivery.add_task(
        cast.p2, by=cast.zhou, at=clock.now(), name=scene.of_p2.word("P2 milestone"), side="ours", due_on=FIRST
    )
    version = delivery.start_draft(cast.p2, by=cast.zhou, at=clock.now())
    delivery.publish(version, by=cast.zhou, at=clock.now())


def _task(scene: Scene, number: int, name: str, **values: Any) -> Task:
    scene.private.figure(f"code T{number}", f"T{number}")
    return delivery.add_task(
        scene.cast.p1,
        by=scene.cast.lin,
        at=clock.now(),
        name=name,
        side="ours",
        due_on=FIRST,
        code=f"T{number}",
        **values,
    )
