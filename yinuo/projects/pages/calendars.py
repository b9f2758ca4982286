"""Which days are worked: the administrator's lists of days, and a project's own calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import calendar, clock, merge
from yinuo.people import access as people
from yinuo.projects import access, actions, queries
from yinuo.projects.forms import CalendarForm, DaysForm
from yinuo.projects.models import DayList, Project

SHANGHAI = "Asia/Shanghai"
MONTHS_AHEAD = timedelta(days=400)


@require_GET
def calendars(request: HttpRequest) -> HttpResponse:
    """Every list of days that was taken in, and the years that wait for their notice."""
    people.administrator_for(request)
    lists = [(row, _whose(row)) for row in queries.day_lists()]
    return render(request, "projects/calendars.html", {"lists": lists, "waiting": _waiting()})


def _waiting() -> list[tuple[str, int]]:
    """Countries and years, this one and the next, whose arrangement is neither published nor taken in."""
    this_year = clock.today(SHANGHAI).year
    told = {(row.country, row.year) for row in queries.day_lists() if row.undone_at is None}
    return [
        (calendar.country_name(country), year)
        for country in queries.countries_at_work()
        for year in (this_year, this_year + 1)
        if (country, year) not in told and calendar.of(country).is_provisional(date(year, 7, 1))
    ]


@require_http_methods(["GET", "POST"])
def new_days(request: HttpRequest) -> HttpResponse:
    """Paste a notice or rows, look at what was understood, take them in."""
    by = people.administrator_for(request)
    form = DaysForm(request.POST or None)
    if form.is_valid() and form.is_ready() and "save" in request.POST:
        row = actions.take_days(by=by, at=clock.now(), **form.given())
        messages.success(request, _("These days count from now on."))
        return redirect("day-list", row.pk)
    return render(request, "projects/days_new.html", {"form": form}, status=merge.status(form))


@require_GET
def day_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list with its days."""
    people.administrator_for(request)
    row = _listed(pk)
    return render(request, "projects/day_list.html", {"list": row, "whose": _whose(row)})


@require_http_methods(["GET", "POST"])
def undo_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a list count no more, after a page that names it."""
    by = people.administrator_for(request)
    row = _listed(pk)
    if row.undone_at is not None:
        raise Http404
    if request.method == "POST":
        try:
            actions.undo_days(row, by=by, at=clock.now())
        except actions.UndoneAlready:
            raise Http404 from None
        messages.success(request, _("The list counts no more."))
        return redirect("calendars")
    return render(request, "projects/days_undo.html", {"list": row, "whose": _whose(row)})


@require_http_methods(["GET", "POST"])
def project_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """By which calendar the project goes, and the days ahead that are no plain weekdays."""
    by = people.member_for(request)
    project = access.project_for(by, code)
    start = {"country": project.country, "works_by": project.works_by}
    form = CalendarForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.set_calendar(project, by=by, was=start, **form.cleaned_data)
        except merge.Edited:
            return project_calendar(request, code)
        merge.tell(request, form)
        messages.success(request, _("Saved."))
        return redirect("project-calendar", code)
    facts = {"project": project, "form": form, "tab": "contract", **_ahead(project)}
    return render(request, "projects/project_calendar.html", facts, status=merge.status(form))


def _ahead(project: Project) -> dict[str, Any]:
    """Days off that are no weekend, and weekends that are worked, for a good year from today."""
    today = clock.today(project.time_zone)
    days = access.calendar_of(project)
    span = [today + timedelta(days=n) for n in range(MONTHS_AHEAD.days)]
    special = [
        (day, works, days.is_provisional(day))
        for day in span
        if (works := days.is_workday(day)) == (day.weekday() in days.rule.weekend)
    ]
    return {"special": special, "provisional": calendar.provisional_years(days, *span)}


def _listed(pk: int) -> DayList:
    row = queries.day_list(pk)
    if row is None:
        raise Http404
    return row


def _whose(row: DayList) -> str:
    if row.country:
        return calendar.country_name(row.country)
    return row.account.firm.name if row.account else _("our firm")
