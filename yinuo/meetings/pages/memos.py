"""One memo at the desk: read, written, sent; what became of its next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.meetings import access, queries
from yinuo.meetings import actions as meetings
from yinuo.meetings.forms import CauseForm, FateForm, MemoForm, SendForm, StepForm
from yinuo.meetings.models import DelayCause, Fate, Memo, MemoItem, MemoState
from yinuo.people.access import member_for
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, project_for

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from yinuo.meetings.models import Meeting
    from yinuo.people.models import Member

ANSWER_WORKDAYS = 3


def gate(request: HttpRequest, code: str, memo_code: str) -> tuple[Member, Memo]:
    """Who asks, and the memo on a project that is open to him."""
    member = member_for(request)
    return member, access.memo_for(project_for(member, code), memo_code)


def _home(memo: Memo) -> HttpResponse:
    return redirect("memo", memo.project.code, access.handle_of(memo))


def _closed(request: HttpRequest, memo: Memo) -> HttpResponse:
    messages.error(request, _("This memo is closed. Write what is new into the next one."))
    return _home(memo)


@require_GET
def memo(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """One memo with everything in it and where it stands."""
    _member, row = gate(request, code, memo_code)
    project = row.project
    parts = queries.parts_of(row)
    rows = queries.rows_of(parts.items, project, clock.today(project.time_zone))
    facts = {
        "project": project,
        "memo": row,
        "handle": access.handle_of(row),
        "standing": queries.standing_of(row),
        "people": queries.attendees(row.meeting),
        "causes": parts.causes,
        "steps": list(zip(rows, parts.items, strict=True)),
        "versions": parts.versions,
        "following": parts.following,
        "tab": "meetings",
    }
    return render(request, "meetings/memo.html", facts)


def _page(request: HttpRequest, name: str, memo: Memo, form: Form, **more: object) -> HttpResponse:
    facts = {"project": memo.project, "memo": memo, "handle": access.handle_of(memo), "form": form, "tab": "meetings"}
    return render(request, f"meetings/{name}.html", facts | more, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def edit_memo(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """Change what was done and reached; an edit that came first is shown, never overwritten."""
    member, row = gate(request, code, memo_code)
    form = MemoForm(request.POST or None, initial=MemoForm.initial_of(row))
    if form.is_valid():
        try:
            meetings.change_memo(row, by=member, at=clock.now(), version=row.version, **form.cleaned_data)
        except meetings.Edited:
            return edit_memo(request, code, memo_code)
        except meetings.MemoClosed:
            return _closed(request, row)
        merge.tell(request, form)
        return _home(row)
    return _page(request, "memo_edit", row, form)


@require_http_methods(["GET", "POST"])
def new_step(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """One more next step."""
    member, row = gate(request, code, memo_code)
    form = StepForm(request.POST or None, project=row.project)
    if form.is_valid():
        try:
            meetings.add_step(row, by=member, at=clock.now(), given=meetings.StepGiven(**form.cleaned_data))
        except meetings.MemoClosed:
            return _closed(request, row)
        return _home(row)
    return _page(request, "step_edit", row, form)


def _step(request: HttpRequest, code: str, memo_code: str, number: int) -> tuple[Member, MemoItem]:
    member, row = gate(request, code, memo_code)
    return member, access.item_of(row, number)


@require_http_methods(["GET", "POST"])
def edit_step(request: HttpRequest, code: str, memo_code: str, number: int) -> HttpResponse:
    """Change a next step."""
    member, item = _step(request, code, memo_code, number)
    initial = StepForm.initial_of(item)
    form = StepForm(request.POST or None, project=item.memo.project, item=item, initial=initial)
    if form.is_valid():
        was = {"words": item.words, "side": item.side, "owner": item.owner, "due_on": item.due_on}
        try:
            meetings.change_step(item, by=member, at=clock.now(), was=was, **form.cleaned_data)
        except meetings.Edited:
            return edit_step(request, code, memo_code, number)
        except meetings.MemoClosed:
            return _closed(request, item.memo)
        merge.tell(request, form)
        return _home(item.memo)
    return _page(request, "step_edit", item.memo, form, item=item)


@require_POST
def remove_step(request: HttpRequest, code: str, memo_code: str, number: int) -> HttpResponse:
    """Take out a step that was never sent."""
    member, item = _step(request, code, memo_code, number)
    try:
        meetings.remove_step(item, by=member, at=clock.now())
    except meetings.AlreadySent:
        messages.error(request, _("The client has read this step. Say what became of it instead."))
    except meetings.MemoClosed:
        return _closed(request, item.memo)
    return _home(item.memo)


@require_http_methods(["GET", "POST"])
def settle_step(request: HttpRequest, code: str, memo_code: str, number: int) -> HttpResponse:
    """Done, carried on, dropped or escalated; from the agenda of a meeting it returns there."""
    member, item = _step(request, code, memo_code, number)
    meeting = _meeting_named(request, item)
    chosen = request.GET.get("fate", "")
    initial = {"fate": chosen if chosen in Fate.values else Fate.DONE}
    form = FateForm(request.POST or None, project=item.memo.project, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        meetings.settle_step(
            item,
            by=member,
            at=clock.now(),
            fate=values["fate"],
            meeting=meeting,
            why=values["why"],
            agreed_by=values["agreed_by"],
        )
        return redirect("meeting", item.memo.project.code, meeting.code) if meeting else _home(item.memo)
    return _page(request, "step_fate", item.memo, form, item=item, meeting=meeting)


def _meeting_named(request: HttpRequest, item: MemoItem) -> Meeting | None:
    named = request.POST.get("meeting") or request.GET.get("meeting")
    return access.meeting_for(item.memo.project, named) if named else None


@require_POST
def plan_step(request: HttpRequest, code: str, memo_code: str, number: int) -> HttpResponse:
    """Put a step into the plan's draft."""
    member, item = _step(request, code, memo_code, number)
    try:
        row = meetings.plan_step(item, by=member, at=clock.now())
    except meetings.NotSent:
        messages.error(request, _("Send the memo first: the plan says where a task came from."))
    else:
        words = _("Task %(task)s stands in the draft of the plan; it counts once the plan is published.")
        messages.info(request, words % {"task": row.task.code})
    return _home(item.memo)


