"""One entry with everything that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.http import Http404

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.ledger import access
from yinuo.ledger.models import Criterion, Entry, EntryLink, Measurement, Offer, Step, Wording
from yinuo.ledger.published import Agreement, Answer, PublishedMeasurement
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class StepRow:
    """A state the entry came to."""

    state: str
    by_name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A version on a sheet, and what the client said to it."""

    sheet_number: int
    line_number: int
    offered_at: datetime
    answer: str
    chip: str
    words: str
    answer_by: date | None
    by_name: str
    means: str
    signed_on: date | None
    is_agreed: bool
    is_enough: bool
    short_code: str
    attachment_token: str
    message_text: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer ever given to a line that carried the entry; `is_enough` when it agreed with the authority needed."""

    kind: str
    chip: str
    words: str
    by_name: str
    means: str
    signed_on: date
    attachment_token: str
    sheet_number: int
    is_enough: bool


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One version of the wording, with its criterion in words and its offers."""

    id: int
    version: int
    text: str
    due_on: date | None
    origin: str
    by: str
    at: datetime
    shape: str
    metric: str
    target: str
    measurer: str
    offers: tuple[OfferRow, ...]

    @property
    def agreement(self) -> OfferRow | None:
        """The offer by which this version was agreed."""
        return next((offer for offer in self.offers if offer.is_agreed), None)


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measured value in words."""

    id: int
    value: str
    gap: str
    outcome: str
    p: float | None
    measured_on: date
    note: str
    by: str
    attachment_token: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """The other end of a link."""

    code: str
    kind: str
    words: str
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the expectation page shows of the ledger, newest version first, steps and answers oldest first.

    `measured` are the rows behind `measurements`, oldest first.
    """

    entry: Entry
    state: str
    wordings: tuple[WordingRow, ...]
    answers: tuple[AnswerRow, ...]
    steps: tuple[StepRow, ...]
    measured: tuple[Measurement, ...]
    measurements: tuple[MeasurementRow, ...]
    links: tuple[LinkedEntry, ...]

    @property
    def agreed(self) -> WordingRow | None:
        """The newest agreed version."""
        return next((row for row in self.wordings if row.agreement), None)

    @property
    def newest(self) -> WordingRow | None:
        return self.wordings[0] if self.wordings else None


def entry_page(project: Project, code: str, language: str) -> EntryPage:
    """The entry `code` of the project; 404 where there is none. At most eleven queries."""
    entry: Entry | None = _entry_known.first(project=project.pk, code=code)
    if entry is None:
        raise Http404
    entry.project = project
    put = _put(entry)
    measured: list[Measurement] = _measurements_known(entry=entry.pk)
    return EntryPage(
        entry=entry,
        state=vars(entry)["state"],  # annotated by `with_state`
        wordings=_wordings(entry, put, language),
        answers=tuple(_answers(put)),
        steps=tuple(StepRow(*row) for row in _steps(entry=entry.pk)),
        measured=tuple(measured),
        measurements=_measurements(entry, measured, language),
        links=_links(entry),
    )


_entry_known = Prepared(
    lambda: (
        Entry.objects.with_state()
        .filter(project=Given("project"), code=Given("code"))
        .select_related("holder", "towards", "statement__source", "clause", "owner__person", "by__person")
    )
)
_measurements_known = Prepared(
    lambda: (
        Measurement.objects.filter(entry=Given("entry"))
        .select_related("criterion", "by__person")
        .order_by("measured_on", "id")
    )
)
_steps = Prepared(
    lambda: Step.objects.filter(entry=Given("entry")).order_by("id").values_list("state", "by_name", "why", "at")
)
_offers_of = Prepared(
    lambda: (
        Offer.objects.filter(wording__entry=Given("entry"))
        .order_by("-id")
        .values_list("wording_id", "line_id", "line__sheet__number", "line__number", "at")
    )
)
_answers_to = Prepared(lambda: Answer.objects.filter(line__in=GivenIds("lines")).select_related("reply").order_by("id"))
_seals_of = Prepared(lambda: Agreement.objects.filter(line__in=GivenIds("lines")))
_wordings_of = Prepared(
    lambda: (
        Wording.objects.filter(entry=Given("entry"))
        .order_by("-version")
        .values_list("id", "version", "text", "due_on", "origin", "by__person__name", "at")
    )
)
_criteria_of = Prepared(lambda: Criterion.objects.filter(wording__in=GivenIds("wordings")).select_related("measurer"))
_told_of = Prepared(
    lambda: PublishedMeasurement.objects.filter(
        line__in=Offer.objects.filter(wording__entry=Given("entry")).values("line")
    ).values_list("measured_on")
)
_ends_of = Prepared(
    lambda: EntryLink.objects.filter(Q(expectation=Given("entry")) | Q(commitment=Given("entry"))).values_list(
        "expectation", "commitment"
    )
)
_linked = Prepared(
    lambda: (
        Entry.objects.with_state()
        .filter(pk__in=GivenIds("entries"))
        .order_by("code")
        .values_list("code", "kind", "words", F("state"), "due_on")
    )
)


