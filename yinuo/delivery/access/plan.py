"""The days that the client signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.ledger.published import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def signed_days(project_id: int, threads: Sequence[str]) -> dict[str, date]:
    """The day the client confirmed for each, on whichever sheet was put to him last. One query."""
    rows = (
        Agreement.objects.filter(
            line__planned_task__task__plan__project=project_id, line__planned_task__task__thread__in=threads
        )
        .order_by("line_id")
        .values_list("line__planned_task__task__thread", "line__planned_task__task__ends_on")
    )
    return dict(rows)
