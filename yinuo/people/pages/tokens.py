"""A member's tokens for programs: made, shown once, ended."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yinuo.base import clock
from yinuo.people import actions, queries
from yinuo.people.forms import TokenForm
from yinuo.people.models import Person
from yinuo.people.pages.second_steps import fresh


@fresh
def token_new(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a token and show it this once."""
    form = TokenForm(request.POST or None)
    facts: dict[str, object] = {"form": form, "person": person}
    if form.is_valid():
        now = clock.now()
        expires_on = now.date() + timedelta(days=form.cleaned_data["days"])
        try:
            secret = actions.make_token(person.member, name=form.cleaned_data["name"], expires_on=expires_on, at=now)
        except actions.TooManyTokens:
            form.add_error(None, _("You have twenty tokens. End one that is not used any more, then make a new one."))
        else:
            facts |= {"secret": secret, "expires_on": expires_on, "name": form.cleaned_data["name"]}
    return render(request, "people/token_new.html", facts)


@fresh
def token_end(request: HttpRequest, person: Person, token: int) -> HttpResponse:
    """End a token, after a page that names it."""
    row = queries.own_token(person.member, token)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.end_token(person.member, token=row.pk, at=clock.now())
        messages.success(request, _("Ended. Whatever used this token is refused from now on."))
        return redirect("account")
    return render(request, "people/token_end.html", {"token": row})
