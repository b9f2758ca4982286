"""Where memos stand, read from the answers to their newest version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.base import dates
from yinuo.base.prepared import GivenIds, Prepared
from yinuo.ledger.published import Answer, AnswerKind, SheetLine, SheetRecall
from yinuo.meetings.models import MemoState, MemoVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from yinuo.meetings.models import Memo


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one memo stands. `silent` counts the lines of its newest version that wait for an answer."""

    state: MemoState
    version: int = 0
    sheet_number: int = 0
    sent_on: date | None = None
    silent: int = 0
    asked: int = 0
    confirmed: int = 0
    lines: int = 0

    @property
    def chip(self) -> str:
        """Its name among the chips."""
        return f"memo_{self.state}"


def standings(memos: Iterable[Memo]) -> dict[int, Standing]:
    """Where each memo stands, by its key. Four queries however many there are."""
    listed = list(memos)
    newest: dict[int, MemoVersion] = {}
    for version in _versions(memos=[memo.pk for memo in listed]) if listed else ():
        newest[version.memo_id] = version
    sheets = [version.sheet_id for version in newest.values()]
    recalled = {sheet for (sheet,) in _recalled(sheets=sheets)} if sheets else set()
    lines: dict[int, list[int]] = {}
    for line, sheet in _lines(sheets=sheets) if sheets else ():
        lines.setdefault(sheet, []).append(line)
    answers = _answers(sheets)
    found = {}
    for memo in listed:
        told = newest.get(memo.pk)
        if told is None or told.sheet_id in recalled:
            found[memo.pk] = Standing(MemoState.CLOSED if memo.closed_at else MemoState.DRAFT)
            continue
        found[memo.pk] = _standing(memo, told, [answers.get(line, "") for line in lines[told.sheet_id]])
    return found


_versions = Prepared(
    lambda: MemoVersion.objects.filter(memo__in=GivenIds("memos")).select_related("sheet").order_by("number", "id")
)
_recalled = Prepared(lambda: SheetRecall.objects.filter(sheet__in=GivenIds("sheets")).values_list("sheet_id"))
_lines = Prepared(lambda: SheetLine.objects.filter(sheet__in=GivenIds("sheets")).values_list("id", "sheet_id"))
_told = Prepared(
    lambda: (
        Answer.objects.filter(line__sheet__in=GivenIds("sheets"))
        .order_by("id")
        .values_list("line_id", "kind", "reply__means")
    )
)


def _answers(sheets: Sequence[int]) -> dict[int, str]:
    """The newest answer of each line; a word of mouth confirms nothing yet."""
    rows = _told(sheets=sheets) if sheets else ()
    return {line: "" if means == "oral" and kind == AnswerKind.CONFIRM else kind for line, kind, means in rows}


def _standing(memo: Memo, told: MemoVersion, answers: Sequence[str]) -> Standing:
    if memo.closed_at:
        state = MemoState.CLOSED
    elif AnswerKind.NOT_ACCEPT in answers:
        state = MemoState.OBJECTED
    else:
        state = MemoState.CONFIRMED if set(answers) == {AnswerKind.CONFIRM} else MemoState.SENT
    return Standing(
        state=state,
        version=told.number,
        sheet_number=told.sheet.number,
        sent_on=dates.local_time(told.at, memo.project.time_zone).date(),
        silent=answers.count(""),
        asked=answers.count(AnswerKind.ASK),
        confirmed=answers.count(AnswerKind.CONFIRM),
        lines=len(answers),
    )


def standing_of(memo: Memo) -> Standing:
    """Where `memo` stands."""
    return standings([memo])[memo.pk]
