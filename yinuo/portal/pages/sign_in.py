"""The way in for contacts: a link to the mailbox, and the same answer for every address."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, limits
from yinuo.notices import for_client as notices
from yinuo.portal.show import show
from yinuo.projects import for_client as projects

REQUESTS = limits.Limit("portal.sign_in", most=60, seconds=300)
"""An office of two hundred stands behind one address; the letters to one mailbox are counted by the outbox."""


class SignInForm(forms.Form):
    """An address, nothing else."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "autofocus": True}),
    )


@login_not_required
@require_http_methods(["GET", "POST"])
@limits.by_address(REQUESTS)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a link; whoever already sits on a project is shown to it."""
    if projects.visitor_for(request.user) is not None:
        return redirect("portal-home")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        notices.send_sign_in(form.cleaned_data["email"], at=clock.now())
        return show(request, "portal/sign_in_sent.html", email=form.cleaned_data["email"])
    return show(request, "portal/sign_in.html", form=form)


@login_not_required
@require_GET
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """`/link/`, the address that invitations name."""
    return redirect("portal-sign-in")
