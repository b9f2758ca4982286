"""A spreadsheet into the register: hand it in, settle the columns, look at the rows, take them in, take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, files
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger import forms, queries
from yinuo.ledger.models import EntryKind, State
from yinuo.people.access import member_for
from yinuo.projects.access import project_to_run

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.ledger.models import ImportDraft
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

PAGE = 100
SETTLED_AT_ONCE = 40
"""Different names or states that are asked about; a column of remarks mapped to states would have thousands."""
STATE_CHOICES = ("stated", "clarified", "withdrawn", forms.LEAVE)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, code: str) -> HttpResponse:
    """Hand a spreadsheet in; what was taken in before, and what of one's own is unfinished."""
    member = member_for(request)
    project = project_to_run(member, code)
    form = forms.UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else None
    if form is not None and form.is_valid():
        draft = ledger.begin_import(
            project,
            by=member,
            at=clock.now(),
            file_name=files.safe_name(form.cleaned_data["file"].name),
            data=form.data_of_file,
            table=form.table,
        )
        return redirect("import-columns", project.code, draft.number)
    facts = {
        "project": project,
        "tab": "register",
        "form": form or forms.UploadForm(),
        "drafts": queries.drafts(project, member),
        "imports": queries.imports(project),
    }
    return render(request, "ledger/imports.html", facts, status=422 if form is not None else 200)


@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What each column fills; we propose, they choose. Another worksheet starts this step anew."""
    member = member_for(request)
    project = project_to_run(member, code)
    draft = queries.draft(project, member, number)
    form = forms.ColumnsForm(request.POST if request.method == "POST" else None, draft=draft, project=project)
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data.get("sheet") or draft.table["sheet"]
        if sheet == draft.table["sheet"]:
            ledger.settle(draft, columns=form.columns())
            return redirect("import-rows", project.code, number)
        try:
            other = forms.read_table(draft.file_name, bytes(draft.original), sheet)
        except django_forms.ValidationError as flaw:
            form.add_error("sheet", flaw)
        else:
            ledger.settle(draft, table=other, columns={}, settled={})
            return redirect("import-columns", project.code, number)
    facts = {"project": project, "tab": "register", "draft": draft, "form": form, "rows": len(draft.table["rows"])}
    return render(request, "ledger/import_columns.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def import_rows(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Every row as understood: good, to mend, there already, left out. Mend here, or take the good ones in."""
    member = member_for(request)
    project = project_to_run(member, code)
    if request.method == "POST" and queries.is_import(project, number):
        return redirect("import", project.code, number)
    draft = queries.draft(project, member, number)
    if not draft.columns:
        return redirect("import-columns", project.code, number)
    if request.method == "POST":
        ledger.settle(draft, settled=forms.settled(draft, request.POST))
    judge = forms.Judge(project, draft, clock.today(project.time_zone))
    judgement = judge.judge()
    if request.method == "POST" and "take" in request.POST:
        if request.POST["take"] == str(len(judgement.lines)):
            return _take(request, draft, judgement, by=member)
        messages.info(request, _("With your changes other rows are good now. Look once more, then take them in."))
    if request.method == "POST":
        return redirect(f"{request.path}?show={request.POST.get('show', '')}")
    return render(request, "ledger/import_rows.html", _shown(request, project, draft, judge, judgement))


def _take(request: HttpRequest, draft: ImportDraft, judgement: forms.Judgement, *, by: Member) -> HttpResponse:
    code, number = draft.project.code, draft.number
    try:
        ledger.take_in(draft, by=by, at=clock.now(), lines=judgement.lines, left_out=judgement.left_out)
    except ledger.DraftGone:
        pass  # pressed twice: the first did it
    except ledger.NothingToTake:
        messages.error(request, _("No row is good yet. Mend one, or hand in another file."))
        return redirect("import-rows", code, number)
    except (evidence.TooLarge, evidence.NotAllowed) as refused:
        messages.error(request, str(refused))
        return redirect("import-rows", code, number)
    return redirect("import", code, number)


