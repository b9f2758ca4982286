"""Reports at the desk: the list, one report in both layers, its words, its publishing, its corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, limits, merge
from yinuo.base.paper.report import report_pdf
from yinuo.base.paper.report_word import DOCX, report_docx
from yinuo.people.access import member_for
from yinuo.projects.access import project_for
from yinuo.reports import access, queries
from yinuo.reports import actions as reports
from yinuo.reports.forms import AddendumForm, PublishForm, ReplyForm, ReportForm, TimeForm
from yinuo.reports.models import Report, ReportKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.forms import Form
    from django.http import HttpRequest

    from yinuo.people.models import Member

CLIENT, INTERNAL = "client", "internal"
PARTS = {
    "status": pgettext_lazy("part of a report", "where we stand"),
    "done": pgettext_lazy("part of a report", "done"),
    "not_done": pgettext_lazy("part of a report", "not done"),
    "next": pgettext_lazy("part of a report", "next"),
    "risk": pgettext_lazy("part of a report", "risks"),
    "solution": pgettext_lazy("part of a report", "solutions"),
}


def _named(parts: Iterable[str]) -> str:
    """The parts that are missing, in the reader's language; "" for none."""
    return pgettext("list", ", ").join(str(PARTS[name]) for name in parts)


def gate(request: HttpRequest, code: str, number: int) -> tuple[Member, Report]:
    """Who asks, and the report on a project that is open to him."""
    member = member_for(request)
    return member, access.report_for(project_for(member, code), number)


def _home(report: Report) -> HttpResponse:
    return redirect("report", report.project.code, report.number)


def _frozen(request: HttpRequest, report: Report) -> HttpResponse:
    messages.error(request, _("This report is published and stays as it is. Add a correction below it."))
    return _home(report)


@require_GET
def reports_page(request: HttpRequest, code: str) -> HttpResponse:
    """All reports, the draft first."""
    project = project_for(member_for(request), code)
    today = clock.today(project.time_zone)
    facts = {
        "project": project,
        "rows": list(queries.listing(project)),
        "draft": queries.draft(project),
        "executive": queries.draft(project, ReportKind.EXECUTIVE),
        "overdue": queries.overdue(project, today),
        "hour": queries.hour_of(project),
        "drafted_at": queries.drafted_at(project, queries.next_period(project, today)),
        "tab": "reports",
    }
    return render(request, "reports/reports.html", facts)


@require_http_methods(["GET", "POST"])
def report_time(request: HttpRequest, code: str) -> HttpResponse:
    """The agreed hour at which the report is drafted by itself."""
    member = member_for(request)
    project = project_for(member, code)
    stands = queries.hour_of(project)
    form = TimeForm(request.POST or None, initial=TimeForm.initial_of(stands))
    if form.is_valid():
        try:
            reports.agree_time(project, by=member, at=clock.now(), version=stands.version, **form.cleaned_data)
        except reports.Edited:
            return report_time(request, code)
        merge.tell(request, form)
        return redirect("reports", project.code)
    facts = {"project": project, "form": form, "tab": "reports"}
    return render(request, "reports/report_time.html", facts, status=merge.status(form))


