"""A member's own calendar address: made, shown once, ended."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock
from yinuo.people import access, actions, queries


@never_cache
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """What stands in the calendar, and a new address for it, shown this once."""
    person = access.member_for(request).person
    address = ""
    if request.method == "POST":
        secret = actions.make_feed(person, at=clock.now())
        address = settings.URL + reverse("feed", args=[secret])
    facts = {"feed": queries.live_feed(person.pk), "address": address}
    return render(request, "people/calendar.html", facts)


@require_POST
def calendar_end(request: HttpRequest) -> HttpResponse:
    """End the address at once."""
    person = access.member_for(request).person
    try:
        actions.end_feed(person, at=clock.now())
    except actions.NoFeed:
        raise Http404 from None
    messages.success(request, _("Ended. Whatever read this calendar finds nothing from now on."))
    return redirect("calendar")
