"""What the worker does for signing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from yinuo.base import jobs
from yinuo.projects.access import calendar_of
from yinuo.signing import actions, queries

NOT_BEFORE = time(9)
CHECKPOINT_FROM, DIGEST = time(16, 30), time(17)


@jobs.every(600, "signing.remind")
def remind(at: datetime) -> int:
    """Remind of what is due, on working days from nine in the morning where the project is; how many were reminded."""
    count = 0
    for deadline in queries.due_reminders((at + timedelta(days=1)).date()):
        project = queries.project_there(deadline.project_id)
        here, days = at.astimezone(ZoneInfo(project.time_zone)), calendar_of(project)
        if deadline.next_reminder_on is None or deadline.next_reminder_on > here.date():
            continue
        if here.time() >= NOT_BEFORE and days.is_workday(here.date()):
            count += actions.remind(deadline, at=at, workdays=days)
    return count


@jobs.every(600, "signing.checkpoint")
def checkpoint(at: datetime) -> int:
    """On working days, in the half hour before the digest leaves: say where each shared record stands, if it moved."""
    count = 0
    for project in queries.projects_under_way():
        here = at.astimezone(ZoneInfo(project.time_zone))
        if CHECKPOINT_FROM <= here.time() < DIGEST and calendar_of(project).is_workday(here.date()):
            count += actions.checkpoint(project, at=at)
    return count
