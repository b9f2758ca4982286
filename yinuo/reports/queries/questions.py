"""Questions about reports that nobody of ours answered yet."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef

from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.projects.models import LEADING, Seat
from yinuo.reports.published import ReportAnswer, ReportAnswerKind, ReportReply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from yinuo.people.models import Member
    from yinuo.projects.models import Project


class Question(NamedTuple):
    """What somebody of the client's side asked about a report, and does not know yet."""

    key: int
    project_id: int
    number: int
    title: str
    name: str
    words: str
    at: datetime


def open_questions(projects: Iterable[Project], *, member: Member | None, at_most: int) -> list[Question]:
    """Questions without a reply that their authors did not take back by tapping again, oldest first. One query.

    With `member` only on projects where this person sits as project manager or director.
    """
    keys = [project.pk for project in projects]
    if not keys:
        return []
    rows = _open[member is not None](projects=keys, person=member.person_id if member else None)
    return [Question(*row) for row in rows[:at_most]]


def _unanswered(*, is_led: bool) -> QuerySet[ReportAnswer, tuple[object, ...]]:
    newer = ReportAnswer.objects.filter(
        report=OuterRef("report"), person_id=OuterRef("person_id"), pk__gt=OuterRef("pk")
    )
    replied = ReportReply.objects.filter(answer=OuterRef("pk"))
    rows = ReportAnswer.objects.filter(
        ~Exists(newer), ~Exists(replied), kind=ReportAnswerKind.QUESTION, report__project__in=GivenIds("projects")
    )
    if is_led:
        rows = rows.filter(
            Exists(
                Seat.objects.filter(
                    project=OuterRef("report__project"), person=Given("person"), until=None, role__in=LEADING
                )
            )
        )
    return rows.order_by("id").values_list(
        "pk", "report__project_id", "report__number", "report__title", "name", "words", "at"
    )


_open = (Prepared(partial(_unanswered, is_led=False)), Prepared(partial(_unanswered, is_led=True)))
