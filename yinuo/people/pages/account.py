"""One's own account: how one is shown, how one signs in, where one is signed in."""

from __future__ import annotations

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge, repeats, sessions
from yinuo.people import access, actions, queries
from yinuo.people.forms import ProfileForm
from yinuo.people.pages.entry import has_name


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """How the member signs in, and on which devices."""
    member = access.member_for(request)
    steps = access.steps_of(member.person)
    if steps.is_set_up:
        request.session.pop(access.MUST_SET_UP, None)
    facts = {
        "person": member.person,
        "steps": steps,
        "devices": sessions.devices(member.person_id, this=request.session.session_key),
        "outside": settings.OIDC_NAME,
        "linked_since": queries.linked_since(member.person),
        "tokens": queries.tokens_of(member),
        "since": member.firm.second_step_from,
        "must": request.session.get(access.MUST_SET_UP, False),
        "can_passkey": has_name(request),
        "named": f"http://localhost:{request.get_port()}",
        "zone": settings.TIME_ZONE,
    }
    return render(request, "people/account.html", facts)


@require_GET
def again(request: HttpRequest) -> HttpResponse:
    """For whoever has neither password nor second step: sign in anew, then change it."""
    access.member_for(request)
    return render(request, "people/again.html")


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others."""
    person = access.member_for(request).person
    this = request.session.session_key
    ended = actions.end_sessions(person, by=person.name, at=clock.now(), only=request.POST.get("session", ""), but=this)
    words = ngettext("%(count)d device is signed out.", "%(count)d devices are signed out.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("account")


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own name, form of address, language and theme."""
    person = access.member_for(request).person
    start = {"name": person.name, "address_as": person.address_as, "language": person.language, "theme": person.theme}
    form = ProfileForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.set_profile(person, was=start, **form.cleaned_data)
        except merge.Edited:
            person.refresh_from_db()
            return me(request)
        merge.tell(request, form)
        with translation.override(person.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return redirect("me")
    facts = {"form": form, "person": person}
    return render(request, "people/me.html", facts, status=merge.CONFLICT if form.clashes else merge.FINE)


@repeats.claims
@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """A member changes the password; contacts have none (decision 24)."""
    access.member_for(request)
    response: HttpResponse = allauth.password_change(request)
    return response


@repeats.claims
@require_http_methods(["GET", "POST"])
def password_set(request: HttpRequest) -> HttpResponse:
    """A member who signed in by code sets the first password."""
    person = access.member_for(request).person
    if not person.has_usable_password():
        try:
            access.demand_fresh(request)
        except access.TooStale:
            return redirect("account-again")
    response: HttpResponse = allauth.password_set(request)
    return response
