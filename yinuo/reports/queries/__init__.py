"""Reads of reports: the list, one report in both layers, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yinuo.base.paper.report import Line, Section, Story, read
from yinuo.projects.access import calendar_of
from yinuo.reports.models import Report, ReportKind
from yinuo.reports.published import PublishedReport
from yinuo.reports.queries.facts import Facts, Period, facts_of
from yinuo.reports.queries.lines import Fact, Part
from yinuo.reports.queries.story import TEXTS, story_of, texts_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.projects.models import Project

__all__ = [
    "TEXTS",
    "Fact",
    "Facts",
    "Line",
    "Overdue",
    "Part",
    "Period",
    "Section",
    "Story",
    "draft",
    "drawn",
    "facts_of",
    "listing",
    "missing",
    "next_period",
    "overdue",
    "read",
    "story_of",
    "texts_of",
]
WEEK = timedelta(days=7)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Overdue:
    """The weekly report that should be out: the last day of its period, and working days since."""

    until: date
    working_days: int


def listing(project: Project) -> QuerySet[Report]:
    """All reports, newest first, each with its publishing where it has one."""
    return Report.objects.filter(project=project).select_related("publishing__published").order_by("-number")


def draft(project: Project) -> Report | None:
    """The report that is being written."""
    return Report.objects.filter(project=project, publishing=None).select_related("project").first()


def next_period(project: Project, today: date) -> Period:
    """The week that the next report tells of: the seven days after the last one, else those up to this Friday."""
    last = Report.objects.filter(project=project).order_by("-number").values_list("until", flat=True).first()
    if last is not None:
        return Period(last + timedelta(days=1), last + WEEK)
    until = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return Period(until - timedelta(days=6), until)


def drawn(report: Report, today: date, *, for_client: bool, language: str = "") -> Story:
    """A draft as it would be read now, in one of its layers."""
    facts = facts_of(report.project, Period(report.since, report.until), today)
    shown = facts.for_client if for_client else facts
    return story_of(report, shown, texts_of(report), language=language or report.project.language)


def missing(report: Report, facts: Facts) -> tuple[str, ...]:
    """What R53 misses: status, done, not_done, next, risk, solution; a part is there by its facts or its words."""
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
