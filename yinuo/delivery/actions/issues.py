"""Raise an issue, answer it, close it, open it again, drop it with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from yinuo.base import merge
from yinuo.delivery.actions.coding import next_code
from yinuo.delivery.models import Issue, IssueAnswer, IssueLink, IssueState, IssueStep, IssueTask, Severity
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.people.models import Person
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.delivery.models import Task
    from yinuo.evidence.models import Event
    from yinuo.ledger.models import Entry
    from yinuo.people.models import Member

EDITABLE = frozenset({"what", "raised_by", "raised_on", "side", "owner", "due_on", "severity"})
ENDS = {
    IssueState.CLOSED: ((IssueState.OPEN, IssueState.ANSWERED, IssueState.REOPENED), "delivery.close_issue"),
    IssueState.DROPPED: ((IssueState.OPEN, IssueState.ANSWERED, IssueState.REOPENED), "delivery.drop_issue"),
    IssueState.REOPENED: ((IssueState.ANSWERED, IssueState.CLOSED, IssueState.DROPPED), "delivery.reopen_issue"),
}


class WrongIssueState(ValueError):
    """The act does not fit where the issue stands; `state` says where that is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class IssueEdited(merge.Edited):
    """Somebody else changed the issue since the form was opened."""


class OtherProject(ValueError):
    """The two do not belong to one project."""


def issue_subject(issue: Issue) -> str:
    """The code that our own events carry: `P1/I12`."""
    return f"{issue.project.code}/{issue.code}"


def issue_state(issue: Issue) -> IssueState:
    """Where `issue` stands, read afresh."""
    newest = IssueStep.objects.filter(issue=issue).order_by("-id").values_list("state", flat=True).first()
    return IssueState(newest or IssueState.OPEN)


def owned(owner: Person | str) -> dict[str, Any]:
    """Both columns of an owner: somebody who sits on the project, or a name as written."""
    if isinstance(owner, Person):
        return {"owner": owner, "owner_name": owner.name}
    return {"owner": None, "owner_name": owner.strip()}


def told_owner(owner: Person | None, name: str) -> Personal | str:
    """The owner as a fact: somebody we know can be erased, a mere name stands as written."""
    return Personal(f"person:{owner.pk}", name) if owner else name


@transaction.atomic
def raise_issue(  # an issue is what is known of it
    project: Project,
    *,
    by: Member,
    at: datetime,
    what: str,
    side: str,
    owner: Person | str,
    due_on: date | None,
    severity: str = Severity.MIDDLE,
    raised_by: str,
    raised_on: date,
    origin: str = "",
    code: str = "",
) -> Issue:
    """Put an issue on the list. `owner` is a person on the project or a name; `code` empty takes the next free one."""
    facts = {"what": what, "side": side, "due_on": due_on, "severity": severity, "raised_on": raised_on}
    return enter_issue(
        project,
        by_name=by.person.name,
        at=at,
        code=code,
        origin=origin,
        raised_by=raised_by,
        **owned(owner),
        **facts,
    )


def enter_issue(project: Project, *, by_name: str, at: datetime, code: str = "", **columns: Any) -> Issue:
    """The row, its event in our stream and its first step, inside the transaction of the verb that asks for it."""
    Project.objects.select_for_update().get(pk=project.pk)
    code = code or next_code(Issue.objects.filter(project=project), "I")
    issue = Issue.objects.create(project=project, code=code, by_name=by_name, at=at, **columns)
    event = evidence.record(
        verb="delivery.raise_issue",
        subject=issue_subject(issue),
        by=by_name,
        project=project.code,
        happened_at=at,
        facts={
            **{name: getattr(issue, name) for name in ("what", "side", "due_on", "severity", "raised_on", "origin")},
            "raised_by": issue.raised_by,
            "owner": told_owner(issue.owner, issue.owner_name),
        },
    )
    issue_step(issue, IssueState.OPEN, by_name=by_name, at=at, event=event)
    return issue


def issue_step(
    issue: Issue, state: IssueState, *, by_name: str, at: datetime, event: Event, why: str = ""
) -> IssueStep:
    """Put the issue into `state`, resting on `event`."""
    return IssueStep.objects.create(issue=issue, state=state, by_name=by_name, why=why, at=at, event_id=event.pk)


