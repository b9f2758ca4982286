"""A sheet for whoever is signed in: read, answer, take along; files that were shown with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, files, limits
from yinuo.ledger import for_client as ledger
from yinuo.portal import answering, papers
from yinuo.portal.door import Act, Answer, placed
from yinuo.portal.show import show

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor


@require_http_methods(["GET", "POST"])
@placed
def sheet(request: HttpRequest, visitor: Visitor, place: Place, sheet: str) -> Answer:
    """Read a sheet and answer it line by line."""
    return answering.sheet(request, _way(request, visitor, place, sheet))


@require_GET
@placed
def signed(request: HttpRequest, visitor: Visitor, place: Place, sheet: str, reply: str) -> Answer:
    """The seal, after an answer."""
    receipt = ledger.receipt(visitor, place, sheet, reply)
    way = _way(request, visitor, place, sheet)
    return show(request, "portal/signed.html", receipt=receipt, sheet=way.read(), **way.frame)


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@placed
def pdf(request: HttpRequest, visitor: Visitor, place: Place, sheet: str) -> Answer:
    """The sheet as it would be signed on paper."""
    return papers.as_pdf(ledger.paper(visitor, place, sheet))


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@placed
def docx(request: HttpRequest, visitor: Visitor, place: Place, sheet: str) -> Answer:
    """The sheet for Word."""
    return papers.as_docx(ledger.paper(visitor, place, sheet))


@require_GET
@placed
def dossier(request: HttpRequest, visitor: Visitor, place: Place, sheet: str) -> Answer:
    """Everything that proves the sheet, in the client's edition."""
    ledger.sheet(visitor, place, sheet)
    return Act(lambda: ledger.sheet_dossier(visitor, place, sheet), papers.as_zip)


@require_GET
@placed
def file(request: HttpRequest, visitor: Visitor, place: Place, file: str) -> Answer:
    """A picture of a signed sheet, or what a measurement was told with."""
    if not ledger.file_shown(visitor, place, file):
        raise Http404
    return Act(lambda: ledger.open_file(visitor, place, file), lambda found: files.response(found[0], found[1]))


def _way(request: HttpRequest, visitor: Visitor, place: Place, token: str) -> answering.Way:
    me = ledger.asked_here(visitor, place)
    come_from = ledger.From(request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", ""))
    return answering.Way(
        here=reverse("portal-sheet", args=[place.project_token, token]),
        home=reverse("portal-project", args=[place.project_token]),
        today=clock.today(place.time_zone),
        asked=(me,),
        read=lambda: ledger.sheet(visitor, place, token),
        send=lambda _who, answers: ledger.send_code(visitor, place, token, answers, at=clock.now()),
        sign=lambda _who, answers, code: ledger.answer(
            visitor, place, token, answers, code=code, at=clock.now(), come_from=come_from
        ),
        visitor=visitor,
        place=place,
    )
