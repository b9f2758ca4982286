"""Asking again who is there, before a member changes how he signs in."""

from __future__ import annotations

import json

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from yinuo.people import access
from yinuo.people.pages.credentials import with_credential


@require_http_methods(["GET", "POST"])
def by_password(request: HttpRequest) -> HttpResponse:
    """By the password."""
    access.member_for(request)
    response: HttpResponse = allauth.reauthenticate(request)
    return response


@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """By a code of the app, or a recovery code."""
    access.member_for(request)
    response: HttpResponse = mfa.reauthenticate(request)
    return response


@require_http_methods(["GET", "POST"])
@with_credential
def by_passkey(request: HttpRequest) -> HttpResponse:
    """By a passkey."""
    access.member_for(request)
    response: HttpResponse = webauthn.reauthenticate_webauthn(request)
    if isinstance(response, TemplateResponse) and response.context_data:
        response.context_data["options"] = json.dumps(response.context_data["js_data"]["request_options"], default=dict)
    return response
