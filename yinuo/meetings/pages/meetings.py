"""Meetings at the desk: the list, one meeting with its agenda and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, dates, limits, merge
from yinuo.capture import minutes as typed
from yinuo.meetings import access, queries
from yinuo.meetings import actions as meetings
from yinuo.meetings.forms import MeetingForm, MinuteForm, NewMeetingForm, PersonForm, WhyForm
from yinuo.meetings.models import Meeting
from yinuo.meetings.queries import meetings as listed
from yinuo.meetings.queries import memos
from yinuo.people.access import member_for
from yinuo.people.models import Person
from yinuo.projects import queries as projects
from yinuo.projects.access import calendar_of, project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.people.models import Member
    from yinuo.projects.models import Project

INVITATIONS = limits.Limit("meetings.invitations", most=30, seconds=600)


def gate(request: HttpRequest, code: str, meeting_code: str) -> tuple[Member, Meeting]:
    """Who asks, and the meeting on a project that is open to him."""
    member = member_for(request)
    return member, access.meeting_for(project_for(member, code), meeting_code)


@require_GET
def meetings_page(request: HttpRequest, code: str) -> HttpResponse:
    """Meetings to come, memos and where they stand, next steps that are open, meetings held."""
    project = project_for(member_for(request), code)
    today = clock.today(project.time_zone)
    coming, held = listed.listing(project)
    facts = {
        "project": project,
        "coming": coming,
        "held": held,
        "memos": memos.listing(project),
        "steps": queries.open_steps(project, today),
        "wanting": {row.code for row in memos.without_memo(project, today)},
    }
    return render(request, "meetings/meetings.html", facts)


@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a meeting with those who come."""
    member = member_for(request)
    project = project_for(member, code)
    form = NewMeetingForm(request.POST or None, project=project, initial={"people": _usual(project)})
    if form.is_valid():
        made = meetings.plan_meeting(project, by=member, at=clock.now(), people=form.chosen(), **form.facts())
        return redirect("meeting", project.code, made.code)
    return render(request, "meetings/meeting_new.html", {"project": project, "form": form}, status=merge.status(form))


def _usual(project: Project) -> list[int]:
    """Those who came to the last meeting; at first the window person and our manager."""
    last = Meeting.objects.filter(project=project).order_by("-starts_at", "-id").first()
    if last:
        return list(last.attendees.values_list("person_id", flat=True))
    seats = (projects.window_seat(project), projects.manager_seat(project))
    return [seat.person_id for seat in seats if seat]


