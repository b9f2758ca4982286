"""Where a change goes: assessed, escalated, approved by somebody and by some means, declined, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.changes.actions.requests import record
from yinuo.changes.models import ChangeRequest, ChangeState, ChangeStep, WorkBeforeApproval
from yinuo.evidence.actions import Personal
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member

OPEN = (ChangeState.ASKED, ChangeState.ASSESSING, ChangeState.ASSESSED, ChangeState.ESCALATED)
APPROVED = (ChangeState.APPROVED, ChangeState.PARTLY, ChangeState.IN_WORK)
NEXT: dict[ChangeState, tuple[ChangeState, ...]] = {
    ChangeState.ASSESSING: (ChangeState.ASKED,),
    ChangeState.ASSESSED: (ChangeState.ASKED, ChangeState.ASSESSING),
    ChangeState.ESCALATED: (ChangeState.ASKED, ChangeState.ASSESSING, ChangeState.ASSESSED),
    ChangeState.DECLINED: OPEN,
    ChangeState.IN_WORK: APPROVED,
    ChangeState.DONE: APPROVED,
    ChangeState.CLOSED: (*OPEN, *APPROVED, ChangeState.DECLINED, ChangeState.DONE),
}
"""Each step, and where a change may stand before it; approvals have a verb of their own."""
NEEDS_WHY = (ChangeState.ESCALATED, ChangeState.DECLINED, ChangeState.CLOSED)


class WrongState(ValueError):
    """The step does not follow where the change stands; `state` says where that is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class NotSigned(ValueError):
    """An oral yes approves nothing, and a code only through a sheet."""


def state_of(change: ChangeRequest) -> ChangeState:
    """Where `change` stands, read afresh."""
    newest = ChangeStep.objects.filter(change=change).order_by("-id").values_list("state", flat=True).first()
    return ChangeState(newest or ChangeState.ASKED)


def _locked(change: ChangeRequest) -> ChangeState:
    ChangeRequest.objects.select_for_update().get(pk=change.pk)
    return state_of(change)


@transaction.atomic
def step(change: ChangeRequest, *, by: Member, at: datetime, state: str, why: str = "") -> ChangeStep:
    """Take a change one step on. Raises WrongState; ValueError where the step needs its reason, or is an approval."""
    wanted = ChangeState(state)
    if wanted not in NEXT or (wanted in NEEDS_WHY and not why.strip()):
        raise ValueError(state)
    if (now := _locked(change)) not in NEXT[wanted] or now == wanted:
        raise WrongState(now)
    row = ChangeStep.objects.create(change=change, state=wanted, why=why, by=by, at=at)
    record("changes.step", change, by=by, at=at, facts={"state": wanted.value, "why": why}, rows=[row])
    return row


@transaction.atomic
def approve(  # an approval says who, when, by which means, with which proof
    change: ChangeRequest,
    *,
    by: Member,
    at: datetime,
    decided_by: str,
    decided_on: date,
    means: str,
    is_partly: bool = False,
    sheet: Sheet | None = None,
    attachment_token: str = "",
    why: str = "",
) -> ChangeStep:
    """Somebody with the right to do so approved the change, or a part of it. Applying it is another act.

    Raises WrongState; NotSigned for an oral yes and for a code without its sheet; ValueError without a name, or for a
    part without words that say which.
    """
    if not decided_by.strip() or (is_partly and not why.strip()):
        raise ValueError(decided_by)
    if means == Means.ORAL or (means == Means.CODE and sheet is None):
        raise NotSigned(means)
    if (now := _locked(change)) not in OPEN:
        raise WrongState(now)
    told: dict[str, Any] = {"why": why, "means": Means(means), "decided_on": decided_on}
    told["state"] = ChangeState.PARTLY if is_partly else ChangeState.APPROVED
    proof = {"sheet": sheet, "attachment_token": attachment_token}
    row = ChangeStep.objects.create(change=change, decided_by=decided_by, by=by, at=at, **told, **proof)
    who = Personal(f"change-step:{row.pk}", decided_by)
    number = sheet.number if sheet else None
    record("changes.approve", change, by=by, at=at, facts={**told, "decided_by": who, "sheet": number}, rows=[row])
    return row


@transaction.atomic
def note_work(
    change: ChangeRequest, *, by: Member, at: datetime, member: Member, on: date, effort_days: Decimal, why: str
) -> WorkBeforeApproval:
    """Write down effort that went into a change before anybody approved it (R33). Raises WrongState once approved."""
    if (now := _locked(change)) not in (*OPEN, ChangeState.DECLINED):
        raise WrongState(now)
    row = WorkBeforeApproval.objects.create(
        change=change, member=member, on=on, effort_days=effort_days, why=why, by=by, at=at
    )
    facts = {
        "on": on,
        "effort_days": effort_days,
        "why": why,
        "member": Personal(f"person:{member.person_id}", member.person.name),
    }
    record("changes.work_before", change, by=by, at=at, facts=facts, rows=[row])
    return row