@require_POST
def close_memo(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """Close the memo when nothing of it is left behind."""
    member, row = gate(request, code, memo_code)
    try:
        meetings.close_memo(row, by=member, at=clock.now())
    except meetings.MemoClosed:
        return _closed(request, row)
    except meetings.NotConfirmed:
        messages.error(request, _("The client has not confirmed every line yet."))
    except meetings.StepsLeft as left:
        words = _("Not closed: %(steps)s stand in no published plan and were not dropped by both.")
        messages.error(request, words % {"steps": _(", ").join(left.codes)})
    return _home(row)


@require_http_methods(["GET", "POST"])
def new_cause(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """One more cause of delay, on one side."""
    member, row = gate(request, code, memo_code)
    form = CauseForm(request.POST or None)
    if form.is_valid():
        try:
            meetings.add_cause(row, by=member, at=clock.now(), given=meetings.CauseGiven(**form.cleaned_data))
        except meetings.MemoClosed:
            return _closed(request, row)
        return _home(row)
    return _page(request, "cause_new", row, form)


@require_POST
def remove_cause(request: HttpRequest, code: str, memo_code: str, pk: int) -> HttpResponse:
    """Leave a cause out of the next version."""
    member, row = gate(request, code, memo_code)
    cause = DelayCause.objects.filter(memo=row, pk=pk).select_related("memo__project", "memo__meeting").first()
    if cause is None:
        raise Http404
    try:
        meetings.remove_cause(cause, by=member, at=clock.now())
    except meetings.MemoClosed:
        return _closed(request, row)
    return _home(row)


@require_http_methods(["GET", "POST"])
def send_memo(request: HttpRequest, code: str, memo_code: str) -> HttpResponse:
    """Read once more what the client will read, then send it."""
    member, row = gate(request, code, memo_code)
    today = clock.today(row.project.time_zone)
    form = SendForm(request.POST or None, project=row.project, today=today, initial=_head(row))
    if request.method == "POST" and form.is_valid():
        try:
            version = meetings.send_memo(
                row,
                by=member,
                at=clock.now(),
                contacts=form.people(),
                due_on=form.cleaned_data["due_on"],
                authority=form.cleaned_data["authority"],
                tell=form.cleaned_data["tell"],
            )
        except meetings.AbsoluteGuarantee as refused:
            words = _("“%(words)s” promises what nobody can keep. Say what is measured, by how much.")
            form.add_error(None, words % {"words": refused.words})
        except meetings.MemoClosed:
            return _closed(request, row)
        else:
            return redirect("sheet", row.project.code, version.sheet.number)
    standing = queries.standing_of(row)
    facts = {
        "parts": meetings.parts_of(row),
        "standing": standing,
        "is_confirmed": standing.state == MemoState.CONFIRMED,
    }
    return _page(request, "memo_send", row, form, **facts)


def _head(memo: Memo) -> dict[str, object]:
    window = seats.window_seat(memo.project)
    day = clock.today(memo.project.time_zone)
    return {
        "contacts": [window.person_id] if window else [],
        "due_on": calendar_of(memo.project).add_workdays(day, ANSWER_WORKDAYS),
    }
