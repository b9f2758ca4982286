"""The door: who stands before it, what the database lets him read, and the one way a verb gets out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from yinuo.base import clock
from yinuo.base.confine import confined
from yinuo.ledger import for_client as ledger
from yinuo.portal.show import show
from yinuo.projects import for_client as projects

if TYPE_CHECKING:
    from yinuo.people.access import Visitor


Answer: TypeAlias = "HttpResponseBase | Act"
View: TypeAlias = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Act:
    """What a page asks for instead of an answer: `verb` runs unconfined, `then` draws its outcome, confined again.

    A verb has no transaction of the page around it: on PostgreSQL the confinement is one, and a wrong code that is
    rolled back would not count.
    """

    verb: Callable[[], Any]
    then: Callable[[Any], Answer]


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody who holds a sheet link, and the day it is where the sheet lives."""

    secret: str
    on: date


def seated(page: Callable[..., Answer]) -> View:
    """A page for whoever holds a seat: others meet a 404, nobody signed in is asked to."""

    @login_not_required
    @wraps(page)
    def at_the_door(request: HttpRequest, **parts: str) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _quiet(redirect("portal-sign-in"))
        return _led(lambda: page(request, _visitor(request), **parts))

    return at_the_door


def placed(page: Callable[..., Answer]) -> View:
    """A page of one project: the first part of the address is the project's token."""

    @seated
    @wraps(page)
    def inside(request: HttpRequest, visitor: Visitor, project: str, **parts: str) -> Answer:
        return page(request, visitor, visitor.place(project), **parts)

    return inside


def by_link(page: Callable[..., Answer]) -> View:
    """A page behind a sheet link, for whoever holds it; a closed link says politely where to get another."""

    @login_not_required
    @wraps(page)
    def at_the_door(request: HttpRequest, secret: str, **parts: str) -> HttpResponseBase:
        try:
            knock = Knock(secret, ledger.open_link(secret, at=clock.now()))
            return _led(lambda: page(request, knock, **parts))
        except ledger.LinkGone:
            return _quiet(show(request, "portal/link_gone.html", status=410))

    return at_the_door


def by_feed(page: Callable[..., Answer]) -> View:
    """What a calendar program reads by the secret of somebody's own address; whatever does not count is a 404."""

    @login_not_required
    @wraps(page)
    def at_the_door(request: HttpRequest, secret: str) -> HttpResponseBase:
        visitor = projects.visitor_by_feed(secret, on=clock.today("UTC"))
        if visitor is None:
            raise Http404
        return _led(lambda: page(request, visitor))

    return at_the_door


def open_to_all(page: Callable[..., Answer]) -> View:
    """A page for anybody, of either side or of none; it reads confined all the same."""

    @login_not_required
    @wraps(page)
    def at_the_door(request: HttpRequest, **parts: str) -> HttpResponseBase:
        return _led(lambda: page(request, **parts))

    return at_the_door


def _visitor(request: HttpRequest) -> Visitor:
    visitor = projects.visitor_for(request.user)
    if visitor is None:
        raise Http404
    return visitor


def _led(enter: Callable[[], Answer]) -> HttpResponseBase:
    """Read confined; let a verb out; draw its outcome confined."""
    with confined():
        answer = enter()
    while isinstance(answer, Act):
        outcome = answer.verb()
        with confined():
            answer = answer.then(outcome)
    return _quiet(answer)


def _quiet(response: HttpResponseBase) -> HttpResponseBase:
    """Addresses of the portal are secrets: named to no other site, kept by no search engine.

    Not "no-referrer", under which browsers send `Origin: null` with our own forms, which are then refused.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
