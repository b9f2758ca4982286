"""Reads of reports: the list, one report in both layers, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yinuo.base.paper.report import Line, Section, Story, read
from yinuo.base.prepared import Given, Prepared
from yinuo.projects.access import calendar_of
from yinuo.reports.models import Report, ReportKind, ReportPublishing, ReportRecipient
from yinuo.reports.published import PublishedReport, ReportReading, addenda_of, readings_of, said_of
from yinuo.reports.queries import pictures
from yinuo.reports.queries.facts import Facts, Period, facts_of
from yinuo.reports.queries.history import History
from yinuo.reports.queries.lines import Fact, Part
from yinuo.reports.queries.month import next_month, reported
from yinuo.reports.queries.story import TEXTS, story_of, texts_of
from yinuo.reports.queries.times import Hour, drafted_at, hour_of, is_due, next_period, reporting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from yinuo.projects.models import Project

__all__ = [
    "TEXTS",
    "Fact",
    "Facts",
    "History",
    "Hour",
    "Line",
    "Overdue",
    "Part",
    "Period",
    "Section",
    "Story",
    "addenda_of",
    "draft",
    "drafted_at",
    "drawn",
    "facts_of",
    "hour_of",
    "is_due",
    "listing",
    "missing",
    "next_month",
    "next_period",
    "overdue",
    "pictures",
    "read",
    "readings_of",
    "recipients",
    "reported",
    "reporting",
    "said_of",
    "sent_last",
    "story_of",
    "texts_of",
]
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Overdue:
    """The weekly report that should be out: the last day of its period, and working days since."""

    until: date
    working_days: int


def listing(project: Project) -> QuerySet[Report]:
    """All reports, newest first, each with its publishing where it has one."""
    return Report.objects.filter(project=project).select_related("publishing__published").order_by("-number")


def sent_last(project: Project) -> list[int]:
    """Keys of the people to whom the last report was sent. One query."""
    last = ReportPublishing.objects.filter(report__project=project).order_by("-report__number").values("pk")[:1]
    rows = ReportRecipient.objects.filter(publishing__in=list(last.values_list("pk", flat=True)))
    return list(rows.order_by("id").values_list("person_id", flat=True))


def recipients(
    publishing: ReportPublishing, readings: Iterable[ReportReading]
) -> list[tuple[str, ReportReading | None]]:
    """To whom a report was sent, each with the reading where it was opened. One query."""
    read_by = {row.person_id: row for row in readings}
    return [(name, read_by.get(person)) for name, person in _recipients(publishing=publishing.pk)]


_recipients = Prepared(
    lambda: (
        ReportRecipient.objects.filter(publishing=Given("publishing"))
        .order_by("id")
        .values_list("person__name", "person_id")
    )
)


def draft(project: Project, kind: str = ReportKind.WEEKLY) -> Report | None:
    """The report of a kind that is being written."""
    return Report.objects.filter(project=project, kind=kind, publishing=None).select_related("project").first()


def drawn(report: Report, today: date, *, for_client: bool, language: str = "") -> Story:
    """A draft as it would be read now, in one of its layers."""
    facts = facts_of(report.project, Period(report.since, report.until), today)
    shown = facts.for_client if for_client else facts
    return story_of(report, shown, texts_of(report), language=language or report.project.language)


def missing(report: Report, facts: Facts) -> tuple[str, ...]:
    """What R53 misses: status, done, not_done, next, risk, solution; a part is there by its facts or its words.

    A page for executives needs its status alone.
    """
    if report.kind == ReportKind.EXECUTIVE:
        return () if report.status.strip() else ("status",)
    shown = facts.for_client
    there = {
        "status": bool(report.status.strip()),
        "done": bool(report.done_words.strip() or shown.of(Part.DONE)),
        "not_done": bool(report.not_done_words.strip() or shown.of(Part.NOT_DONE)),
        "next": bool(report.next_words.strip() or shown.of(Part.NEXT)),
        "risk": bool(report.risk_words.strip() or shown.of(Part.RISK)),
        "solution": bool(report.solution_words.strip() or shown.of(Part.SOLUTION)),
    }
    return tuple(name for name, is_there in there.items() if not is_there)


def overdue(project: Project, today: date) -> Overdue | None:
    """The weekly report that is missing one working day after its Friday (peers §4.4); None before the first one."""
    rows = PublishedReport.objects.filter(project=project, kind=ReportKind.WEEKLY)
    last = rows.order_by("-number").values_list("until", flat=True).first()
    if last is None:
        return None
    until = last + WEEK
    days = calendar_of(project).workdays_between(until, today) if until < today else 0
    return Overdue(until, days) if days >= 1 else None
