"""Meetings as lists and pages show them; reports to executives and their rehearsals."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from yinuo.base import clock, dates
from yinuo.base.prepared import Given, Prepared
from yinuo.meetings.models import Attendee, Meeting, MeetingKind, MemoItem, MemoItemStep
from yinuo.meetings.queries.steps import ItemRow, open_steps, rows_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.meetings.models import Minute
    from yinuo.projects.models import Project

REHEARSALS_WANTED = 2


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as lists show it; `memo` is the handle of its memo, empty where none is written."""

    code: str
    kind: str
    kind_label: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    people: int
    memo: str
    is_over: bool
    is_cancelled: bool
    needs_no_memo: bool


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A report that has to be rehearsed (R49), and what is ready."""

    code: str
    title: str
    on: date
    rehearsals: int
    has_fallback: bool
    has_short_version: bool

    @property
    def is_ready(self) -> bool:
        """Two rehearsals held, a fallback and a version of fifteen minutes."""
        return self.rehearsals >= REHEARSALS_WANTED and self.has_fallback and self.has_short_version


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One open step on the agenda, and what was said of it at this meeting."""

    row: ItemRow
    said: str

    @property
    def chip(self) -> str:
        """Its name among the chips."""
        return f"step_{self.said}"


def listing(project: Project, *, limit: int = 200) -> tuple[list[MeetingRow], list[MeetingRow]]:
    """Meetings to come, soonest first, and those that are over, newest first. One query."""
    now = clock.now()
    rows = (
        Meeting.objects.filter(project=project)
        .select_related("memo", "waiver")
        .annotate(people=Count("attendees"))
        .order_by("-starts_at", "-id")[:limit]
    )
    listed = [
        MeetingRow(
            code=row.code,
            kind=row.kind,
            kind_label=row.get_kind_display(),
            title=row.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            time_zone=row.time_zone,
            place=row.place,
            people=row.people,
            memo=(row.memo.code or row.code) if hasattr(row, "memo") else "",
            is_over=row.ends_at <= now,
            is_cancelled=row.cancelled_at is not None,
            needs_no_memo=hasattr(row, "waiver"),
        )
        for row in rows
    ]
    return [row for row in reversed(listed) if not row.is_over], [row for row in listed if row.is_over]


def minutes(meeting: Meeting) -> list[Minute]:
    """What was noted down, in order, each with its owner and the next step it became."""
    return list(
        meeting.minutes.select_related(
            "owner",
            "item__memo__meeting",
            "made__entry",
            "made_issue__issue",
            "made_risk__risk",
            "made_change__change",
        ).order_by("number")
    )


def attendees(meeting: Meeting) -> list[Attendee]:
    """Who is asked to come."""
    return _attendees(meeting=meeting.pk)


_attendees = Prepared(
    lambda: (
        Attendee.objects.filter(meeting=Given("meeting"))
        .select_related("person__member", "person__contact__firm")
        .order_by("id")
    )
)


def agenda(meeting: Meeting, today: date) -> list[AgendaLine]:
    """The open steps of the memos sent so far, each with what this meeting said of it; those it settled stay."""
    settled = MemoItem.objects.filter(steps__meeting=meeting, is_gone=False).select_related("memo__meeting", "owner")
    steps = MemoItemStep.objects.filter(meeting=meeting).order_by("id")  # the newest word counts
    said: dict[int, str] = dict(steps.values_list("item_id", "fate"))
    rows = {row.item_id: row for row in open_steps(meeting.project, today)}
    missing = [item for item in settled.distinct() if item.pk not in rows]
    rows |= {row.item_id: row for row in rows_of(missing, meeting.project, today)}
    return [
        AgendaLine(row, said.get(row.item_id, ""))
        for row in sorted(rows.values(), key=lambda row: (row.on, row.memo_id, row.number))
    ]


def _held(project: Project, kind: str) -> QuerySet[Meeting]:
    return Meeting.objects.filter(project=project, kind=kind, cancelled_at=None)


def executive_reports(project: Project, month: date) -> int:
    """How many reports to executives were held in the month of `month`, in the project's zone (R52)."""
    zone = ZoneInfo(project.time_zone)
    begins = datetime(month.year, month.month, 1, tzinfo=zone)
    ends = begins + timedelta(days=monthrange(month.year, month.month)[1])
    rows = _held(project, MeetingKind.EXECUTIVE_REPORT)
    return rows.filter(starts_at__gte=begins, starts_at__lt=min(ends, clock.now())).count()


def rehearsals(project: Project, today: date) -> list[Rehearsed]:
    """Reports still to come that have to be rehearsed, with the rehearsals held so far (R49)."""
    zone = ZoneInfo(project.time_zone)
    begins = datetime.combine(today, datetime.min.time(), zone)
    held = Count("rehearsals", filter=Q(rehearsals__ends_at__lte=clock.now(), rehearsals__cancelled_at=None))
    rows = Meeting.objects.filter(project=project, needs_rehearsal=True, cancelled_at=None, starts_at__gte=begins)
    return [
        Rehearsed(
            row.code,
            row.title,
            dates.local_time(row.starts_at, row.time_zone).date(),
            row.held,
            row.has_fallback,
            row.has_short_version,
        )
        for row in rows.annotate(held=held).order_by("starts_at")
    ]
