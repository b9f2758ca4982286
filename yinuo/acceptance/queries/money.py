"""Where every payment stands: derived from its paper, its invoices and its receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max, Sum
from django.utils.translation import pgettext_lazy

from yinuo.acceptance.models import Invoice, PaymentMilestone, Receipt, TriggerDocument
from yinuo.projects.models import Contract

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from yinuo.projects.models import Project

LEVELS = (60, 30, 15)
"""Natural days overdue at which somebody is told again (R51)."""
NO_PAPER, NOT_DUE = "no_paper", "not_due"
BANDS: dict[str, str | _StrPromise] = {
    NOT_DUE: pgettext_lazy("ageing", "not due yet"),
    NO_PAPER: pgettext_lazy("ageing", "day past, paper missing"),
    "to_15": pgettext_lazy("ageing", "1–15 days overdue"),
    "to_30": pgettext_lazy("ageing", "16–30 days overdue"),
    "to_60": pgettext_lazy("ageing", "31–60 days overdue"),
    "over_60": pgettext_lazy("ageing", "more than 60 days overdue"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The newest paper that stands."""

    pk: int
    name: str
    signed_on: date
    signed_by: str
    sheet_number: int | None
    attachment_token: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One payment as it stands on `today`; amounts in hundredths of `currency`."""

    pk: int
    project_id: int
    project: str
    client: str
    code: str
    name: str
    share: Decimal | None
    amount_cents: int
    currency: str
    trigger_kind: str
    trigger_name: str
    planned_on: date
    days_after: int | None
    today: date
    paper: Paper | None = None
    invoiced_cents: int = 0
    invoiced_on: date | None = None
    received_cents: int = 0
    received_on: date | None = None

    @property
    def due_on(self) -> date:
        """The day it is due: counted from the paper where the terms say so and the paper is there."""
        if self.paper and self.days_after is not None:
            return self.paper.signed_on + timedelta(days=self.days_after)
        return self.planned_on

    @property
    def open_cents(self) -> int:
        return self.amount_cents - self.received_cents

    @property
    def state(self) -> str:
        """paid, part_paid, invoiced, ready (paper there, no invoice) or unready (no paper)."""
        if self.open_cents <= 0:
            return "paid"
        if self.received_cents:
            return "part_paid"
        if self.invoiced_cents:
            return "invoiced"
        return "ready" if self.paper else "unready"

    @property
    def days_over(self) -> int:
        """Natural days since the due day while something is open; 0 when none is overdue."""
        return max((self.today - self.due_on).days, 0) if self.open_cents > 0 else 0

    @property
    def is_paper_missing(self) -> bool:
        """The day has come and the paper that makes the money due is not there (R51)."""
        return self.paper is None and self.open_cents > 0 and self.due_on <= self.today

    @property
    def is_late(self) -> bool:
        """Whether it should be here by now, or its paper."""
        return self.is_paper_missing or self.days_over > 0

    @property
    def chip(self) -> str:
        """The chip that says it shortest: what is wrong, else where it stands."""
        if self.is_paper_missing:
            return "payment_missing"
        return "payment_overdue" if self.days_over else f"payment_{self.state}"

    @property
    def share_text(self) -> str:
        """The share with its sign, without trailing zeros."""
        return "" if self.share is None else f"{format(self.share.normalize(), 'f')}%"

    @property
    def band(self) -> str:
        """Where it stands in the ageing; "" once paid."""
        if self.open_cents <= 0:
            return ""
        if self.is_paper_missing:
            return NO_PAPER
        if not self.days_over:
            return NOT_DUE
        return next((f"to_{days}" for days in (15, 30, 60) if self.days_over <= days), "over_60")


@dataclass(frozen=True, slots=True)
class Alert:
    """R51: `kind` is "missing" (the day has come, no paper) or "overdue", then `level` is 15, 30 or 60 days."""

    row: MilestoneRow
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One band of the ageing as a bar: `width` 0–200, of the widest."""

    band: str
    word: str
    cents: int
    width: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts of one currency: of the contracts, planned as payments, invoiced, received, open, and open by age."""

    currency: str
    contract_cents: int
    planned_cents: int
    invoiced_cents: int
    received_cents: int
    ages: tuple[tuple[str, int], ...]

    @property
    def open_cents(self) -> int:
        return self.planned_cents - self.received_cents

    @property
    def due_cents(self) -> int:
        """What should be here by now: everything but what is not due yet."""
        return sum(cents for band, cents in self.ages if band != NOT_DUE)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is open by age, drawn to the widest band."""
        widest = max((cents for _band, cents in self.ages), default=0) or 1
        return tuple(Bar(band, str(BANDS[band]), cents, round(200 * cents / widest, 1)) for band, cents in self.ages)


