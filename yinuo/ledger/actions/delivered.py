"""What happened afterwards: delivery began, it was measured, it was met or missed, the client was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.evidence import access as documents
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import access
from yinuo.ledger.actions.entries import WrongState, is_agreed, state_of, step, subject_of
from yinuo.ledger.actions.sheets import line_subject, sheet_subject
from yinuo.ledger.models import Criterion, Entry, EntryKind, Measurement, Offer, Shape, State, Step
from yinuo.ledger.published import Agreement, PublishedMeasurement, SheetLine
from yinuo.notices import actions as notices
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from yinuo.people.models import Member

UNDER_WAY = (State.AGREED, State.IN_DELIVERY, State.MEASURED)
ENDS = {
    EntryKind.EXPECTATION: (State.MET, State.MISSED),
    EntryKind.COMMITMENT: (State.KEPT, State.NOT_KEPT, State.MOVED, State.CORRECTED),
    EntryKind.DUTY: (State.KEPT, State.NOT_KEPT, State.MOVED),
}
FITS = {
    Shape.NUMBER: "number",
    Shape.BY_DATE: "reached_on",
    Shape.YES_NO: "is_met",
    Shape.DELIVERABLE: "is_met",
}


class BadMeasurement(ValueError):
    """The value does not fit the shape of the criterion; `wanted` names the field that does."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


@transaction.atomic
def begin(entry: Entry, *, by: Member, at: datetime) -> Step:
    """Work on an agreed line has begun. Raises WrongState for a line that is not agreed."""
    if (state := state_of(entry)) != State.AGREED:
        raise WrongState(state)
    event = evidence.record(
        verb="ledger.begin",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
    )
    return step(entry, State.IN_DELIVERY, by_name=by.person.name, at=at, event=event)


@transaction.atomic
def measure(
    entry: Entry,
    *,
    by: Member,
    at: datetime,
    measured_on: date,
    number: Decimal | None = None,
    reached_on: date | None = None,
    is_met: bool | None = None,
    note: str = "",
    attachment_token: str = "",
) -> Measurement:
    """Keep one measured value against the agreed criterion, in its own unit (decision 22).

    A by-date criterion takes `reached_on`, or `is_met=False` while it is not reached yet.
    Raises WrongState for a line never agreed, BadMeasurement when the value does not fit the shape.
    """
    Entry.objects.select_for_update().get(pk=entry.pk)
    state = state_of(entry)
    if not is_agreed(entry) or state in (State.WAIVED, State.WITHDRAWN, State.REFUSED):
        raise WrongState(state)
    criterion = agreed_criterion(entry)
    value = _fitting(criterion, {"number": number, "reached_on": reached_on, "is_met": is_met})
    kept = {"measured_on": measured_on, **value, "note": note, "attachment_token": attachment_token}
    row = Measurement.objects.create(entry=entry, criterion=criterion, **kept, by=by, at=at)
    event = evidence.record(
        verb="ledger.measure",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts=kept,
        rows=[row],
    )
    if state in UNDER_WAY:
        step(entry, State.MEASURED, by_name=by.person.name, at=at, event=event)
    return row


def _fitting(criterion: Criterion, given: dict[str, Any]) -> dict[str, Any]:
    """The one value that the shape asks for; a date that is not reached yet is told by `is_met=False`."""
    wanted = FITS[Shape(criterion.shape)]
    if criterion.shape == Shape.BY_DATE and given["is_met"] is False:
        return {"is_met": False}
    if given[wanted] is None:
        raise BadMeasurement(wanted)
    return {wanted: given[wanted]}


def agreed_criterion(entry: Entry) -> Criterion:
    """The criterion of the newest agreed wording. Raises WrongState when nothing was agreed."""
    agreed = Agreement.objects.values("line_id")
    offer = Offer.objects.filter(wording__entry=entry, line__in=agreed).order_by("-line_id").first()
    if offer is None:
        raise WrongState(state_of(entry))
    return Criterion.objects.select_related("wording").get(wording=offer.wording_id)


@transaction.atomic
def conclude(entry: Entry, *, by: Member, at: datetime, state: str, why: str = "") -> Step:
    """Say how an agreed line ended: a wish met or missed; a promise or duty kept, not kept, moved, corrected.

    Raises WrongState where the outcome does not fit the kind, or nothing was agreed. A promise that was never
    agreed may still be corrected 承诺澄清 (R14).
    """
    wanted = State(state)
    now = state_of(entry)
    fits = wanted in ENDS[EntryKind(entry.kind)]
    if not fits or (wanted != State.CORRECTED and not is_agreed(entry)) or now == wanted:
        raise WrongState(now)
    event = evidence.record(
        verb=f"ledger.{wanted}",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts={"why": why},
    )
    return step(entry, wanted, by_name=by.person.name, at=at, why=why, event=event)


@transaction.atomic
def publish_measurement(
    measurement: Measurement, *, by: Member, at: datetime, note: str = "", tell: bool = True
) -> PublishedMeasurement:
    """Tell the client what was measured: a copy beside the agreed line, in the criterion's own unit.

    `note` is what the client reads; our own note stays ours. Invited readers of the sheet hear of it in the mail
    of the day, unless `tell` is False for history. Raises WrongState where no line was agreed.
    """
    entry = measurement.entry
    agreed = Agreement.objects.values("line_id")
    offer = Offer.objects.filter(wording=measurement.criterion.wording_id, line__in=agreed).order_by("-id").first()
    if offer is None:
        raise WrongState(state_of(entry))
    line = SheetLine.objects.select_related("sheet__project").get(pk=offer.line_id)
    row = _published(measurement, line, by=by, at=at, note=note)
    evidence.record(
        verb="ledger.publish_measurement",
        subject=line_subject(line.sheet, line),
        by=by.person.name,
        project=entry.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={"value": row.value, "gap": row.gap, "outcome": row.outcome, "measured_on": row.measured_on},
        rows=[row],
    )
    if tell:
        readers = access.invited_readers(line.sheet)
        notices.tell("ledger.measured", sheet_subject(line.sheet), at=at, to=readers, payload=row.token, digest=True)
    return row


def _published(
    measurement: Measurement, line: SheetLine, *, by: Member, at: datetime, note: str
) -> PublishedMeasurement:
    seen = access.measured(measurement, line.sheet.language, calendar_of(line.sheet.project))
    return PublishedMeasurement.objects.create(
        line=line,
        value=seen.value,
        gap=seen.gap,
        outcome=seen.outcome,
        measured_on=measurement.measured_on,
        note=note,
        attachment_token=_shared_copy(measurement, line, by=by, at=at),
        by_name=by.person.name,
        told_at=at,
    )


def _shared_copy(measurement: Measurement, line: SheetLine, *, by: Member, at: datetime) -> str:
    """The token under which the client may open the evidence file; a file of ours is handed in anew as shared."""
    code = line.sheet.project.code
    kept = documents.attachment(measurement.attachment_token, project_code=code)
    if kept is None or kept.side == Side.SHARED:
        return measurement.attachment_token
    return evidence.attach(
        documents.document_bytes(kept.sha256),
        project_code=code,
        side=Side.SHARED,
        file_name=kept.name,
        media_type=kept.media_type,
        subject=line_subject(line.sheet, line),
        by=by.person.name,
        at=at,
    ).token
