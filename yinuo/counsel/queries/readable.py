"""Things of the weekly cycle with all their words, as the search index keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from yinuo.changes.models import ChangeRequest
from yinuo.delivery.models import Issue, PlannedTask, Risk
from yinuo.delivery.published import PublishedIssue
from yinuo.meetings.models import DelayCause, Memo, MemoItem
from yinuo.reports.models import Report

if TYPE_CHECKING:
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing as the index keeps it; `kind` is entry, source, sheet, note, issue, risk, task, memo, report, change."""

    project: Project
    code: str
    kind: str
    title: str
    text: str
    at: datetime


def issue(project: Project, code: str) -> Findable | None:
    """An issue with everything that was answered to it. Two queries."""
    return _issue(project, Issue.objects.filter(project=project, code=code, is_undone=False).first())


def issue_told(project: Project, code: str) -> Findable | None:
    """The same by the number under which the client knows it: Q3. Three queries."""
    number = code[1:]
    if not number.isdecimal():
        return None
    told = PublishedIssue.objects.filter(project=project, number=int(number)).values("thread")[:1]
    return _issue(project, Issue.objects.filter(project=project, thread__in=told, is_undone=False).first())


def _issue(project: Project, row: Issue | None) -> Findable | None:
    if row is None:
        return None
    answers = row.answers.order_by("-id").values_list("text", flat=True)
    text = "\n".join((row.code, row.raised_by, row.owner_name, *answers))
    return Findable(project, row.code, "issue", row.what, text, row.at)


def risk(project: Project, code: str) -> Findable | None:
    """A risk with cause, effect and what is done about it. One query."""
    row = Risk.objects.filter(project=project, code=code).first()
    if row is None:
        return None
    text = f"{row.code}\n{row.cause}\n{row.effect}\n{row.response}\n{row.contingency}\n{row.owner_name}"
    return Findable(project, row.code, "risk", row.what, text, row.at)


def change(project: Project, code: str) -> Findable | None:
    """A change as it was asked for. One query."""
    row = ChangeRequest.objects.filter(project=project, code=code).select_related("asked_by").first()
    if row is None:
        return None
    text = f"{row.code}\n{row.asked_by.name}\n{row.alternative}"
    return Findable(project, row.code, "change", row.words, text, row.at)


def memo(project: Project, code: str) -> Findable | None:
    """The memo MM-108, or that of the meeting M12; the index knows it by its meeting, sent or not. Three queries."""
    rows = Memo.objects.filter(Q(code=code) | Q(meeting__code=code), project=project).select_related("meeting")
    row = rows.order_by("id").first()
    if row is None:
        return None
    causes = DelayCause.objects.filter(memo=row, is_gone=False).order_by("id").values_list("words", flat=True)
    steps = MemoItem.objects.filter(memo=row, is_gone=False).order_by("number").values_list("words", flat=True)
    text = "\n".join((row.meeting.code, row.work_done, row.purpose, *causes, *steps))
    return Findable(project, row.meeting.code, "memo", f"{row.code} {row.occasion}".strip(), text, row.at)


def task(project: Project, code: str) -> Findable | None:
    """A task of the plan by its newest name, with those it had before. One query."""
    rows = PlannedTask.objects.filter(task__project=project, task__code=code).order_by("-version__number")
    found = list(rows.values_list("name", "owner_name", "task__at"))
    if not found:
        return None
    name, owner, at = found[0]
    before = dict.fromkeys(one for one, _owner, _at in found if one != name)
    return Findable(project, code, "task", name, "\n".join((code, owner, *before)), at)


def report(project: Project, code: str) -> Findable | None:
    """A weekly report in our words. One query."""
    row = Report.objects.filter(project=project, number=int(code)).first() if code.isdecimal() else None
    if row is None:
        return None
    words = (row.status, row.done_words, row.not_done_words, row.next_words, row.risk_words, row.solution_words)
    text = "\n".join((code, *words, row.bad_news_words))
    return Findable(project, code, "report", f"{row.since} – {row.until}", text, row.at)


Read = Callable[["Project", str], Findable | None]
READERS: dict[str, Read] = {"I": issue, "Q": issue_told, "K": risk, "M": memo}
"""By the first letter of a code."""
BELOW: dict[str, Read] = {"plan": task, "report": report}
"""By what stands before a code: P1/plan/T3."""
CHANGE = "CR-"
