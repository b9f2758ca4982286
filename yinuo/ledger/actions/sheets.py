"""Put exact wordings to the client on one sheet, and take a sheet back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from yinuo.base import codes
from yinuo.capture.absolutes import absolute_in
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import access
from yinuo.ledger.actions.entries import WrongState, is_agreed, state_of, step, subject_of
from yinuo.ledger.models import Criterion, Offer, Shape, State, Wording
from yinuo.ledger.published import (
    Agreement,
    Answer,
    AnswerKind,
    Authority,
    LineKind,
    Sheet,
    SheetContact,
    SheetLine,
    SheetRecall,
)
from yinuo.notices import actions as notices
from yinuo.projects.models import Project
from yinuo.signing import actions as signing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.ledger.models import Entry
    from yinuo.people.models import Contact, Member

OFFERABLE = (
    *(State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED),
    *(State.AGREED, State.IN_DELIVERY, State.MEASURED, State.MISSED, State.NOT_KEPT),
)
LINK_DAYS = 30


class NothingToOffer(ValueError):
    """A sheet needs at least one line and one person to answer it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What one wording still needs before it can be measured."""

    code: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineGiven:
    """A line of a sheet that is no entry of the ledger: a point of a memo, a task of a plan.

    `who` is as the client reads it. `thread` (the token of the line's history) and `agreed_before` come from the
    version before, whose line it replaces; a new line leaves them empty.
    """

    kind: str
    text: str
    who: str = ""
    due_on: date | None = None
    measure: str = ""
    version: int = 1
    thread: str = ""
    agreed_before: str = ""


class NotMeasurable(ValueError):
    """R19: lines without criterion, target, date or measurer; `lacks` names each."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(", ".join(lack.code for lack in lacks))
        self.lacks = tuple(lacks)


class AbsoluteGuarantee(ValueError):
    """R45: a line promises what nobody can keep; `code` and `words` say where."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code, self.words = code, words


def lack_of(wording: Wording) -> Lack | None:
    """What R19 still misses in `wording`, or None when two people could tell whether it was met."""
    criterion = Criterion.objects.filter(wording=wording).first()
    if criterion is None:
        return Lack(wording.entry.code, ("criterion",))
    needs = []
    if not criterion.metric.strip():
        needs.append("metric")
    if criterion.shape == Shape.NUMBER and criterion.target is None:
        needs.append("target")
    if wording.due_on is None:
        needs.append("due_on")
    if criterion.measurer_id is None:
        needs.append("measurer")
    return Lack(wording.entry.code, tuple(needs)) if needs else None


def _check(project: Project, wordings: Sequence[Wording], contacts: Sequence[Contact]) -> None:
    if not wordings or not contacts:
        raise NothingToOffer
    for wording in wordings:
        if wording.entry.project_id != project.pk:
            raise NothingToOffer
        if (state := state_of(wording.entry)) not in OFFERABLE:
            raise WrongState(state)
        if absolute := absolute_in(wording.text):
            raise AbsoluteGuarantee(wording.entry.code, absolute.words)
    if lacks := [lack for wording in wordings if (lack := lack_of(wording))]:
        raise NotMeasurable(lacks)


@transaction.atomic
def offer(
    project: Project,
    *,
    by: Member,
    at: datetime,
    wordings: Sequence[Wording],
    title: str,
    ask: str,
    contacts: Sequence[Contact],
    due_on: date,
    authority: str = Authority.WINDOW,
    language: str = "",
    tell: bool = False,
) -> Sheet:
    """Freeze `wordings` into a numbered sheet the client can see; `tell` also mails the contacts.

    Raises NothingToOffer, WrongState, AbsoluteGuarantee (R45), NotMeasurable (R19, the vendor's act is blocked,
    never the client's).
    """
    Project.objects.select_for_update().get(pk=project.pk)
    _check(project, wordings, contacts)
    head = _Head(title, ask, due_on, authority, language or project.language)
    sheet = _headed(project, head, by=by, at=at)
    lines = [_line(sheet, number, wording) for number, wording in enumerate(wordings, start=1)]
    _share(sheet, lines, contacts, by=by, at=at)
    for wording, line in zip(wordings, lines, strict=True):
        _offer_line(wording, line, by=by, at=at)
    _ask(sheet, lines, contacts, at=at, tell=tell)
    return sheet


@transaction.atomic
def offer_lines(
    project: Project,
    *,
    by: Member,
    at: datetime,
    lines: Sequence[LineGiven],
    title: str,
    ask: str,
    contacts: Sequence[Contact],
    due_on: date,
    authority: str = Authority.WINDOW,
    language: str = "",
    tell: bool = False,
) -> Sheet:
    """Put lines that are no entries to the client, in the order given, on a numbered sheet like any other.

    Nothing of the ledger moves with the answers: whoever gave the lines hears of them by their events.
    Raises NothingToOffer and AbsoluteGuarantee (R45), whose `code` is then the line's number.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    if not lines or not contacts:
        raise NothingToOffer
    for number, given in enumerate(lines, start=1):
        if given.kind != LineKind.RECORD and (absolute := absolute_in(given.text)):
            raise AbsoluteGuarantee(str(number), absolute.words)
    sheet = _headed(project, _Head(title, ask, due_on, authority, language or project.language), by=by, at=at)
    rows = [_given_line(sheet, number, given) for number, given in enumerate(lines, start=1)]
    _share(sheet, rows, contacts, by=by, at=at)
    _ask(sheet, rows, contacts, at=at, tell=tell)
    return sheet


def _given_line(sheet: Sheet, number: int, given: LineGiven) -> SheetLine:
    return SheetLine(
        sheet=sheet,
        number=number,
        kind=given.kind,
        text=given.text,
        who=given.who,
        due_on=given.due_on,
        measure=given.measure,
        wording_version=given.version,
        agreed_before=given.agreed_before,
        thread=given.thread or codes.token(),
    )


def _share(sheet: Sheet, lines: Sequence[SheetLine], contacts: Sequence[Contact], *, by: Member, at: datetime) -> None:
    """Publish the sheet: its canonical text, its lines, whom it asks; one event in the shared stream."""
    sheet.canonical_text = access.canonical_text(sheet, lines, [access.who(contact.person) for contact in contacts])
    sheet.sha256 = codes.digest(sheet.canonical_text)
    sheet.save(force_insert=True)
    SheetLine.objects.bulk_create(lines)
    evidence.keep_document(sheet.canonical_text.encode(), media_type="text/plain; charset=utf-8")
    people = [_contact(sheet, contact) for contact in contacts]
    SheetContact.objects.bulk_create(people)
    _record(sheet, lines, people, by=by, at=at)


def _ask(sheet: Sheet, lines: Sequence[SheetLine], contacts: Sequence[Contact], *, at: datetime, tell: bool) -> None:
    """The clock of the answer starts, that of what these lines replace stops."""
    _settle_older(sheet, lines, at=at)
    signing.ask_by(sheet_subject(sheet), project_id=sheet.project_id, at=at, due_on=sheet.due_on)
    if tell:
        notices.tell("ledger.offered", sheet_subject(sheet), at=at, to=[contact.person for contact in contacts])


def _settle_older(sheet: Sheet, lines: Sequence[SheetLine], *, at: datetime) -> None:
    """Lines offered anew are open on their older sheets no longer: where none is left, the clock stops."""
    threads = [line.thread for line in lines]
    for older in Sheet.objects.filter(lines__thread__in=threads).exclude(pk=sheet.pk).distinct():
        if not open_lines_of(older):
            signing.answered(sheet_subject(older), at=at)


def _record(
    sheet: Sheet, lines: Sequence[SheetLine], people: Sequence[SheetContact], *, by: Member, at: datetime
) -> None:
    evidence.record(
        verb="ledger.offer_sheet",
        subject=sheet_subject(sheet),
        by=by.person.name,
        project=sheet.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={
            "title": sheet.title,
            "document_sha256": sheet.sha256,
            "lines": len(lines),
            "due_on": sheet.due_on,
        },
        rows=[sheet, *lines, *people],
    )


def sheet_subject(sheet: Sheet) -> str:
    """The code that events, codes and links carry for a sheet: `P1/S3`."""
    return f"{sheet.project.code}/S{sheet.number}"


def line_subject(sheet: Sheet, line: SheetLine) -> str:
    """The code that shared events carry for a line: `P1/S3.2`. The desk's own codes never reach the client."""
    return f"{sheet_subject(sheet)}.{line.number}"


def _contact(sheet: Sheet, contact: Contact) -> SheetContact:
    person = contact.person
    return SheetContact(sheet=sheet, person_id=person.pk, name=person.name, called=person.called, title=contact.title)


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    ask: str
    due_on: date
    authority: str
    language: str


def _headed(project: Project, head: _Head, *, by: Member, at: datetime) -> Sheet:
    """The next sheet of `project`, not saved yet."""
    last = Sheet.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    return Sheet(
        project=project,
        number=last + 1,
        title=head.title,
        ask=head.ask,
        language=head.language,
        authority=head.authority,
        from_name=by.person.name,
        from_firm=by.firm.name,
        to_firm=project.account.firm.name,
        project_name=project.name,
        due_on=head.due_on,
        offered_at=at,
    )


def _line(sheet: Sheet, number: int, wording: Wording) -> SheetLine:
    entry, criterion = wording.entry, wording.criterion
    before = _newest_line(entry)
    return SheetLine(
        sheet=sheet,
        number=number,
        kind=entry.kind,
        text=wording.text,
        who=access.who(entry.holder),
        due_on=wording.due_on,
        measure=criterion.metric,
        target=access.target_text(criterion, sheet.language),
        measurer=access.who(criterion.measurer) if criterion.measurer else "",
        wording_version=wording.version,
        agreed_before=_agreed_text(entry),
        thread=before.thread if before else codes.token(),
    )


def _newest_line(entry: Entry) -> SheetLine | None:
    newest = Offer.objects.filter(wording__entry=entry).order_by("-id").values_list("line_id", flat=True).first()
    return SheetLine.objects.get(pk=newest) if newest else None


def _agreed_text(entry: Entry) -> str:
    # The few lines first: asked in one, PostgreSQL would walk every agreement there is, from the newest.
    lines = list(Offer.objects.filter(wording__entry=entry).values_list("line_id", flat=True))
    agreed = Agreement.objects.filter(line__in=lines).order_by("-line_id").select_related("line").first()
    return agreed.line.text if agreed else ""


def _offer_line(wording: Wording, line: SheetLine, *, by: Member, at: datetime) -> None:
    entry = wording.entry
    Offer.objects.create(wording=wording, line=line, by=by, at=at)
    event = evidence.record(
        verb="ledger.offer",
        subject=subject_of(entry),
        by=by.person.name,
        project=entry.project.code,
        happened_at=at,
        facts={"sheet": line.sheet.number, "line": line.number, "version": wording.version},
    )
    # A line agreed in an older version stays agreed until the client says otherwise (decision 15).
    if not is_agreed(entry):
        step(entry, State.OFFERED, by_name=by.person.name, at=at, event=event)


@transaction.atomic
def recall(sheet: Sheet, *, by: Member, at: datetime, why: str) -> SheetRecall:
    """Take a sheet back; lines already answered keep their answers, the open ones return to our hands.

    Lines offered anew stay with their newer sheet. Raises WrongState when every line was answered or offered anew, or
    the sheet was taken back before.
    """
    answered = set(Answer.objects.filter(line__sheet=sheet).values_list("line_id", flat=True))
    standing = sheet.lines.exclude(access.offered_anew())
    open_lines = [line for line in standing if line.pk not in answered]
    if not open_lines or SheetRecall.objects.filter(sheet=sheet).exists():
        raise WrongState(State.WITHDRAWN)
    row = SheetRecall.objects.create(sheet=sheet, why=why, by_name=by.person.name, at=at)
    event = evidence.record(
        verb="ledger.recall",
        subject=sheet_subject(sheet),
        by=by.person.name,
        project=sheet.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={"why": why},
        rows=[row],
    )
    for offered in Offer.objects.filter(line__in=open_lines).select_related("wording__entry__project"):
        entry = offered.wording.entry
        if state_of(entry) == State.OFFERED:
            step(entry, State.CLARIFIED, by_name=by.person.name, at=at, why=why, event=event)
    signing.revoke_links(sheet_subject(sheet), by=by, at=at)
    signing.answered(sheet_subject(sheet), at=at)
    return row


def open_lines_of(sheet: Sheet) -> list[SheetLine]:
    """Lines whose newest answer is not final: silent, asked, or oral; but for those offered anew on a later sheet."""
    settled = set(
        Answer.objects.filter(line__sheet=sheet, kind__in=(AnswerKind.CONFIRM, AnswerKind.NOT_ACCEPT))
        .exclude(reply__means="oral")
        .values_list("line_id", flat=True)
    )
    standing = sheet.lines.exclude(access.offered_anew()).order_by("number")
    return [line for line in standing if line.pk not in settled]
