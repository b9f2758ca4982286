"""An issue list from a spreadsheet: hand it in, settle its columns, look at the rows, take them in, take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock, files
from yinuo.capture.issue_columns import Target
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms import intake as forms
from yinuo.delivery.forms import issue_rows
from yinuo.delivery.models import IntakeKind
from yinuo.delivery.pages.plan import gate
from yinuo.delivery.queries import intake as queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import FileIntake
    from yinuo.people.models import Member

ISSUES = IntakeKind.ISSUES
MOST = 200
"""Rows of one sort on the page; the others are counted."""
NEEDED = {Target.WHAT: gettext_lazy("Say which column says what the issue is.")}


@require_http_methods(["GET", "POST"])
def import_issues(request: HttpRequest, code: str) -> HttpResponse:
    """Hand a list in; what was taken in lately, and what of one's own is unfinished."""
    member, project = gate(request, code)
    form = forms.TableForm(request.POST or None, request.FILES or None, words=issue_rows.words())
    if request.method == "POST" and form.is_valid():
        intake = delivery.hand_in(
            project,
            by=member,
            at=clock.now(),
            kind=ISSUES,
            file_name=files.safe_name(form.cleaned_data["file"].name),
            data=form.data_of_file,
            table=form.table,
        )
        return redirect("issues-import-columns", project.code, intake.number)
    facts = {
        "project": project,
        "tab": "issues",
        "form": form,
        "drafts": queries.unfinished(project, ISSUES, member),
        "taken": queries.taken(project, ISSUES),
    }
    return render(request, "delivery/issues_import.html", facts, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What each column fills. Another worksheet starts this step anew."""
    member, project = gate(request, code)
    intake = queries.own(project, ISSUES, member, number)
    post = request.POST if request.method == "POST" else None
    words = issue_rows.words()
    form = forms.MapForm(post, intake=intake, names=issue_rows.HEADINGS, words=words, needed=NEEDED)
    if request.method == "POST" and form.is_valid():
        if not form.other_sheet():
            delivery.map_columns(intake, form.columns())
            return redirect("issues-import-look", code, number)
        try:
            other = forms.read_table(intake.file_name, bytes(intake.original), form.other_sheet(), words)
        except django_forms.ValidationError as flaw:
            form.add_error("sheet", flaw)
        else:
            delivery.map_columns(intake, {}, table=other)
            return redirect("issues-import-columns", code, number)
    facts = {"project": project, "tab": "issues", "intake": intake, "form": form, "rows": len(intake.table["rows"])}
    return render(request, "delivery/issues_import_columns.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What each row would become, and every row that cannot be read; then the good ones are taken in."""
    member, project = gate(request, code)
    intake = queries.own(project, ISSUES, member, number)
    if not intake.columns:
        return redirect("issues-import-columns", code, number)
    today = clock.today(project.time_zone)
    rows = issue_rows.IssueJudge(project, intake.columns, by=member.person, today=today).judged(intake.table)
    good, bad = [row for row in rows if row.given], [row for row in rows if row.flaws]
    if request.method == "POST":
        if request.POST.get("take") == str(len(good)):
            return _take(request, intake, good, by=member)
        messages.info(request, _("The list has changed since you looked. Look once more, then take the rows in."))
        return redirect("issues-import-look", code, number)
    facts = {
        "project": project,
        "tab": "issues",
        "intake": intake,
        "good": good[:MOST],
        "good_count": len(good),
        "bad": bad[:MOST],
        "bad_count": len(bad),
        "total": len(rows),
    }
    return render(request, "delivery/issues_import_look.html", facts)


def _take(request: HttpRequest, intake: FileIntake, good: list[issue_rows.JudgedIssue], *, by: Member) -> HttpResponse:
    code, number = intake.project.code, intake.number
    try:
        made = delivery.take_issues(intake, [(row.code, row.given) for row in good if row.given], by=by, at=clock.now())
    except delivery.IntakeGone:
        return redirect("issues", code)  # pressed twice: the first did it
    except delivery.StandsOtherwise:
        messages.info(request, _("The list has changed since you looked. Look once more, then take the rows in."))
        return redirect("issues-import-look", code, number)
    except delivery.NothingToTake:
        messages.error(request, _("No row is good yet. Mend the file and hand it in again."))
        return redirect("issues-import-look", code, number)
    said = ngettext("%(count)s issue is on the list.", "%(count)s issues are on the list.", len(made))
    messages.info(request, said % {"count": len(made)})
    return redirect("issues", code)


@require_POST
def undo(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a whole import off the list while nobody has worked on its issues."""
    member, project = gate(request, code)
    intake = queries.taken_in(project, ISSUES, number)
    try:
        count = delivery.undo_issues(intake, by=member, at=clock.now())
    except delivery.IntakeGone:
        pass  # pressed twice: the first did it
    except delivery.StandsOtherwise:
        codes = ", ".join(issue.code for issue in delivery.issues_used(intake)[:10])
        told = {"codes": codes}
        messages.error(request, _("Somebody has worked on %(codes)s since; drop the issues one by one.") % told)
    else:
        said = ngettext("%(count)s issue was taken off the list.", "%(count)s issues were taken off the list.", count)
        messages.info(request, said % {"count": count})
    return redirect("issues-import", code)


@require_POST
def forget(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Forget one's own file that was not taken in."""
    member, project = gate(request, code)
    delivery.forget(queries.own(project, ISSUES, member, number))
    return redirect("issues-import", code)
