"""Practice checks: what they found, what was put off, what every rule answers, how it is set."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.counsel import actions as counsel
from yinuo.counsel import queries
from yinuo.counsel.forms import LaterForm, RuleForm, ToldForm
from yinuo.counsel.queries.rules import RULES
from yinuo.ledger.models import Entry
from yinuo.people.access import member_for
from yinuo.projects.access import project_for, project_to_run, runs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def checks(request: HttpRequest, code: str) -> HttpResponse:
    """What fires on one project, hardest first."""
    member = member_for(request)
    project = project_for(member, code)
    fires, off = queries.findings_of(project, today=clock.today(project.time_zone))
    counts = Counter(row.rule.id for row in (*fires, *off))
    answers = queries.answers_of(project, counts)
    facts = {
        "project": project,
        "fires": fires,
        "off": off,
        "answers": answers,
        "unknown": sum(row.verdict == "no_data" for row in answers),
        "checked_at": queries.checked_at(project),
        "may_set": runs(member, project),
    }
    return render(request, "counsel/checks.html", facts)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, code: str, rule: str) -> HttpResponse:
    """What a rule says and rests on, and how it is set on this project."""
    by = member_for(request)
    project = project_to_run(by, code)
    if rule not in RULES:
        raise Http404
    now = queries.settings_of(project, RULES[rule])
    was = {"is_on": now.is_on, **now.values}
    form = RuleForm(RULES[rule], request.POST or None, initial=was)
    if form.is_valid():
        try:
            counsel.set_rule(
                project,
                by=by,
                at=clock.now(),
                rule=rule,
                is_on=form.cleaned_data["is_on"],
                values=form.values(),
                was=was,
            )
        except merge.Edited:
            return _again(request, code, rule)
        merge.tell(request, form)
        counsel.check(project, at=clock.now())
        return redirect("checks", code)
    facts = {"project": project, "rule": RULES[rule], "form": form}
    return render(request, "counsel/rule.html", facts, status=_status(form))


def _again(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Somebody was faster: merge once more with what stands now."""
    return rule(request, code, name)


def _status(form: RuleForm) -> int:
    if not form.is_bound:
        return merge.FINE
    return merge.CONFLICT if form.clashes else merge.INCOMPLETE


@require_http_methods(["GET", "POST"])
def later(request: HttpRequest, code: str, finding: int) -> HttpResponse:
    """Put a finding off, with the reason."""
    by = member_for(request)
    project = project_for(by, code)
    today = clock.today(project.time_zone)
    found = queries.finding_of(project, finding, today=today)
    if found is None:
        raise Http404
    form = LaterForm(today, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            counsel.put_off(project, by=by, at=clock.now(), rule=found.rule.id, subject=found.subject, **given)
        except counsel.BadDay:
            form.add_error("until", _("Choose a day from tomorrow on, within three months."))
        except counsel.AlreadyPutOff:
            return redirect("checks", code)
        else:
            return redirect("checks", code)
    facts = {"project": project, "found": found, "form": form}
    return render(request, "counsel/later.html", facts, status=422 if form.is_bound else 200)


@require_POST
def sooner(request: HttpRequest, code: str, snooze: int) -> HttpResponse:
    """Take up now what was put off."""
    by = member_for(request)
    project = project_for(by, code)
    held = queries.put_off(project, snooze, today=clock.today(project.time_zone))
    if held is None:
        raise Http404
    counsel.take_up(held, by=by, at=clock.now())
    return redirect("checks", code)


@require_http_methods(["GET", "POST"])
def told(request: HttpRequest, code: str, subject: str) -> HttpResponse:
    """Say that the holder of a declined wish was told in person."""
    by = member_for(request)
    project = project_for(by, code)
    entry = Entry.objects.of(project).select_related("holder").filter(code=subject).first()
    if entry is None:
        raise Http404
    form = ToldForm(clock.today(project.time_zone), request.POST or None)
    if form.is_valid():
        counsel.tell(project, by=by, at=clock.now(), subject=subject, told_on=form.cleaned_data["told_on"])
        counsel.check(project, at=clock.now())
        return redirect("checks", code)
    facts = {"project": project, "entry": entry, "form": form}
    return render(request, "counsel/told.html", facts, status=422 if form.is_bound else 200)
