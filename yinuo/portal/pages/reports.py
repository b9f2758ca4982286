"""The reports as they were published: the list, one report, one tap below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, limits
from yinuo.portal import papers
from yinuo.portal.door import Act, Answer, placed
from yinuo.portal.show import show
from yinuo.reports import for_client as reports

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor

WORDS = 500
"""Most characters of a question."""


@require_GET
@placed
def reports_page(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """Every published report, newest first; 404 before the first."""
    rows = reports.reports(visitor, place)
    if not rows:
        raise Http404
    return show(request, "portal/reports.html", visitor=visitor, place=place, rows=rows)


@require_http_methods(["GET", "POST"])
@placed
def report(request: HttpRequest, visitor: Visitor, place: Place, report: str) -> Answer:
    """One report; the first opening is kept. A tap says that it is clear, or asks."""
    seen = reports.report(visitor, place, report)
    if request.method == "POST":
        return _tapped(request, visitor, place, seen)
    if not seen.is_read:
        return Act(
            lambda: reports.opened(visitor, place, report, at=clock.now()),
            lambda _: _drawn(request, visitor, place, reports.report(visitor, place, report)),
        )
    return _drawn(request, visitor, place, seen)


def _tapped(request: HttpRequest, visitor: Visitor, place: Place, seen: reports.ReportSeen) -> Answer:
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "").strip()
    if kind == reports.AnswerKind.QUESTION and not words:
        return _drawn(request, visitor, place, seen, _("Write your question."), status=422)
    if kind not in reports.AnswerKind.values or len(words) > WORDS:
        return _drawn(request, visitor, place, seen, _("Choose an answer, with at most 500 characters."), status=422)
    return Act(
        lambda: reports.answer(visitor, place, seen.token, kind=kind, words=words, at=clock.now()),
        lambda _: redirect("portal-report", place.project_token, seen.token),
    )


def _drawn(
    request: HttpRequest,
    visitor: Visitor,
    place: Place,
    seen: reports.ReportSeen,
    trouble: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        "portal/report.html",
        status=status,
        visitor=visitor,
        place=place,
        report=seen,
        story=seen.story,
        trouble=trouble,
        words=request.POST.get("words", ""),
    )


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@placed
def report_pdf(request: HttpRequest, visitor: Visitor, place: Place, report: str) -> Answer:
    """The report on A4."""
    number, data = reports.paper(visitor, place, report)
    return papers.as_report(number, data)


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@placed
def report_docx(request: HttpRequest, visitor: Visitor, place: Place, report: str) -> Answer:
    """The report for Word."""
    number, data = reports.word(visitor, place, report)
    return papers.as_report_docx(number, data)
