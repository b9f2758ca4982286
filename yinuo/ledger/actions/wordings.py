"""Word a line: one immutable version of what is put to the client, with its criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from yinuo.evidence import actions as evidence
from yinuo.ledger.actions.entries import Edited, WrongState, is_agreed, state_of, step, subject_of
from yinuo.ledger.models import Criterion, Entry, Shape, State, Wording

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from yinuo.people.models import Member, Person

CLOSED = (State.MET, State.KEPT, State.REFUSED, State.WITHDRAWN, State.WAIVED, State.CORRECTED)


@dataclass(frozen=True, slots=True)
class CriterionGiven:
    """How we will both know, as given in a form (decision 21). Numbers in `unit`; dates in the project's zone."""

    shape: str
    metric: str
    unit: str = ""
    target: Decimal | None = None
    minimum: Decimal | None = None
    baseline: Decimal | None = None
    lower_is_better: bool = False
    target_on: date | None = None
    minimum_on: date | None = None
    measurer: Person | None = None


@transaction.atomic
def word(
    entry: Entry,
    *,
    by: Member,
    at: datetime,
    text: str,
    language: str,
    due_on: date | None,
    criterion: CriterionGiven | None,
    origin: str = "ours",
    after: int | None = None,
) -> Wording:
    """Write version n+1 of a line. What was agreed stays agreed until the new version is agreed too (S0-44, R24).

    `origin` is "ours" or "client" (read back from their DOCX). `after` is the version it was written upon, 0 for none.
    Raises WrongState for a closed line, Edited when another version came first.
    """
    state, last = _newest(entry, after)
    wording = Wording.objects.create(
        entry=entry, version=last + 1, text=text, language=language, due_on=due_on, origin=origin, by=by, at=at
    )
    rows: list[Wording | Criterion] = [wording, *([_keep(wording, criterion)] if criterion else ())]
    event = evidence.record(
        verb="ledger.word",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts={"version": wording.version, "text": text, "due_on": due_on, "origin": origin},
        rows=rows,
    )
    if state in (State.STATED, State.ASKED, State.NOT_ACCEPTED) and not is_agreed(entry):
        step(entry, State.CLARIFIED, by_name=by.person.name, at=at, event=event)
    return wording


def _newest(entry: Entry, after: int | None) -> tuple[State, int]:
    """The state of a line that may still be worded, locked, and its newest version."""
    Entry.objects.select_for_update().get(pk=entry.pk)
    state = state_of(entry)
    if state in CLOSED:
        raise WrongState(state)
    last: int = Wording.objects.filter(entry=entry).aggregate(last=Max("version"))["last"] or 0
    if after not in (None, last):
        raise Edited(entry)
    return state, last


def _keep(wording: Wording, given: CriterionGiven) -> Criterion:
    is_number = given.shape == Shape.NUMBER
    is_date = given.shape == Shape.BY_DATE
    return Criterion.objects.create(
        wording=wording,
        shape=given.shape,
        metric=given.metric,
        unit=given.unit if is_number else "",
        target=given.target if is_number else None,
        minimum=given.minimum if is_number else None,
        baseline=given.baseline if is_number else None,
        lower_is_better=given.lower_is_better and is_number,
        target_on=given.target_on if is_date else None,
        minimum_on=given.minimum_on if is_date else None,
        measurer=given.measurer,
    )


def criterion_of(kept: Criterion) -> CriterionGiven:
    """A stored criterion as it could be given again."""
    return CriterionGiven(
        shape=kept.shape,
        metric=kept.metric,
        unit=kept.unit,
        target=kept.target,
        minimum=kept.minimum,
        baseline=kept.baseline,
        lower_is_better=kept.lower_is_better,
        target_on=kept.target_on,
        minimum_on=kept.minimum_on,
        measurer=kept.measurer,
    )
