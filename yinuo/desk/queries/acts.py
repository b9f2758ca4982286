"""The next acts of somebody: what waits and what the checks found, ranked in one list."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.base import clock, dates
from yinuo.counsel import queries as counsel
from yinuo.counsel.queries.rules import Today
from yinuo.desk.queries.waiting import ENOUGH, Task, Waiting, Waits, waiting
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.counsel.queries import Pressing
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


def next_acts(projects: Sequence[Project], *, owner: Member | None) -> Waiting:
    """What to do next on `projects`, most pressing first, one act a thing. One query more than `waiting`.

    Of `owner`: what this person looks after, and what the checks found on projects this person runs; else all.
    """
    waits = waiting(projects, owner=owner)
    found = counsel.pressing(projects, member=owner, at_most=ENOUGH)
    there = {project.pk: project for project in projects}
    every = [*waits.first, *(_waits(row, there[row.project_id]) for row in found)]
    every.sort(key=lambda one: (-one.rank, one.project, one.code))
    first = {(one.project, one.code): one for one in reversed(every)}
    ranked = [one for one in every if first[one.project, one.code] is one]
    return Waiting(ranked, waits.is_all and len(found) < ENOUGH)


def _waits(row: Pressing, project: Project) -> Waits:
    return Waits(row.rank, project.code, row.subject, partial(_said, row, project))


def _said(row: Pressing, project: Project) -> Task:
    act = row.rule.leads(project.code, row.subject, row.facts)
    today = Today(clock.today(project.time_zone), calendar_of(project))
    return Task(
        project=project.code,
        code=row.subject,
        title=row.rule.say(row.facts, today),
        when=_("since %(day)s") % {"day": dates.short_day(_since(row, project))},
        because=str(row.rule.advice),
        act=str(act.word),
        href=act.href,
        about=f"{reverse('checks', args=[project.code])}#{row.rule.id}-{row.subject}",
    )


def _since(row: Pressing, project: Project) -> date:
    """The day from which it holds, as the rule tells it; where it tells none, the day it was first seen."""
    told = row.facts.get("since") or row.facts.get("due")
    if isinstance(told, str):
        return date.fromisoformat(told)
    return dates.local_time(row.first_seen_at, project.time_zone).date()
