"""A task of the draft put elsewhere on its line of time: another first day, another length, further done."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.delivery.actions.plan import TooLong
from yinuo.delivery.actions.tasks import edit_task
from yinuo.delivery.models import Rule
from yinuo.delivery.queries import network
from yinuo.delivery.queries import plan as plans
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yinuo.delivery.models import PlannedTask
    from yinuo.people.models import Member

FARTHEST = timedelta(days=366 * network.YEARS_AFTER)
"""How far a task moves at once at most: beyond it lies no plan."""
DEADLINES = (Rule.START_NO_LATER, Rule.FINISH_NO_LATER)
ENDS = (Rule.FINISH_NO_EARLIER, Rule.MUST_FINISH)


class Hold(StrEnum):
    """What keeps a task where it is."""

    DONE = "done"
    BEGUN = "begun"
    PARTS = "parts"
    RULE = "rule"
    BEGINNING = "beginning"
    DATA_DATE = "data_date"
    WAITS = "waits"


class Held(ValueError):
    """The task cannot lie on the day that was asked for.

    `why` is what keeps it; `day` the day that does so, where one does; `codes` the tasks it waits for.
    """

    def __init__(self, why: Hold, *, day: date | None = None, codes: Sequence[str] = ()) -> None:
        super().__init__(str(why))
        self.why, self.day, self.codes = why, day, tuple(codes)


@transaction.atomic
def place_task(row: PlannedTask, *, by: Member, at: datetime, revision: int, start: date) -> PlannedTask:
    """Let a task of the draft begin on another day, by its date rule; a milestone is reached on it.

    A day off becomes the next working day in the direction of the move. Nothing is changed unless the task then
    lies there. Raises Held, Frozen, Edited and TooLong.
    """
    _only_own_dates(row)
    if row.actual_start:
        raise Held(Hold.BEGUN, day=row.actual_start)
    if row.rule in DEADLINES:
        raise Held(Hold.RULE, day=row.rule_on)
    day = _worked(row, start, _place(row))
    if day == _place(row):
        return row
    moved = edit_task(row, by=by, at=at, revision=revision, **_rule(row, day))
    if _place(moved) != day:
        raise _held(moved, day)
    return moved


@transaction.atomic
def stretch_task(row: PlannedTask, *, by: Member, at: datetime, revision: int, finish: date) -> PlannedTask:
    """Let a task of the draft last from its first day until `finish`, at least one working day.

    A day off becomes the next working day in the direction of the change. Raises Held, Frozen, Edited and TooLong.
    """
    _only_own_dates(row)
    if row.is_milestone or row.start is None:
        raise Held(Hold.PARTS)
    day = _worked(row, finish, row.finish)
    days = max(calendar_of(row.version.project).workdays_between(row.start, day) + 1, 1)
    return edit_task(row, by=by, at=at, revision=revision, duration=days)


@transaction.atomic
def note_progress(row: PlannedTask, *, by: Member, at: datetime, revision: int, percent: int) -> PlannedTask:
    """Say how far a task of the draft is. Raises Held, BadProgress, Frozen, Edited and TooLong."""
    _only_own_dates(row)
    return edit_task(row, by=by, at=at, revision=revision, percent=percent)


def _only_own_dates(row: PlannedTask) -> None:
    """What is done stays, and a task with others below it takes its dates from them."""
    if row.actual_finish:
        raise Held(Hold.DONE, day=row.actual_finish)
    if row.version.planned.filter(parent=row.task_id).exists():
        raise Held(Hold.PARTS)


def _place(row: PlannedTask) -> date | None:
    """The day that is moved: the first one, of a milestone the only one."""
    return row.finish if row.is_milestone else row.start


def _worked(row: PlannedTask, day: date, since: date | None) -> date:
    """The working day meant by `day`: itself, or the next one away from `since`. Raises TooLong."""
    if since is None or abs(day - since) > FARTHEST:
        raise TooLong
    calendar = calendar_of(row.version.project)
    if calendar.is_workday(day):
        return day
    return calendar.add_workdays(day, 1 if day > since else -1)


def _rule(row: PlannedTask, day: date) -> dict[str, Any]:
    """The date rule that lets `row` begin on `day`: the kind that stands, or not before."""
    if row.is_milestone:
        return {"rule": row.rule or Rule.FINISH_NO_EARLIER, "rule_on": day}
    if row.rule in ENDS:
        ends = calendar_of(row.version.project).add_workdays(day, row.duration - 1)
        return {"rule": row.rule, "rule_on": ends}
    return {"rule": row.rule or Rule.START_NO_EARLIER, "rule_on": day}


def _held(row: PlannedTask, day: date) -> Held:
    """Why `row`, freshly computed, does not lie on `day`."""
    version = row.version
    if version.data_date and day < version.data_date:
        return Held(Hold.DATA_DATE, day=version.data_date)
    if day < version.project.started_on:
        return Held(Hold.BEGINNING, day=version.project.started_on)
    found = network.placed(version, plans.tasks(version), plans.waits(version))
    return Held(Hold.WAITS, day=_place(row), codes=found[row.task_id].driven_by)
