"""How far what was delivered lies from what was agreed, worst first (decision 22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from yinuo.base.prepared import GivenIds, Prepared
from yinuo.ledger import access
from yinuo.ledger.models import Entry, Measurement, State
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.base.calendar import Calendar
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class GapRow:
    """The newest measurement of one entry. `p` is 0–100 with the target at 80, None where no minimum was agreed."""

    entry_id: int
    value: str
    gap: str
    outcome: str
    p: float | None
    worst: float
    measured_on: date
    code: str = ""
    kind: str = ""
    words: str = ""
    holder: str = ""
    due_on: date | None = None
    target: str = ""
    state: str = ""


def gaps_of(project: Project, entry_ids: Sequence[int], language: str) -> dict[int, GapRow]:
    """The newest gap of each of these entries of `project` that was measured. One query."""
    days = calendar_of(project)
    newest = {row.entry_id: row for row in _measured(entries=entry_ids)} if entry_ids else {}
    return {entry_id: _row(row, language, days) for entry_id, row in newest.items()}


_measured = Prepared(
    lambda: (
        Measurement.objects.filter(entry__in=GivenIds("entries"))
        .select_related("criterion")
        .order_by("measured_on", "id")
    )
)


def _row(row: Measurement, language: str, days: Calendar) -> GapRow:
    seen = access.measured(row, language, days)
    return GapRow(
        entry_id=row.entry_id,
        value=seen.value,
        gap=seen.gap,
        outcome=seen.outcome,
        p=seen.p,
        worst=seen.worst,
        measured_on=row.measured_on,
        target=access.target_text(row.criterion, language),
    )


def gaps(project: Project, language: str) -> tuple[GapRow, ...]:
    """Every measured line of the project, worst first; withdrawn and waived lines are left out. Two queries."""
    entries = {
        row[0]: row[1:]
        for row in Entry.objects.of(project)
        .with_state()
        .not_standing((State.WITHDRAWN, State.WAIVED, State.REFUSED))
        .values_list("id", "code", "kind", "words", "holder__name", "due_on", F("state"))
    }
    found = gaps_of(project, list(entries), language)
    rows = [
        GapRow(
            entry_id=pk,
            value=row.value,
            gap=row.gap,
            outcome=row.outcome,
            p=row.p,
            worst=row.worst,
            measured_on=row.measured_on,
            target=row.target,
            code=entries[pk][0],
            kind=entries[pk][1],
            words=entries[pk][2],
            holder=entries[pk][3],
            due_on=entries[pk][4],
            state=entries[pk][5],
        )
        for pk, row in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.worst, row.code)))
