"""The plan as the rules read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.delivery.queries import plan

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked
    from yinuo.delivery.models import PlanVersion


def published(asked: Asked) -> PlanVersion | None:
    """The plan that holds today; None before the first was published."""
    return plan.newest_published(asked.project)
