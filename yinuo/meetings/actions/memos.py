"""Write a memo, its causes of delay and its next steps; say what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max

from yinuo.evidence import actions as evidence
from yinuo.meetings.actions.meetings import Edited
from yinuo.meetings.models import (
    DelayCause,
    Fate,
    Meeting,
    Memo,
    MemoItem,
    MemoItemDrop,
    MemoItemStep,
    Minute,
    MinuteKind,
)
from yinuo.projects.models import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from yinuo.people.models import Member, Person

CHANGEABLE = frozenset({"on", "occasion", "work_done", "purpose", "previous"})
STEP_CHANGEABLE = frozenset({"words", "side", "owner", "due_on"})


class MemoWritten(ValueError):
    """The meeting has its memo; `memo` is it."""

    def __init__(self, memo: Memo) -> None:
        super().__init__(memo.pk)
        self.memo = memo


class MemoClosed(ValueError):
    """A closed memo is not changed any more."""


class AlreadySent(ValueError):
    """The line was put to the client: it is dropped by both or changed in the next version, not taken out."""


class NotTheirs(ValueError):
    """Dropping a step takes somebody of the client's side."""


@dataclass(frozen=True, slots=True)
class StepGiven:
    """A next step: what, whose side, who, by when."""

    words: str
    side: str
    owner: Person | None = None
    due_on: date | None = None
    minute: Minute | None = None
    carried_from: MemoItem | None = None


@dataclass(frozen=True, slots=True)
class CauseGiven:
    """Why it was late, and on whose side."""

    side: str
    words: str


def memo_subject(memo: Memo) -> str:
    """The code that events carry: `P1/MM-108`; a draft's is its meeting's, `P1/M12`."""
    return f"{memo.project.code}/{memo.code or memo.meeting.code}"


@transaction.atomic
def write_memo(
    meeting: Meeting,
    *,
    by: Member,
    at: datetime,
    work_done: str | None = None,
    purpose: str = "",
    causes: Iterable[CauseGiven] = (),
    steps: Iterable[StepGiven] | None = None,
) -> Memo:
    """Begin the memo of `meeting`; what is not given is drawn from the minutes and the last memo's open steps.

    Work done: the notes and decisions. Next steps: those noted down, then what was carried on from the last memo.
    Raises MemoWritten.
    """
    meeting = Meeting.objects.select_for_update().select_related("project").get(pk=meeting.pk)
    if (memo := Memo.objects.filter(meeting=meeting).first()) is not None:
        raise MemoWritten(memo)
    memo = Memo.objects.create(
        project=meeting.project,
        meeting=meeting,
        on=meeting.ends_at.astimezone(ZoneInfo(meeting.time_zone)).date(),
        occasion=meeting.title,
        work_done=_said(meeting) if work_done is None else work_done,
        purpose=purpose,
        previous=_last_sent(meeting),
        by=by,
        at=at,
    )
    DelayCause.objects.bulk_create(DelayCause(memo=memo, side=one.side, words=one.words) for one in causes)
    for number, given in enumerate(_drawn(meeting) if steps is None else steps, start=1):
        _keep(memo, number, given)
    _record("meetings.write_memo", memo, by=by, at=at, facts={"occasion": memo.occasion, "on": memo.on})
    return memo


def _said(meeting: Meeting) -> str:
    kinds = (MinuteKind.NOTE, MinuteKind.DECISION)
    return "\n".join(meeting.minutes.filter(kind__in=kinds).order_by("number").values_list("words", flat=True))


def _last_sent(meeting: Meeting) -> Memo | None:
    rows = Memo.objects.filter(project=meeting.project, meeting__starts_at__lt=meeting.starts_at)
    return rows.exclude(code="").order_by("-meeting__starts_at", "-id").first()


def _drawn(meeting: Meeting) -> list[StepGiven]:
    """The steps noted down here that stand in no memo yet, and those that somebody carried on at this meeting."""
    noted = meeting.minutes.filter(kind=MinuteKind.ACTION, item=None).select_related("owner").order_by("number")
    steps = [step_of(minute) for minute in noted]
    carried = MemoItem.objects.filter(steps__meeting=meeting, steps__fate=Fate.CARRIED, carried_to=None)
    rows = carried.select_related("owner").order_by("memo__on", "number").distinct()
    return steps + [StepGiven(row.words, row.side, row.owner, row.due_on, carried_from=row) for row in rows]


def step_of(minute: Minute) -> StepGiven:
    """The next step that a line of the minutes says; without a side it is the owner's, else ours."""
    side = minute.side or (side_of(minute.owner, minute.meeting) if minute.owner else "ours")
    return StepGiven(minute.words, side, minute.owner, minute.due_on, minute=minute)


def side_of(person: Person, meeting: Meeting) -> str:
    """On whose side `person` sits on the meeting's project: ours, client or third."""
    seat = Seat.objects.filter(project=meeting.project, person=person).order_by("-since", "-pk").first()
    if seat is None or seat.role not in Seat.ON_CLIENT_SIDE:
        return "ours"
    return "third" if seat.role == "supervisor" else "client"


def _keep(memo: Memo, number: int, given: StepGiven) -> MemoItem:
    older = given.carried_from
    return MemoItem.objects.create(
        memo=memo,
        number=number,
        words=given.words,
        side=given.side,
        owner=given.owner,
        due_on=given.due_on,
        minute=given.minute,
        carried_from=older,
        carries=older.carries + 1 if older else 0,
    )


