"""The plan as a chart whose bars are moved; every move is an edit of a task, and the dates are computed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from yinuo.base import clock, dates
from yinuo.base.merge import CONFLICT, INCOMPLETE
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions import Held, Hold
from yinuo.delivery.forms.gantt import Act, BarForm
from yinuo.delivery.pages import plan as pages
from yinuo.delivery.queries import gantt as charts
from yinuo.delivery.queries import plan as plans

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import PlannedTask, PlanVersion
    from yinuo.people.models import Member

UNDONE = ("duration", "percent", "rule", "rule_on")


@require_GET
def gantt(request: HttpRequest, code: str) -> HttpResponse:
    """The newest version, or the one asked for by its number; only a draft can be moved."""
    _member, project = pages.gate(request, code)
    versions = plans.versions(project)
    if not versions:
        return redirect("plan", code)
    asked = request.GET.get("version", "")
    version = next((one for one in versions if str(one.number) == asked), None) if asked else versions[0]
    if version is None:
        raise Http404
    chart = charts.chart(version)
    facts = {
        "project": project,
        "version": version,
        "is_newest": version == versions[0],
        "is_draft": not plans.is_published(version),
        "chart": chart.plain(),
        "timeline": chart.milestones,
        "today": clock.today(project.time_zone),
        "tab": "plan",
    }
    return render(request, "delivery/gantt.html", facts)


@require_POST
def move_bar(request: HttpRequest, code: str) -> JsonResponse:
    """One bar was dropped: what came of it in words, and the whole chart anew.

    409 when somebody else changed the task first, 422 when it cannot lie there; nothing is changed then.
    """
    member, version = pages.draft_for(request, code)
    form = BarForm(request.POST)
    if not form.is_valid():
        return _answer(version, [_("This cannot be read. Load the page again.")], status=INCOMPLETE)
    row = version.planned.select_related("task").filter(task__code=form.cleaned_data["task"]).first()
    if row is None:
        return _answer(version, [_edited(form.cleaned_data["task"])], status=CONFLICT)
    row.version = version
    before = charts.days(version)
    stood = {name: getattr(row, name) for name in UNDONE}
    try:
        moved = _act(row, form, by=member)
    except (delivery.Edited, delivery.Frozen):
        return _answer(version, [_edited(row.task.code)], status=CONFLICT)
    except (Held, delivery.BadProgress, delivery.TooLong) as refused:
        return _answer(version, [_refused(row.task.code, refused)], status=INCOMPLETE)
    return _answer(version, _said(moved, before, version), undo=_undo(moved, stood))


def _act(row: PlannedTask, form: BarForm, *, by: Member) -> PlannedTask:
    values: dict[str, Any] = form.cleaned_data
    known = {"by": by, "at": clock.now(), "revision": values["revision"]}
    match Act(values["act"]):
        case Act.START:
            return delivery.place_task(row, start=values["start"], **known)
        case Act.FINISH:
            return delivery.stretch_task(row, finish=values["finish"], **known)
        case Act.PERCENT:
            return delivery.note_progress(row, percent=values["percent"], **known)
        case Act.BACK:
            return delivery.edit_task(row, **known, **form.before())


def _answer(
    version: PlanVersion, said: list[str], *, status: int = 200, undo: dict[str, Any] | None = None
) -> JsonResponse:
    chart = charts.chart(version).plain()
    return JsonResponse({"said": said, "chart": chart, "undo": undo}, status=status)


def _undo(row: PlannedTask, stood: dict[str, Any]) -> dict[str, Any]:
    """The form that brings back what stood before."""
    texts = {name: "" if value is None else str(value) for name, value in stood.items()}
    return {"task": row.task.code, "revision": row.revision, "act": Act.BACK.value, **texts}


def _said(row: PlannedTask, before: dict[str, Any], version: PlanVersion) -> list[str]:
    """Where the task lies now, and how many others moved with it."""
    told = {
        "code": row.task.code,
        "name": row.name,
        "start": dates.day(row.start) if row.start else "",
        "finish": dates.day(row.finish) if row.finish else "",
    }
    first = (
        _("%(code)s %(name)s: %(finish)s.") % told
        if row.is_milestone
        else _("%(code)s %(name)s: %(start)s to %(finish)s.") % told
    )
    others = sum(day != before.get(code) for code, day in charts.days(version).items() if code != row.task.code)
    if not others:
        return [first]
    more = ngettext("%(count)s other task moved with it.", "%(count)s other tasks moved with it.", others)
    return [first, more % {"count": others}]


def _edited(code: str) -> str:
    return _("Somebody else changed %(code)s meanwhile. This is how it stands now; move it again if need be.") % {
        "code": code
    }


def _refused(code: str, refused: Exception) -> str:
    if isinstance(refused, Held):
        return _held(code, refused)
    if isinstance(refused, delivery.BadProgress):
        return _("%(code)s: say on its page when it began and when it was done.") % {"code": code}
    return pages.too_long()


def _held(code: str, held: Held) -> str:
    waits = _("%(code)s waits for %(others)s; the earliest day is %(day)s.")
    sentences = {
        Hold.DONE: _("%(code)s was done on %(day)s and stays there."),
        Hold.BEGUN: _("%(code)s began on %(day)s and stays there. Its end can be moved."),
        Hold.PARTS: _("%(code)s takes its dates from its parts. Move those."),
        Hold.RULE: _("%(code)s has a latest day, %(day)s. Change that in its row of the table."),
        Hold.BEGINNING: _("The project begins on %(day)s: %(code)s cannot lie before it."),
        Hold.DATA_DATE: _("Progress is noted as of %(day)s: what is left of %(code)s cannot lie before it."),
        Hold.WAITS: waits if held.codes else _("%(code)s cannot lie there; the earliest day is %(day)s."),
    }
    day = dates.day(held.day) if held.day else ""
    return sentences[held.why] % {"code": code, "day": day, "others": _(", ").join(held.codes)}
