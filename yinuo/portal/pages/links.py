"""A sheet through its link: read without signing in, answered with a code to the mailbox of somebody asked."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock, limits
from yinuo.base.paper.sheet import SheetPaper
from yinuo.ledger import for_client as ledger
from yinuo.portal import answering, papers
from yinuo.portal.door import Answer, Knock, by_link
from yinuo.portal.show import show


@require_http_methods(["GET", "POST"])
@by_link
def link(request: HttpRequest, knock: Knock) -> Answer:
    """Read the one sheet and answer it."""
    return answering.sheet(request, _way(request, knock))


@require_GET
@by_link
def link_signed(request: HttpRequest, knock: Knock, reply: str) -> Answer:
    """The seal, after an answer."""
    receipt = ledger.receipt_by_link(knock.secret, reply, on=knock.on)
    way = _way(request, knock)
    return show(request, "portal/signed.html", receipt=receipt, sheet=way.read(), **way.frame)


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@by_link
def link_pdf(request: HttpRequest, knock: Knock) -> Answer:
    """The sheet as paper; its QR leads back here."""
    return papers.as_pdf(_paper(knock))


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
@by_link
def link_docx(request: HttpRequest, knock: Knock) -> Answer:
    """The sheet for Word."""
    return papers.as_docx(_paper(knock))


def _paper(knock: Knock) -> SheetPaper:
    address = f"{settings.URL}{reverse('link', args=[knock.secret])}"
    return ledger.paper_by_link(knock.secret, on=knock.on, link=address)


def _way(request: HttpRequest, knock: Knock) -> answering.Way:
    come_from = ledger.From(request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", ""))
    return answering.Way(
        here=reverse("link", args=[knock.secret]),
        home="",
        today=knock.on,
        asked=ledger.asked_by_link(knock.secret, on=knock.on),
        read=lambda: ledger.sheet_by_link(knock.secret, on=knock.on),
        send=lambda who, answers: ledger.send_code_by_link(
            knock.secret, person_id=who.person_id, answers=answers, at=clock.now(), on=knock.on
        ),
        sign=lambda who, answers, code: ledger.answer_by_link(
            knock.secret,
            person_id=who.person_id,
            answers=answers,
            code=code,
            at=clock.now(),
            on=knock.on,
            come_from=come_from,
        ),
    )
