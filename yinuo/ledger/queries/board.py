"""The answers board: sheets as rows, lines as dots, silence counted (decision 16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.ledger import access
from yinuo.ledger.models import Offer
from yinuo.ledger.published import Agreement, Answer, AnswerKind, Chip, Sheet, SheetContact, SheetLine, SheetRecall
from yinuo.projects.access import calendar_of
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from yinuo.base.calendar import Calendar
    from yinuo.projects.models import Project

SHOWN = 100
OPEN = ("silent", "asked", "to_be_signed")
SETTLED = ("confirmed", "not_accepted", "replaced")


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line and where its answer stands: confirmed, not_accepted, asked, to_be_signed, silent, replaced, recalled.

    `days` are working days: silent for so many, or left until a signature or the answer promised.
    """

    token: str
    number: int
    kind: str
    text: str
    entry_code: str
    status: str
    is_enough: bool
    by_name: str
    chip: str
    words: str
    days: int
    until: date | None
    means: str
    on: date | None
    newer_sheet: int = 0
    newer_line: int = 0
    """Where it was offered anew; 0 for nowhere."""

    @property
    def chip_words(self) -> str:
        """Why it is not accepted, in the reader's language."""
        return str(Chip(self.chip).label) if self.chip else ""


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """One sheet of the board."""

    id: int
    token: str
    number: int
    title: str
    due_on: date
    offered_on: date
    contacts: tuple[str, ...]
    is_recalled: bool
    lines: tuple[BoardLine, ...]

    def count(self, status: str) -> int:
        return sum(line.status == status for line in self.lines)

    @property
    def is_done(self) -> bool:
        return self.is_recalled or all(line.status in SETTLED for line in self.lines)

    @property
    def takes_answers(self) -> bool:
        """Whether an answer that came back may be recorded, be it for an older version."""
        return not self.is_recalled and any(line.status != "confirmed" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Board:
    """Open sheets first, then the settled ones, each newest first; `counts` over the open ones."""

    waiting: tuple[BoardSheet, ...]
    settled: tuple[BoardSheet, ...]
    counts: dict[str, int]


STATUSES = ("confirmed", "asked", "not_accepted", "to_be_signed", "silent")


def board(project: Project, *, today: date, zone: ZoneInfo) -> Board:
    """The answers board of `project`: seven queries whatever it holds."""
    sheets: list[Sheet] = _sheets(project=project.pk)
    rows = _rows(sheets, today=today, zone=zone, days=calendar_of(project))
    waiting = tuple(row for row in rows if not row.is_done)
    counts = {status: sum(row.count(status) for row in waiting) for status in STATUSES}
    return Board(waiting, tuple(row for row in rows if row.is_done), counts)


def sheet_on_board(project: Project, number: int, *, today: date, zone: ZoneInfo) -> tuple[Sheet, BoardSheet]:
    """One sheet with its lines; 404 where there is none."""
    sheet: Sheet | None = _sheet.first(project=project.pk, number=number)
    if sheet is None:
        raise Http404
    return sheet, _rows([sheet], today=today, zone=zone, days=calendar_of(project))[0]


_sheets = Prepared(
    lambda: (
        Sheet.objects.filter(project=Given("project"))
        .only("id", "token", "number", "title", "due_on", "offered_at")
        .order_by("-number")[:SHOWN]
    )
)
_sheet = Prepared(
    lambda: Sheet.objects.select_related("project").filter(project=Given("project"), number=Given("number"))
)
_answers = Prepared(
    lambda: Answer.objects.filter(line__sheet__in=GivenIds("sheets")).select_related("reply").order_by("id")
)
_seals = Prepared(lambda: Agreement.objects.filter(line__sheet__in=GivenIds("sheets")))
_recalled = Prepared(lambda: SheetRecall.objects.filter(sheet__in=GivenIds("sheets")).values_list("sheet_id"))
_codes = Prepared(
    lambda: Offer.objects.filter(line__sheet__in=GivenIds("sheets")).values_list("line_id", "wording__entry__code")
)
_lines = Prepared(lambda: SheetLine.objects.filter(sheet__in=GivenIds("sheets")).order_by("number"))
_called = Prepared(
    lambda: SheetContact.objects.filter(sheet__in=GivenIds("sheets")).order_by("id").values_list("sheet_id", "called")
)


def _rows(sheets: Sequence[Sheet], *, today: date, zone: ZoneInfo, days: Calendar) -> list[BoardSheet]:
    if not sheets:
        return []
    ids = [sheet.pk for sheet in sheets]
    answers = {row.line_id: row for row in _answers(sheets=ids)}
    seals = {row.line_id: row for row in _seals(sheets=ids)}
    recalled = {sheet_id for (sheet_id,) in _recalled(sheets=ids)}
    codes = dict(_codes(sheets=ids))
    lines: dict[int, list[SheetLine]] = {}
    for line in _lines(sheets=ids):
        lines.setdefault(line.sheet_id, []).append(line)
    newer = access.newer_lines([line for shown in lines.values() for line in shown])
    names: dict[int, list[str]] = {}
    for sheet_id, called in _called(sheets=ids):
        names.setdefault(sheet_id, []).append(called)
    found = []
    for sheet in sheets:
        around = _Around(sheet.offered_at.astimezone(zone).date(), today, sheet.pk in recalled, days)
        shown = (
            _line(line, answers.get(line.pk), seals.get(line.pk), codes.get(line.pk, ""), around, newer.get(line.pk))
            for line in lines.get(sheet.pk, ())
        )
        found.append(
            BoardSheet(
                id=sheet.pk,
                token=sheet.token,
                number=sheet.number,
                title=sheet.title,
                due_on=sheet.due_on,
                offered_on=around.offered_on,
                contacts=tuple(names.get(sheet.pk, ())),
                is_recalled=around.is_recalled,
                lines=tuple(shown),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What the status of a line depends on besides its answer."""

    offered_on: date
    today: date
    is_recalled: bool
    days: Calendar


def _line(
    line: SheetLine,
    answer: Answer | None,
    seal: Agreement | None,
    code: str,
    around: _Around,
    newer: SheetLine | None,
) -> BoardLine:
    status, days, until = _status(answer, seal, around)
    if newer and status in OPEN:
        status, days, until = "replaced", 0, None
    return BoardLine(
        token=line.token,
        number=line.number,
        kind=line.kind,
        text=line.text,
        entry_code=code,
        status=status,
        is_enough=seal.is_enough if seal else False,
        by_name=answer.reply.by_name if answer else "",
        chip=answer.chip if answer else "",
        words=answer.words if answer else "",
        days=days,
        until=until,
        means=answer.reply.means if answer else "",
        on=answer.reply.signed_on if answer else None,
        newer_sheet=newer.sheet.number if newer else 0,
        newer_line=newer.number if newer else 0,
    )


def _status(answer: Answer | None, seal: Agreement | None, around: _Around) -> tuple[str, int, date | None]:
    days, today = around.days, around.today
    if seal:
        return "confirmed", 0, None
    if answer is None:
        silent = max(0, days.workdays_between(around.offered_on, today))
        return ("recalled", 0, None) if around.is_recalled else ("silent", silent, None)
    if answer.kind == AnswerKind.NOT_ACCEPT:
        return "not_accepted", 0, None
    if answer.kind == AnswerKind.CONFIRM and answer.reply.means == Means.ORAL and answer.reply.sign_by:
        return "to_be_signed", days.workdays_between(today, answer.reply.sign_by), answer.reply.sign_by
    until = answer.answer_by
    return "asked", days.workdays_between(today, until) if until else 0, until
