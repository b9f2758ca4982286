"""What comes after the publishing: corrections, who read it, what they say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.capture.absolutes import absolute_in
from yinuo.evidence.models import Side
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.notices import actions as notices
from yinuo.people.models import Person
from yinuo.projects import queries as projects
from yinuo.reports.actions.reports import keep, report_subject
from yinuo.reports.models import ReportRecipient
from yinuo.reports.published import ReportAddendum, ReportAnswer, ReportAnswerKind, ReportReading, ReportReply

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yinuo.people.models import Member
    from yinuo.reports.published import PublishedReport


CORRECTED, ASKED, REPLIED = "reports.corrected", "reports.asked", "reports.replied"


class NoWords(ValueError):
    """An addendum, a question or a reply without words says nothing."""


@transaction.atomic
def add_addendum(row: PublishedReport, *, by: Member, at: datetime, words: str) -> ReportAddendum:
    """Correct a published report below it; what it said stays, and who was sent it is sent this.

    Raises NoWords, AbsoluteGuarantee (R45).
    """
    added = ReportAddendum.objects.create(report=row, words=_worded(words), by_name=by.person.name, at=at)
    sent = ReportRecipient.objects.filter(publishing__published=row).select_related("person").order_by("id")
    _tell(CORRECTED, row, at=at, to=[one.person for one in sent], payload=added.pk)
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
    """The one tap below a report; our manager is told of a question. Saying the same twice changes nothing.

    Raises NoWords for an empty question.
    """
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
    if said.kind == ReportAnswerKind.QUESTION and (seat := projects.manager_seat(row.project)):
        _tell(ASKED, row, at=at, to=[seat.person], payload=said.pk)
    return said


@transaction.atomic
def reply_to_question(said: ReportAnswer, *, by: Member, at: datetime, words: str) -> ReportReply:
    """Answer a question below its report; who asked is told. Raises NoWords, AbsoluteGuarantee (R45)."""
    row = said.report
    reply = ReportReply.objects.create(answer=said, words=_worded(words), by_name=by.person.name, at=at)
    told = {"question": said.words, "words": reply.words}
    keep("reports.reply_to_question", row, by=by.person.name, at=at, facts=told, rows=[reply], side=Side.SHARED)
    _tell(REPLIED, row, at=at, to=Person.objects.filter(pk=said.person_id), payload=reply.pk)
    return reply


def _worded(words: str) -> str:
    """What the client is going to read."""
    if not words.strip():
        raise NoWords
    if absolute := absolute_in(words):
        raise AbsoluteGuarantee("words", absolute.words)
    return words.strip()


def _tell(kind: str, row: PublishedReport, *, at: datetime, to: Iterable[Person], payload: int) -> None:
    """A letter to each; `payload` is the key of what it tells of."""
    if people := list(to):
        notices.tell(kind, report_subject(row.project.code, row.number), at=at, to=people, payload=str(payload))
