"""Set a payment up, change its terms, say which lines it rests on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Sum

from yinuo.acceptance.models import PaymentMilestone, PaymentMilestoneChange, PaymentMilestoneEntry
from yinuo.base import merge
from yinuo.evidence import actions as evidence
from yinuo.projects.models import Contract, Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.ledger.models import Entry
    from yinuo.people.models import Member
    from yinuo.projects.models import ContractClause

TERMS = ("name", "share", "amount_cents", "trigger_kind", "trigger_name", "due_on", "days_after")


class TooMuch(ValueError):
    """More than there is; `left_cents` says how much is left."""

    def __init__(self, left_cents: int) -> None:
        super().__init__(left_cents)
        self.left_cents = left_cents


class NotAgreed(ValueError):
    """A sheet makes nothing due while a line of it is not agreed."""


def subject_of(milestone: PaymentMilestone) -> str:
    """The code that events carry: `P1/F3`."""
    return f"{milestone.project.code}/{milestone.code}"


@transaction.atomic
def add_milestone(  # a payment is its terms
    contract: Contract,
    *,
    by: Member,
    at: datetime,
    name: str,
    trigger_kind: str,
    trigger_name: str,
    due_on: date,
    share: Decimal | None = None,
    amount_cents: int | None = None,
    days_after: int | None = None,
    clause: ContractClause | None = None,
    code: str = "",
) -> PaymentMilestone:
    """Write down one payment of a contract; without an amount it is the share (percent) of the contract's.

    Raises TooMuch when the payments would come to more than the contract, ValueError without share and amount.
    """
    project = Project.objects.select_for_update().get(pk=contract.project_id)
    amount = amount_cents or _part(contract, share)
    _check_sum(contract, amount, besides=None)
    row = PaymentMilestone.objects.create(
        project=project,
        contract=contract,
        clause=clause,
        code=code or _next_code(project),
        name=name,
        share=share,
        amount_cents=amount,
        currency=contract.currency,
        trigger_kind=trigger_kind,
        trigger_name=trigger_name,
        due_on=due_on,
        days_after=days_after,
        by=by,
        at=at,
    )
    record("acceptance.add_milestone", row, by=by, at=at, facts={name: getattr(row, name) for name in TERMS})
    return row


def _part(contract: Contract, share: Decimal | None) -> int:
    if share is None:
        raise ValueError(share)
    return int((contract.amount_cents * share / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _check_sum(contract: Contract, amount_cents: int, *, besides: int | None) -> None:
    standing = PaymentMilestone.objects.filter(contract=contract, correction=None)
    if besides is not None:
        standing = standing.exclude(pk=besides)
    left = contract.amount_cents - int(standing.aggregate(sum=Sum("amount_cents"))["sum"] or 0)
    if amount_cents > left:
        raise TooMuch(left)


def _next_code(project: Project) -> str:
    codes = PaymentMilestone.objects.filter(project=project, code__startswith="F").values_list("code", flat=True)
    return f"F{max((int(code[1:]) for code in codes if code[1:].isdecimal()), default=0) + 1}"


@transaction.atomic
def change_milestone(
    milestone: PaymentMilestone, *, by: Member, at: datetime, version: int, why: str, **terms: Any
) -> PaymentMilestone:
    """Change the terms of a payment, with the reason; `version` is the one the form was judged against.

    Raises merge.Edited when somebody else changed them first, TooMuch when the contract does not hold that much.
    """
    if unknown := terms.keys() - set(TERMS):
        raise TypeError(unknown)
    changed = {name: value for name, value in terms.items() if getattr(milestone, name) != value}
    if not changed:
        return milestone
    before = {name: _plain(getattr(milestone, name)) for name in changed}
    if "amount_cents" in changed:
        Project.objects.select_for_update().get(pk=milestone.project_id)
        _check_sum(milestone.contract, changed["amount_cents"], besides=milestone.pk)
    standing = PaymentMilestone.objects.filter(pk=milestone.pk, version=version, correction=None)
    if not standing.update(**changed, version=F("version") + 1):
        raise merge.Edited(milestone.code)
    milestone.refresh_from_db()
    row = PaymentMilestoneChange.objects.create(
        milestone=milestone,
        before=before,
        after={name: _plain(value) for name, value in changed.items()},
        why=why,
        by=by,
        at=at,
    )
    record("acceptance.change_milestone", milestone, by=by, at=at, facts={**changed, "why": why}, rows=[row])
    return milestone


def _plain(value: Any) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)


@transaction.atomic
def tie(milestone: PaymentMilestone, entry: Entry, *, by: Member, at: datetime) -> PaymentMilestoneEntry:
    """Say that the payment rests on a line of the ledger of the same project; ValueError for another's."""
    if entry.project_id != milestone.project_id:
        raise ValueError(entry.code)
    row, is_new = PaymentMilestoneEntry.objects.get_or_create(
        milestone=milestone, entry=entry, defaults={"by": by, "at": at}
    )
    if is_new:
        record("acceptance.tie", milestone, by=by, at=at, facts={"line": entry.code})
    return row


@transaction.atomic
def untie(milestone: PaymentMilestone, entry: Entry, *, by: Member, at: datetime) -> None:
    """Undo `tie`; nothing happens where there is none."""
    gone, _rows = PaymentMilestoneEntry.objects.filter(milestone=milestone, entry=entry).delete()
    if gone:
        record("acceptance.untie", milestone, by=by, at=at, facts={"line": entry.code})


def record(verb: str, milestone: PaymentMilestone, *, by: Member, at: datetime, facts: Any, rows: Any = ()) -> None:
    """One event about a payment, in our own stream."""
    evidence.record(
        verb=verb,
        subject=subject_of(milestone),
        by=by.person.name,
        project=milestone.project.code,
        happened_at=at,
        facts=facts,
        rows=rows,
    )


@transaction.atomic
def record_export(project: Project, *, by: Member, at: datetime, form: str, payments: int) -> None:
    """Say in our own stream who took the list out, as what, how long it was."""
    evidence.record(
        verb="acceptance.export",
        subject=f"{project.code}/money",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"form": form, "payments": payments},
    )
