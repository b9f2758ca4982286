"""One task of the draft: in its row, on its own page, moved, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms import DropForm, NewTaskForm, RowForm, TaskForm
from yinuo.delivery.pages import plan as pages
from yinuo.delivery.queries import plan as plans
from yinuo.projects.access import provisional

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import PlanVersion
    from yinuo.people.models import Member


def _gate(request: HttpRequest, code: str, task: str) -> tuple[Member, PlanVersion, list[plans.Node], int]:
    """The draft as a tree, and the place of the task in it; the same 404 for a foreign and a missing one."""
    member, version = pages.draft_for(request, code)
    nodes = plans.tree(plans.tasks(version), plans.waits(version))
    place = next((place for place, node in enumerate(nodes) if node.row.task.code == task), None)
    if place is None:
        raise Http404
    for node in nodes:
        node.row.version = version
    return member, version, nodes, place


def _save(form: forms.Form, row: Any, *, by: Member) -> bool:
    """Whether the task was changed; what does not fit stands at its field. Raises Edited."""
    try:
        delivery.edit_task(row, by=by, at=clock.now(), revision=row.revision, **form.cleaned_data)
    except delivery.UnknownTask as refused:
        form.add_error("waits_for", _("There is no task %(codes)s in this version.") % {"codes": refused})
    except delivery.Ring as ring:
        form.add_error("waits_for", pages.ring(ring))
    except delivery.TooLong:
        form.add_error(None, pages.too_long())
    except delivery.BadProgress:
        form.add_error("actual_finish", _("Say when it began and when it was done."))
    except delivery.BadParent:
        form.add_error("parent", _("A task cannot be part of itself, of its own parts or of a milestone."))
    else:
        return True
    return False


@require_http_methods(["GET", "POST"])
def edit_row(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """The plan with one row open to be edited; saved, the same page or the next row."""
    member, version, nodes, place = _gate(request, code, task)
    node = nodes[place]
    initial = RowForm.initial_of(node)
    form = RowForm(request.POST or None, project=version.project, row=node.row, initial=initial, apart="row-form")
    if request.method == "POST" and form.is_valid():
        try:
            is_saved = _save(form, node.row, by=member)
        except delivery.Edited:
            return edit_row(request, code, task)
        if is_saved:
            merge.tell(request, form)
            following = nodes[place + 1].row.task.code if place + 1 < len(nodes) else ""
            if "next" in request.POST and following:
                return redirect("plan-row", code, following)
            return redirect("plan", code)
    return pages.show(request, version.project, plans.versions(version.project), version, form=form, opened=task)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """Everything about a task."""
    member, version, nodes, place = _gate(request, code, task)
    row = nodes[place].row
    form = TaskForm(
        request.POST or None,
        project=version.project,
        row=row,
        nodes=nodes,
        initial=TaskForm.initial_of(nodes[place]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            is_saved = _save(form, row, by=member)
        except delivery.Edited:
            return edit(request, code, task)
        if is_saved:
            merge.tell(request, form)
            return redirect("plan", code)
    facts = {
        "project": version.project,
        "version": version,
        "node": nodes[place],
        "form": form,
        "provisional": provisional(version.project, row.start, row.finish, row.rule_on),
        "tab": "plan",
    }
    return render(request, "delivery/task.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def new_task(request: HttpRequest, code: str) -> HttpResponse:
    """Put a task into the draft; without one, the first task begins it."""
    member, project = pages.gate(request, code)
    version = plans.draft(project) or plans.newest_published(project)
    nodes = plans.tree(plans.tasks(version), ()) if version else []
    form = NewTaskForm(
        request.POST or None, project=project, nodes=nodes, initial={"parent": request.GET.get("parent", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            delivery.add_task(project, by=member, at=clock.now(), **form.cleaned_data)
        except delivery.UnknownTask as refused:
            form.add_error("waits_for", _("There is no task %(codes)s in this version.") % {"codes": refused})
        except delivery.Ring as ring:
            form.add_error("waits_for", pages.ring(ring))
        except delivery.TooLong:
            form.add_error(None, pages.too_long())
        except delivery.BadParent:
            form.add_error("parent", _("A task cannot be part of itself, of its own parts or of a milestone."))
        else:
            return redirect("plan-task-new" if "more" in request.POST else "plan", code)
    facts = {"project": project, "version": version, "form": form, "tab": "plan"}
    return render(request, "delivery/task_new.html", facts, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """Up, down, into the task before it, or out of the one it is part of."""
    member, _version, nodes, place = _gate(request, code, task)
    to = request.POST.get("to", "")
    if to not in list(delivery.MoveTo):
        raise Http404
    try:
        delivery.move_task(nodes[place].row, by=member, at=clock.now(), to=delivery.MoveTo(to))
    except delivery.Ring as ring:
        messages.error(request, pages.ring(ring))
    except delivery.BadParent:
        messages.error(request, _("A task cannot be part of itself, of its own parts or of a milestone."))
    return redirect("plan-row", code, task)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """Leave a task out of the draft, with the reason where the client has seen it."""
    member, version, nodes, place = _gate(request, code, task)
    row = nodes[place].row
    newest = plans.newest_published(version.project)
    is_known = newest is not None and newest.planned.filter(task=row.task_id).exists()
    form = DropForm(request.POST if request.method == "POST" else None, needs_reason=is_known)
    if request.method == "POST" and form.is_valid():
        delivery.drop_task(row, by=member, at=clock.now(), why=form.cleaned_data["why"])
        return redirect("plan", code)
    facts = {"project": version.project, "node": nodes[place], "form": form, "is_known": is_known, "tab": "plan"}
    return render(request, "delivery/task_drop.html", facts, status=422 if form.errors else 200)
