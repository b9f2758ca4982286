"""How much of the budget for changes is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.changes.models import ChangeBudget, ChangeBudgetUse

if TYPE_CHECKING:
    from yinuo.projects.models import Project

NEARLY_GONE = 80
"""Percent of the budget from which it is told (R38): more than this."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """The budget as it stands, in hundredths of `currency`, with every use of it, the newest first."""

    amount_cents: int
    currency: str
    why: str
    used_cents: int
    uses: tuple[ChangeBudgetUse, ...]

    @property
    def left_cents(self) -> int:
        return self.amount_cents - self.used_cents

    @property
    def percent(self) -> int:
        """How much of it is used, in whole percent, rounded down."""
        return WHOLE * self.used_cents // self.amount_cents

    @property
    def width(self) -> float:
        """The used part as the width of a bar of 200."""
        return round(min(200.0, 200 * self.used_cents / self.amount_cents), 1)

    @property
    def is_nearly_gone(self) -> bool:
        return WHOLE * self.used_cents > NEARLY_GONE * self.amount_cents


def budget(project: Project) -> BudgetLine | None:
    """The newest budget of the project, None where the contract sets none. Two queries."""
    row = ChangeBudget.objects.filter(project=project).order_by("-pk").first()
    if row is None:
        return None
    rows = ChangeBudgetUse.objects.filter(project=project).select_related("change", "by__person").order_by("-on", "-pk")
    uses = tuple(rows)
    return BudgetLine(row.amount_cents, row.currency, row.why, sum(use.amount_cents for use in uses), uses)


def alert(line: BudgetLine | None) -> str:
    """R38: "none" without a budget, "used" when more than 80 % of it is gone, else ""."""
    if line is None:
        return "none"
    return "used" if line.is_nearly_gone else ""
