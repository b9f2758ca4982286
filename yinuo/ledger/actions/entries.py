"""Enter a line, make it clearer, tie it to others, decline it, withdraw it, waive it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Length, Substr

from yinuo.base import merge
from yinuo.base.prepared import Given, Prepared
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.ledger.models import Entry, EntryKind, EntryLink, SourceKind, State, Step
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from yinuo.evidence.models import Event
    from yinuo.ledger.models import Statement
    from yinuo.people.models import Member, Person
    from yinuo.projects.models import ContractClause

LETTER = {EntryKind.EXPECTATION: "E", EntryKind.COMMITMENT: "C", EntryKind.DUTY: "C"}
CLARIFIABLE = frozenset(
    {"holder", "towards", "words", "due_on", "need", "entry_class", "importance", "source_kind", "owner", "clause"}
)
FROZEN_ONCE_AGREED = frozenset({"words", "due_on", "holder", "towards"})
OPEN_TO_REFUSAL = (State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED)


class WrongState(ValueError):
    """The act does not fit where the entry stands; `state` says where that is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Edited(merge.Edited):
    """Somebody else changed the entry since the form was opened; `entry` holds what stands now."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.code)
        self.entry = entry


class NotYours(ValueError):
    """The person does not stand on the side that this kind of line asks for."""


def subject_of(entry: Entry) -> str:
    """The code that events carry: `P1/E105`."""
    return f"{entry.project.code}/{entry.code}"


def state_of(entry: Entry) -> State:
    """Where `entry` stands, read afresh."""
    newest = Step.objects.filter(entry=entry).order_by("-id").values_list("state", flat=True).first()
    return State(newest or State.STATED)


def step(entry: Entry, state: State, *, by_name: str, at: datetime, why: str = "", event: Event) -> Step:
    """Put the entry into `state`, resting on `event`."""
    return Step.objects.create(entry=entry, state=state, by_name=by_name, at=at, why=why, event_id=event.pk)


def is_agreed(entry: Entry) -> bool:
    """Whether any wording of the entry was ever agreed."""
    return Step.objects.filter(entry=entry, state=State.AGREED).exists()


@transaction.atomic
def enter(  # noqa: PLR0913  # a line is what is known of it
    project: Project,
    *,
    by: Member,
    at: datetime,
    kind: str,
    holder: Person,
    words: str,
    due_on: date | None = None,
    towards: Person | None = None,
    statement: Statement | None = None,
    clause: ContractClause | None = None,
    source_kind: str = SourceKind.OTHER,
    need: str = "",
    owner: Member | None = None,
    code: str | None = None,
    why: str = "",
) -> Entry:
    """Enter a line with what is known: who, the words, by when (decision 20).

    A wish and a duty are held by somebody of the client, a commitment by one of us; raises NotYours otherwise.
    """
    _check_side(kind, holder)
    _lock(project=project.pk)
    entry = Entry.objects.create(
        project=project,
        code=code or _next_code(project, EntryKind(kind)),
        kind=kind,
        holder=holder,
        towards=towards,
        words=words,
        due_on=due_on,
        statement=statement,
        clause=clause,
        source_kind=source_kind,
        need=need,
        owner=owner or by,
        by=by,
        at=at,
    )
    event = evidence.record(
        verb="ledger.enter",
        subject=subject_of(entry),
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"kind": kind, "holder": personal(holder), "words": words, "due_on": due_on},
    )
    step(entry, State.STATED, by_name=by.person.name, at=at, why=why, event=event)
    return entry


def personal(person: Person) -> Personal:
    """The name of a person as a fact that can be erased."""
    return Personal(f"person:{person.pk}", person.name)


def _check_side(kind: str, holder: Person) -> None:
    is_ours = hasattr(holder, "member")
    if is_ours != (kind == EntryKind.COMMITMENT):
        raise NotYours


def _next_code(project: Project, kind: EntryKind) -> str:
    """The code after the highest of its letter; longer numbers are higher."""
    letter = LETTER[kind]
    highest = _highest[letter].first(project=project.pk)
    return f"{letter}{int(highest[0][1:]) + 1 if highest else 101}"


def _codes(letter: str) -> QuerySet[Entry, tuple[str]]:
    """The code with the highest number; where nothing but digits follows the letter, trimming them leaves nothing."""
    other = Func(Substr("code", 2), Value("0123456789"), function="LTRIM", output_field=CharField())
    rows = Entry.objects.alias(first=Substr("code", 1, 1), size=Length("code"), other=other)
    rows = rows.filter(project=Given("project"), first=letter, size__gt=1, other="")
    return rows.order_by(Length("code").desc(), "-code").values_list("code")[:1]


_highest = {letter: Prepared(partial(_codes, letter)) for letter in set(LETTER.values())}
_lock = Prepared(lambda: Project.objects.select_for_update().filter(pk=Given("project")).values_list("pk"))


@transaction.atomic
def clarify(entry: Entry, *, by: Member, at: datetime, version: int, **changes: Any) -> Entry:
    """Fill in or correct what is known of a line; `version` is the one the form was opened with.

    Words, date and persons of a line that was ever agreed are not edited: word a new version and offer it (R24).
    Raises Edited when another change came first, WrongState for an agreed line, NotYours for the wrong side.
    """
    if unknown := changes.keys() - CLARIFIABLE:
        raise TypeError(unknown)
    changed = {name: value for name, value in changes.items() if getattr(entry, name) != value}
    if not changed:
        return entry
    if changed.keys() & FROZEN_ONCE_AGREED and is_agreed(entry):
        raise WrongState(State.AGREED)
    if "holder" in changed:
        _check_side(entry.kind, changed["holder"])
    updated = Entry.objects.filter(pk=entry.pk, version=version).update(**changed, version=F("version") + 1)
    entry.refresh_from_db()
    if not updated:
        raise Edited(entry)
    event = evidence.record(
        verb="ledger.clarify",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts={name: _told(value) for name, value in changed.items()},
    )
    if "need" in changed and entry.need and state_of(entry) == State.STATED:
        step(entry, State.CLARIFIED, by_name=by.person.name, at=at, event=event)
    return entry


def _told(value: Any) -> Any:
    if hasattr(value, "person"):
        value = value.person
    return personal(value) if hasattr(value, "address_as") else (value if value is None else _plain(value))


def _plain(value: Any) -> Any:
    return value.number if hasattr(value, "number") and hasattr(value, "contract_id") else value


@transaction.atomic
def _end(entry: Entry, *, state: State, verb: str, by: Member, at: datetime, why: str) -> Step:
    event = evidence.record(
        verb=verb,
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts={"why": why},
    )
    return step(entry, state, by_name=by.person.name, at=at, why=why, event=event)


def refuse(entry: Entry, *, by: Member, at: datetime, why: str) -> Step:
    """Our reasoned no to a wish 婉拒. It still has to be told in person (R37); raises WrongState once agreed."""
    if (state := state_of(entry)) not in OPEN_TO_REFUSAL or not entry.is_wish:
        raise WrongState(state)
    return _end(entry, state=State.REFUSED, verb="ledger.refuse", by=by, at=at, why=why)


def withdraw(entry: Entry, *, by: Member, at: datetime, why: str) -> Step:
    """The line is taken back by the side that raised it, before it was agreed."""
    if (state := state_of(entry)) not in OPEN_TO_REFUSAL:
        raise WrongState(state)
    return _end(entry, state=State.WITHDRAWN, verb="ledger.withdraw", by=by, at=at, why=why)


def waive(entry: Entry, *, by: Member, at: datetime, why: str) -> Step:
    """An agreed line is let go 豁免 by the side it was owed to; `why` says who said so and where it is written."""
    if (state := state_of(entry)) not in (State.AGREED, State.IN_DELIVERY, State.MEASURED, State.MISSED):
        raise WrongState(state)
    return _end(entry, state=State.WAIVED, verb="ledger.waive", by=by, at=at, why=why)


@transaction.atomic
def link(expectation: Entry, commitment: Entry, *, by: Member, at: datetime) -> EntryLink:
    """Say that `commitment` (ours or a duty of the client) serves `expectation`."""
    if not expectation.is_wish or commitment.is_wish or expectation.project_id != commitment.project_id:
        raise NotYours
    row, is_new = EntryLink.objects.get_or_create(
        expectation=expectation, commitment=commitment, defaults={"by": by, "at": at}
    )
    if is_new:
        _record_link("ledger.link", expectation, commitment, by=by, at=at)
    return row


@transaction.atomic
def unlink(expectation: Entry, commitment: Entry, *, by: Member, at: datetime) -> None:
    """Undo `link`; nothing happens where there is none."""
    gone, _ = EntryLink.objects.filter(expectation=expectation, commitment=commitment).delete()
    if gone:
        _record_link("ledger.unlink", expectation, commitment, by=by, at=at)


def _record_link(verb: str, expectation: Entry, commitment: Entry, *, by: Member, at: datetime) -> None:
    evidence.record(
        verb=verb,
        subject=subject_of(expectation),
        by=by.person.name,
        project=expectation.project.code,
        happened_at=at,
        facts={"commitment": commitment.code},
    )
