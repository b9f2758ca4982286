"""Put the milestones of the published plan to the client, as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms import AskForm
from yinuo.delivery.pages.plan import gate, guarantee
from yinuo.delivery.queries import plan as plans
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, provisional

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

ANSWER_WORKDAYS = 5


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Choose milestones and whom to ask; what is confirmed becomes the signed date."""
    member, project = gate(request, code)
    lines = plans.milestones(project)
    if not lines:
        messages.error(request, _("Publish a plan with milestones first."))
        return redirect("plan", code)
    today = clock.today(project.time_zone)
    form = AskForm(request.POST or None, project=project, today=today, lines=lines, initial=_head(project))
    if form.is_valid() and (sheet := _ask(form, project, by=member)):
        return redirect("sheet", project.code, sheet.number)
    days = [line.now_on for line in lines]
    facts = {"project": project, "form": form, "provisional": provisional(project, *days), "tab": "plan"}
    return render(request, "delivery/plan_ask.html", facts, status=422 if form.errors else 200)


def _head(project: Project) -> dict[str, object]:
    window = seats.window_seat(project)
    with translation.override(project.language):
        return {
            "title": _("Milestones of the plan"),
            "ask": _("Please confirm the day of each milestone."),
            "contacts": [window.person_id] if window else [],
            "due_on": calendar_of(project).add_workdays(clock.today(project.time_zone), ANSWER_WORKDAYS),
        }


def _ask(form: AskForm, project: Project, *, by: Member) -> Sheet | None:
    values = form.cleaned_data
    try:
        return delivery.ask(
            project,
            by=by,
            at=clock.now(),
            title=values["title"],
            ask=values["ask"],
            contacts=form.people(),
            due_on=values["due_on"],
            authority=values["authority"],
            only=values["milestones"],
            tell=values["tell"],
        )
    except AbsoluteGuarantee as refused:
        form.add_error(None, guarantee(refused))
    except delivery.NothingToAsk:
        form.add_error("milestones", _("Choose at least one milestone."))
    return None
