"""Changes are asked for, approved or not, begun too early, paid from the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.changes import actions as changing
from yinuo.changes.models import ChangeRequest
from yinuo.demo.acts.hearing import MANAGERS, WINDOWS

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.data.changes import Approval, Begun, ChangeRow, Ended
    from yinuo.demo.data.shapes import Two
    from yinuo.demo.scene import Scene


def budget_is_set(scene: Scene, project: str, yuan: int, where: Two, on: date) -> None:
    changing.set_budget(
        scene.projects[project],
        by=scene.members[MANAGERS[project]],
        at=scene.at(on, 9, 45),
        amount_cents=yuan * 100,
        currency="CNY",
        why=scene.words(where),
    )


def change_is_asked(scene: Scene, row: ChangeRow) -> None:
    """Written down on the day it was asked for, with what it would take."""
    window = scene.person(WINDOWS[row.project])
    changing.ask(
        scene.projects[row.project],
        by=scene.members[MANAGERS[row.project]],
        at=scene.at(row.on, 10, 30),
        code=row.code,
        asked_on=scene.day(row.on),
        asked_by=scene.person(row.asked_by),
        words=scene.words(row.words),
        kind=row.kind,
        window_by=window if row.is_routed else None,
        is_agreed_inside=True if row.is_routed else None,
        alternative=scene.words(row.alternative),
        effort_days=None if row.effort is None else Decimal(row.effort),
        schedule_days=row.days,
        cost_cents=row.budget * 100 or None,
    )


def _change(scene: Scene, row: ChangeRow) -> ChangeRequest:
    return ChangeRequest.objects.select_related("project").get(project__code=row.project, code=row.code)


def work_begins_early(scene: Scene, row: ChangeRow, begun: Begun) -> None:
    changing.note_work(
        _change(scene, row),
        by=scene.members[MANAGERS[row.project]],
        at=scene.at(begun.on, 18, 15),
        member=scene.members[begun.member],
        on=scene.day(begun.on),
        effort_days=Decimal(begun.effort),
        why=scene.words(begun.why),
    )


def change_is_approved(scene: Scene, row: ChangeRow, approval: Approval) -> None:
    """Somebody approved, and what the budget gives for it is taken."""
    change, by, at = _change(scene, row), scene.members[MANAGERS[row.project]], scene.at(approval.on, 16, 30)
    changing.approve(
        change,
        by=by,
        at=at,
        decided_by=scene.words(approval.by),
        decided_on=scene.day(approval.on),
        means=approval.means,
        is_partly=approval.part is not None,
        why=scene.words(approval.part) if approval.part else "",
    )
    if row.budget:
        changing.use_budget(change, by=by, at=at, amount_cents=row.budget * 100, on=scene.day(approval.on))


def change_goes_on(scene: Scene, row: ChangeRow, ended: Ended) -> None:
    changing.step(
        _change(scene, row),
        by=scene.members[MANAGERS[row.project]],
        at=scene.at(ended.on, 17, 15),
        state=ended.state,
        why=scene.words(ended.why) if ended.why else "",
    )
