"""What we write down about changes; every word and figure of it is a canary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.base import clock
from yinuo.changes import actions as changes

if TYPE_CHECKING:
    from tests.leaks.scene import Scene

DAY = date(2026, 11, 18)


def plant(scene: Scene) -> None:
    """One change that was begun before it was approved and took from the budget."""
    word, by, now = scene.private.word, scene.cast.lin, clock.now()
    for name, figure in (
        ("cost of a change", "3113959.61"),
        ("budget for changes", "2113957.63"),
        ("effort of a change", "977.3"),
    ):
        scene.private.figure(name, figure)
    changes.set_budget(scene.cast.p1, by=by, at=now, amount_cents=211395763, currency="CNY", why=word("budget.why"))
    change = changes.ask(
        scene.cast.p1, by=by, at=now, code="CR-977", asked_on=DAY, asked_by=scene.cast.shao.person,
        words=word("change.words"), kind="requirement", alternative=word("change.alternative"),
        origin=word("change.origin"), effort_days=Decimal("977.3"), schedule_days=14, cost_cents=311395961,
    )  # fmt: skip
    changes.note_work(change, by=by, at=now, member=by, on=DAY, effort_days=Decimal(3), why=word("change.work before"))
    changes.use_budget(change, by=by, at=now, amount_cents=100, on=DAY, why=word("budget.use"))
    changes.step(change, by=by, at=now, state="escalated", why=word("change.step"))
