"""A member's second steps: authenticator app, passkeys, recovery codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yinuo.base import clock
from yinuo.people import access, actions
from yinuo.people.forms import AppForm, NameForm, PasskeyForm
from yinuo.people.models import Person
from yinuo.people.pages.credentials import with_credential
from yinuo.people.pages.entry import has_name

Page = Callable[..., HttpResponse]


def fresh(page: Page) -> Page:
    """A member's page that asks once more who is there, unless it was asked within the last minutes."""

    @wraps(page)
    def asked(request: HttpRequest, **parts: Any) -> HttpResponse:
        person = access.member_for(request).person
        try:
            access.demand_fresh(request)
        except access.TooStale:
            return redirect("account-again")
        return page(request, person, **parts)

    return require_http_methods(["GET", "POST"])(never_cache(asked))


@fresh
def app(request: HttpRequest, person: Person) -> HttpResponse:
    """Add an authenticator app: its secret as a picture and in letters, and a code to prove it arrived."""
    if access.steps_of(person).has_app:
        return redirect("account")
    secret = totp.get_totp_secret(regenerate=request.method == "GET")
    form = AppForm(request.POST or None, person=person, secret=secret)
    if form.is_valid():
        actions.add_app(person, secret=secret, at=clock.now(), but=request.session.session_key)
        totp.clear_totp_secret(request)
        return _added(request, person)
    facts = {
        "form": form,
        "uri": access.SecondStepAdapter().build_totp_url(person, secret),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
    }
    return render(request, "people/app.html", facts)


@fresh
def app_remove(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the app away, after a page that says what follows."""
    if not access.steps_of(person).has_app:
        raise Http404
    return _remove(request, person, key=None, name=_("authenticator app"))


@fresh
@with_credential
def passkey_new(request: HttpRequest, person: Person) -> HttpResponse:
    """Add a passkey; the browser makes it, so this page needs script and a host name."""
    if not has_name(request):
        return redirect("account")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        actions.add_passkey(
            person,
            name=given["name"],
            credential=given["credential"],
            at=clock.now(),
            but=request.session.session_key,
        )
        return _added(request, person)
    options = json.dumps(webauthn.begin_registration(person, True), default=dict)
    return render(request, "people/passkey_new.html", {"form": form, "options": options})


@fresh
def passkey_name(request: HttpRequest, person: Person, key: int) -> HttpResponse:
    """Call a passkey by another name."""
    passkey = _own(person, key)
    form = NameForm(request.POST or None, initial={"name": passkey.name})
    if form.is_valid():
        actions.rename_passkey(person, key=key, name=form.cleaned_data["name"])
        return redirect("account")
    return render(request, "people/passkey_name.html", {"form": form})


@fresh
def passkey_remove(request: HttpRequest, person: Person, key: int) -> HttpResponse:
    """Take a passkey away, after a page that names it."""
    return _remove(request, person, key=key, name=_own(person, key).name)


@fresh
def recovery_codes(request: HttpRequest, person: Person) -> HttpResponse:
    """Make ten recovery codes and show them this once."""
    steps = access.steps_of(person)
    if not steps.is_set_up:
        return redirect("account")
    made: list[str] = []
    if request.method == "POST":
        made = actions.renew_recovery_codes(person, at=clock.now(), but=request.session.session_key)
    return render(request, "people/recovery_codes.html", {"codes": made, "text": "\r\n".join(made), "steps": steps})


def _own(person: Person, key: int) -> Any:
    passkey = next((each for each in access.steps_of(person).passkeys if each.pk == key), None)
    if passkey is None:
        raise Http404
    return passkey


def _added(request: HttpRequest, person: Person) -> HttpResponse:
    request.session.pop(access.MUST_SET_UP, None)
    messages.success(request, _("Added. Every other device is signed out."))
    return redirect("account" if access.steps_of(person).codes_left else "recovery-codes")


def _remove(request: HttpRequest, person: Person, *, key: int | None, name: str) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            actions.remove_step(person, key=key, at=clock.now(), but=request.session.session_key)
        except actions.StepNeeded:
            refusal = _("Your firm demands a second step. Add another one first, then take this one away.")
        else:
            messages.success(request, _("Taken away. Every other device is signed out."))
            return redirect("account")
    return render(request, "people/step_remove.html", {"name": name, "refusal": refusal})
