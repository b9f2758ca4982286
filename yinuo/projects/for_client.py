"""Who stands before the portal: the only maker of visitors (decision 9)."""

from __future__ import annotations

from yinuo.people.access import Place, Visitor
from yinuo.projects import access


def visitor_for(person: object) -> Visitor | None:
    """The visitor behind a signed-in person; None for members, strangers and contacts whose last seat has ended."""
    return access.visitor_of(person)


def places(visitor: Visitor) -> tuple[Place, ...]:
    """The projects this visitor may enter, by code."""
    return visitor.places