def milestones(project: Project, today: date) -> list[MilestoneRow]:
    """The payments of a project by due day. Four queries."""
    return milestones_of([project.pk], {project.pk: today})


def milestones_of(project_ids: Sequence[int], today: dict[int, date]) -> list[MilestoneRow]:
    """The payments of these projects by project and due day; `today` is each one's own. Four queries."""
    rows = PaymentMilestone.objects.filter(project__in=project_ids, correction=None)
    found = list(rows.select_related("project__account__firm").order_by("project__code", "due_on", "pk"))
    keys = [row.pk for row in found]
    papers, invoiced, received = _papers(keys), _sums(Invoice, "issued_on", keys), _sums(Receipt, "received_on", keys)
    return [
        MilestoneRow(
            *(row.pk, row.project_id, row.project.code, row.project.account.firm.name, row.code, row.name, row.share),
            *(row.amount_cents, row.currency, row.trigger_kind, row.trigger_name, row.due_on, row.days_after),
            *(today[row.project_id], papers.get(row.pk), *invoiced.get(row.pk, (0, None))),
            *received.get(row.pk, (0, None)),
        )
        for row in found
    ]


def milestone(project: Project, code: str, today: date) -> MilestoneRow | None:
    """One payment of a project, None where there is none or it was taken out."""
    return next((row for row in milestones(project, today) if row.code == code), None)


def _papers(keys: Sequence[int]) -> dict[int, Paper]:
    rows = TriggerDocument.objects.filter(milestone__in=keys, correction=None).order_by("pk")
    columns = ("milestone_id", "pk", "name", "signed_on", "signed_by", "sheet__number", "attachment_token")
    return {key: Paper(*rest) for key, *rest in rows.values_list(*columns)}


def _sums(model: type[Invoice | Receipt], day: str, keys: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    rows = model._base_manager.filter(milestone__in=keys, correction=None).values("milestone_id")  # noqa: SLF001 - documented API
    summed = rows.annotate(sum=Sum("amount_cents"), last=Max(day)).values_list("milestone_id", "sum", "last")
    return {key: (int(cents), last) for key, cents, last in summed}


def attention(rows: Iterable[MilestoneRow]) -> list[Alert]:
    """What R51 names among these payments, the longest overdue first; a paper that is missing comes before."""
    found = [alert for row in rows if (alert := _alert(row))]
    return sorted(found, key=lambda one: (one.kind != "missing", -one.row.days_over, one.row.project, one.row.code))


def _alert(row: MilestoneRow) -> Alert | None:
    if row.is_paper_missing:
        return Alert(row, "missing")
    level = next((days for days in LEVELS if row.days_over >= days), 0)
    return Alert(row, "overdue", level) if level else None


def project_attention(project: Project, today: date) -> list[Alert]:
    """R51 for one project. Four queries."""
    return attention(milestones(project, today))


def sums(rows: Iterable[MilestoneRow], project_ids: Sequence[int]) -> list[Sums]:
    """The sums of these payments and of the contracts of these projects, a currency each. One query."""
    contracts = Contract.objects.filter(project__in=project_ids).values("currency").order_by("currency")
    agreed = {row["currency"]: int(row["sum"]) for row in contracts.annotate(sum=Sum("amount_cents"))}
    by_currency: dict[str, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        by_currency[row.currency].append(row)
    return [
        Sums(
            currency,
            agreed.get(currency, 0),
            sum(row.amount_cents for row in of),
            sum(row.invoiced_cents for row in of),
            sum(row.received_cents for row in of),
            ages(of),
        )
        for currency in sorted(agreed.keys() | by_currency.keys())
        for of in (by_currency[currency],)
    ]


def ages(rows: Iterable[MilestoneRow]) -> tuple[tuple[str, int], ...]:
    """What is open by age, in hundredths, every band in its order; rows of one currency."""
    found: dict[str, int] = dict.fromkeys(BANDS, 0)
    for row in rows:
        if row.band:
            found[row.band] += row.open_cents
    return tuple(found.items())
