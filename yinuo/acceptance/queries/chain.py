"""Why a payment is not here: expectation → sheet → paper → invoice → receipt, and which link holds it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import F

from yinuo.acceptance.models import (
    Invoice,
    MoneyCorrection,
    PaymentMilestoneChange,
    PaymentMilestoneEntry,
    Receipt,
    TriggerDocument,
)
from yinuo.ledger.models import Entry, Offer, State
from yinuo.projects import queries as projects
from yinuo.projects.models import SeatRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.acceptance.queries.money import MilestoneRow
    from yinuo.projects.models import Project, Seat

FULFILLED = (State.MET, State.KEPT, State.WAIVED, State.CORRECTED)
UNAGREED = (State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED)
GONE = (State.WITHDRAWN, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger that the payment rests on, with the newest sheet it stood on."""

    code: str
    kind: str
    words: str
    state: str
    holder: str
    owner: str
    sheet: int | None
    is_agreed: bool

    @property
    def is_fulfilled(self) -> bool:
        return self.state in FULFILLED


@dataclass(frozen=True, slots=True)
class Link:
    """One link: `is_done`; `is_needed` false where nothing rests on it; who of us sees to it, who of the client."""

    kind: str
    is_done: bool
    is_needed: bool = True
    ours: str = ""
    theirs: str = ""
    is_blocking: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The five links of a payment and every record behind them, those taken back included."""

    row: MilestoneRow
    links: tuple[Link, ...]
    lines: tuple[Line, ...]
    papers: tuple[TriggerDocument, ...]
    invoices: tuple[Invoice, ...]
    receipts: tuple[Receipt, ...]
    changes: tuple[PaymentMilestoneChange, ...]

    @property
    def blocking(self) -> Link | None:
        return next((link for link in self.links if link.is_blocking), None)


def chain(project: Project, row: MilestoneRow) -> Chain:
    """The chain of one payment. Seven queries, however much stands behind it."""
    lines = _lines(row)
    theirs, ours = projects.seated(project)
    links = _links(row, lines, theirs, ours)
    return Chain(
        row,
        _marked(row, links),
        tuple(lines),
        tuple(TriggerDocument.objects.filter(milestone=row.pk).select_related("correction", "sheet").order_by("pk")),
        tuple(Invoice.objects.filter(milestone=row.pk).select_related("correction").order_by("pk")),
        tuple(Receipt.objects.filter(milestone=row.pk).select_related("correction").order_by("pk")),
        tuple(PaymentMilestoneChange.objects.filter(milestone=row.pk).select_related("by__person").order_by("-pk")),
    )


def _lines(row: MilestoneRow) -> list[Line]:
    tied = PaymentMilestoneEntry.objects.filter(milestone=row.pk).values("entry_id")
    entries: list[tuple[Any, ...]] = list(
        Entry.objects.filter(pk__in=tied)
        .with_state()
        .not_standing(GONE)
        .order_by("code")
        .values_list("pk", "code", "kind", "words", F("state"), "holder__name", "owner__person__name")
    )
    offers = Offer.objects.filter(wording__entry__in=[entry[0] for entry in entries]).order_by("pk")
    found = offers.values_list("wording__entry_id", "line__sheet__number", "line__agreement__id")
    newest: dict[int, tuple[Any, ...]] = {key: (number, seal is not None) for key, number, seal in found}
    return [Line(*entry, *newest.get(key, (None, False))) for key, entry in ((row[0], row[1:]) for row in entries)]


def _links(row: MilestoneRow, lines: list[Line], theirs: Sequence[Seat], ours: Sequence[Seat]) -> list[Link]:
    signer = _name(theirs, SeatRole.SIGNATORY, SeatRole.WINDOW, SeatRole.SPONSOR)
    window, manager = _name(theirs, SeatRole.WINDOW), _name(ours, SeatRole.MANAGER)
    money = _name(ours, SeatRole.FINANCE, SeatRole.MANAGER)
    rests = bool(lines) and row.trigger_kind != "contract"
    late = next((line for line in lines if not line.is_fulfilled), None)
    unsealed = next((line for line in lines if line.state in UNAGREED), None)
    return [
        Link("expectation", late is None, rests, late.owner if late else "", ""),
        Link("sheet", unsealed is None, rests, unsealed.owner if unsealed else "", unsealed.holder if unsealed else ""),
        Link("paper", row.paper is not None, ours=manager, theirs=signer),
        Link("invoice", row.invoiced_cents >= row.amount_cents, ours=money),
        Link("receipt", row.open_cents <= 0, ours=money, theirs=window),
    ]


def _name(seats: Sequence[Seat], *roles: SeatRole) -> str:
    """Whoever holds the first of these seats that is held."""
    for role in roles:
        for seat in seats:
            if seat.role == role:
                return seat.person.name
    return ""


def _marked(row: MilestoneRow, links: list[Link]) -> tuple[Link, ...]:
    """The first open link blocks; what comes before a paper that was signed all the same blocks nothing."""
    if row.open_cents <= 0:
        return tuple(links)
    first = 3 if row.paper else 0
    place = next(at for at, link in enumerate(links) if at >= first and link.is_needed and not link.is_done)
    return tuple(replace(link, is_blocking=at == place) for at, link in enumerate(links))


def corrections(project: Project) -> list[MoneyCorrection]:
    """Payments of the project that were taken out, newest first."""
    rows = MoneyCorrection.objects.filter(milestone__project=project)
    return list(rows.select_related("milestone", "by__person").order_by("-pk"))
