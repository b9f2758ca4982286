"""Memos as lists show them, and what each project still owes its memos (R01–R04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.base import clock, dates
from yinuo.meetings.models import DelayCause, Fate, Meeting, MeetingKind, Memo, MemoItem, MemoState
from yinuo.meetings.queries.standing import Standing, standings
from yinuo.meetings.queries.steps import ItemRow, open_steps, rows_of
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.projects.models import Project

MEMO_KINDS = (MeetingKind.SITE_VISIT, MeetingKind.STEERING)
"""Meetings that want a memo (R03, tamed)."""


@dataclass(frozen=True, slots=True)
class MemoRow:
    """One memo as lists show it."""

    memo_id: int
    handle: str
    code: str
    on: date
    occasion: str
    kind: str
    kind_label: str
    standing: Standing
    steps: int
    open_steps: int
    causes: int


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A memo that waits for the client's word (R04): since when, how many working days."""

    code: str
    occasion: str
    sent_on: date
    working_days: int
    sheet_number: int


@dataclass(frozen=True, slots=True)
class WithoutMemo:
    """A meeting that wants a memo and has none (R03)."""

    code: str
    title: str
    kind: str
    ended_on: date
    working_days: int


@dataclass(frozen=True, slots=True)
class WithoutCauses:
    """A memo that names no cause of delay (R02); `since` is the day of the memo before it, when there is one."""

    handle: str
    occasion: str
    on: date
    since: date | None


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A next step that stands in no published plan and was not dropped by both (R01)."""

    row: ItemRow
    working_days: int
    """Since the day of the memo."""

    @property
    def code(self) -> str:
        """MM-108/1."""
        return self.row.code


def listing(project: Project, *, limit: int = 200) -> list[MemoRow]:
    """The memos of a project, newest first."""
    memos = list(
        Memo.objects.filter(project=project).select_related("meeting", "project").order_by("-on", "-id")[:limit]
    )
    stand = standings(memos)
    today = clock.today(project.time_zone)
    items = MemoItem.objects.filter(memo__in=[memo.pk for memo in memos], is_gone=False)
    steps: dict[int, list[ItemRow]] = {}
    for row in rows_of(items.select_related("memo__meeting", "owner"), project, today):
        steps.setdefault(row.memo_id, []).append(row)
    causes = _causes(memos)
    return [
        MemoRow(
            memo_id=memo.pk,
            handle=memo.code or memo.meeting.code,
            code=memo.code,
            on=memo.on,
            occasion=memo.occasion,
            kind=memo.meeting.kind,
            kind_label=memo.meeting.get_kind_display(),
            standing=stand[memo.pk],
            steps=len(steps.get(memo.pk, ())),
            open_steps=sum(row.fate not in (Fate.DONE, Fate.DROPPED) for row in steps.get(memo.pk, ())),
            causes=causes.get(memo.pk, 0),
        )
        for memo in memos
    ]


def _causes(memos: Sequence[Memo]) -> dict[int, int]:
    found: dict[int, int] = {}
    for memo in DelayCause.objects.filter(memo__in=[memo.pk for memo in memos], is_gone=False).values_list(
        "memo_id", flat=True
    ):
        found[memo] = found.get(memo, 0) + 1
    return found


def unconfirmed(project: Project, today: date) -> list[Unconfirmed]:
    """Memos sent of which lines were not answered (R04), in working days since the sending; a refusal is an answer."""
    rows = Memo.objects.filter(project=project, closed_at=None).exclude(code="").select_related("project")
    memos = list(rows.order_by("on", "id"))
    stand, cal, found = standings(memos), calendar_of(project), []
    for memo in memos:
        told = stand[memo.pk]
        if told.state == MemoState.SENT and told.sent_on and told.silent:
            days = cal.workdays_between(told.sent_on, today)
            found.append(Unconfirmed(memo.code, memo.occasion, told.sent_on, days, told.sheet_number))
    return found


def without_memo(project: Project, today: date) -> list[WithoutMemo]:
    """Site visits and steering meetings that are over, without a memo and without a word that none is needed (R03)."""
    rows = Meeting.objects.filter(project=project, kind__in=MEMO_KINDS, cancelled_at=None, waiver=None, memo=None)
    cal, found = calendar_of(project), []
    for meeting in rows.order_by("ends_at"):
        ended_on = dates.local_time(meeting.ends_at, meeting.time_zone).date()
        if ended_on <= today and meeting.ends_at <= clock.now():
            days = cal.workdays_between(ended_on, today)
            found.append(WithoutMemo(meeting.code, meeting.title, meeting.kind, ended_on, days))
    return found


def without_causes(project: Project) -> list[WithoutCauses]:
    """Memos that name no cause of delay on any side (R02); whether something was late is for the plan to say."""
    named = DelayCause.objects.filter(memo__project=project, is_gone=False).values("memo")
    rows = Memo.objects.filter(project=project).exclude(pk__in=named).select_related("meeting", "previous")
    return [
        WithoutCauses(
            memo.code or memo.meeting.code, memo.occasion, memo.on, memo.previous.on if memo.previous else None
        )
        for memo in rows.order_by("on", "id")
    ]


def unplanned(project: Project, today: date | None = None) -> list[Unplanned]:
    """Next steps of sent memos that are open, stand in no published plan and were not dropped by both (R01)."""
    day = today or clock.today(project.time_zone)
    cal = calendar_of(project)
    rows = [row for row in open_steps(project, day) if not row.is_planned]
    return [Unplanned(row, cal.workdays_between(row.on, day)) for row in rows]
