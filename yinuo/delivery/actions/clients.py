"""What a signed-in contact says in the portal: raises an issue, answers one. It binds nobody: no code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.base.sides import OwnerSide
from yinuo.delivery.actions.issues import enter_issue, issue_subject, keep_answer
from yinuo.delivery.actions.telling import OF_ISSUE, share
from yinuo.delivery.models import Issue, IssueState, Severity
from yinuo.delivery.published import ClientAnswer, PublishedIssue
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.evidence.models import Side
from yinuo.notices import actions as notices
from yinuo.people.models import Person
from yinuo.projects import queries as projects
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import date, datetime

SAID = "delivery.client_said"


class NotLive(ValueError):
    """The issue is over, or is not shown to the client on this project."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A contact who is signed in, and the project looked at."""

    person_id: int
    name: str
    project_id: int


@transaction.atomic
def client_raises(
    speaker: Speaker, *, at: datetime, today: date, what: str, severity: str = Severity.MIDDLE
) -> PublishedIssue:
    """A contact puts an issue on the list. It is our turn, our manager's; both sides see it from now on."""
    project = Project.objects.select_related("account__firm").get(pk=speaker.project_id)
    manager = projects.manager_seat(project)
    issue = enter_issue(
        project,
        by_name=speaker.name,
        at=at,
        what=what,
        raised_by=speaker.name,
        raised_on=today,
        side=OwnerSide.OURS,
        owner=manager.person if manager else None,
        owner_name=manager.person.name if manager else "",
        due_on=None,
        severity=severity,
    )
    told: dict[str, Any] = {name: getattr(issue, name) for name in OF_ISSUE}
    told |= {"state": IssueState.OPEN.value, "answer": ""}
    row: PublishedIssue = share(PublishedIssue, project, issue.thread, told, by_name=speaker.name, at=at)
    _record("delivery.client_raises", project, row, speaker, {"what": what}, at=at)
    _tell(issue, at=at)
    return row


@transaction.atomic
def client_answers(speaker: Speaker, thread: str, *, at: datetime, text: str) -> PublishedIssue:
    """A contact answers an issue that was shown. Raises NotLive for one that is over, or not shown there."""
    newest = PublishedIssue.objects.filter(thread=thread, project=speaker.project_id).order_by("-id").first()
    issue = Issue.objects.select_related("project", "owner").filter(thread=newest.thread).first() if newest else None
    if newest is None or issue is None or newest.state not in IssueState.live():
        raise NotLive
    try:
        keep_answer(issue, by_name=speaker.name, at=at, text=text, is_client=True)
    except ValueError as refused:
        raise NotLive from refused
    answer = ClientAnswer.objects.create(
        project=issue.project, thread=issue.thread, text=text, person_id=speaker.person_id, by_name=speaker.name, at=at
    )
    told: dict[str, Any] = {name: getattr(newest, name) for name in OF_ISSUE}
    told |= {"state": IssueState.ANSWERED.value, "answer": text}
    same = newest.state == IssueState.ANSWERED and newest.answer == text
    row: PublishedIssue = newest
    if not same:
        row = share(PublishedIssue, issue.project, issue.thread, told, by_name=speaker.name, at=at)
    _record("delivery.client_answers", issue.project, answer, speaker, {"text": text}, at=at, number=row.number)
    _tell(issue, at=at)
    return row


def _record(
    verb: str, project: Project, row: Any, speaker: Speaker, facts: dict[str, Any], *, at: datetime, number: int = 0
) -> None:
    evidence.record(
        verb=verb,
        subject=f"{project.code}/Q{number or row.number}",
        by=Personal(f"person:{speaker.person_id}", speaker.name),
        project=project.code,
        side=Side.SHARED,
        happened_at=at,
        facts=facts,
        rows=[row],
    )


def _tell(issue: Issue, *, at: datetime) -> None:
    """Our manager and, if one of us owns it, the owner hear of it."""
    seat = projects.manager_seat(issue.project)
    keys = {seat.person_id} if seat else set()
    if issue.owner is not None and hasattr(issue.owner, "member"):
        keys.add(issue.owner.pk)
    notices.tell(SAID, issue_subject(issue), at=at, to=Person.objects.filter(pk__in=keys))
