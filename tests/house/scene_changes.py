"""Changes on P1, so that their addresses lead somewhere."""

from datetime import date

from yinuo.base import clock
from yinuo.changes import actions as changes


def slots(cast):
    """A change that nobody took up yet, and a budget to take from."""
    now, by = clock.now(), cast.lin
    changes.set_budget(cast.p1, by=by, at=now, amount_cents=100_000, currency="CNY", why="附件三")
    change = changes.ask(
        cast.p1, by=by, at=now, asked_on=date(2026, 9, 9), asked_by=cast.shao.person, words="移动审批",
        kind="requirement",
    )  # fmt: skip
    return {"change": change.code, "stakeholder": cast.shao.person_id}
