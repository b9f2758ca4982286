"""The visitor's own dates: sheets that wait, answers promised, what the visitor agreed to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from yinuo.bridges import icalendar
from yinuo.ledger.for_client.home import waiting
from yinuo.ledger.published import Agreement, Answer, AnswerKind, LineKind, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.people.access import Place, Visitor


CalendarEntry = icalendar.Event
"""One date as a calendar program takes it."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One date. `kind` is sheet (an answer is due), answer (promised on a line) or duty (agreed to be done)."""

    kind: str
    token: str
    words: str
    on: date
    since: datetime
    sheet_token: str


def calendar_file(entries: Sequence[CalendarEntry], *, name: str) -> bytes:
    """What a calendar program reads, to be asked for again in six hours (RFC 5545)."""
    return icalendar.write(entries, name=name, refresh_hours=6)


def own_days(visitor: Visitor, place: Place) -> list[OwnDay]:
    """What `visitor` is asked for, has promised to answer and has agreed to do on one project. Six queries."""
    return [*_sheets(visitor, place), *_answers(visitor, place), *_duties(visitor, place)]


def _sheets(visitor: Visitor, place: Place) -> list[OwnDay]:
    asked = {sheet.token: sheet for sheet in waiting(visitor, place)}
    offered = dict(Sheet.objects.filter(token__in=list(asked)).values_list("token", "offered_at"))
    return [OwnDay("sheet", token, sheet.title, sheet.due_on, offered[token], token) for token, sheet in asked.items()]


def _answers(visitor: Visitor, place: Place) -> list[OwnDay]:
    """The newest answer of each line that is still open, where it is a question with a day."""
    rows = (
        Answer.objects.filter(line__sheet__project=place.project_id, line__agreement=None, line__sheet__recall=None)
        .order_by("id")
        .values_list(
            *("line_id", "kind", "answer_by", "reply__person_id", "line__token", "line__text"),
            *("reply__recorded_at", "line__sheet__token"),
        )
    )
    newest = {row[0]: row[1:] for row in rows}
    return [
        OwnDay("answer", token, text, answer_by, at, sheet)
        for kind, answer_by, person_id, token, text, at, sheet in newest.values()
        if kind == AnswerKind.ASK and answer_by and person_id == visitor.person_id
    ]


def _duties(visitor: Visitor, place: Place) -> list[OwnDay]:
    """Agreed duties with a day on which the visitor is named; the newest agreed version of each."""
    rows = (
        Agreement.objects.filter(line__sheet__project=place.project_id, line__kind=LineKind.DUTY)
        .order_by("line_id")
        .values_list(
            *("line__thread", "line__who", "line__due_on", "line__token", "line__text", "reply__recorded_at"),
            "line__sheet__token",
        )
    )
    newest = {row[0]: row[1:] for row in rows}
    return [
        OwnDay("duty", token, text, due_on, at, sheet)
        for who, due_on, token, text, at, sheet in newest.values()
        if due_on and (who == visitor.name or who.startswith(f"{visitor.name} · "))
    ]
