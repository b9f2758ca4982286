"""A plan from a file: hand it in, settle its columns, look at what it changes, take it in, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock, files
from yinuo.capture.plan_columns import Target
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions.incoming import Standing
from yinuo.delivery.forms import intake as forms
from yinuo.delivery.forms import plan_rows, plan_xml
from yinuo.delivery.models import IntakeKind, PlannedTask
from yinuo.delivery.pages import plan as pages
from yinuo.delivery.queries import intake as queries
from yinuo.projects.access import provisional

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.actions.incoming import Arranged
    from yinuo.delivery.forms.plan_judged import Judgement
    from yinuo.delivery.models import FileIntake
    from yinuo.people.models import Member

PLAN = IntakeKind.PLAN
MOST = 100
"""Rows of one sort on the page; the others are counted."""
NEEDED = {Target.NAME: gettext_lazy("Say which column holds the names of the tasks.")}


@require_http_methods(["GET", "POST"])
def import_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Hand a plan in; what was taken in lately, and what of one's own is unfinished."""
    member, project = pages.gate(request, code)
    form = forms.PlanFileForm(request.POST or None, request.FILES or None, words=plan_rows.words())
    if request.method == "POST" and form.is_valid():
        intake = delivery.hand_in(
            project,
            by=member,
            at=clock.now(),
            kind=PLAN,
            file_name=files.safe_name(form.cleaned_data["file"].name),
            data=form.data_of_file,
            table=form.table,
        )
        return redirect("plan-import-columns" if form.table else "plan-import-look", project.code, intake.number)
    taken = queries.taken(project, PLAN)
    facts = {
        "project": project,
        "tab": "plan",
        "form": form,
        "drafts": queries.unfinished(project, PLAN, member),
        "taken": [(one, place == 0 and delivery.may_undo(one)) for place, one in enumerate(taken)],
    }
    return render(request, "delivery/plan_import.html", facts, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What each column of a spreadsheet fills. Another worksheet starts this step anew."""
    member, project = pages.gate(request, code)
    intake = queries.own(project, PLAN, member, number)
    if not intake.table:
        return redirect("plan-import-look", code, number)
    post = request.POST if request.method == "POST" else None
    words = plan_rows.words()
    form = forms.MapForm(post, intake=intake, names=plan_rows.HEADINGS, words=words, needed=NEEDED)
    if request.method == "POST" and form.is_valid():
        if not form.other_sheet():
            delivery.map_columns(intake, form.columns())
            return redirect("plan-import-look", code, number)
        try:
            other = forms.read_table(intake.file_name, bytes(intake.original), form.other_sheet(), words)
        except django_forms.ValidationError as flaw:
            form.add_error("sheet", flaw)
        else:
            delivery.map_columns(intake, {}, table=other)
            return redirect("plan-import-columns", code, number)
    facts = {"project": project, "tab": "plan", "intake": intake, "form": form, "rows": len(intake.table["rows"])}
    return render(request, "delivery/plan_import_columns.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What would be added, changed and left out, and every row that cannot be read; then it is taken in."""
    member, project = pages.gate(request, code)
    intake = queries.own(project, PLAN, member, number)
    if intake.table and not intake.columns:
        return redirect("plan-import-columns", code, number)
    standing = Standing(project)
    judgement = _judged(intake, standing)
    is_post = request.method == "POST"
    keep = "keep" in (request.POST if is_post else request.GET)
    form = forms.TakePlanForm(
        request.POST if is_post else None, initial={"keep": keep, "seen": delivery.stamp(standing.version)}
    )
    if (
        is_post
        and "look" not in request.POST
        and form.is_valid()
        and _take(request, form, intake, judgement, by=member)
    ):
        return redirect("plan", code)
    if is_post and "look" in request.POST:
        return redirect(f"{request.path}?keep=1" if keep else request.path)
    shown = _shown(project, judgement, keep=keep)
    facts = {"project": project, "tab": "plan", "intake": intake, "form": form, **shown}
    return render(request, "delivery/plan_import_look.html", facts, status=422 if form.errors else 200)


def _judged(intake: FileIntake, standing: Standing) -> Judgement:
    if intake.table:
        return plan_rows.judged(intake.table, intake.columns, standing)
    return plan_xml.judged(plan_xml.read(bytes(intake.original)), standing)


def _take(
    request: HttpRequest, form: forms.TakePlanForm, intake: FileIntake, judgement: Judgement, *, by: Member
) -> bool:
    """Whether the draft now says what the file says; else the reason stands at the form."""
    values = form.cleaned_data
    try:
        version = delivery.take_plan(
            intake,
            judgement.incoming(is_whole=not values["keep"]),
            by=by,
            at=clock.now(),
            seen=values["seen"],
            why=values["why"],
        )
    except delivery.IntakeGone:
        return True  # pressed twice: the first did it
    except delivery.StandsOtherwise:
        form.add_error(None, _("The plan has changed since you looked. Look once more, then take it in."))
    except delivery.NothingToTake:
        form.add_error(None, _("No row is good yet. Mend the file and hand it in again."))
    except delivery.ReasonMissing:
        form.add_error("why", _("The client knows tasks that are left out. Say why."))
    except delivery.Ring as ring:
        form.add_error(None, pages.ring(ring))
    except delivery.TooLong:
        form.add_error(None, pages.too_long())
    else:
        messages.info(request, _("The draft of version %(number)s is what the file says.") % {"number": version.number})
        return True
    return False


def _shown(project: Any, judgement: Judgement, *, keep: bool) -> dict[str, Any]:
    """Each sort of row with its count and the first of them; dates that cannot be computed are said."""
    standing = Standing(project)
    trouble, made, known = "", None, []
    try:
        made = delivery.arranged(standing, judgement.incoming(is_whole=not keep))
        known = delivery.known_to_client(standing, made)
    except delivery.Ring as ring:
        trouble = pages.ring(ring)
    except delivery.TooLong:
        trouble = pages.too_long()
    sorts = _sorts(made) if made else []
    days = [day for row in (made.rows if made else ()) for day in (row.start, row.finish)]
    return {
        "provisional": provisional(project, *days),
        "trouble": trouble,
        "notes": judgement.notes,
        "bad": judgement.bad[:MOST],
        "bad_more": max(0, len(judgement.bad) - MOST),
        "bad_count": len(judgement.bad),
        "remarked": judgement.remarked[:MOST],
        "sorts": sorts,
        "good": len(judgement.rows) - len(judgement.bad),
        "is_new": standing.draft is None,
        "known": known,
        "can_take": made is not None and len(judgement.rows) > len(judgement.bad),
    }


def _sorts(made: Arranged) -> list[dict[str, Any]]:
    changed = [(one.row, _changes(one.names), one.was.finish) for one in made.changed]
    return [
        {
            "title": pgettext("task", "Added"),
            "count": len(made.added),
            "rows": [(row, "", None) for row in made.added[:MOST]],
        },
        {"title": _("Changed"), "count": len(changed), "rows": changed[:MOST]},
        {"title": _("Left out"), "count": len(made.dropped), "rows": [(row, "", None) for row in made.dropped[:MOST]]},
    ]


def _changes(names: tuple[str, ...]) -> str:
    """What changed, in the words of the form."""
    fields = {field.name: field for field in PlannedTask._meta.fields}  # noqa: SLF001  # the way to a field's word
    labels = {"waits_for": _("Waits for"), "rule_on": str(fields["rule"].verbose_name)}
    words = [labels.get(name) or str(fields[name].verbose_name) for name in names]
    return " · ".join(dict.fromkeys(words))


@require_POST
def undo(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a whole import back while the draft stands as the file left it."""
    member, project = pages.gate(request, code)
    intake = queries.taken_in(project, PLAN, number)
    try:
        delivery.undo_plan(intake, by=member, at=clock.now())
    except delivery.IntakeGone:
        pass  # pressed twice: the first did it
    except delivery.StandsOtherwise:
        messages.error(request, _("The plan has changed since the file came in; take the changes back one by one."))
        return redirect("plan-import", code)
    messages.info(request, _("The plan stands as it did before the file came in."))
    return redirect("plan", code)


@require_POST
def forget(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Forget one's own file that was not taken in."""
    member, project = pages.gate(request, code)
    delivery.forget(queries.own(project, PLAN, member, number))
    return redirect("plan-import", code)
