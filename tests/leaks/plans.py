"""A plan in three versions: what is kept from the client, and what was never published, is a canary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yinuo.base import clock
from yinuo.capture import tables
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
    for kind, heading in (("plan", "任务"), ("issues", "问题")):
        _handed_in(scene, kind, heading)


def _handed_in(scene: Scene, kind: str, heading: str) -> None:
    """A file that somebody is still looking at; its name and every cell of it is a canary."""
    word = scene.private.word
    name, cell = f"{word(f'{kind}.file')}.csv", word(f"{kind}.cell")
    data = f"{heading},{word(f'{kind}.heading')}\n{cell},{word(f'{kind}.other cell')}\n".encode()
    intake = delivery.hand_in(
        scene.cast.p1,
        by=scene.cast.lin,
        at=clock.now(),
        kind=kind,
        file_name=name,
        data=data,
        table=tables.read(name, data),
    )
    target = {"plan": "name", "issues": "what"}[kind]
    delivery.map_columns(intake, {"targets": {"0": target}, "order": "dmy"})


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
