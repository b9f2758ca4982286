"""Take the client's word on a sheet, line by line, with the evidence of how it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.base import canonical, codes
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.evidence.models import Side
from yinuo.ledger import access
from yinuo.ledger.actions.entries import is_agreed, state_of, step
from yinuo.ledger.actions.sheets import line_subject, open_lines_of, sheet_subject
from yinuo.ledger.models import Offer, State
from yinuo.ledger.published import Agreement, Answer, AnswerKind, Authority, Reply, Sheet, SheetRecall
from yinuo.notices import actions as notices
from yinuo.people.models import Person
from yinuo.projects import queries as projects
from yinuo.signing import actions as signing
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.evidence.models import Event
    from yinuo.ledger.models import Entry
    from yinuo.ledger.published import SheetLine

VERBS = {
    AnswerKind.CONFIRM: "ledger.confirm",
    AnswerKind.NOT_ACCEPT: "ledger.not_accept",
    AnswerKind.ASK: "ledger.ask",
}
WAITING = (State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED)


class SheetClosed(ValueError):
    """The sheet was taken back; nothing on it can be answered any more."""


class NotOnThisSheet(ValueError):
    """An answer names a line of another sheet, or no line is answered at all."""


class LineReplaced(ValueError):
    """A line was offered anew on a later sheet: with a code it is answered there only; `number` is the older line."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class AlreadyAgreed(ValueError):
    """A line was agreed already; agreed wordings are only changed by a new sheet."""


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One line's answer. `chip` says why not; `answer_by` is the "内部讨论中，__ 日答复" of an ask."""

    line: str
    kind: str
    chip: str = ""
    words: str = ""
    answer_by: date | None = None
    right_person: str = ""


@dataclass(frozen=True, slots=True)
class MeansGiven:
    """How the word was given and what proves it (decision 17)."""

    means: str
    by_name: str
    signed_on: date
    authority: str = Authority.WINDOW
    by_title: str = ""
    person_id: int | None = None
    recorded_by: str = ""
    stamp: str = ""
    sign_by: date | None = None
    attachment_token: str = ""
    message_text: str = ""
    address: str = ""
    agent: str = ""


def answers_sha256(sheet: Sheet, answers: Sequence[AnswerGiven]) -> str:
    """What a code is bound to besides the sheet: the exact answers."""
    parts = [
        "|".join(
            canonical.plain(part)
            for part in (given.line, given.kind, given.chip, given.words, given.answer_by, given.right_person)
        )
        for given in sorted(answers, key=lambda given: given.line)
    ]
    return codes.digest("\n".join((sheet.sha256, *parts)))


@transaction.atomic
def reply(sheet: Sheet, *, means: MeansGiven, answers: Sequence[AnswerGiven], at: datetime, tell: bool = True) -> Reply:
    """Record one binding act on `sheet`: the newest answer of a line counts, an agreed line is settled.

    An oral word is kept and shown as waiting for its signature; it agrees nothing (decision 17).
    `tell` is False for history that is entered later: it is silent (decision 23).
    A line that was offered anew on a later sheet takes no code any more. What was signed or written for it stays true
    and may be recorded; only an agreement then moves the entry, and only when nothing newer was agreed.
    Raises SheetClosed, NotOnThisSheet, AlreadyAgreed, LineReplaced.
    """
    locked = Sheet.objects.select_for_update().select_related("project").get(pk=sheet.pk)
    lines = _answered_lines(locked, answers)
    newer = access.newer_lines(list(lines.values()))
    if newer and means.means == Means.CODE:
        raise LineReplaced(min(line.number for line in lines.values() if line.pk in newer))
    row = _kept(locked, means, answers, at)
    _record(row, locked, at)
    offers = {
        offer.line_id: offer
        for offer in Offer.objects.filter(line__in=[line.pk for line in lines.values()]).select_related(
            "wording__entry__project", "wording__entry__holder"
        )
    }
    for given in answers:
        line = lines[given.line]
        event, is_agreement = _answer_line(row, line, given, sheet=locked, at=at)
        if line.pk not in offers:
            continue  # no entry of the ledger: whoever put the line hears of it
        entry = offers[line.pk].wording.entry
        if line.pk in newer and (not is_agreement or is_agreed(entry)):
            continue
        if new := _state_after(given.kind, entry, is_agreement=is_agreement):
            step(entry, new, by_name=row.by_name, at=at, why=given.words, event=event)
    _settle(locked, at=at)
    if tell:
        _tell(row, locked, answers, at)
    return row