def _shown(
    request: HttpRequest, project: Project, draft: ImportDraft, judge: forms.Judge, judgement: forms.Judgement
) -> dict[str, Any]:
    counts = {status: len(judgement.of(status)) for status in (forms.GOOD, forms.BAD, forms.DOUBLE, forms.LEFT_OUT)}
    usual = forms.BAD if counts[forms.BAD] else "all"
    show = request.GET.get("show") if request.GET.get("show") in {*counts, "all"} else usual
    rows = [row for row in judgement.rows if show in ("all", row.status)]
    after = request.GET.get("after", "")
    later = [row for row in rows if row.number > int(after)] if after.isdecimal() and len(after) < 9 else rows  # noqa: PLR2004  # more digits than rows
    page = later[:PAGE]
    return {
        "project": project,
        "tab": "register",
        "draft": draft,
        "counts": counts,
        "total": len(judgement.rows),
        "show": show,
        "rows": page,
        "older": f"?show={show}&after={page[-1].number}" if len(later) > PAGE else "",
        "names": _asked(judgement.names, draft.settled.get("names", {})),
        "states": [
            (word, count, draft.settled.get("states", {}).get(word) or forms.default_state(word))
            for word, count in list(judgement.states.items())[:SETTLED_AT_ONCE]
        ],
        "state_choices": [(value, _state_word(value)) for value in STATE_CHOICES],
        "people": [(f"person:{who.pk}", who.name) for who in (*judge.theirs, *judge.ours)],
        "kinds": EntryKind.choices,
    }


def _asked(names: Any, settled: dict[str, str]) -> list[tuple[str, int, str]]:
    return [(name, count, settled.get(name, "")) for name, count in list(names.items())[:SETTLED_AT_ONCE]]


def _state_word(value: str) -> str:
    return _("leave these rows out") if value == forms.LEAVE else str(State(value).label)


@require_GET
def import_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What an import brought, and what it left out; a draft goes on where it was."""
    member = member_for(request)
    project = project_to_run(member, code)
    if not queries.is_import(project, number):
        draft = queries.draft(project, member, number)
        return redirect("import-rows" if draft.columns else "import-columns", project.code, draft.number)
    facts = queries.import_facts(project, number)
    left_out = queries.left_out_rows(facts.taken_in)
    return render(
        request,
        "ledger/import.html",
        {
            "project": project,
            "tab": "register",
            "found": facts,
            "left_out": left_out[:PAGE],
            "more": max(0, len(left_out) - PAGE),
        },
    )


@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a whole import back, with the reason; lines used since are named and stay."""
    member = member_for(request)
    project = project_to_run(member, code)
    facts = queries.import_facts(project, number)
    if facts.undo:
        return redirect("import", project.code, number)
    used = ledger.used_since(facts.taken_in)
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo = ledger.undo_import(facts.taken_in, by=member, at=clock.now(), why=form.cleaned_data["why"])
        except ledger.AlreadyUndone:
            return redirect("import", project.code, number)
        except ledger.NothingToUndo:
            form.add_error(None, _("Every line of this import has been used since. Withdraw them one by one."))
        else:
            said = ngettext("%(count)s line was withdrawn.", "%(count)s lines were withdrawn.", undo.withdrawn)
            messages.info(request, said % {"count": undo.withdrawn})
            return redirect("import", project.code, number)
    shown = {
        "project": project,
        "tab": "register",
        "found": facts,
        "form": form,
        "used": queries.lines_of(used),
        "free": facts.lines - len(used),
    }
    return render(request, "ledger/import_undo.html", shown, status=422 if form.errors else 200)


@require_POST
def import_drop(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Forget one's own unfinished import."""
    member = member_for(request)
    project = project_to_run(member, code)
    ledger.drop_draft(queries.draft(project, member, number))
    return redirect("imports", project.code)