@require_GET
def meeting(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """One meeting: who comes, the agenda from the last memo's open steps, the minutes."""
    member, row = gate(request, code, meeting_code)
    return _meeting(request, member, row, MinuteForm())


def _meeting(request: HttpRequest, member: Member, row: Meeting, form: MinuteForm) -> HttpResponse:
    project, asked = row.project, queries.topics(row)
    facts = {
        "project": project,
        "meeting": row,
        "memo": getattr(row, "memo", None),
        "is_waived": hasattr(row, "waiver"),
        "attendees": queries.attendees(row),
        "agenda": queries.agenda(row, dates.local_time(row.starts_at, row.time_zone).date()),
        "topics": [line for line in row.agenda.splitlines() if line.strip()],
        "asked": asked,
        "taken": [topic for topic in asked if topic.is_taken],
        "minutes": queries.minutes(row),
        "form": form,
        "person_form": PersonForm(project=project),
        "is_over": row.ends_at <= clock.now(),
        "member": member,
        "tab": "meetings",
    }
    return render(request, "meetings/meeting.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def edit_meeting(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Change what is planned."""
    member, row = gate(request, code, meeting_code)
    form = MeetingForm(request.POST or None, project=row.project, meeting=row, initial=MeetingForm.initial_of(row))
    if form.is_valid():
        try:
            meetings.change_meeting(row, by=member, at=clock.now(), version=row.version, **form.facts())
        except meetings.Edited:
            return edit_meeting(request, code, meeting_code)
        except meetings.Called:
            messages.error(request, _("This meeting was called off."))
        else:
            merge.tell(request, form)
        return redirect("meeting", row.project.code, row.code)
    facts = {"project": row.project, "meeting": row, "form": form, "tab": "meetings"}
    return render(request, "meetings/meeting_edit.html", facts, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def cancel_meeting(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Call it off, with the reason."""
    member, row = gate(request, code, meeting_code)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meetings.cancel_meeting(row, by=member, at=clock.now(), why=form.cleaned_data["why"])
        except meetings.Called:
            messages.error(request, _("This meeting was called off."))
        except meetings.Held:
            messages.error(request, _("This meeting was held: it has minutes or a memo. It cannot be called off."))
        return redirect("meeting", row.project.code, row.code)
    facts = {"project": row.project, "meeting": row, "form": form, "tab": "meetings"}
    return render(request, "meetings/meeting_cancel.html", facts, status=merge.status(form))


@require_POST
def meeting_people(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Ask one more person, or one less."""
    member, row = gate(request, code, meeting_code)
    leaves = request.POST.get("leaves", "")
    try:
        if leaves.isdecimal() and len(leaves) < 19:  # noqa: PLR2004  # fits a bigint
            person = Person.objects.filter(pk=int(leaves), pk__in=row.attendees.values("person")).first()
            if person is None:
                raise Http404
            meetings.uninvite(row, person, by=member, at=clock.now())
        else:
            form = PersonForm(request.POST, project=row.project)
            if form.is_valid():
                meetings.invite(row, form.cleaned_data["person"], by=member, at=clock.now())
            else:
                messages.error(request, _("Choose who comes."))
    except meetings.Called:
        messages.error(request, _("This meeting was called off."))
    return redirect("meeting", row.project.code, row.code)


@require_POST
@limits.by_person(INVITATIONS)
def send_invitations(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Write to everybody asked, with a calendar part that can be answered."""
    member, row = gate(request, code, meeting_code)
    try:
        count = meetings.send_invitations(row, by=member, at=clock.now())
    except meetings.NobodyToAsk:
        messages.error(request, _("Nobody who is asked to come has an e-mail address."))
    else:
        words = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
        messages.success(request, words % {"count": count})
    return redirect("meeting", row.project.code, row.code)


@require_POST
def note_minute(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Note down one line; its key says what it is."""
    member, row = gate(request, code, meeting_code)
    form = MinuteForm(request.POST)
    said = _read(row, form.cleaned_data["line"]) if form.is_valid() else None
    if said is None:
        if form.is_valid():
            form.add_error("line", _("Write what was said after the key."))
        return _meeting(request, member, row, form)
    owner = Person.objects.filter(pk=said.person).first() if said.person else None
    meetings.note_minute(
        row,
        by=member,
        at=clock.now(),
        kind=said.kind,
        words=said.words,
        side=said.side,
        owner=owner,
        due_on=said.due_on,
    )
    # Led to the field itself, the browser puts the cursor there for the next line.
    return redirect(reverse("meeting", args=(row.project.code, row.code)) + f"#{form['line'].id_for_label}")


def _read(row: Meeting, line: str) -> typed.MinuteLine | None:
    client, vendor = projects.seated(row.project)
    seats = (*client, *vendor)
    people = {seat.person.name: str(seat.person_id) for seat in seats}
    people |= {seat.person.address_as: str(seat.person_id) for seat in seats if seat.person.address_as}
    day = dates.local_time(row.starts_at, row.time_zone).date()
    return typed.read(line, people, day, calendar_of(row.project))


@require_POST
def no_memo(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """One tap: this meeting needs no memo."""
    member, row = gate(request, code, meeting_code)
    meetings.waive_memo(row, by=member, at=clock.now())
    messages.info(request, _("No memo is asked for after this meeting."))
    return redirect("meeting", row.project.code, row.code)


@require_POST
def write_memo(request: HttpRequest, code: str, meeting_code: str) -> HttpResponse:
    """Begin the memo from the minutes and the open steps."""
    member, row = gate(request, code, meeting_code)
    try:
        memo = meetings.write_memo(row, by=member, at=clock.now())
    except meetings.MemoWritten as there:
        memo = there.memo
    return redirect("memo", row.project.code, access.handle_of(memo))
