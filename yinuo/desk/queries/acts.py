"""The next acts of somebody: what waits, what was asked, and what the checks found, ranked in one list."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base import clock, dates
from yinuo.counsel import queries as counsel
from yinuo.counsel.queries.rules import Today
from yinuo.desk.queries.pending import ENOUGH
from yinuo.desk.queries.waiting import Task, Waiting, Waits, waiting
from yinuo.projects.access import calendar_of
from yinuo.reports.queries.questions import Question, open_questions

QUESTION = 75
"""Rank of a question of the client on the day it is asked; see `waiting` for the others."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.counsel.queries import Pressing
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


def next_acts(projects: Sequence[Project], *, owner: Member | None) -> Waiting:
    """What to do next on `projects`, most pressing first, one act a thing. Two queries more than `waiting`.

    Of `owner`: what this person looks after, and what was asked and found on projects this person runs; else all.
    """
    waits = waiting(projects, owner=owner)
    found = counsel.pressing(projects, member=owner, at_most=ENOUGH)
    asked = open_questions(projects, member=owner, at_most=ENOUGH)
    there = {project.pk: project for project in projects}
    every = [*waits.first, *(_waits(row, there[row.project_id]) for row in found)]
    every += [_question(row, there[row.project_id]) for row in asked]
    every.sort(key=lambda one: (-one.rank, one.project, one.code))
    first = {(one.project, one.code): one for one in reversed(every)}
    ranked = [one for one in every if first[one.project, one.code] is one]
    return Waiting(ranked, waits.is_all and max(len(found), len(asked)) < ENOUGH)


def _question(row: Question, project: Project) -> Waits:
    """Somebody of the client waits for a word of ours: the longer, the more pressing."""
    asked_on = dates.local_time(row.at, project.time_zone).date()
    days = calendar_of(project).workdays_between(asked_on, clock.today(project.time_zone))
    return Waits(QUESTION + min(days, 15), project.code, f"?{row.key}", partial(_asked, row, project, asked_on))


def _asked(row: Question, project: Project, asked_on: date) -> Task:
    return Task(
        project=project.code,
        code="",
        title=_("%(name)s has a question about “%(title)s”") % {"name": row.name, "title": row.title},
        when=_("since %(day)s") % {"day": dates.short_day(asked_on)},
        because=row.words,
        act=pgettext("act", "Reply"),
        href=reverse("report-reply", args=[project.code, row.number, row.key]),
        about=reverse("report", args=[project.code, row.number]),
    )


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
