"""Pages of the administrator: our people, the client firms and theirs, who may sign in and how."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock
from yinuo.people import access, actions, queries
from yinuo.people.forms import ContactForm, FirmForm, MemberForm, ReasonForm, SecondStepDayForm
from yinuo.people.models import Firm, FirmKind, Person


@require_GET
def firms(request: HttpRequest) -> HttpResponse:
    """Administrators: everybody of ours, every client firm and its people."""
    access.administrator_for(request)
    facts = {
        "vendor": queries.vendor(),
        "members": queries.members(),
        "firms": queries.client_firms(),
        "stepped": queries.with_second_step(),
    }
    return render(request, "people/firms.html", facts)


@require_http_methods(["GET", "POST"])
def new_member(request: HttpRequest) -> HttpResponse:
    """A colleague comes in."""
    by = access.administrator_for(request)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        given = {**form.cleaned_data, "password": form.cleaned_data["password"] or None}
        try:
            actions.add_member(by.firm, by=by, **given)
        except actions.AlreadyThere:
            form.add_error("email", _("A colleague with this address is already here."))
        except actions.NotBoth:
            form.add_error(
                "email", _("This address belongs to a client's contact. Nobody is both; use another address.")
            )
        else:
            return redirect("firms")
    return render(request, "people/new.html", {"form": form, "heading": _("New colleague"), "save": _("Add colleague")})


@require_http_methods(["GET", "POST"])
def new_firm(request: HttpRequest) -> HttpResponse:
    """A client or a partner comes in."""
    by = access.administrator_for(request)
    form = FirmForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_firm(by=by, **form.cleaned_data)
        except actions.AlreadyThere:
            form.add_error("name", _("A firm of this name is already here."))
        else:
            return redirect("firms")
    return render(request, "people/new.html", {"form": form, "heading": _("New firm"), "save": _("Add firm")})


@require_http_methods(["GET", "POST"])
def new_contact(request: HttpRequest, firm: int) -> HttpResponse:
    """A person of a client or partner comes in, on no project yet."""
    by = access.administrator_for(request)
    theirs = get_object_or_404(Firm.objects.exclude(kind=FirmKind.VENDOR), pk=firm)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_contact(theirs, by=by, **form.cleaned_data)
        except actions.AlreadyThere:
            form.add_error("email", _("A contact with this address is already here."))
        except actions.NotBoth:
            form.add_error("email", _("This address belongs to a colleague. Nobody is both; use another address."))
        else:
            return redirect("firms")
    heading = _("New contact of %(firm)s") % {"firm": theirs.name}
    return render(request, "people/new.html", {"form": form, "heading": heading, "save": _("Add contact")})


@require_http_methods(["GET", "POST"])
def shut_out(request: HttpRequest, person: int) -> HttpResponse:
    """Take sign-in away from somebody else, after a page that names him."""
    by = access.administrator_for(request)
    who = get_object_or_404(Person.objects.exclude(pk=by.person_id), pk=person, is_active=True)
    if request.method == "POST":
        actions.shut_out(who, by=by, at=clock.now())
        return redirect("firms")
    return render(request, "people/shut_out.html", {"who": who})


@require_http_methods(["GET", "POST"])
def demand_second_step(request: HttpRequest) -> HttpResponse:
    """From which day on members need a second step, and who has one by now."""
    by = access.administrator_for(request)
    form = SecondStepDayForm(request.POST or None, initial={"since": by.firm.second_step_from})
    if form.is_valid():
        actions.demand_second_step(by=by, since=form.cleaned_data["since"])
        messages.success(request, _("Saved."))
        return redirect("firms-second-step")
    facts = {"form": form, "lacking": queries.members_without_second_step(), "since": by.firm.second_step_from}
    return render(request, "people/demand_second_step.html", facts)


@require_http_methods(["GET", "POST"])
def take_second_step(request: HttpRequest, person: int) -> HttpResponse:
    """Take lost second steps from a colleague, with the reason."""
    by = access.administrator_for(request)
    who = get_object_or_404(Person.objects.exclude(pk=by.person_id), pk=person, member__isnull=False)
    if not access.has_second_step(who):
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.take_second_step(who, by=by, reason=form.cleaned_data["reason"], at=clock.now())
        return redirect("firms")
    return render(request, "people/take_second_step.html", {"who": who, "form": form})
