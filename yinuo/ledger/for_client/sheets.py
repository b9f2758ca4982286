"""Sheets as the client opens them, signed in or through the sheet link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.ledger import access
from yinuo.ledger.for_client.seen import SheetSeen, sheet_seen
from yinuo.ledger.published import Sheet
from yinuo.signing import actions as signing

if TYPE_CHECKING:
    from datetime import date

    from yinuo.base.paper.sheet import SheetPaper
    from yinuo.people.access import Place, Visitor


def sheet(visitor: Visitor, place: Place, token: str) -> SheetSeen:
    """One sheet of the project; 404 for any other."""
    del visitor
    return sheet_seen(access.sheet_for(token, [place.project_id]))


def sheets(visitor: Visitor, place: Place) -> tuple[SheetSeen, ...]:
    """All sheets of the project, newest first."""
    del visitor
    rows = Sheet.objects.select_related("project").filter(project=place.project_id).order_by("-number")
    return tuple(sheet_seen(row) for row in rows[:50])


def sheet_by_link(secret: str, *, on: date) -> SheetSeen:
    """The one sheet that a link opens, read-only until a code is given. Raises signing's LinkGone."""
    return sheet_seen(linked(secret, on=on))


def linked(secret: str, *, on: date) -> Sheet:
    link = signing.open_link(secret, on=on)
    number = int(link.subject.rpartition("/S")[2])
    return Sheet.objects.select_related("project").get(project=link.project_id, number=number)


def paper(visitor: Visitor, place: Place, token: str) -> SheetPaper:
    """The sheet as paper, for its PDF and DOCX."""
    del visitor
    return access.paper_of(access.sheet_for(token, [place.project_id]))


def paper_by_link(secret: str, *, on: date, link: str = "") -> SheetPaper:
    """The same through a link; `link` is printed as QR."""
    return access.paper_of(linked(secret, on=on), link=link)
