"""When the next weekly report is due: its days, and the moment at which it is drafted by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from yinuo.projects.access import calendar_of
from yinuo.projects.models import Project
from yinuo.reports.models import Report, ReportKind, ReportTime, Weekday
from yinuo.reports.queries.facts import Period

if TYPE_CHECKING:
    from django.db.models import QuerySet

WEEK = timedelta(days=7)
SHORTEST = 4
"""Days that a period has at least, after the day of the report was moved."""


@dataclass(frozen=True, slots=True)
class Hour:
    """The agreed hour: on which day of the week, at what time in the project's zone. `version` 0 is the default."""

    is_on: bool = True
    weekday: int = Weekday.FRIDAY
    hour: time = time(15)
    version: int = 0

    @property
    def day_word(self) -> str:
        """The day in the reader's language."""
        return str(Weekday(self.weekday).label)


def hour_of(project: Project) -> Hour:
    """What was agreed for `project`, else Friday at 15:00. One query."""
    row = ReportTime.objects.filter(project=project).first()
    return Hour(row.is_on, row.weekday, row.hour, row.version) if row else Hour()


def next_period(project: Project, today: date) -> Period:
    """The days that the next weekly report tells of: from the day after the last one to the agreed day of a week.

    Weeks that went by without a report are told in one. Two queries.
    """
    weekday = hour_of(project).weekday
    last = Report.objects.filter(project=project, kind=ReportKind.WEEKLY).order_by("-number")
    ended = last.values_list("until", flat=True).first()
    if ended is None:
        until = _on(weekday, today)
        return Period(until - timedelta(days=6), until)
    until = _on(weekday, ended + timedelta(days=SHORTEST))
    while until + WEEK <= today:
        until += WEEK
    return Period(ended + timedelta(days=1), until)


def _on(weekday: int, day: date) -> date:
    """The first `weekday` from `day` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def drafted_at(project: Project, period: Period) -> datetime:
    """The agreed hour on the last day of `period`; on the last working day before where that day is not worked."""
    cal, day = calendar_of(project), period.until
    while day > period.since and not cal.is_workday(day):
        day -= timedelta(days=1)
    if not cal.is_workday(day):
        day = period.until
    return datetime.combine(day, hour_of(project).hour, ZoneInfo(project.time_zone))


def reporting() -> QuerySet[Project]:
    """Running projects whose next report is drafted by itself: agreed, or reported on before, and none drafted yet."""
    reports = Report.objects.filter(project=OuterRef("pk"), kind=ReportKind.WEEKLY)
    agreed = ReportTime.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.filter(closed_on=None).filter(Q(Exists(agreed)) | Q(Exists(reports)))
    rows = rows.exclude(Exists(agreed.filter(is_on=False)))
    return rows.exclude(Exists(reports.filter(publishing=None))).select_related("account__firm").order_by("code")


def is_due(project: Project, at: datetime) -> bool:
    """Whether the next weekly report is to be drafted by `at`, and nobody did."""
    if Report.objects.filter(project=project, kind=ReportKind.WEEKLY, publishing=None).exists():
        return False
    today = at.astimezone(ZoneInfo(project.time_zone)).date()
    return drafted_at(project, next_period(project, today)) <= at
