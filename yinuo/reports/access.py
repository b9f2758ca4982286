"""The gate to a report: within one project, by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from yinuo.base.prepared import Given, Prepared
from yinuo.reports.models import Report
from yinuo.reports.published import ReportAnswer, ReportAnswerKind

if TYPE_CHECKING:
    from yinuo.projects.models import Project


def report_for(project: Project, number: int) -> Report:
    """The report `number` of `project`; 404 for foreign and missing ones."""
    found: Report | None = _report.first(project=project.pk, number=number)
    if found is None:
        raise Http404
    return found


def question_of(report: Report, key: int) -> ReportAnswer:
    """A question about a published report; 404 for foreign and missing ones, and for what is none."""
    publishing = getattr(report, "publishing", None)
    rows = ReportAnswer.objects.select_related("report__project").filter(kind=ReportAnswerKind.QUESTION, pk=key)
    found = rows.filter(report=publishing.published_id).first() if publishing else None
    if found is None:
        raise Http404
    return found


_report = Prepared(
    lambda: Report.objects.select_related("project__account__firm", "publishing__published", "by__person").filter(
        project=Given("project"), number=Given("number")
    )
)
