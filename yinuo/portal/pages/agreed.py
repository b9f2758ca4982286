"""What was agreed: the list, and one line with all its versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.views.decorators.http import require_GET

from yinuo.ledger import for_client as ledger
from yinuo.portal import papers
from yinuo.portal.compared import Pieces, compared
from yinuo.portal.door import Act, Answer, placed
from yinuo.portal.show import show

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor

KINDS = ("expectation", "commitment", "duty", "plan", "record")


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a line that was put to the client, with what it changed."""

    line: ledger.LineSeen
    change: Pieces


@require_GET
@placed
def agreed(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """Everything that stands agreed: what the client expects, what we promise, what the client does."""
    lines = ledger.agreed(visitor, place)
    groups = tuple((kind, tuple(line for line in lines if line.kind == kind)) for kind in KINDS)
    return show(
        request,
        "portal/agreed.html",
        visitor=visitor,
        place=place,
        count=len(lines),
        groups=tuple(group for group in groups if group[1]),
    )


@require_GET
@placed
def agreed_line(request: HttpRequest, visitor: Visitor, place: Place, line: str) -> Answer:
    """One line, newest wording first, each with what changed, who gave the word and what was measured."""
    lines = ledger.agreed_line(visitor, place, line)
    before = ("", *(one.text for one in lines))
    versions = tuple(
        Version(one, compared(old, one.text) if old and old != one.text else ())
        for old, one in zip(before, lines, strict=False)
    )
    return show(
        request,
        "portal/agreed_line.html",
        visitor=visitor,
        place=place,
        token=line,
        standing=next((one for one in reversed(lines) if one.seal), None),
        versions=versions[::-1],
    )


@require_GET
@placed
def line_dossier(request: HttpRequest, visitor: Visitor, place: Place, line: str) -> Answer:
    """Everything that proves the line, in the client's edition."""
    ledger.agreed_line(visitor, place, line)
    return Act(lambda: ledger.line_dossier(visitor, place, line), papers.as_zip)


@require_GET
@placed
def agreed_csv(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """What stands agreed, as a table in text."""
    return papers.agreed_csv(ledger.agreed(visitor, place), place)


@require_GET
@placed
def agreed_xlsx(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """What stands agreed, as a workbook."""
    return papers.agreed_xlsx(ledger.agreed(visitor, place), place)
