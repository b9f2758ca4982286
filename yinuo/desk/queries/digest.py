"""The day's message for a group of ours: what waits, what is promised this week, what was found, who replied."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.base import clock, dates
from yinuo.counsel import queries as counsel
from yinuo.counsel.queries.rules import Today
from yinuo.delivery.published import ClientAnswer
from yinuo.desk.queries.acts import next_acts
from yinuo.desk.queries.pending import AGREED
from yinuo.ledger.models import Entry, EntryKind
from yinuo.ledger.published import Reply
from yinuo.notices.actions import Digest, Part
from yinuo.projects.access import calendar_of
from yinuo.projects.models import Project
from yinuo.reports.published import ReportAnswer, ReportAnswerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.counsel.queries import Pressing
    from yinuo.notices.actions import Group

LINES = 5
MOST = 60
SUNDAY = 6
LONGEST = 60


def write(group: Group) -> Digest | None:
    """The day's message; None on a day without anything to say. The same number of queries however many projects."""
    projects = list(Project.objects.filter(code__in=group.projects, closed_on=None).order_by("code"))
    if not projects:
        return None
    found = (_waits(projects), _promises(projects), _findings(projects, group), _replies(projects, group))
    parts = tuple(part for part in found if part.count)
    if not parts:
        return None
    first = projects[0]
    day = dates.day(clock.today(first.time_zone))
    if group.is_firm:
        title = _("All projects · %(day)s") % {"day": day}
        return Digest(title, parts, settings.URL + reverse("portfolio"))
    title = _("%(code)s %(project)s · %(day)s") % {"code": first.code, "project": first.name, "day": day}
    return Digest(title, parts, settings.URL + reverse("project", args=[first.code]))


def _part(title: str, lines: list[str]) -> Part:
    return Part(title, tuple(lines[:LINES]), len(lines))


def _line(project: str, code: str, words: str) -> str:
    plain = " ".join(words.split())
    short = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
    return " ".join(part for part in (project, code, short) if part)


def _waits(projects: Sequence[Project]) -> Part:
    """What Today ranks first, whoever looks after it."""
    found = next_acts(projects, owner=None).first
    tasks = [waits.said() for waits in found[:LINES]]
    lines = tuple(_line(task.project, task.code, _words_of(task.title, task.when)) for task in tasks)
    return Part(_("What waits"), lines, len(found))


def _words_of(title: str, when: str) -> str:
    return _("%(words)s (%(when)s)") % {"words": title, "when": when} if when else title


def _promises(projects: Sequence[Project]) -> Part:
    today = max(clock.today(project.time_zone) for project in projects)
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    rows = (
        Entry.objects.filter(project__in=projects, kind=EntryKind.COMMITMENT, due_on__range=(today, sunday))
        .with_state()
        .standing(AGREED)
        .order_by("due_on", "id")
        .values_list("project__code", "code", "words", "due_on")[:MOST]
    )
    lines = [_line(project, code, _words_of(words, dates.short_day(due))) for project, code, words, due in rows if due]
    return _part(_("Promised for this week"), lines)


def _findings(projects: Sequence[Project], group: Group) -> Part:
    there = {project.pk: project for project in projects}
    found = [row for row in counsel.pressing(projects, member=None, at_most=MOST) if row.first_seen_at > group.since]
    lines = [_line(there[row.project_id].code, row.subject, _said(row, there[row.project_id])) for row in found]
    return _part(_("Newly found"), lines)


def _said(row: Pressing, project: Project) -> str:
    return row.rule.say(row.facts, Today(clock.today(project.time_zone), calendar_of(project)))


def _replies(projects: Sequence[Project], group: Group) -> Part:
    said = [*_on_sheets(projects, group), *_on_issues(projects, group), *_on_reports(projects, group)]
    return _part(_("Replies that came"), [line for _at, line in sorted(said, key=lambda one: one[0])])


Said = tuple[datetime, str]
"""When somebody said something, and the line that tells of it."""


def _on_sheets(projects: Sequence[Project], group: Group) -> list[Said]:
    rows = Reply.objects.filter(sheet__project__in=projects, recorded_at__gt=group.since).order_by("id")
    told = ("recorded_at", "sheet__project__code", "sheet__number", "by_name", "sheet__title")
    return [
        (at, _line(project, f"S{number}", _("%(name)s answered “%(title)s”") % {"name": name, "title": title}))
        for at, project, number, name, title in rows.values_list(*told)[:MOST]
    ]


def _on_issues(projects: Sequence[Project], group: Group) -> list[Said]:
    rows = ClientAnswer.objects.filter(project__in=projects, at__gt=group.since).order_by("id")
    words = _("%(name)s answered an issue: %(words)s")
    return [
        (at, _line(project, "", words % {"name": name, "words": text}))
        for at, project, name, text in rows.values_list("at", "project__code", "by_name", "text")[:MOST]
    ]


def _on_reports(projects: Sequence[Project], group: Group) -> list[Said]:
    rows = ReportAnswer.objects.filter(report__project__in=projects, at__gt=group.since).order_by("id")
    words = {
        ReportAnswerKind.QUESTION: _("%(name)s has a question about “%(title)s”"),
        ReportAnswerKind.CLEAR: _("%(name)s read “%(title)s”: clear"),
    }
    told = ("at", "report__project__code", "name", "report__title", "kind")
    return [
        (
            at,
            _line(project, "", words[ReportAnswerKind(kind)] % {"name": name, "title": title}),
        )
        for at, project, name, title, kind in rows.values_list(*told)[:MOST]
    ]
