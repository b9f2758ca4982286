"""The address that a member's calendar program reads: no cookie, a secret of its own, that member's dates only."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yinuo.base import clock, limits
from yinuo.bridges import icalendar
from yinuo.desk.queries.feed import dates_of
from yinuo.people import access
from yinuo.people import actions as people

ZONE = "Asia/Shanghai"
"""In which the times of meetings are written; programs show them in the zone of whoever looks."""
READS = limits.Limit("feed", most=600, seconds=300)
"""By address: an office behind one address, each program asking every few minutes."""


@login_not_required
@require_safe
@limits.by_person(READS, methods=("GET", "HEAD"))
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind `secret`; the same 404 for one that ended, that is a contact's, or that never was."""
    found = access.feed_of(secret)
    member = access.member_of(found.person) if found else None
    if found is None or member is None:
        raise Http404
    people.note_read(found, on=clock.today("UTC"))
    with translation.override(found.person.language or translation.get_language()):
        data = icalendar.write(
            dates_of(member), name=_("Yinuo: %(name)s") % {"name": found.person.name}, zone=ZONE, refresh_hours=6
        )
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private"})
