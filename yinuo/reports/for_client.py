"""What the client sees of reports, and the one tap below each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from yinuo.base.paper.report import Story, read, report_pdf
from yinuo.base.paper.report_word import report_docx
from yinuo.base.prepared import Given, Prepared
from yinuo.reports import actions
from yinuo.reports.actions import NoWords
from yinuo.reports.published import (
    PublishedReport,
    ReportAddendum,
    ReportReading,
    ReportReply,
    Said,
    addenda_of,
    readings_of,
    said_of,
)
from yinuo.reports.published import ReportAnswerKind as AnswerKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from yinuo.people.access import Place, Visitor

__all__ = [
    "AddendumSeen",
    "AnswerKind",
    "NoWords",
    "QuestionSeen",
    "ReaderSeen",
    "ReportRow",
    "ReportSeen",
    "answer",
    "newest",
    "opened",
    "paper",
    "report",
    "reports",
    "word",
]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A published report in a list."""

    token: str
    number: int
    title: str
    since: date
    until: date
    published_at: datetime


@dataclass(frozen=True, slots=True)
class AddendumSeen:
    """What we added below a report: a correction, or a reply to a question."""

    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    """A question about a report, and what we said to it."""

    words: str
    replies: tuple[AddendumSeen, ...]


@dataclass(frozen=True, slots=True)
class ReaderSeen:
    """Who read a report, what that person said to it last, and what that person asks or was answered."""

    name: str
    at: datetime
    kind: str
    questions: tuple[QuestionSeen, ...]
    is_me: bool


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report as it was published, what was added, who read it."""

    token: str
    number: int
    language: str
    story: Story
    text: str
    sha256: str
    by_name: str
    published_at: datetime
    addenda: tuple[AddendumSeen, ...]
    readers: tuple[ReaderSeen, ...]
    mine: str
    is_read: bool


def reports(visitor: Visitor, place: Place) -> tuple[ReportRow, ...]:
    """All published reports, newest first. One query."""
    rows = PublishedReport.objects.filter(project=visitor.place(place.project_token).project_id).order_by("-number")
    return tuple(
        ReportRow(row.token, row.number, row.title, row.since, row.until, row.published_at)
        for row in rows.only("token", "number", "title", "since", "until", "published_at")
    )


def newest(visitor: Visitor, place: Place) -> ReportRow | None:
    """The last one published."""
    rows = PublishedReport.objects.filter(project=visitor.place(place.project_token).project_id).order_by("-number")
    row = rows.only("token", "number", "title", "since", "until", "published_at").first()
    return ReportRow(row.token, row.number, row.title, row.since, row.until, row.published_at) if row else None


_by_token = Prepared(
    lambda: PublishedReport.objects.filter(project=Given("project"), token=Given("token")).select_related(
        "project__account__firm"
    )
)


def _row(visitor: Visitor, place: Place, token: str) -> PublishedReport:
    found: PublishedReport | None = _by_token.first(project=visitor.place(place.project_token).project_id, token=token)
    if found is None:
        raise Http404
    return found


def report(visitor: Visitor, place: Place, token: str) -> ReportSeen:
    """One report; 404 for foreign and missing ones. At most five queries."""
    row = _row(visitor, place, token)
    said = said_of(row)
    readings = readings_of(row)
    return ReportSeen(
        token=row.token,
        number=row.number,
        language=row.language,
        story=read(row.story),
        text=row.text,
        sha256=row.sha256,
        by_name=row.by_name,
        published_at=row.published_at,
        addenda=_added(addenda_of(row)),
        readers=tuple(_reader(one, said.get(one.person_id), visitor) for one in readings),
        mine=said[visitor.person_id].kind if visitor.person_id in said else "",
        is_read=any(one.person_id == visitor.person_id for one in readings),
    )


def _added(rows: Iterable[ReportAddendum | ReportReply]) -> tuple[AddendumSeen, ...]:
    return tuple(AddendumSeen(one.words, one.by_name, one.at) for one in rows)


def _reader(row: ReportReading, said: Said | None, visitor: Visitor) -> ReaderSeen:
    return ReaderSeen(
        name=row.name,
        at=row.at,
        kind=said.kind if said else "",
        questions=tuple(QuestionSeen(one.words, _added(one.replies.all())) for one in said.questions) if said else (),
        is_me=row.person_id == visitor.person_id,
    )


def opened(visitor: Visitor, place: Place, token: str, *, at: datetime) -> None:
    """The visitor has it before him; the first time is kept."""
    row = _row(visitor, place, token)
    actions.read_report(row, person_id=visitor.person_id, name=visitor.name, at=at)


def answer(visitor: Visitor, place: Place, token: str, *, kind: str, words: str, at: datetime) -> None:
    """Clear, or a question. Raises NoWords."""
    row = _row(visitor, place, token)
    actions.answer_report(row, person_id=visitor.person_id, name=visitor.name, at=at, kind=kind, words=words)


def paper(visitor: Visitor, place: Place, token: str) -> tuple[int, bytes]:
    """The number and the PDF: the same bytes whenever it is asked for."""
    row = _row(visitor, place, token)
    return row.number, report_pdf(read(row.story), language=row.language, fingerprint=row.sha256, until=row.until)


def word(visitor: Visitor, place: Place, token: str) -> tuple[int, bytes]:
    """The number and the Word file: the same bytes whenever it is asked for."""
    row = _row(visitor, place, token)
    return row.number, report_docx(read(row.story), language=row.language, fingerprint=row.sha256, until=row.until)
