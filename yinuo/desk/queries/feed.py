"""A member's own dates, as a calendar program reads them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.bridges.icalendar import Event
from yinuo.delivery.models import PlannedTask, PlanVersion
from yinuo.evidence.models import Event as Happened
from yinuo.ledger.models import Entry, EntryKind, Offer, State
from yinuo.meetings.models import Meeting
from yinuo.projects.access import running_now
from yinuo.signing.models import Deadline

if TYPE_CHECKING:
    from yinuo.people.models import Member

MOST = 500
"""Dates of one kind; a calendar with more helps nobody."""


def dates_of(member: Member) -> list[Event]:
    """Everything with a day that is `member`'s own on running projects. Seven queries however much there is."""
    projects = [project.pk for project in running_now(member)]
    if not projects:
        return []
    drafts = [*_lines(member, projects), *_sheets(member, projects), *_tasks(member, projects)]
    changes = _changes([draft.subject for draft in drafts])
    dated = [draft.event(*changes.get(draft.subject, (0, draft.since))) for draft in drafts]
    return [*dated, *_meetings(member, projects)]


class _Draft:
    """A date, before it is known when it last changed."""

    def __init__(self, subject: str, day: date, summary: str, *, path: str, since: datetime, about: str = "") -> None:
        self.subject, self.day, self.summary = subject, day, summary
        self.path, self.since, self.about = path, since, about

    def event(self, changes: int, changed_at: datetime) -> Event:
        return Event(
            uid=f"{self.subject.replace('/', '-')}@{settings.HOST}",
            summary=self.summary,
            starts=self.day,
            changed_at=changed_at,
            sequence=changes,
            description=self.about,
            url=settings.URL + self.path,
        )


def _lines(member: Member, projects: list[int]) -> list[_Draft]:
    rows = (
        Entry.objects.filter(Q(owner=member) | Q(holder=member.person_id), project__in=projects, is_undone=False)
        .filter(due_on__isnull=False)
        .with_state()
        .not_standing(State.ended())
        .order_by("due_on", "id")
        .values_list("project__code", "code", "kind", "words", "due_on", "holder__name", "at")[:MOST]
    )
    return [
        _Draft(
            f"{project}/{code}",
            due_on,
            _("%(project)s %(code)s: %(words)s") % {"project": project, "code": code, "words": words},
            path=reverse("entry" if kind == EntryKind.EXPECTATION else "commitment", args=[project, code]),
            since=at,
            about=f"{EntryKind(kind).label} · {holder}",
        )
        for project, code, kind, words, due_on, holder, at in rows
        if due_on
    ]


def _sheets(member: Member, projects: list[int]) -> list[_Draft]:
    """Sheets with open lines that `member` looks after, by the day an answer is asked for now."""
    rows = (
        Offer.objects.filter(wording__entry__owner=member, line__sheet__project__in=projects)
        .filter(line__sheet__recall=None, line__agreement=None)
        .order_by("-line__sheet")
        .values_list(
            *("line__sheet__project__code", "line__sheet__number", "line__sheet__title", "line__sheet__offered_at")
        )
        .distinct()[:MOST]
    )
    found = {f"{code}/S{number}": (code, number, title, at) for code, number, title, at in rows}
    due = Deadline.objects.filter(subject__in=list(found), closed_at=None).values_list("subject", "due_on")
    return [
        _Draft(
            subject,
            due_on,
            _("%(project)s: answer due to “%(title)s”") % {"project": found[subject][0], "title": found[subject][2]},
            path=reverse("sheet", args=found[subject][:2]),
            since=found[subject][3],
        )
        for subject, due_on in due
    ]


def _tasks(member: Member, projects: list[int]) -> list[_Draft]:
    """Tasks of the newest published plan of each project that are not done; a task made of others is not its own."""
    newest = PlanVersion.objects.filter(project__in=projects, publishing__isnull=False).values("project")
    versions = newest.annotate(newest=Max("number")).values_list("project", "newest")
    wanted = Q(pk__in=[])
    for project, number in versions:
        wanted |= Q(version__project=project, version__number=number)
    parts = PlannedTask.objects.filter(version=OuterRef("version"), parent=OuterRef("task"))
    rows = (
        PlannedTask.objects.filter(wanted, ~Exists(parts), owner=member.person_id, actual_finish=None)
        .exclude(finish=None)
        .order_by("finish", "id")
        .values_list("version__project__code", "task__code", "name", "finish", "version__publishing__at")[:MOST]
    )
    return [
        _Draft(
            f"{project}/plan/{code}",
            finish,
            _("%(project)s %(code)s: %(words)s") % {"project": project, "code": code, "words": name},
            path=reverse("plan", args=[project]),
            since=at,
        )
        for project, code, name, finish, at in rows
        if finish
    ]


def _meetings(member: Member, projects: list[int]) -> list[Event]:
    """Meetings `member` is asked to, under the name their invitations carry, so that a program shows each once."""
    rows = Meeting.objects.filter(project__in=projects, attendees__person=member.person_id, cancelled_at=None)
    return [
        Event(
            uid=f"{meeting.token}@{settings.HOST}",
            summary=_("%(project)s: %(words)s") % {"project": meeting.project.code, "words": meeting.title},
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            changed_at=meeting.at,
            sequence=meeting.sequence,
            location=meeting.place,
            url=settings.URL + reverse("meeting", args=[meeting.project.code, meeting.code]),
        )
        for meeting in rows.select_related("project").order_by("-starts_at")[:MOST]
    ]


def _changes(subjects: list[str]) -> dict[str, tuple[int, datetime]]:
    """How often something was done about each subject, and when last: what SEQUENCE and DTSTAMP say."""
    rows = Happened.objects.filter(subject__in=subjects).order_by().values_list("subject")
    counted = rows.annotate(count=Count("id"), last=Max("recorded_at"))
    return {subject: (count, datetime.fromisoformat(last)) for subject, count, last in counted}
