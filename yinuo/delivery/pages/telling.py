"""Issues and risks put to the client: shown as they stand, or on a sheet to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock, merge
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms.issues import TellIssueForm
from yinuo.delivery.models import Issue, IssueState, Risk, RiskState
from yinuo.delivery.queries import issues as queries
from yinuo.ledger.forms import SheetForm
from yinuo.people.access import member_for
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from yinuo.projects.models import Project

ANSWER_WORKDAYS = 3
MOST = 60


@require_http_methods(["GET", "POST"])
def tell_issue(request: HttpRequest, code: str, issue_code: str) -> HttpResponse:
    """Show one issue to the client, in words that the client reads."""
    member = member_for(request)
    project = project_for(member, code)
    issue = get_object_or_404(Issue.objects.of(project).select_related("project__account__firm"), code=issue_code)
    row = queries.issue_row(issue, clock.today(project.time_zone))
    form = TellIssueForm(request.POST or None, initial={"what": row.what, "answer": row.answer})
    if request.method == "POST" and form.is_valid():
        try:
            delivery.publish_issue(issue, by=member, at=clock.now(), **form.cleaned_data)
        except delivery.NothingNew:
            messages.info(request, _("The client sees exactly this already."))
        else:
            messages.info(request, _("The client sees this issue now."))
        return redirect("issue", code, issue_code)
    facts = {"project": project, "tab": "issues", "issue": row, "form": form}
    return render(request, "delivery/issue_tell.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def work_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Put the chosen issues and risks on one sheet, in exactly the words that stand here."""
    member = member_for(request)
    project = project_for(member, code)
    issues, risks = _chosen(project, request.POST if request.method == "POST" else request.GET)
    if not issues and not risks:
        messages.info(request, _("Choose the issues that belong on the sheet."))
        return redirect("issues", project.code)
    today = clock.today(project.time_zone)
    form = SheetForm(request.POST or None, project=project, today=today, initial=_head(project))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "ask", "due_on", "authority", "tell")}
        sheet = delivery.put_on_sheet(
            project, by=member, at=clock.now(), issues=issues, risks=risks, contacts=form.people(), **values
        )
        return redirect("sheet", project.code, sheet.number)
    lines = list(zip((*issues, *risks), delivery.lines_of(project, issues, risks), strict=True))
    facts = {"project": project, "tab": "issues", "form": form, "lines": lines, "issues": issues, "risks": risks}
    return render(request, "delivery/work_sheet.html", facts, status=merge.status(form))


def _chosen(project: Project, query: QueryDict) -> tuple[list[Issue], list[Risk]]:
    """Those of the codes that stand on this project and are not over, in the order of their codes."""
    issues = Issue.objects.of(project).with_state().standing(IssueState.live())
    risks = Risk.objects.of(project).with_state().standing(RiskState.live())
    return (
        list(issues.filter(code__in=query.getlist("issue")[:MOST]).select_related("project", "owner").order_by("id")),
        list(risks.filter(code__in=query.getlist("risk")[:MOST]).select_related("project", "owner").order_by("id")),
    )


def _head(project: Project) -> dict[str, object]:
    window = seats.window_seat(project)
    day = clock.today(project.time_zone)
    with translation.override(project.language):
        return {
            "title": _("Issues and risks, %(day)s") % {"day": formats.date_format(day, "DATE_FORMAT")},
            "ask": _("Please confirm each line as understood, or say what is not right."),
            "contacts": [window.person_id] if window else [],
            "due_on": calendar_of(project).add_workdays(day, ANSWER_WORKDAYS),
        }