@transaction.atomic
def edit_issue(issue: Issue, *, by: Member, at: datetime, version: int, **changes: Any) -> Issue:
    """Put right what is known of an issue; `version` is the one the form was opened with.

    Raises IssueEdited when another change came first. What the client was shown stays as it was shown.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(unknown)
    if "owner" in changes:
        changes |= owned(changes.pop("owner"))
    changed = {name: value for name, value in changes.items() if getattr(issue, name) != value}
    if not changed:
        return issue
    updated = Issue.objects.filter(pk=issue.pk, version=version).update(**changed, version=F("version") + 1)
    issue.refresh_from_db()
    if not updated:
        raise IssueEdited(issue.code)
    evidence.record(
        verb="delivery.edit_issue",
        subject=issue_subject(issue),
        by=by.person.name,
        project=issue.project.code,
        happened_at=at,
        facts=_changed_facts(issue, changed),
    )
    return issue


def _changed_facts(issue: Issue, changed: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in changed.items() if name not in ("owner", "owner_name")}
    return told | ({"owner": told_owner(issue.owner, issue.owner_name)} if "owner_name" in changed else {})


@transaction.atomic
def answer_issue(issue: Issue, *, by: Member, at: datetime, text: str) -> IssueAnswer:
    """Keep our answer. Raises WrongIssueState for an issue that is closed or dropped."""
    return keep_answer(issue, by_name=by.person.name, at=at, text=text, is_client=False)


def keep_answer(issue: Issue, *, by_name: str, at: datetime, text: str, is_client: bool) -> IssueAnswer:
    """The answer, its event and its step, inside the transaction of the verb that asks for it."""
    Issue.objects.select_for_update().get(pk=issue.pk)
    state = issue_state(issue)
    if state not in IssueState.live():
        raise WrongIssueState(state)
    row = IssueAnswer.objects.create(issue=issue, text=text, by_name=by_name, is_client=is_client, at=at)
    event = evidence.record(
        verb="delivery.answer_issue",
        subject=issue_subject(issue),
        by=by_name,
        project=issue.project.code,
        happened_at=at,
        facts={"text": text, "is_client": is_client},
        rows=[row],
    )
    issue_step(issue, IssueState.ANSWERED, by_name=by_name, at=at, event=event)
    return row


def close_issue(issue: Issue, *, by: Member, at: datetime, why: str = "") -> IssueStep:
    """It is settled; `why` says how both sides know. Raises WrongIssueState for one that has ended."""
    return _move(issue, IssueState.CLOSED, by=by, at=at, why=why)


def reopen_issue(issue: Issue, *, by: Member, at: datetime, why: str) -> IssueStep:
    """It is not settled after all. Raises WrongIssueState for one that is open."""
    return _move(issue, IssueState.REOPENED, by=by, at=at, why=why)


def drop_issue(issue: Issue, *, by: Member, at: datetime, why: str) -> IssueStep:
    """Nobody will work on it, for the reason given. Raises WrongIssueState for one that has ended."""
    return _move(issue, IssueState.DROPPED, by=by, at=at, why=why)


@transaction.atomic
def _move(issue: Issue, state: IssueState, *, by: Member, at: datetime, why: str) -> IssueStep:
    Issue.objects.select_for_update().get(pk=issue.pk)
    allowed, verb = ENDS[state]
    if (now := issue_state(issue)) not in allowed:
        raise WrongIssueState(now)
    event = evidence.record(
        verb=verb,
        subject=issue_subject(issue),
        by=by.person.name,
        project=issue.project.code,
        happened_at=at,
        facts={"why": why},
    )
    return issue_step(issue, state, by_name=by.person.name, at=at, event=event, why=why)


@transaction.atomic
def link_issue(issue: Issue, entries: Sequence[Entry], *, by: Member, at: datetime) -> list[IssueLink]:
    """Say which lines of the ledger the issue stands in the way of. Raises OtherProject."""
    made = []
    for entry in entries:
        if entry.project_id != issue.project_id:
            raise OtherProject
        row, is_new = IssueLink.objects.get_or_create(
            issue=issue, entry=entry, defaults={"by_name": by.person.name, "at": at}
        )
        if is_new:
            _record_link("delivery.link_issue", issue, entry, by=by, at=at)
        made.append(row)
    return made


@transaction.atomic
def unlink_issue(issue: Issue, entry: Entry, *, by: Member, at: datetime) -> None:
    """Undo `link_issue`; nothing happens where there is none."""
    gone, _ = IssueLink.objects.filter(issue=issue, entry=entry).delete()
    if gone:
        _record_link("delivery.unlink_issue", issue, entry, by=by, at=at)


@transaction.atomic
def link_issue_task(issue: Issue, task: Task, *, by: Member, at: datetime) -> IssueTask:
    """Say which task of the plan the issue holds up, or which settles it. Raises OtherProject."""
    if task.project_id != issue.project_id:
        raise OtherProject
    row, is_new = IssueTask.objects.get_or_create(
        issue=issue, task=task, defaults={"by_name": by.person.name, "at": at}
    )
    if is_new:
        _record_link("delivery.link_issue", issue, task, by=by, at=at)
    return row


@transaction.atomic
def unlink_issue_task(issue: Issue, task: Task, *, by: Member, at: datetime) -> None:
    """Undo `link_issue_task`; nothing happens where there is none."""
    gone, _ = IssueTask.objects.filter(issue=issue, task=task).delete()
    if gone:
        _record_link("delivery.unlink_issue", issue, task, by=by, at=at)


def _record_link(verb: str, issue: Issue, entry: Entry | Task, *, by: Member, at: datetime) -> None:
    evidence.record(
        verb=verb,
        subject=issue_subject(issue),
        by=by.person.name,
        project=issue.project.code,
        happened_at=at,
        facts={"entry": entry.code},
    )


def record_export(project: Project, *, by: Member, at: datetime, form: str, lines: int, query: str) -> None:
    """Say in our own stream who took the issue list out, as what, how many lines of it."""
    evidence.record(
        verb="delivery.export_issues",
        subject=f"{project.code}/issues",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"form": form, "lines": lines, "query": query[:500]},
    )
