"""The budget for changes: set by the contract, taken from by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from yinuo.changes.actions.requests import record
from yinuo.changes.models import ChangeBudget, ChangeBudgetUse, ChangeRequest
from yinuo.evidence import actions as evidence
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.models import Member


class NoBudget(ValueError):
    """The project has no budget for changes."""


class TooMuch(ValueError):
    """More than is left, or more given back than was taken; `left_cents` says how much there is."""

    def __init__(self, left_cents: int) -> None:
        super().__init__(left_cents)
        self.left_cents = left_cents


@transaction.atomic
def set_budget(
    project: Project, *, by: Member, at: datetime, amount_cents: int, currency: str, why: str
) -> ChangeBudget:
    """Write down what the contract sets aside for changes; `why` says where it is written. The newest counts."""
    row = ChangeBudget.objects.create(
        project=project, amount_cents=amount_cents, currency=currency, why=why, by=by, at=at
    )
    evidence.record(
        verb="changes.set_budget",
        subject=f"{project.code}/change-budget",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"amount_cents": amount_cents, "currency": currency, "why": why},
        rows=[row],
    )
    return row


@transaction.atomic
def use_budget(
    change: ChangeRequest, *, by: Member, at: datetime, amount_cents: int, on: date, why: str = ""
) -> ChangeBudgetUse:
    """A change takes `amount_cents` of the budget, or gives back what it took (below zero, with the reason).

    Raises NoBudget, TooMuch; ValueError for zero, and for giving back without a reason.
    """
    if amount_cents == 0 or (amount_cents < 0 and not why.strip()):
        raise ValueError(amount_cents)
    Project.objects.select_for_update().get(pk=change.project_id)
    budget = ChangeBudget.objects.filter(project=change.project_id).order_by("-pk").first()
    if budget is None:
        raise NoBudget(change.project.code)
    uses = ChangeBudgetUse.objects.filter(project=change.project_id)
    left = budget.amount_cents - int(uses.aggregate(sum=Sum("amount_cents"))["sum"] or 0)
    taken = int(uses.filter(change=change).aggregate(sum=Sum("amount_cents"))["sum"] or 0)
    if amount_cents > left or taken + amount_cents < 0:
        raise TooMuch(left if amount_cents > 0 else taken)
    row = ChangeBudgetUse.objects.create(
        project=change.project, change=change, amount_cents=amount_cents, on=on, why=why, by=by, at=at
    )
    record(
        "changes.use_budget",
        change,
        by=by,
        at=at,
        facts={"amount_cents": amount_cents, "on": on, "why": why},
        rows=[row],
    )
    return row
