"""The ways in and out: first start, a contact's link, a member's password, code, passkey and second step."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from yinuo.base import clock, codes, limits, repeats
from yinuo.people import access, actions, queries
from yinuo.people.forms import StartForm
from yinuo.people.models import Person
from yinuo.people.pages.credentials import with_credential

LINKS = limits.Limit("people.link_in", most=60, seconds=300)
SECOND_STEPS = limits.Limit("people.second_step", most=60, seconds=300)
CODES = limits.Limit("people.code_confirm", most=60, seconds=300)
FOUND = 302


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
        access.enter(request, member.person, lasts=access.WORKDAY)
        return redirect("start-project")
    return render(request, "people/start.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.by_address(LINKS)
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
        access.enter(request, person, lasts=access.MONTH)
        return redirect("/portal/")
    with translation.override(link.person.language or translation.get_language()):
        return render(request, "people/link_in.html", {"link": link, "firm": link.person.contact.firm})


@login_not_required
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Password, or one of the other ways in."""
    facts = {"can_passkey": has_name(request), "outside": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}
    return _with(allauth.login(request), **facts)


@repeats.claims
@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code by mail: the same page and the same work for every address."""
    response: HttpResponse = allauth.request_login_code(request)
    if request.method == "POST" and response.status_code == FOUND and not request.user.is_authenticated:
        access.hide_login_code(request)
        stand_in = get_adapter().generate_login_code()
        access.post_written(request, "people.login_code", request.POST.get("email", ""), otherwise=stand_in)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
@limits.by_address(CODES)
def code_confirm(request: HttpRequest) -> HttpResponse:
    """Give the code."""
    response: HttpResponse = allauth.confirm_login_code(request)
    return response


@repeats.claims
@login_not_required
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a new password by mail: the same page and the same work for every address."""
    response: HttpResponse = allauth.password_reset(request)
    if request.method == "POST" and response.status_code == FOUND:
        stand_in = f"{settings.URL}/account/password/reset/key/{codes.secret()}/"
        access.post_written(request, "people.password_reset", request.POST.get("email", ""), otherwise=stand_in)
    return response


@repeats.claims
@login_not_required
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, **key: str) -> HttpResponse:
    """Set a password by the link that was mailed; signing in comes afterwards, with the second step if there is one."""
    response: HttpResponse = allauth.password_reset_from_key(request, **key)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
@limits.by_address(SECOND_STEPS)
@with_credential
def second_step(request: HttpRequest) -> HttpResponse:
    """The second step of signing in: a code, a recovery code or a passkey."""
    response = mfa.authenticate(request)
    stage = getattr(request, "_login_stage", None)
    if stage is None:
        return _with(response)
    asked = getattr(response, "context_data", None) or {}
    options = json.dumps(asked.get("js_data", {}).get("request_options"), default=dict)
    return _with(response, steps=access.steps_of(stage.login.user), can_passkey=has_name(request), options=options)


@login_not_required
@require_http_methods(["GET", "POST"])
@with_credential
def passkey_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: what the browser is asked (GET by script), and what it answered (POST)."""
    response: HttpResponse = webauthn.login_webauthn(request)
    return response


@login_not_required
@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    """For whoever may not sign in any more."""
    response: HttpResponse = allauth.account_inactive(request)
    return response


@require_http_methods(["GET", "POST"])
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave on this device, or on all of them."""
    if request.method == "POST" and "everywhere" in request.POST and isinstance(request.user, Person):
        this = request.session.session_key
        actions.end_sessions(request.user, by=request.user.name, at=clock.now(), but=this)
    response: HttpResponse = allauth.logout(request)
    return response


def has_name(request: HttpRequest) -> bool:
    """Whether the address of the page has a host name: browsers keep no passkeys for bare numbers (decision 27)."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return not host.strip("[]").replace(".", "").replace(":", "").isdigit() and "[" not in host


def _with(response: Any, **facts: object) -> HttpResponse:
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data = {**response.context_data, **facts}
    answer: HttpResponse = response
    return answer
