"""The issue list 问题清单 at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms import issues as forms
from yinuo.delivery.models import Issue, IssueState, Task
from yinuo.delivery.published import PublishedIssue
from yinuo.delivery.queries import issues as queries
from yinuo.ledger.models import Entry
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from yinuo.people.models import Member

ENDS = {"closing": delivery.close_issue, "reopening": delivery.reopen_issue, "dropping": delivery.drop_issue}


@require_GET
def issues(request: HttpRequest, code: str) -> HttpResponse:
    """The list, narrowed and sorted; only its rows when a filter asks for them by script."""
    member = member_for(request)
    project = project_for(member, code)
    form = forms.IssueFilterForm(request.GET)
    filters = form.filters()
    today = clock.today(project.time_zone)
    part = "#rows" if getattr(request, "htmx", False) else ""
    found = queries.issue_list(project, filters, member=member, today=today)
    facts = {
        "project": project,
        "tab": "issues",
        "form": form,
        "filters": filters,
        "order": request.GET.get("order", "due"),
        "found": found,
        "query": _query(request.GET),
        "older": _page(request.GET, filters.page + 1) if found.has_more else "",
        "newer": _page(request.GET, filters.page - 1) if filters.page > 1 else "",
    }
    if not part:
        facts["ageing"] = queries.ageing(project, today)
        facts["new"] = forms.NewIssueForm(
            project=project, initial=forms.new_row(member.person.name, today), auto_id="new_%s"
        )
    return render(request, f"delivery/issues.html{part}", facts)


def _query(query: QueryDict) -> str:
    return urlencode([(name, value) for name, value in query.items() if value and name != "page"])


def _page(query: QueryDict, number: int) -> str:
    kept = [(name, value) for name, value in query.items() if value and name != "page"]
    return "?" + urlencode([*kept, ("page", str(number))])


@require_http_methods(["GET", "POST"])
def new_issue(request: HttpRequest, code: str) -> HttpResponse:
    """One more row."""
    member = member_for(request)
    project = project_for(member, code)
    today = clock.today(project.time_zone)
    initial = forms.new_row(member.person.name, today)
    form = forms.NewIssueForm(request.POST or None, project=project, initial=initial)
    if request.method == "POST" and form.is_valid():
        issue = delivery.raise_issue(project, by=member, at=clock.now(), **form.cleaned_data)
        messages.info(request, _("%(code)s is on the list.") % {"code": issue.code})
        return redirect("issues", project.code)
    facts = {"project": project, "tab": "issues", "form": form}
    return render(request, "delivery/issue_new.html", facts, status=422 if form.errors else 200)


def _gate(request: HttpRequest, code: str, issue_code: str) -> tuple[Member, Issue]:
    member = member_for(request)
    project = project_for(member, code)
    rows = Issue.objects.of(project).select_related("project__account__firm", "owner")
    return member, get_object_or_404(rows, code=issue_code)


def _shown(request: HttpRequest, name: str, issue: Issue, form: Any, **facts: Any) -> HttpResponse:
    today = clock.today(issue.project.time_zone)
    known = {"project": issue.project, "tab": "issues", "issue": queries.issue_row(issue, today), "form": form}
    return render(request, f"delivery/{name}.html", {**known, **facts}, status=merge.status(form))


def _not_now(request: HttpRequest, refused: delivery.WrongIssueState) -> None:
    words = _("This cannot be done while the issue is “%(state)s”.")
    messages.error(request, words % {"state": IssueState(refused.state).label})


@require_GET
def issue(request: HttpRequest, code: str, issue_code: str) -> HttpResponse:
    """One issue with everything that was said to it; beside the list when a script asks for it."""
    _member, found = _gate(request, code, issue_code)
    today = clock.today(found.project.time_zone)
    facts = {
        "project": found.project,
        "tab": "issues",
        "issue": queries.issue_row(found, today),
        "steps": found.steps.order_by("id"),
        "answers": found.answers.order_by("id"),
        "links": queries.links_of(found),
        "tasks": queries.tasks_of(found),
        "tellings": PublishedIssue.objects.filter(thread=found.thread).order_by("id"),
    }
    part = "#drawer" if getattr(request, "htmx", False) else ""
    return render(request, f"delivery/issue.html{part}", facts)


@require_http_methods(["GET", "POST"])
def edit_issue(request: HttpRequest, code: str, issue_code: str) -> HttpResponse:
    """Put it right; an edit that came first is shown, never overwritten."""
    member, found = _gate(request, code, issue_code)
    initial = forms.IssueEditForm.initial_of(found)
    form = forms.IssueEditForm(request.POST or None, project=found.project, standing=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            delivery.edit_issue(found, by=member, at=clock.now(), version=found.version, **form.cleaned_data)
        except delivery.IssueEdited:
            return edit_issue(request, code, issue_code)
        merge.tell(request, form)
        return redirect("issue", code, issue_code)
    return _shown(request, "issue_edit", found, form)


@require_http_methods(["GET", "POST"])
def answer_issue(request: HttpRequest, code: str, issue_code: str) -> HttpResponse:
    """Answer it; the earlier answers stay."""
    member, found = _gate(request, code, issue_code)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            delivery.answer_issue(found, by=member, at=clock.now(), text=form.cleaned_data["text"])
        except delivery.WrongIssueState as refused:
            _not_now(request, refused)
        return redirect("issue", code, issue_code)
    return _shown(request, "issue_answer", found, form)


@require_http_methods(["GET", "POST"])
def end_issue(request: HttpRequest, code: str, issue_code: str, act: str) -> HttpResponse:
    """Close it, open it again or drop it, with the reason."""
    member, found = _gate(request, code, issue_code)
    verb = ENDS.get(act)
    if verb is None:
        raise Http404
    form = forms.EndForm(request.POST or None, act=act)
    if request.method == "POST" and form.is_valid():
        try:
            verb(found, by=member, at=clock.now(), why=form.cleaned_data["why"])
        except delivery.WrongIssueState as refused:
            _not_now(request, refused)
        return redirect("issue", code, issue_code)
    return _shown(request, "issue_end", found, form, act=act)


@require_http_methods(["GET", "POST"])
def link_issue(request: HttpRequest, code: str, issue_code: str) -> HttpResponse:
    """Tie it to the line of the ledger that it stands in the way of."""
    member, found = _gate(request, code, issue_code)
    form = forms.IssueLinkForm(request.POST or None, issue=found)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        if task := Task.objects.filter(project=found.project, code=other).first():
            delivery.link_issue_task(found, task, by=member, at=clock.now())
        else:
            entry = get_object_or_404(Entry.objects.of(found.project), code=other)
            delivery.link_issue(found, [entry], by=member, at=clock.now())
        return redirect("issue", code, issue_code)
    return _shown(request, "issue_link", found, form)


@require_POST
def unlink_issue(request: HttpRequest, code: str, issue_code: str, other: str) -> HttpResponse:
    """Undo a tie."""
    member, found = _gate(request, code, issue_code)
    if task := Task.objects.filter(project=found.project, code=other).first():
        delivery.unlink_issue_task(found, task, by=member, at=clock.now())
    else:
        entry = get_object_or_404(Entry.objects.of(found.project), code=other)
        delivery.unlink_issue(found, entry, by=member, at=clock.now())
    return redirect("issue", code, issue_code)