def _kept(sheet: Sheet, means: MeansGiven, answers: Sequence[AnswerGiven], at: datetime) -> Reply:
    return Reply.objects.create(
        sheet=sheet,
        means=means.means,
        person_id=means.person_id,
        by_name=means.by_name,
        by_title=means.by_title,
        authority=means.authority,
        signed_on=means.signed_on,
        recorded_at=at,
        recorded_by=means.recorded_by,
        stamp=means.stamp,
        sign_by=means.sign_by,
        attachment_token=means.attachment_token,
        message_text=means.message_text,
        document_sha256=sheet.sha256,
        answers_sha256=answers_sha256(sheet, answers),
        short_code=codes.digest(f"{sheet.token}{at.isoformat()}{means.by_name}")[:8].upper(),
        address=means.address,
        agent=means.agent[:200],
    )


def _answered_lines(sheet: Sheet, answers: Sequence[AnswerGiven]) -> dict[str, SheetLine]:
    if SheetRecall.objects.filter(sheet=sheet).exists():
        raise SheetClosed
    lines = {line.token: line for line in sheet.lines.all()}
    asked = [given.line for given in answers]
    if not asked or len(set(asked)) != len(asked) or not set(asked) <= lines.keys():
        raise NotOnThisSheet
    if Agreement.objects.filter(line__token__in=asked).exists():
        raise AlreadyAgreed
    return {token: lines[token] for token in asked}


def _record(row: Reply, sheet: Sheet, at: datetime) -> None:
    evidence.record(
        verb="ledger.reply",
        subject=sheet_subject(sheet),
        by=row.recorded_by or row.by_name,
        project=sheet.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={
            "means": row.means,
            "authority": row.authority,
            "signed_on": row.signed_on,
            "signer": Personal(_person_key(row), f"{row.by_name} {row.by_title}".strip()),
            "address": Personal(_person_key(row), row.address),
            "agent": Personal(_person_key(row), row.agent),
            "document_sha256": row.document_sha256,
            "answers_sha256": row.answers_sha256,
            "attachment": row.attachment_token,
        },
        rows=[row],
    )


def _person_key(row: Reply) -> str:
    return f"person:{row.person_id}" if row.person_id else f"signer:{row.by_name}"


def _answer_line(row: Reply, line: SheetLine, given: AnswerGiven, *, sheet: Sheet, at: datetime) -> tuple[Event, bool]:
    """Keep one line's answer; its event, and whether the line is agreed by it."""
    answer = Answer.objects.create(
        reply=row,
        line=line,
        kind=given.kind,
        chip=given.chip if given.kind == AnswerKind.NOT_ACCEPT else "",
        words=given.words,
        answer_by=given.answer_by if given.kind == AnswerKind.ASK else None,
        right_person=given.right_person,
    )
    rows: list[Answer | Agreement] = [answer]
    is_agreement = given.kind == AnswerKind.CONFIRM and row.means != Means.ORAL
    if is_agreement:
        rows.append(_agree(row, line, sheet))
    event = evidence.record(
        verb="ledger.confirm_orally" if row.means == Means.ORAL else VERBS[AnswerKind(given.kind)],
        subject=line_subject(sheet, line),
        by=row.recorded_by or row.by_name,
        project=sheet.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={"chip": answer.chip, "words": answer.words, "answer_by": answer.answer_by},
        rows=rows,
    )
    return event, is_agreement


def _agree(row: Reply, line: SheetLine, sheet: Sheet) -> Agreement:
    return Agreement.objects.create(
        line=line,
        reply=row,
        authority=row.authority,
        is_enough=row.authority == Authority.SIGNATORY or sheet.authority == Authority.WINDOW,
        by_name=row.by_name,
        signed_on=row.signed_on,
        short_code=row.short_code,
    )


def _state_after(kind: str, entry: Entry, *, is_agreement: bool) -> State | None:
    """Where the entry goes. An agreed older version is not undone by a question about the newer one."""
    if is_agreement:
        return State.AGREED
    if kind == AnswerKind.CONFIRM or is_agreed(entry) or state_of(entry) not in WAITING:
        return None
    return State.ASKED if kind == AnswerKind.ASK else State.NOT_ACCEPTED


def _settle(sheet: Sheet, *, at: datetime) -> None:
    """Stop the clock once no line is open any more."""
    if not open_lines_of(sheet):
        signing.answered(sheet_subject(sheet), at=at)


def _tell(row: Reply, sheet: Sheet, answers: Sequence[AnswerGiven], at: datetime) -> None:
    """A receipt to the one who signed by code; the owners hear of every reply."""
    if row.means == Means.CODE and row.person_id:
        notices.tell(
            "ledger.receipt", sheet_subject(sheet), at=at, to=Person.objects.filter(pk=row.person_id), payload=row.token
        )
    offered = Offer.objects.filter(line__token__in=[given.line for given in answers])
    owners = Person.objects.filter(member__in=offered.values("wording__entry__owner"))
    if not offered and (seat := projects.manager_seat(sheet.project)):
        owners = Person.objects.filter(pk=seat.person_id)
    if row.means == Means.CODE:
        notices.tell("ledger.answered", sheet_subject(sheet), at=at, to=owners, payload=row.token)
