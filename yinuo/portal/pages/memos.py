"""Memos as the client reads them: the list, and one as it was sent with what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.views.decorators.http import require_GET

from yinuo.meetings import for_client as meetings
from yinuo.portal.door import Answer, placed
from yinuo.portal.show import show

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor


@require_GET
@placed
def memos(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """Every memo sent on the project, newest first."""
    return show(request, "portal/memos.html", visitor=visitor, place=place, memos=meetings.memos(visitor, place))


@require_GET
@placed
def memo(request: HttpRequest, visitor: Visitor, place: Place, memo: str) -> Answer:
    """One memo: what was done and reached, why it was late, what comes next, and the client's word on each line."""
    seen = meetings.memo(visitor, place, memo)
    return show(
        request,
        "portal/memo.html",
        visitor=visitor,
        place=place,
        memo=seen,
        parts=(("work", seen.work), ("purpose", seen.purpose), ("causes", seen.causes), ("steps", seen.steps)),
        open_count=seen.open_count,
    )
