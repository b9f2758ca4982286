"""What is open: codes that can be used, answers that are waited for."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from yinuo.people.models import Person
from yinuo.projects.access import WORKING
from yinuo.projects.models import Project
from yinuo.signing.models import Code, Deadline

Codes = QuerySet[Code]


def project_code(project_id: int) -> str:
    """The code of a project."""
    return Project.objects.values_list("code", flat=True).get(pk=project_id)


def project_there(project_id: int) -> Project:
    """Code, time zone and working days of a project. One query."""
    return Project.objects.only("code", "time_zone", *WORKING).get(pk=project_id)


def day_there(project_id: int, at: datetime) -> date:
    """The day it is at `at` where the project is."""
    return hour_there(project_id, at).date()


def hour_there(project_id: int, at: datetime) -> datetime:
    """`at` as the clocks show it where the project is."""
    zone = Project.objects.values_list("time_zone", flat=True).get(pk=project_id)
    return at.astimezone(ZoneInfo(zone))


def projects_under_way() -> list[Project]:
    """Projects that are not closed, by code."""
    return list(Project.objects.filter(closed_on=None).order_by("code"))


def person_name(person_id: int) -> str:
    """Who this is, as events say it."""
    return Person.objects.values_list("name", flat=True).get(pk=person_id)


def usable_code(pk: int, at: datetime) -> Code | None:
    """A code that was neither used nor has expired, and is the newest of its person and subject."""
    code = Code.objects.filter(pk=pk, used_at=None, expires_at__gt=at).first()
    if code is None:
        return None
    others = Code.objects.filter(subject=code.subject, person_id=code.person_id, pk__gt=code.pk)
    return None if others.exists() else code


def due_on(subject: str) -> date | None:
    """The day an answer is asked for by; None when nothing is being asked for."""
    return Deadline.objects.filter(subject=subject, closed_at=None).values_list("due_on", flat=True).first()


def due_reminders(on: date) -> list[Deadline]:
    """Open deadlines whose reminder may be due on `on` in the zone furthest ahead."""
    rows = Deadline.objects.filter(closed_at=None, next_reminder_on__lte=on)
    return list(rows.order_by("next_reminder_on", "pk"))
