"""The days that the client signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.base.prepared import Given, GivenMany, Prepared
from yinuo.ledger.published import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def signed_days(project_id: int, threads: Sequence[str]) -> dict[str, date]:
    """The day the client confirmed for each, on whichever sheet was put to him last. One query."""
    return dict(_signed_days(project=project_id, threads=threads))


_signed_days = Prepared(
    lambda: (
        Agreement.objects.filter(
            line__planned_task__task__plan__project=Given("project"),
            line__planned_task__task__thread__in=GivenMany("threads"),
        )
        .order_by("line_id")
        .values_list("line__planned_task__task__thread", "line__planned_task__task__ends_on")
    )
)