def _open(memo: Memo) -> Memo:
    """The memo, locked, as it stands now. Raises MemoClosed."""
    locked = Memo.objects.select_for_update().get(pk=memo.pk)
    if locked.closed_at:
        raise MemoClosed
    return locked


@transaction.atomic
def change_memo(memo: Memo, *, by: Member, at: datetime, version: int, **changes: Any) -> Memo:
    """Change date, occasion, work done, purpose or the memo before; sent versions stay as they were sent.

    Raises MemoClosed, and Edited when `version` is no longer the newest.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(unknown)
    _open(memo)
    changed = {name: value for name, value in changes.items() if getattr(memo, name) != value}
    if not changed:
        return memo
    if not Memo.objects.filter(pk=memo.pk, version=version).update(**changed, version=F("version") + 1):
        memo.refresh_from_db()
        raise Edited(memo.pk)
    memo.refresh_from_db()
    facts = {name: getattr(value, "code", value) for name, value in changed.items()}
    _record("meetings.change_memo", memo, by=by, at=at, facts=facts)
    return memo


@transaction.atomic
def add_step(memo: Memo, *, by: Member, at: datetime, given: StepGiven) -> MemoItem:
    """One more next step. Raises MemoClosed."""
    _open(memo)
    last = MemoItem.objects.filter(memo=memo).aggregate(last=Max("number"))["last"] or 0
    item = _keep(memo, last + 1, given)
    facts = {"number": item.number, "words": item.words, "side": item.side, "due_on": item.due_on}
    _record("meetings.add_step", memo, by=by, at=at, facts=facts)
    return item


@transaction.atomic
def change_step(item: MemoItem, *, by: Member, at: datetime, was: dict[str, Any], **changes: Any) -> MemoItem:
    """Change a next step; `was` is what stood when the form was judged. Raises MemoClosed, Edited."""
    if unknown := changes.keys() - STEP_CHANGEABLE:
        raise TypeError(unknown)
    memo = _open(item.memo)
    item = MemoItem.objects.select_for_update().select_related("memo__meeting", "memo__project").get(pk=item.pk)
    if any(getattr(item, name) != value for name, value in was.items()):
        raise Edited(item.pk)
    changed = {name: value for name, value in changes.items() if getattr(item, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(item, name, value)
        item.save(update_fields=list(changed))
        told = {name: getattr(value, "name", value) for name, value in changed.items()}
        _record("meetings.change_step", memo, by=by, at=at, facts={"number": item.number, **told})
    return item


@transaction.atomic
def remove_step(item: MemoItem, *, by: Member, at: datetime) -> None:
    """Take a next step out that was never sent; its number stays taken. Raises MemoClosed, AlreadySent."""
    memo = _open(item.memo)
    if item.lines.exists():
        raise AlreadySent
    MemoItem.objects.filter(pk=item.pk).update(is_gone=True, minute=None, carried_from=None)
    _record("meetings.remove_step", memo, by=by, at=at, facts={"number": item.number})


@transaction.atomic
def add_cause(memo: Memo, *, by: Member, at: datetime, given: CauseGiven) -> DelayCause:
    """One more cause of delay, on one side. Raises MemoClosed."""
    _open(memo)
    cause = DelayCause.objects.create(memo=memo, side=given.side, words=given.words)
    _record("meetings.add_cause", memo, by=by, at=at, facts={"side": cause.side, "words": cause.words})
    return cause


@transaction.atomic
def remove_cause(cause: DelayCause, *, by: Member, at: datetime) -> None:
    """Leave a cause out of the next version. Raises MemoClosed."""
    memo = _open(cause.memo)
    if DelayCause.objects.filter(pk=cause.pk, is_gone=False).update(is_gone=True):
        _record("meetings.remove_cause", memo, by=by, at=at, facts={"words": cause.words})


@transaction.atomic
def settle_step(
    item: MemoItem,
    *,
    by: Member,
    at: datetime,
    fate: str,
    meeting: Meeting | None = None,
    why: str = "",
    agreed_by: Person | None = None,
) -> MemoItemStep:
    """Say what became of a next step: done, carried on, dropped or escalated.

    Dropping takes the word of both: `agreed_by` is who said so on the client's side, NotTheirs otherwise. Saying the
    same twice at one meeting changes nothing.
    """
    same = MemoItemStep.objects.filter(item=item).order_by("-id").first()
    if same and same.fate == fate and same.meeting_id == (meeting.pk if meeting else None):
        return same
    if fate == Fate.DROPPED:
        if agreed_by is None or side_of(agreed_by, item.memo.meeting) == "ours":
            raise NotTheirs
        MemoItemDrop.objects.get_or_create(item=item, defaults={"agreed_by": agreed_by, "why": why, "by": by, "at": at})
    row = MemoItemStep.objects.create(item=item, fate=Fate(fate), meeting=meeting, why=why, by=by, at=at)
    facts = {"number": item.number, "fate": fate, "why": why, "meeting": meeting.code if meeting else ""}
    _record("meetings.settle_step", item.memo, by=by, at=at, facts=facts, rows=[row])
    return row


def _record(
    verb: str, memo: Memo, *, by: Member, at: datetime, facts: dict[str, Any], rows: Iterable[Any] = ()
) -> None:
    evidence.record(
        verb=verb,
        subject=memo_subject(memo),
        by=by.person.name,
        project=memo.project.code,
        happened_at=at,
        facts=facts,
        rows=rows,
    )
