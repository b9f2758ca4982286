"""By when an answer is asked for, and reminding of it: after 3 working days, then every 2."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from yinuo.base import calendar, merge
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.notices import actions as notices
from yinuo.people.models import Member
from yinuo.projects.access import calendar_of
from yinuo.projects.models import Project
from yinuo.signing import queries
from yinuo.signing.models import Deadline

FIRST_AFTER = 3
THEN_EVERY = 2
DAYS_AFTER_DUE = 30  # as long as the sheet's link lives (decision 18)


class NoDeadline(Exception):
    """Nothing is being asked for here."""


@transaction.atomic
def ask_by(
    subject: str, *, project_id: int, at: datetime, due_on: date, workdays: calendar.Calendar | None = None
) -> Deadline:
    """Ask for an answer by `due_on`. Asked again, the counting starts anew."""
    project = queries.project_there(project_id)
    days = workdays or calendar_of(project)
    asked_on = _day_there(project, at)
    deadline, _made = Deadline.objects.update_or_create(
        subject=subject,
        defaults={
            "project_id": project_id,
            "asked_at": at,
            "due_on": due_on,
            "next_reminder_on": days.add_workdays(asked_on, FIRST_AFTER),
            "reminders": 0,
            "closed_at": None,
        },
    )
    return deadline


@transaction.atomic
def answered(subject: str, *, at: datetime) -> None:
    """Stop asking; a subject that nothing was asked of stays as it is."""
    Deadline.objects.filter(subject=subject, closed_at=None).update(closed_at=at)


@transaction.atomic
def extend(
    subject: str,
    *,
    by: Member,
    at: datetime,
    due_on: date,
    workdays: calendar.Calendar | None = None,
    was: date | None = None,
) -> Deadline:
    """Give time until `due_on`; nobody is reminded before it has passed.

    Raises:
        NoDeadline: nothing is being asked for.
        merge.Edited: it is not due on `was`, the day the form was judged against, any more.

    """
    deadline = Deadline.objects.select_for_update().filter(subject=subject, closed_at=None).first()
    if deadline is None:
        raise NoDeadline
    merge.same(deadline, None if was is None else {"due_on": was})
    project = queries.project_there(deadline.project_id)
    days = workdays or calendar_of(project)
    before = deadline.due_on
    deadline.due_on = due_on
    deadline.next_reminder_on = days.add_workdays(due_on, 1)
    deadline.save(update_fields=["due_on", "next_reminder_on"])
    evidence.record(
        verb="signing.extend",
        subject=subject,
        by=by.person.name,
        project=project.code,
        side=Side.SHARED,
        facts={"before": before, "due_on": due_on},
    )
    return deadline


@transaction.atomic
def remind(deadline: Deadline, *, at: datetime, workdays: calendar.Calendar | None = None) -> bool:
    """Remind of `deadline` once and set the next day for it; False when another worker was faster.

    Thirty days after the due date nobody is reminded any more.
    """
    project = queries.project_there(deadline.project_id)
    days = workdays or calendar_of(project)
    today = _day_there(project, at)
    following = days.add_workdays(today, THEN_EVERY)
    is_last = following > deadline.due_on + timedelta(days=DAYS_AFTER_DUE)
    count = deadline.reminders + 1
    open_still = Deadline.objects.filter(
        pk=deadline.pk, closed_at=None, reminders=deadline.reminders, next_reminder_on=deadline.next_reminder_on
    )
    if not open_still.update(next_reminder_on=None if is_last else following, reminders=count):
        return False
    evidence.record(
        verb="signing.remind",
        subject=deadline.subject,
        by="",
        project=project.code,
        side=Side.SHARED,
        facts={"count": count, "due_on": deadline.due_on},
    )
    notices.tell("signing.reminder", deadline.subject, at=at)
    return True


def _day_there(project: Project, at: datetime) -> date:
    return at.astimezone(ZoneInfo(project.time_zone)).date()
