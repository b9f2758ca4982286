"""Note a risk, rate it anew, close it; say that it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from yinuo.base import merge
from yinuo.delivery.actions.coding import next_code
from yinuo.delivery.actions.issues import enter_issue, owned, told_owner
from yinuo.delivery.models import ResponseKind, Risk, RiskState, RiskStep, level_of
from yinuo.evidence import actions as evidence
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.delivery.models import Issue
    from yinuo.evidence.models import Event
    from yinuo.people.models import Member, Person

EDITABLE = frozenset(
    {
        *("what", "cause", "effect", "probability", "impact", "response_kind", "response", "contingency"),
        *("side", "owner", "review_on", "known_on"),
    }
)
ENDS = {
    RiskState.CLOSED: (RiskState.live(), "delivery.close_risk"),
    RiskState.HAPPENED: (RiskState.live(), "delivery.risk_happened"),
    RiskState.REOPENED: ((RiskState.CLOSED, RiskState.HAPPENED), "delivery.reopen_risk"),
}
NOTED = (
    *("what", "cause", "effect", "probability", "impact", "level", "response_kind", "response", "contingency"),
    *("side", "review_on", "known_on", "origin"),
)


class WrongRiskState(ValueError):
    """The act does not fit where the risk stands; `state` says where that is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class RiskEdited(merge.Edited):
    """Somebody else changed the risk since the form was opened."""


def risk_subject(risk: Risk) -> str:
    """The code that our own events carry: `P1/K3`."""
    return f"{risk.project.code}/{risk.code}"


def risk_state(risk: Risk) -> RiskState:
    """Where `risk` stands, read afresh."""
    newest = RiskStep.objects.filter(risk=risk).order_by("-id").values_list("state", flat=True).first()
    return RiskState(newest or RiskState.OPEN)


@transaction.atomic
def note_risk(
    project: Project,
    *,
    by: Member,
    at: datetime,
    what: str,
    probability: int,
    impact: int,
    side: str,
    owner: Person | str,
    known_on: date,
    rated_on: date | None = None,
    code: str = "",
    **more: Any,
) -> Risk:
    """Put a risk into the register; its level follows from `probability` and `impact`, both from 1 to 5.

    `known_on` starts the clock of telling the client (R27), `rated_on` (the same day unless given) that of R39.
    `more` may hold cause, effect, response_kind, response, contingency, review_on and origin.
    """
    if unknown := more.keys() - (EDITABLE | {"origin"}):
        raise TypeError(unknown)
    Project.objects.select_for_update().get(pk=project.pk)
    rated = {"probability": probability, "impact": impact, "level": level_of(probability, impact)}
    risk = Risk.objects.create(
        project=project,
        code=code or next_code(Risk.objects.filter(project=project), "K"),
        what=what,
        side=side,
        known_on=known_on,
        rated_on=rated_on or known_on,
        by_name=by.person.name,
        at=at,
        **{"response_kind": ResponseKind.MITIGATE, **rated, **owned(owner), **more},
    )
    facts = {name: getattr(risk, name) for name in NOTED}
    event = _record("delivery.note_risk", risk, by=by, at=at, facts=facts | {"owner": _owner(risk)})
    _step(risk, RiskState.OPEN, by=by, at=at, event=event)
    return risk


def _owner(risk: Risk) -> Any:
    return told_owner(risk.owner, risk.owner_name)


def _record(verb: str, risk: Risk, *, by: Member, at: datetime, facts: dict[str, Any]) -> Event:
    return evidence.record(
        verb=verb,
        subject=risk_subject(risk),
        by=by.person.name,
        project=risk.project.code,
        happened_at=at,
        facts=facts,
    )


def _step(risk: Risk, state: RiskState, *, by: Member, at: datetime, event: Event, why: str = "") -> RiskStep:
    return RiskStep.objects.create(risk=risk, state=state, by_name=by.person.name, why=why, at=at, event_id=event.pk)


@transaction.atomic
def edit_risk(risk: Risk, *, by: Member, at: datetime, version: int, today: date, **changes: Any) -> Risk:
    """Put right what is known of a risk; another level is rated on `today`.

    Raises RiskEdited when another change came first. What the client was shown stays as it was shown.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(unknown)
    if "owner" in changes:
        changes |= owned(changes.pop("owner"))
    level = level_of(changes.get("probability", risk.probability), changes.get("impact", risk.impact))
    if level != risk.level:
        changes |= {"level": level, "rated_on": today}
    changed = {name: value for name, value in changes.items() if getattr(risk, name) != value}
    if not changed:
        return risk
    updated = Risk.objects.filter(pk=risk.pk, version=version).update(**changed, version=F("version") + 1)
    risk.refresh_from_db()
    if not updated:
        raise RiskEdited(risk.code)
    told = {name: value for name, value in changed.items() if name not in ("owner", "owner_name")}
    if "owner_name" in changed:
        told["owner"] = _owner(risk)
    _record("delivery.edit_risk", risk, by=by, at=at, facts=told)
    return risk


def close_risk(risk: Risk, *, by: Member, at: datetime, why: str) -> RiskStep:
    """It can happen no more, for the reason given. Raises WrongRiskState for one that is over."""
    return _move(risk, RiskState.CLOSED, by=by, at=at, why=why)


def reopen_risk(risk: Risk, *, by: Member, at: datetime, why: str) -> RiskStep:
    """It may happen after all, or again. Raises WrongRiskState for one that is open."""
    return _move(risk, RiskState.REOPENED, by=by, at=at, why=why)


@transaction.atomic
def risk_happened(risk: Risk, *, by: Member, at: datetime, why: str, raised_on: date) -> Issue:
    """It has happened: the risk ends and goes on as an issue of the same weight. Raises WrongRiskState."""
    _move(risk, RiskState.HAPPENED, by=by, at=at, why=why)
    return enter_issue(
        risk.project,
        by_name=by.person.name,
        at=at,
        what=risk.what,
        side=risk.side,
        owner=risk.owner,
        owner_name=risk.owner_name,
        due_on=None,
        severity=risk.level,
        raised_by=by.person.name,
        raised_on=raised_on,
        origin=risk.code,
    )


@transaction.atomic
def _move(risk: Risk, state: RiskState, *, by: Member, at: datetime, why: str) -> RiskStep:
    Risk.objects.select_for_update().get(pk=risk.pk)
    allowed, verb = ENDS[state]
    if (now := risk_state(risk)) not in allowed:
        raise WrongRiskState(now)
    event = _record(verb, risk, by=by, at=at, facts={"why": why})
    return _step(risk, state, by=by, at=at, event=event, why=why)
