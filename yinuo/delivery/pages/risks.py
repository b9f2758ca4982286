"""The register of risks 风险 at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, merge
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms import risks as forms
from yinuo.delivery.forms.issues import EndForm
from yinuo.delivery.models import Risk, RiskState
from yinuo.delivery.published import PublishedRisk
from yinuo.delivery.queries import risks as queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.people.models import Member

ENDS = {"ending": delivery.close_risk, "reopening": delivery.reopen_risk}
HAPPENING = "happening"


@require_GET
def risks(request: HttpRequest, code: str) -> HttpResponse:
    """Every risk, the heaviest first, with what the client knows of it."""
    project = project_for(member_for(request), code)
    rows = queries.risk_list(project, clock.today(project.time_zone))
    live = [row for row in rows if row.is_live]
    facts = {
        "project": project,
        "tab": "risks",
        "rows": rows,
        "live": len(live),
        "high": sum(row.is_high for row in live),
        "untold": sum(row.is_high and row.told_on is None for row in live),
        "unacknowledged": sum(row.is_high and not row.is_acknowledged for row in live),
        "bare": sum(row.is_high and not row.contingency for row in live),
    }
    return render(request, "delivery/risks.html", facts)


@require_http_methods(["GET", "POST"])
def new_risk(request: HttpRequest, code: str) -> HttpResponse:
    """One more risk."""
    member = member_for(request)
    project = project_for(member, code)
    initial = forms.new_risk(clock.today(project.time_zone))
    form = forms.RiskForm(request.POST or None, project=project, initial=initial)
    if request.method == "POST" and form.is_valid():
        risk = delivery.note_risk(project, by=member, at=clock.now(), **form.cleaned_data)
        return redirect("risk", project.code, risk.code)
    facts = {"project": project, "tab": "risks", "form": form}
    return render(request, "delivery/risk_new.html", facts, status=422 if form.errors else 200)


def _gate(request: HttpRequest, code: str, risk_code: str) -> tuple[Member, Risk]:
    member = member_for(request)
    project = project_for(member, code)
    rows = Risk.objects.of(project).select_related("project__account__firm", "owner")
    return member, get_object_or_404(rows, code=risk_code)


def _shown(request: HttpRequest, name: str, risk: Risk, form: Any, **facts: Any) -> HttpResponse:
    today = clock.today(risk.project.time_zone)
    known = {"project": risk.project, "tab": "risks", "risk": queries.risk_row(risk, today), "form": form}
    return render(request, f"delivery/{name}.html", {**known, **facts}, status=merge.status(form))


def _not_now(request: HttpRequest, refused: delivery.WrongRiskState) -> None:
    words = _("This cannot be done while the risk is “%(state)s”.")
    messages.error(request, words % {"state": RiskState(refused.state).label})


@require_GET
def risk(request: HttpRequest, code: str, risk_code: str) -> HttpResponse:
    """One risk with its story; beside the list when a script asks for it."""
    _member, found = _gate(request, code, risk_code)
    facts = {
        "project": found.project,
        "tab": "risks",
        "risk": queries.risk_row(found, clock.today(found.project.time_zone)),
        "steps": found.steps.order_by("id"),
        "tellings": PublishedRisk.objects.filter(thread=found.thread).order_by("id"),
    }
    part = "#drawer" if getattr(request, "htmx", False) else ""
    return render(request, f"delivery/risk.html{part}", facts)


@require_http_methods(["GET", "POST"])
def edit_risk(request: HttpRequest, code: str, risk_code: str) -> HttpResponse:
    """Put it right or rate it anew; an edit that came first is shown, never overwritten."""
    member, found = _gate(request, code, risk_code)
    initial = forms.RiskEditForm.initial_of(found)
    form = forms.RiskEditForm(request.POST or None, project=found.project, standing=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        today = clock.today(found.project.time_zone)
        try:
            delivery.edit_risk(
                found, by=member, at=clock.now(), version=found.version, today=today, **form.cleaned_data
            )
        except delivery.RiskEdited:
            return edit_risk(request, code, risk_code)
        merge.tell(request, form)
        return redirect("risk", code, risk_code)
    return _shown(request, "risk_edit", found, form)


@require_http_methods(["GET", "POST"])
def tell_risk(request: HttpRequest, code: str, risk_code: str) -> HttpResponse:
    """Show it to the client, in words that the client reads."""
    member, found = _gate(request, code, risk_code)
    names = ("what", "cause", "effect", "response", "contingency")
    initial = {name: getattr(found, name) for name in names}
    form = forms.TellRiskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            delivery.publish_risk(found, by=member, at=clock.now(), **form.cleaned_data)
        except delivery.NothingNew:
            messages.info(request, _("The client sees exactly this already."))
        else:
            messages.info(request, _("The client sees this risk now."))
        return redirect("risk", code, risk_code)
    return _shown(request, "risk_tell", found, form)


@require_http_methods(["GET", "POST"])
def end_risk(request: HttpRequest, code: str, risk_code: str, act: str) -> HttpResponse:
    """Close it, open it again, or say that it has happened; with the reason."""
    member, found = _gate(request, code, risk_code)
    if act not in (*ENDS, HAPPENING):
        raise Http404
    form = EndForm(request.POST or None, act=act)
    if request.method == "POST" and form.is_valid():
        try:
            return _ended(found, act, form.cleaned_data["why"], by=member)
        except delivery.WrongRiskState as refused:
            _not_now(request, refused)
        return redirect("risk", code, risk_code)
    return _shown(request, "risk_end", found, form, act=act)


def _ended(risk: Risk, act: str, why: str, *, by: Member) -> HttpResponse:
    now, project = clock.now(), risk.project
    if act == HAPPENING:
        issue = delivery.risk_happened(risk, by=by, at=now, why=why, raised_on=clock.today(project.time_zone))
        return redirect("issue", project.code, issue.code)
    ENDS[act](risk, by=by, at=now, why=why)
    return redirect("risk", project.code, risk.code)
