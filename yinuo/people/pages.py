"""Pages about people: the first start, the way in for contacts, one's own page, the firms."""

from __future__ import annotations

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock
from yinuo.people import access, actions, queries
from yinuo.people.forms import ContactForm, FirmForm, MemberForm, ProfileForm, StartForm
from yinuo.people.models import Firm, FirmKind, Person

MONTH = 30 * 24 * 3600
"""Seconds a contact stays signed in; every binding act still asks for a code (decision 18)."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@require_GET
def root(request: HttpRequest) -> HttpResponse:
    """`/`: everybody is shown to his own door."""
    if not request.user.is_authenticated:
        return redirect("account_login" if queries.has_begun() else "start")
    if access.member_of(request.user) is None:
        return redirect("/portal/")
    try:
        return redirect(reverse("today"))
    except NoReverseMatch:  # an installation without the desk still has its projects
        return redirect("projects")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first start, step 1; afterwards there is nothing here."""
    if queries.has_begun():
        raise Http404
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            member = actions.begin(**form.cleaned_data)
        except actions.AlreadyThere:
            raise Http404 from None
        _enter(request, member.person, lasts=access.WORKDAY)
        return redirect("start-project")
    return render(request, "people/start.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def link_in(request: HttpRequest, secret: str) -> HttpResponse:
    """A contact's way in: looking uses nothing up, since mail scanners look too; only the button does."""
    at = clock.now()
    link = queries.link_of(secret, at=at)
    if link is None:
        return render(request, "people/link_gone.html", status=410)
    if request.method == "POST":
        try:
            person = actions.use_link(secret, at=at)
        except actions.LinkGone:
            return render(request, "people/link_gone.html", status=410)
        _enter(request, person, lasts=MONTH)
        return redirect("/portal/")
    with translation.override(link.person.language or translation.get_language()):
        return render(request, "people/link_in.html", {"link": link, "firm": link.person.contact.firm})


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own name, form of address, language and theme."""
    person = access.member_for(request).person
    start = {"name": person.name, "address_as": person.address_as, "language": person.language, "theme": person.theme}
    form = ProfileForm(request.POST or None, initial=start)
    if form.is_valid():
        actions.set_profile(person, **form.cleaned_data)
        with translation.override(person.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return redirect("me")
    return render(request, "people/me.html", {"form": form, "person": person})


def password_change(request: HttpRequest) -> HttpResponse:
    """A member changes the password; contacts have none (decision 24)."""
    access.member_for(request)
    response: HttpResponse = allauth.password_change(request)
    return response


def password_set(request: HttpRequest) -> HttpResponse:
    """A member who signed in by code sets the first password."""
    access.member_for(request)
    response: HttpResponse = allauth.password_set(request)
    return response


@require_GET
def firms(request: HttpRequest) -> HttpResponse:
    """Administrators: everybody of ours, every client firm and its people."""
    access.administrator_for(request)
    facts = {"vendor": queries.vendor(), "members": queries.members(), "firms": queries.client_firms()}
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


def _enter(request: HttpRequest, person: Person, *, lasts: int) -> None:
    login(request, person, backend=BACKEND)
    request.session.cycle_key()
    request.session.set_expiry(lasts)
