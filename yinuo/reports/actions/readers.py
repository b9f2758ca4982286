"""What comes after the publishing: corrections, who read it, what they say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.capture.absolutes import absolute_in
from yinuo.evidence.models import Side
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.reports.actions.reports import keep
from yinuo.reports.published import ReportAddendum, ReportAnswer, ReportAnswerKind, ReportReading

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.people.models import Member
    from yinuo.reports.published import PublishedReport


class NoWords(ValueError):
    """An addendum or a question without words says nothing."""


@transaction.atomic
def add_addendum(row: PublishedReport, *, by: Member, at: datetime, words: str) -> ReportAddendum:
    """Correct a published report below it; what it said stays. Raises NoWords, AbsoluteGuarantee (R45)."""
    if not words.strip():
        raise NoWords
    if absolute := absolute_in(words):
        raise AbsoluteGuarantee("words", absolute.words)
    added = ReportAddendum.objects.create(report=row, words=words.strip(), by_name=by.person.name, at=at)
    told = {"words": added.words}
    keep("reports.correct_report", row, by=by.person.name, at=at, facts=told, rows=[added], side=Side.SHARED)
    return added


@transaction.atomic
def read_report(row: PublishedReport, *, person_id: int, name: str, at: datetime) -> ReportReading:
    """Somebody of the client's side opened it; the first time counts."""
    found, is_new = ReportReading.objects.get_or_create(
        report=row, person_id=person_id, defaults={"name": name, "at": at}
    )
    if is_new:
        keep("reports.read_report", row, by=name, at=at, facts={}, rows=[found], side=Side.SHARED)
    return found


@transaction.atomic
def answer_report(
    row: PublishedReport, *, person_id: int, name: str, at: datetime, kind: str, words: str = ""
) -> ReportAnswer:
    """The one tap below a report. Saying the same twice changes nothing. Raises NoWords for an empty question."""
    words = words.strip() if kind == ReportAnswerKind.QUESTION else ""
    if kind == ReportAnswerKind.QUESTION and not words:
        raise NoWords
    last = ReportAnswer.objects.filter(report=row, person_id=person_id).order_by("-id").first()
    if last and (last.kind, last.words) == (kind, words):
        return last
    said = ReportAnswer.objects.create(
        report=row, kind=ReportAnswerKind(kind), words=words, person_id=person_id, name=name, at=at
    )
    told = {"kind": said.kind, "words": said.words}
    keep("reports.answer_report", row, by=name, at=at, facts=told, rows=[said], side=Side.SHARED)
    return said
