"""Who sits on a project: both sides, seats given, ended, allowed to sign, asked in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, limits, merge
from yinuo.people import access as people
from yinuo.people import actions as persons
from yinuo.people.models import Member, Role
from yinuo.projects import access, actions, queries
from yinuo.projects.forms import EditSigningForm, EndForm, NewContactForm, SeatForm
from yinuo.projects.models import Project, Seat

INVITATIONS = limits.Limit("projects.invitation", most=60, seconds=600)


@require_GET
def project_people(request: HttpRequest, code: str) -> HttpResponse:
    """The seats of both sides."""
    project = access.project_for(people.member_for(request), code)
    facts = {
        "project": project,
        "theirs": queries.client_seats(project),
        "ours": queries.vendor_seats(project),
        "ended": queries.ended_seats(project),
    }
    return render(request, "projects/people.html", facts)


@require_http_methods(["GET", "POST"])
def new_contact(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody of the client's, new here, takes a seat."""
    by = people.member_for(request)
    project = access.project_for(by, code)
    form = NewContactForm(request.POST or None, initial={"since": clock.today(project.time_zone)})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.seat_new(
                project,
                by=by,
                role=given["role"],
                since=given["since"],
                may_sign=given["may_sign"],
                limit_cents=form.limit_cents(),
                **form.contact(),
            )
        except persons.AlreadyThere:
            form.add_error("email", _("A contact with this address is already here; give that person the seat."))
        except persons.NotBoth:
            form.add_error("email", _("This address belongs to a colleague. Nobody is both; use another address."))
        else:
            return redirect("project-people", code)
    facts = {"form": form, "project": project, "heading": _("New contact"), "save": _("Add contact")}
    return render(request, "projects/seat_form.html", facts)


@require_http_methods(["GET", "POST"])
def new_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody known takes a seat."""
    by = people.member_for(request)
    project = access.project_for(by, code)
    form = SeatForm(project, request.POST or None, initial={"since": clock.today(project.time_zone)})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.seat(
                project,
                given["person"],
                by=by,
                role=given["role"],
                since=given["since"],
                may_sign=given["may_sign"],
                limit_cents=form.limit_cents(),
            )
        except actions.WrongSide:
            form.add_error("role", _("Our people take our seats, the client's people the client's."))
        except actions.AlreadyThere:
            form.add_error("person", _("This person sits here already."))
        else:
            return redirect("project-people", code)
    facts = {
        "form": form,
        "project": project,
        "heading": _("Add a person already known"),
        "save": _("Add to the project"),
    }
    return render(request, "projects/seat_form.html", facts)


@require_http_methods(["GET", "POST"])
def end_seat(request: HttpRequest, code: str, seat: int) -> HttpResponse:
    """End a seat, after a page that names the person."""
    by, project, held = _held(request, code, seat)
    form = EndForm(held, request.POST or None, initial={"until": clock.today(project.time_zone)})
    if form.is_valid():
        try:
            actions.end_seat(held, by=by, until=form.cleaned_data["until"])
        except actions.SeatEnded:
            raise Http404 from None
        return redirect(_after(by, held, code))
    return render(request, "projects/seat_end.html", {"form": form, "project": project, "seat": held})


@require_http_methods(["GET", "POST"])
def signing(request: HttpRequest, code: str, seat: int) -> HttpResponse:
    """Say whether somebody signs for the client, and up to how much."""
    by, project, held = _held(request, code, seat)
    if held.role not in Seat.ON_CLIENT_SIDE:
        raise Http404
    limit = None if held.limit_cents is None else f"{held.limit_cents / 100:.2f}"
    form = EditSigningForm(request.POST or None, initial={"may_sign": held.may_sign, "limit": limit})
    if form.is_valid():
        was = {"may_sign": held.may_sign, "limit_cents": held.limit_cents}
        may_sign = form.cleaned_data["may_sign"]
        try:
            actions.set_signing(held, by=by, may_sign=may_sign, limit_cents=form.limit_cents(), was=was)
        except actions.SeatEnded:
            raise Http404 from None
        except merge.Edited:
            return signing(request, code, seat)
        merge.tell(request, form)
        return redirect("project-people", code)
    heading = _("What %(name)s may sign") % {"name": held.person.name}
    facts = {"form": form, "project": project, "heading": heading, "save": _("Save")}
    return render(request, "projects/seat_form.html", facts, status=merge.CONFLICT if form.clashes else merge.FINE)


@require_POST
@limits.by_person(INVITATIONS)
def invitation(request: HttpRequest, code: str, seat: int) -> HttpResponse:
    """Ask a contact into the portal."""
    by, _project, held = _held(request, code, seat)
    try:
        actions.invite(held, by=by, at=clock.now())
    except actions.WrongSide:
        raise Http404 from None
    except actions.NoAddress:
        messages.error(request, _("%(name)s has no e-mail address yet.") % {"name": held.person.name})
    else:
        messages.success(request, _("The invitation to %(name)s is on its way.") % {"name": held.person.name})
    return redirect("project-people", code)


def _held(request: HttpRequest, code: str, seat: int) -> tuple[Member, Project, Seat]:
    by = people.member_for(request)
    project = access.project_for(by, code)
    held = queries.seat_of(project, seat)
    if held is None or held.until is not None:
        raise Http404
    return by, project, held


def _after(by: Member, ended: Seat, code: str) -> str:
    """Where to go: whoever gave up his own seat may not see the project any more."""
    is_out = ended.person_id == by.person_id and Role(by.role) not in access.EVERYWHERE
    return "projects" if is_out else f"/projects/{code}/people/"
