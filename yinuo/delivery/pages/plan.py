"""The plan: its newest state as a table, its versions, what it is for, publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.base.marks import PromiseRow
from yinuo.base.sides import OwnerSide
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions.plan import DESCRIBED
from yinuo.delivery.forms import DescribeForm, PublishForm
from yinuo.delivery.models import Rule
from yinuo.delivery.queries import plan as plans
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.people.access import member_for
from yinuo.projects.access import project_for, provisional

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import TextChoices
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import PlannedTask, PlanVersion
    from yinuo.delivery.queries.plan import Node
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


def gate(request: HttpRequest, code: str) -> tuple[Member, Project]:
    member = member_for(request)
    return member, project_for(member, code)


def draft_for(request: HttpRequest, code: str) -> tuple[Member, PlanVersion]:
    """The draft that is worked on; 404 where there is none."""
    member, project = gate(request, code)
    version = plans.draft(project)
    if version is None:
        raise Http404
    return member, version


def show(
    request: HttpRequest, project: Project, versions: list[PlanVersion], version: PlanVersion | None, **facts: Any
) -> HttpResponse:
    """The page of a version, or of a project that has no plan yet."""
    form = facts.get("form")
    rows, links = (plans.tasks(version), plans.waits(version)) if version else ([], [])
    lines, nodes = plans.milestones(project) if version else [], plans.tree(rows, links)
    chains: dict[str, list[PlannedTask]] = {}
    if version and version == versions[0]:
        nodes = plans.with_lines(nodes)
        chains = plans.movers(version, rows, links) if lines else {}
    known = {
        "project": project,
        "versions": versions,
        "version": version,
        "is_draft": version is not None and not plans.is_published(version),
        "has_draft": bool(versions) and not plans.is_published(versions[0]),
        "nodes": nodes,
        **_around(nodes, facts.get("opened", "")),
        "words": {"sides": _labels(OwnerSide), "rules": _labels(Rule)},
        "provisional": provisional(project, *(day for row in rows for day in (row.start, row.finish))),
        "milestones": [(line, chains.get(line.code, [])) for line in lines],
        "timeline": [
            PromiseRow(line.name, line.signed_on, line.now_on, line.done_on, line.late, line.why) for line in lines
        ],
        "today": clock.today(project.time_zone),
        "tab": "plan",
        **facts,
    }
    return render(request, "delivery/plan.html", known, status=merge.status(form) if form else 200)


def _around(nodes: Sequence[Node], opened: str) -> dict[str, Any]:
    """The task whose row is being edited, and those before and after it; nothing while none is."""
    place = next((place for place, node in enumerate(nodes) if opened and node.row.task.code == opened), None)
    if place is None:
        return {"here": None}
    return {"before": nodes[:place], "here": nodes[place], "after": nodes[place + 1 :]}


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    """The words of the active language, once a page."""
    return {str(value): str(label) for value, label in choices.choices}


@require_GET
def plan_page(request: HttpRequest, code: str) -> HttpResponse:
    """The draft where there is one, else the plan that was published last."""
    _member, project = gate(request, code)
    versions = plans.versions(project)
    return show(request, project, versions, versions[0] if versions else None)


@require_GET
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as it stands, or as it was published."""
    _member, project = gate(request, code)
    versions = plans.versions(project)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404
    return show(request, project, versions, found)


@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next version from the published one, or throw the draft away."""
    member, project = gate(request, code)
    found = plans.draft(project)
    if "drop" in request.POST:
        if found is not None:
            delivery.drop_draft(found, by=member, at=clock.now())
    else:
        delivery.start_draft(project, by=member, at=clock.now())
    return redirect("plan", project.code)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """What the draft is for."""
    member, found = draft_for(request, code)
    initial = {name: getattr(found, name) for name in DESCRIBED}
    form = DescribeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            delivery.describe(found, by=member, at=clock.now(), revision=found.revision, **form.cleaned_data)
        except delivery.Edited:
            return describe(request, code)
        except delivery.TooLong:
            form.add_error("data_date", too_long())
        else:
            merge.tell(request, form)
            return redirect("plan", code)
    facts = {"project": found.project, "version": found, "form": form, "tab": "plan"}
    return render(request, "delivery/plan_describe.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Look at what moved, say why, and show the plan to the client."""
    member, found = draft_for(request, code)
    form = PublishForm(request.POST if request.method == "POST" else None, moves=delivery.moves_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            delivery.publish(
                found,
                by=member,
                at=clock.now(),
                reasons=form.reasons(),
                otherwise=form.cleaned_data.get("otherwise", ""),
            )
        except delivery.ReasonsMissing as refused:
            for missing in refused.codes:
                if f"why-{missing}" in form.fields:
                    form.add_error(f"why-{missing}", _("Say why: the client reads this reason."))
        except AbsoluteGuarantee as refused:
            form.add_error(None, guarantee(refused))
        except delivery.NothingToPublish:
            messages.error(request, _("The plan has no tasks yet."))
            return redirect("plan", code)
        else:
            messages.info(request, _("Version %(number)s is published.") % {"number": found.number})
            return redirect("plan", code)
    nodes = plans.tree(plans.tasks(found), ())
    facts = {
        "project": found.project,
        "version": found,
        "form": form,
        "shown": [node for node in nodes if node.row.is_shown],
        "hidden": sum(not node.row.is_shown for node in nodes),
        "provisional": provisional(found.project, *(node.row.finish for node in nodes)),
        "tab": "plan",
    }
    return render(request, "delivery/plan_publish.html", facts, status=422 if form.errors else 200)


def guarantee(refused: AbsoluteGuarantee) -> str:
    return _("%(code)s: “%(words)s” promises what nobody can keep. Say what is measured, by how much.") % {
        "code": refused.code,
        "words": refused.words,
    }


def too_long() -> str:
    return _("The plan would end more than twenty years after it began. Shorten a task or change a day.")


def ring(ring: delivery.Ring) -> str:
    return _("These tasks would wait for each other: %(ring)s.") % {"ring": ring}
