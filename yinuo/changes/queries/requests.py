"""The register of changes, and what about them needs somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.utils.translation import ngettext

from yinuo.changes.models import (
    ChangeBudgetUse,
    ChangeKind,
    ChangeRequest,
    ChangeState,
    ChangeStep,
    WorkBeforeApproval,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yinuo.projects.models import Project

UNROUTED_AFTER = timedelta(days=5)
"""How long a change may wait for the window person before it is told (R34)."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as it stands. Effort in person-days, schedule in natural days; None where nobody knows yet."""

    pk: int
    code: str
    words: str
    kind: str
    asked_on: date
    asked_by: str
    window_on: date | None
    window_by: str
    is_agreed_inside: bool | None
    effort_days: Decimal | None
    schedule_days: int | None
    cost_cents: int | None
    currency: str
    alternative: str
    origin: str
    state: str
    was_approved: bool = False
    work_days: Decimal = Decimal(0)
    used_cents: int = 0

    @property
    def chip(self) -> str:
        return f"change_{self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state in (ChangeState.ASKED, ChangeState.ASSESSING, ChangeState.ASSESSED, ChangeState.ESCALATED)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is waited for."""
        return self.state in ChangeState.ended()

    @property
    def kind_text(self) -> str:
        return str(ChangeKind(self.kind).label)

    @property
    def effort_text(self) -> str:
        """`38 person-days`; "" where it is not known."""
        return "" if self.effort_days is None else person_days(self.effort_days)

    @property
    def work_text(self) -> str:
        """Effort spent before approval, with its unit."""
        return person_days(self.work_days)

    @property
    def schedule_text(self) -> str:
        """`+4 weeks` where it is whole weeks, else days; "" where it is not known."""
        return "" if self.schedule_days is None else natural_days(self.schedule_days)


def person_days(effort: Decimal) -> str:
    """Effort with its unit, without trailing zeros."""
    words = ngettext("%(count)s person-day", "%(count)s person-days", 1 if effort == 1 else 2)
    return words % {"count": format(effort.normalize(), "f")}


def natural_days(count: int) -> str:
    """A shift of the schedule with its sign: whole weeks where it is whole weeks, else days."""
    days, sign = abs(count), "−" if count < 0 else "+" if count else ""
    if days and days % WEEK == 0:
        weeks = days // WEEK
        return ngettext("%(sign)s%(count)d week", "%(sign)s%(count)d weeks", weeks) % {"sign": sign, "count": weeks}
    return ngettext("%(sign)s%(count)d day", "%(sign)s%(count)d days", days) % {"sign": sign, "count": days}


def listed(project: Project) -> list[ChangeRow]:
    """Every change of the project, the newest first. Four queries."""
    return _rows(project)


def change(project: Project, code: str) -> ChangeRow | None:
    """One change of the project, None where there is none. Four queries."""
    return next(iter(_rows(project, code)), None)


def _rows(project: Project, code: str = "") -> list[ChangeRow]:
    rows = ChangeRequest.objects.filter(project=project, **({"code": code} if code else {}))
    columns = (
        *("pk", "code", "words", "kind", "asked_on", "asked_by__name", "window_on", "window_by__name"),
        *(
            "is_agreed_inside",
            "effort_days",
            "schedule_days",
            "cost_cents",
            "currency",
            "alternative",
            "origin",
            "state",
        ),
    )
    found: list[tuple[Any, ...]] = list(rows.with_state().order_by("-asked_on", "-pk").values_list(*columns))
    keys = [row[0] for row in found]
    approvals = ChangeStep.objects.filter(change__in=keys, state__in=ChangeState.approvals())
    approved = set(approvals.values_list("change_id", flat=True))
    work = dict(
        WorkBeforeApproval.objects.filter(change__in=keys)
        .values_list("change_id")
        .annotate(sum=Sum("effort_days"))
        .values_list("change_id", "sum")
    )
    used = dict(
        ChangeBudgetUse.objects.filter(change__in=keys)
        .values_list("change_id")
        .annotate(sum=Sum("amount_cents"))
        .values_list("change_id", "sum")
    )
    return [
        ChangeRow(*[*row[:7], row[7] or "", *row[8:], row[0] in approved, *_spent(row[0], work, used)]) for row in found
    ]


def _spent(key: int, work: dict[int, Decimal], used: dict[int, int]) -> tuple[Decimal, int]:
    return work.get(key, Decimal(0)), int(used.get(key, 0))


def pending(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Changes that nobody decided yet, the one that waits longest first."""
    return sorted((row for row in rows if row.is_open), key=lambda row: (row.asked_on, row.code))


@dataclass(frozen=True, slots=True)
class Unrouted:
    """R34: `kind` is "window" (did not come through the window person) or "inside" (not agreed inside the client)."""

    row: ChangeRow
    kind: str


def unrouted(rows: Iterable[ChangeRow], today: date) -> list[Unrouted]:
    """Changes that wait for the window person for five natural days or more, or lack the client's own agreement."""
    late = [row for row in rows if today - row.asked_on >= UNROUTED_AFTER]
    return [
        Unrouted(row, "inside" if row.window_on else "window")
        for row in late
        if row.window_on is None or row.is_agreed_inside is not True
    ]


@dataclass(frozen=True, slots=True)
class Early:
    """R33: `kind` is "work" (begun before approval) or "effects" (approved without effort and schedule)."""

    row: ChangeRow
    kind: str


def early(rows: Iterable[ChangeRow]) -> list[Early]:
    """Changes worked on that nobody approved, and changes approved without knowing what they take."""
    found = [Early(row, "work") for row in rows if row.work_days and not row.was_approved]
    unknown = (row for row in rows if row.was_approved and (row.effort_days is None or row.schedule_days is None))
    return found + [Early(row, "effects") for row in unknown]
