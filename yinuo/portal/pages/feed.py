"""The visitor's own dates in the visitor's own calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yinuo.base import clock, limits
from yinuo.ledger import for_client as ledger
from yinuo.portal.door import Act, Answer, by_feed, seated
from yinuo.portal.show import show
from yinuo.projects import for_client as projects

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor

READS = limits.Limit("portal.feed", most=600, seconds=300)
"""By address: an office behind one address, each program asking every few minutes."""


@never_cache
@require_http_methods(["GET", "POST"])
@seated
def calendar(request: HttpRequest, visitor: Visitor) -> Answer:
    """Whether there is an address, and a new one, shown this once."""
    if request.method == "POST":

        def shown(secret: str) -> Answer:
            address = settings.URL + reverse("portal-feed", args=[secret])
            return show(request, "portal/calendar.html", visitor=visitor, address=address, since=None)

        return Act(lambda: projects.make_feed(visitor, at=clock.now()), shown)
    return show(request, "portal/calendar.html", visitor=visitor, address="", since=projects.feed_made_on(visitor))


@require_POST
@seated
def calendar_end(request: HttpRequest, visitor: Visitor) -> Answer:
    """End the address at once."""

    def told(_was_there: bool) -> Answer:
        messages.success(request, _("Ended. Whatever read this calendar finds nothing from now on."))
        return redirect("portal-calendar")

    return Act(lambda: projects.end_feed(visitor, at=clock.now()), told)


@require_safe
@limits.by_person(READS, methods=("GET", "HEAD"))
@by_feed
def feed(request: HttpRequest, visitor: Visitor) -> Answer:
    """What a calendar program reads: the visitor's own dates on every project open to the visitor."""
    with translation.override(visitor.language or translation.get_language()):
        events = [_event(day, place) for place in visitor.places for day in ledger.own_days(visitor, place)]
        name = _("Yinuo: %(name)s") % {"name": visitor.name}
        data = ledger.calendar_file(events, name=name)
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private"})


def _event(day: ledger.OwnDay, place: Place) -> ledger.CalendarEntry:
    sentences = {
        "sheet": _("%(project)s: please confirm “%(words)s”"),
        "answer": _("%(project)s: your answer to “%(words)s”"),
        "duty": _("%(project)s: %(words)s"),
    }
    path = reverse("portal-sheet", args=[place.project_token, day.sheet_token])
    return ledger.CalendarEntry(
        uid=f"{day.kind}-{day.token}@{settings.HOST}",
        summary=sentences[day.kind] % {"project": place.project_name, "words": day.words},
        starts=day.on,
        changed_at=day.since,
        url=settings.URL + path,
    )
