"""Take the rows of an issue list in, all in one act; take the whole of it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.delivery.actions import intake as files
from yinuo.delivery.actions.intake import IntakeGone, StandsOtherwise
from yinuo.delivery.actions.issues import issue_subject, owned, told_owner
from yinuo.delivery.actions.plan_intake import NothingToTake
from yinuo.delivery.models import (
    FileIntake,
    Issue,
    IssueAnswer,
    IssueLink,
    IssueOffer,
    IssueState,
    IssueStep,
    IssueTask,
)
from yinuo.delivery.published import PublishedIssue
from yinuo.evidence import actions as evidence
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.people.models import Member, Person

BATCH = 500


@dataclass(frozen=True, slots=True)
class NewIssue:
    """One good row of an issue list; `state` is where the file says that it stands."""

    key: int
    what: str
    side: str
    owner: Person | str
    due_on: date | None
    severity: str
    raised_by: str
    raised_on: date
    origin: str
    answer: str
    state: str


@transaction.atomic
def take_issues(intake: FileIntake, rows: Sequence[tuple[str, NewIssue]], *, by: Member, at: datetime) -> list[Issue]:
    """Put the rows on the list, each with the code that goes before it; nobody is written to.

    A row keeps its answer and where the file says it stands. Each has its event, and the import one of its own.

    Raises:
        IntakeGone: it was taken in or forgotten a moment ago.
        NothingToTake: no row is good.
        StandsOtherwise: a code was taken since the rows were looked at.

    """
    project = Project.objects.select_for_update().get(pk=intake.project_id)
    intake = files.opened(intake, taken=False)
    if not rows:
        raise NothingToTake
    codes = [code for code, _row in rows]
    if Issue.objects.filter(project=project, code__in=codes).exists():
        raise StandsOtherwise
    made = Issue.objects.bulk_create([_issue(project, code, row, by=by, at=at) for code, row in rows], batch_size=BATCH)
    for issue in made:
        issue.project = project
    given = [row for _code, row in rows]
    answers = _answers(made, given, by=by, at=at)
    _record(project, made, given, answers, by=by, at=at)
    FileIntake.objects.filter(pk=intake.pk).update(taken_at=at, back={"issues": [issue.pk for issue in made]})
    evidence.record(
        verb="delivery.import_issues",
        subject=f"{project.code}/issues",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={**files.told(intake), "issues": len(made), "first": codes[0], "last": codes[-1]},
    )
    return made


def _issue(project: Project, code: str, row: NewIssue, *, by: Member, at: datetime) -> Issue:
    names = ("what", "side", "due_on", "severity", "raised_by", "raised_on", "origin")
    columns = {name: getattr(row, name) for name in names}
    return Issue(project=project, code=code, by_name=by.person.name, at=at, **columns, **owned(row.owner))


def _answers(made: Sequence[Issue], given: Sequence[NewIssue], *, by: Member, at: datetime) -> dict[int, IssueAnswer]:
    answers = {
        issue.pk: IssueAnswer(issue=issue, text=row.answer, by_name=by.person.name, at=at)
        for issue, row in zip(made, given, strict=True)
        if row.answer
    }
    IssueAnswer.objects.bulk_create(answers.values(), batch_size=BATCH)
    return answers


def _record(
    project: Project,
    made: Sequence[Issue],
    given: Sequence[NewIssue],
    answers: dict[int, IssueAnswer],
    *,
    by: Member,
    at: datetime,
) -> None:
    """An event an issue, and the steps that rest on it."""
    told = [
        evidence.Act("delivery.raise_issue", issue_subject(issue), _facts(issue, row), _kept(answers.get(issue.pk)), at)
        for issue, row in zip(made, given, strict=True)
    ]
    events = evidence.record_all(told, by=by.person.name, project=project.code)
    steps = []
    for issue, row, event in zip(made, given, events, strict=True):
        states = [IssueState.OPEN.value, *([row.state] if row.state != IssueState.OPEN else [])]
        steps += [
            IssueStep(issue=issue, state=state, by_name=by.person.name, at=at, event_id=event.pk) for state in states
        ]
    IssueStep.objects.bulk_create(steps, batch_size=BATCH)


def _kept(answer: IssueAnswer | None) -> list[IssueAnswer]:
    return [answer] if answer else []


def _facts(issue: Issue, row: NewIssue) -> dict[str, Any]:
    names = ("what", "side", "due_on", "severity", "raised_on", "raised_by", "origin")
    facts = {name: getattr(issue, name) for name in names}
    return {**facts, "state": row.state, "owner": told_owner(issue.owner, issue.owner_name), "row": row.key}


def issues_used(intake: FileIntake) -> list[Issue]:
    """Issues of an import that somebody worked on since: edited, answered, tied, moved on or told to the client."""
    if intake.taken_at is None or intake.back is None:
        return []
    ours = Issue.objects.filter(pk__in=intake.back["issues"])
    ids = ours.values("pk")
    found = set(ours.filter(version__gt=1).values_list("pk", flat=True))
    found |= set(IssueStep.objects.filter(issue__in=ids).exclude(at=intake.taken_at).values_list("issue", flat=True))
    found |= set(IssueAnswer.objects.filter(issue__in=ids).exclude(at=intake.taken_at).values_list("issue", flat=True))
    for tie in (IssueLink, IssueTask, IssueOffer):
        found |= set(tie._default_manager.filter(issue__in=ids).values_list("issue", flat=True))  # noqa: SLF001  # one of three
    threads = PublishedIssue.objects.filter(thread__in=ours.values("thread")).values("thread")
    found |= set(ours.filter(thread__in=threads).values_list("pk", flat=True))
    return list(Issue.objects.filter(pk__in=found).order_by("pk"))


@transaction.atomic
def undo_issues(intake: FileIntake, *, by: Member, at: datetime) -> int:
    """Take a whole import off the list; how many. Nothing is deleted, and codes stay taken.

    Raises IntakeGone when it was undone before, StandsOtherwise when one of its issues was used since.
    """
    project = Project.objects.select_for_update().get(pk=intake.project_id)
    intake = files.opened(intake, taken=True)
    if issues_used(intake):
        raise StandsOtherwise
    rows = list(Issue.objects.select_for_update().filter(pk__in=(intake.back or {})["issues"]).order_by("pk"))
    for issue in rows:
        issue.project = project
    told = [evidence.Act("delivery.drop_issue", issue_subject(issue), {}, (), at) for issue in rows]
    events = evidence.record_all(told, by=by.person.name, project=project.code)
    IssueStep.objects.bulk_create(
        [
            IssueStep(issue=issue, state=IssueState.DROPPED, by_name=by.person.name, at=at, event_id=event.pk)
            for issue, event in zip(rows, events, strict=True)
        ],
        batch_size=BATCH,
    )
    Issue.objects.filter(pk__in=[issue.pk for issue in rows]).update(is_undone=True)
    evidence.record(
        verb="delivery.undo_issue_import",
        subject=f"{project.code}/issues",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={**files.told(intake), "issues": len(rows)},
    )
    intake.delete()
    return len(rows)


__all__ = ["IntakeGone", "NewIssue", "NothingToTake", "StandsOtherwise", "issues_used", "take_issues", "undo_issues"]