@dataclass(frozen=True, slots=True)
class _Put:
    """How the entry was put to the client. `offers`: wording, line, sheet number, line number, when; newest first."""

    offers: list[tuple[int, int, int, int, datetime]]
    answers: list[Answer]
    seals: dict[int, Agreement]


def _put(entry: Entry) -> _Put:
    offers = _offers_of(entry=entry.pk)
    ids = [line_id for _wording, line_id, *_rest in offers]
    if not ids:
        return _Put([], [], {})
    return _Put(offers, _answers_to(lines=ids), {row.line_id: row for row in _seals_of(lines=ids)})


def _wordings(entry: Entry, put: _Put, language: str) -> tuple[WordingRow, ...]:
    rows: list[tuple[int, int, str, date | None, str, str, datetime]] = _wordings_of(entry=entry.pk)
    criteria = {row.wording_id: row for row in _criteria_of(wordings=[row[0] for row in rows])} if rows else {}
    offers = _offers(put)
    return tuple(
        WordingRow(
            *row,
            shape=criteria[row[0]].shape if row[0] in criteria else "",
            metric=criteria[row[0]].metric if row[0] in criteria else "",
            target=access.target_text(criteria[row[0]], language) if row[0] in criteria else "",
            measurer=_name(criteria.get(row[0])),
            offers=tuple(offers.get(row[0], ())),
        )
        for row in rows
    )


def _name(criterion: Criterion | None) -> str:
    return criterion.measurer.name if criterion and criterion.measurer else ""


def _offers(put: _Put) -> dict[int, list[OfferRow]]:
    newest = {answer.line_id: answer for answer in put.answers}
    found: dict[int, list[OfferRow]] = {}
    for wording_id, line_id, sheet_number, line_number, at in put.offers:
        row = _offer(sheet_number, line_number, at, newest.get(line_id), put.seals.get(line_id))
        found.setdefault(wording_id, []).append(row)
    return found


def _offer(
    sheet_number: int, line_number: int, at: datetime, answer: Answer | None, seal: Agreement | None
) -> OfferRow:
    reply = answer.reply if answer else None
    return OfferRow(
        sheet_number=sheet_number,
        line_number=line_number,
        offered_at=at,
        answer=answer.kind if answer else "",
        chip=answer.chip if answer else "",
        words=answer.words if answer else "",
        answer_by=answer.answer_by if answer else None,
        by_name=reply.by_name if reply else "",
        means=reply.means if reply else "",
        signed_on=reply.signed_on if reply else None,
        is_agreed=seal is not None,
        is_enough=seal.is_enough if seal else False,
        short_code=seal.short_code if seal else "",
        attachment_token=reply.attachment_token if reply else "",
        message_text=reply.message_text if reply else "",
    )


def _answers(put: _Put) -> Iterator[AnswerRow]:
    sheets = {line_id: sheet_number for _wording, line_id, sheet_number, *_rest in put.offers}
    enough = {seal.reply_id: seal.is_enough for seal in put.seals.values()}
    for answer in put.answers:
        reply = answer.reply
        yield AnswerRow(
            kind=answer.kind,
            chip=answer.chip,
            words=answer.words,
            by_name=reply.by_name,
            means=reply.means,
            signed_on=reply.signed_on,
            attachment_token=reply.attachment_token,
            sheet_number=sheets[answer.line_id],
            is_enough=enough.get(reply.pk, False),
        )


def _measurements(entry: Entry, measured: Sequence[Measurement], language: str) -> tuple[MeasurementRow, ...]:
    told = {measured_on for (measured_on,) in _told_of(entry=entry.pk)} if measured else set()
    found, days = [], calendar_of(entry.project)
    for row in reversed(measured):
        seen = access.measured(row, language, days)
        found.append(
            MeasurementRow(
                id=row.pk,
                value=seen.value,
                gap=seen.gap,
                outcome=seen.outcome,
                p=seen.p,
                measured_on=row.measured_on,
                note=row.note,
                by=row.by.person.name,
                attachment_token=row.attachment_token,
                is_told=row.measured_on in told,
            )
        )
    return tuple(found)


def _links(entry: Entry) -> tuple[LinkedEntry, ...]:
    ids = [other for pair in _ends_of(entry=entry.pk) for other in pair if other != entry.pk]
    return tuple(LinkedEntry(*row) for row in _linked(entries=ids)) if ids else ()


def wordings_to_offer(project: Project, codes: Sequence[str]) -> list[tuple[Entry, Wording | None]]:
    """The entries with these codes and the newest wording of each, in the order asked for. Two queries."""
    entries = {
        entry.code: entry
        for entry in Entry.objects.of(project).with_state().filter(code__in=codes).select_related("holder", "project")
    }
    newest: dict[int, Wording] = {}
    rows = Wording.objects.filter(entry__in=entries.values()).select_related(
        "criterion", "entry__project", "entry__holder"
    )
    for wording in rows.order_by("version"):
        newest[wording.entry_id] = wording
    return [(entries[code], newest.get(entries[code].pk)) for code in codes if code in entries]