@require_POST
def new_report(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next report; one that is being written is opened instead."""
    member = member_for(request)
    project = project_for(member, code)
    kind = ReportKind.EXECUTIVE if request.POST.get("kind") == ReportKind.EXECUTIVE else ReportKind.WEEKLY
    try:
        report = reports.begin_report(project, by=member, at=clock.now(), kind=kind)
    except reports.DraftOpen as found:
        report = found.report
    return redirect("report", project.code, report.number)


@require_GET
def report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One report in the layer asked for: the draft as it would be read now, the published one as it was."""
    _member, row = gate(request, code, number)
    layer = INTERNAL if request.GET.get("layer") == INTERNAL else CLIENT
    publishing = getattr(row, "publishing", None)
    facts = {"project": row.project, "report": row, "layer": layer, "publishing": publishing, "tab": "reports"}
    if publishing is None:
        today = clock.today(row.project.time_zone)
        drawn = queries.facts_of(row.project, queries.Period(row.since, row.until), today)
        shown = drawn if layer == INTERNAL else drawn.for_client
        language = row.project.language
        story = queries.story_of(row, shown, queries.texts_of(row), language=language)
        missing = _named(queries.missing(row, drawn))
        return render(request, "reports/report.html", facts | {"story": story, "missing": missing})
    published = publishing.published
    frozen = publishing.story if layer == INTERNAL else published.story
    said = queries.said_of(published)
    readings = queries.readings_of(published)
    more = {
        "recipients": queries.recipients(publishing, readings),
        "story": queries.read(frozen),
        "published": published,
        "addenda": queries.addenda_of(published),
        "readers": [(one, said.get(one.person_id)) for one in readings],
        "missing": _named(publishing.missing.split()),
    }
    return render(request, "reports/report.html", facts | more)


def _page(request: HttpRequest, name: str, report: Report, form: Form, **more: object) -> HttpResponse:
    facts = {"project": report.project, "report": report, "form": form, "tab": "reports"}
    return render(request, f"reports/{name}.html", facts | more, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def edit_report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Change our words; an edit that came first is shown, never overwritten."""
    member, row = gate(request, code, number)
    form = ReportForm(request.POST or None, initial=ReportForm.initial_of(row), kind=row.kind)
    if form.is_valid():
        try:
            reports.write_report(row, by=member, at=clock.now(), version=row.version, **form.cleaned_data)
        except reports.Edited:
            return edit_report(request, code, number)
        except reports.Frozen:
            return _frozen(request, row)
        merge.tell(request, form)
        return _home(row)
    return _page(request, "report_edit", row, form)


def _absolute(refused: reports.AbsoluteGuarantee) -> str:
    words = _("“%(words)s” promises what nobody can keep. Say what is measured, by how much.")
    return words % {"words": refused.words}


@require_http_methods(["GET", "POST"])
def publish_report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Read once more what the client will read, then publish it."""
    member, row = gate(request, code, number)
    today = clock.today(row.project.time_zone)
    drawn = queries.facts_of(row.project, queries.Period(row.since, row.until), today)
    form = PublishForm(request.POST if request.method == "POST" else None, project=row.project)
    if request.method == "POST" and form.is_valid():
        try:
            reports.publish_report(row, by=member, at=clock.now(), **form.cleaned_data)
        except reports.Incomplete:
            form.add_error("release_why", _("Write what is missing, or say why the report goes out without it."))
        except reports.BadNewsUnanswered:
            form.add_error(None, _("First answer the question for bad news: write the report and choose yes or no."))
        except reports.AbsoluteGuarantee as refused:
            form.add_error(None, _absolute(refused))
        except reports.Frozen:
            return _frozen(request, row)
        else:
            return _home(row)
    language = row.project.language
    story = queries.story_of(row, drawn.for_client, queries.texts_of(row), language=language)
    missing = _named(queries.missing(row, drawn))
    return _page(request, "report_publish", row, form, story=story, missing=missing)


@require_http_methods(["GET", "POST"])
def correct_report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Add a correction; before the publishing one changes the report itself."""
    member, row = gate(request, code, number)
    publishing = getattr(row, "publishing", None)
    if publishing is None:
        return redirect("report-edit", row.project.code, row.number)
    form = AddendumForm(request.POST or None)
    if form.is_valid():
        try:
            reports.add_addendum(publishing.published, by=member, at=clock.now(), **form.cleaned_data)
        except reports.AbsoluteGuarantee as refused:
            form.add_error("words", _absolute(refused))
        else:
            return _home(row)
    return _page(request, "report_correct", row, form)


@require_http_methods(["GET", "POST"])
def reply_to_question(request: HttpRequest, code: str, number: int, question: int) -> HttpResponse:
    """Answer what somebody of the client asked about a report."""
    member, row = gate(request, code, number)
    said = access.question_of(row, question)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            reports.reply_to_question(said, by=member, at=clock.now(), **form.cleaned_data)
        except reports.AbsoluteGuarantee as refused:
            form.add_error("words", _absolute(refused))
        else:
            return _home(row)
    return _page(request, "report_reply", row, form, question=said, replies=said.replies.order_by("id"))


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def report_as_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The client's layer on A4; a draft as it would be printed now."""
    _member, row = gate(request, code, number)
    return _paper(row, report_pdf, "application/pdf", f'inline; filename="report-{row.number}.pdf"')


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def report_as_docx(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same for Word."""
    _member, row = gate(request, code, number)
    return _paper(row, report_docx, DOCX, f'attachment; filename="report-{row.number}.docx"')


def _paper(row: Report, make: Callable[..., bytes], media_type: str, disposition: str) -> HttpResponse:
    publishing = getattr(row, "publishing", None)
    if publishing is None:
        story, fingerprint = queries.drawn(row, clock.today(row.project.time_zone), for_client=True), ""
    else:
        story, fingerprint = queries.read(publishing.published.story), publishing.published.sha256
    language = publishing.published.language if publishing else row.project.language
    data = make(story, language=language, fingerprint=fingerprint, until=row.until)
    headers = {
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)
