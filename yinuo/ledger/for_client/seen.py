"""Published rows as the client reads them: frozen facts, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.ledger import access
from yinuo.ledger.published import (
    Agreement,
    Answer,
    Authority,
    PublishedMeasurement,
    Reply,
    Sheet,
    SheetContact,
    SheetLine,
    SheetRecall,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class SealSeen:
    """Who gave the word, when, by which means; hollow when more authority was asked for."""

    name: str
    signed_on: date
    code: str
    means: str
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """The newest answer of a line."""

    kind: str
    chip: str
    chip_words: str
    words: str
    answer_by: date | None
    by_name: str
    on: date
    means: str
    sign_by: date | None
    right_person: str = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class MeasurementSeen:
    """What was measured of a line, in its own unit."""

    value: str
    gap: str
    outcome: str
    measured_on: date
    note: str
    attachment: str


@dataclass(frozen=True, slots=True)
class NewerSeen:
    """Where a line stands in its newest words."""

    sheet_token: str
    sheet_number: int
    number: int


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One line with its exact wording, what is known of it and what was answered."""

    token: str
    number: int
    kind: str
    text: str
    who: str
    due_on: date | None
    measure: str
    target: str
    measurer: str
    version: int
    agreed_before: str
    answer: AnswerSeen | None
    seal: SealSeen | None
    sheet_token: str
    sheet_number: int
    measurements: tuple[MeasurementSeen, ...] = ()
    newer: NewerSeen | None = None

    @property
    def outcome(self) -> str:
        """What stands: met or missed once it was measured and told, agreed before, else the newest answer."""
        newest = self.measurements[-1].outcome if self.measurements else ""
        if newest in {"met", "missed"}:
            return newest
        return "agreed" if self.seal else ""

    @property
    def is_open(self) -> bool:
        """Whether the client can still answer it here."""
        return self.seal is None and self.newer is None

    @property
    def is_replaced(self) -> bool:
        """Whether it is answered on a later sheet instead."""
        return self.seal is None and self.newer is not None


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as the client reads it."""

    token: str
    number: int
    title: str
    ask: str
    language: str
    project_name: str
    from_firm: str
    from_name: str
    to_firm: str
    due_on: date
    offered_on: date
    sha256: str
    asks_signatory: bool
    contacts: tuple[str, ...]
    lines: tuple[LineSeen, ...]
    recalled_why: str
    is_recalled: bool

    @property
    def has_replaced(self) -> bool:
        return any(line.is_replaced for line in self.lines)

    @property
    def open_count(self) -> int:
        return sum(line.is_open for line in self.lines) if not self.is_recalled else 0


def sheet_seen(row: Sheet) -> SheetSeen:
    recall: SheetRecall | None = _recall.first(sheet=row.pk)
    return SheetSeen(
        token=row.token,
        number=row.number,
        title=row.title,
        ask=row.ask,
        language=row.language,
        project_name=row.project_name,
        from_firm=row.from_firm,
        from_name=row.from_name,
        to_firm=row.to_firm,
        due_on=row.due_on,
        offered_on=row.offered_at.astimezone(ZoneInfo(row.project.time_zone)).date(),
        sha256=row.sha256,
        asks_signatory=row.authority == Authority.SIGNATORY,
        contacts=tuple(name for (name,) in _contacts(sheet=row.pk)),
        lines=tuple(lines_seen(_lines_of(row))),
        recalled_why=recall.why if recall else "",
        is_recalled=recall is not None,
    )


_recall = Prepared(lambda: SheetRecall.objects.filter(sheet=Given("sheet")).order_by("pk"))
_contacts = Prepared(lambda: SheetContact.objects.filter(sheet=Given("sheet")).order_by("id").values_list("name"))
_lines = Prepared(lambda: SheetLine.objects.filter(sheet=Given("sheet")).order_by("number"))
_answers = Prepared(lambda: Answer.objects.filter(line__in=GivenIds("lines")).select_related("reply").order_by("id"))
_seals = Prepared(lambda: Agreement.objects.filter(line__in=GivenIds("lines")).select_related("reply"))
_told = Prepared(lambda: PublishedMeasurement.objects.filter(line__in=GivenIds("lines")).order_by("id"))


def _lines_of(row: Sheet) -> list[SheetLine]:
    lines: list[SheetLine] = _lines(sheet=row.pk)
    for line in lines:
        line.sheet = row
    return lines


def lines_seen(lines: Sequence[SheetLine]) -> Iterator[LineSeen]:
    """Lines with newest answer, seal, measurements and newer line, in four queries for all of them."""
    if not lines:
        return
    ids = [line.pk for line in lines]
    answers = {row.line_id: row for row in _answers(lines=ids)}
    seals = {row.line_id: row for row in _seals(lines=ids)}
    told: dict[int, list[PublishedMeasurement]] = {}
    for row in _told(lines=ids):
        told.setdefault(row.line_id, []).append(row)
    newer = access.newer_lines(lines)
    for line in lines:
        yield _line_seen(line, answers.get(line.pk), seals.get(line.pk), told.get(line.pk, []), newer.get(line.pk))


def _line_seen(
    line: SheetLine,
    answered: Answer | None,
    seal: Agreement | None,
    told: Sequence[PublishedMeasurement],
    newer: SheetLine | None,
) -> LineSeen:
    return LineSeen(
        token=line.token,
        number=line.number,
        kind=line.kind,
        text=line.text,
        who=line.who,
        due_on=line.due_on,
        measure=line.measure,
        target=line.target,
        measurer=line.measurer,
        version=line.wording_version,
        agreed_before=line.agreed_before,
        answer=_answer_seen(answered) if answered else None,
        seal=SealSeen(seal.by_name, seal.signed_on, seal.short_code, seal.reply.means, not seal.is_enough)
        if seal
        else None,
        sheet_token=line.sheet.token,
        sheet_number=line.sheet.number,
        measurements=tuple(
            MeasurementSeen(row.value, row.gap, row.outcome, row.measured_on, row.note, row.attachment_token)
            for row in told
        ),
        newer=NewerSeen(newer.sheet.token, newer.sheet.number, newer.number) if newer else None,
    )


def _answer_seen(row: Answer) -> AnswerSeen:
    return AnswerSeen(
        kind=row.kind,
        chip=row.chip,
        chip_words=str(row.get_chip_display()) if row.chip else "",
        words=row.words,
        answer_by=row.answer_by,
        by_name=row.reply.by_name,
        on=row.reply.signed_on,
        means=row.reply.means,
        sign_by=row.reply.sign_by,
        right_person=row.right_person,
        attachment=row.reply.attachment_token,
    )


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """One binding act as its giver reads it: who, when, the receipt code, and what was said to which line."""

    token: str
    name: str
    signed_on: date
    code: str
    is_hollow: bool
    sheet_token: str
    lines: tuple[tuple[int, str, AnswerSeen], ...]


def receipt_seen(row: Reply) -> ReceiptSeen:
    """`lines` holds number, exact wording and answer. Three queries."""
    answers = list(row.answers.select_related("line", "reply").order_by("line__number"))
    return ReceiptSeen(
        token=row.token,
        name=row.by_name,
        signed_on=row.signed_on,
        code=row.short_code,
        is_hollow=row.agreements.filter(is_enough=False).exists(),
        sheet_token=row.sheet.token,
        lines=tuple((answer.line.number, answer.line.text, _answer_seen(answer)) for answer in answers),
    )
