"""Who stands before the portal: the only maker of visitors (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable

from yinuo.people.access import Place, Visitor
from yinuo.projects import access
from yinuo.projects.access import Standing


def visitor_for(person: object) -> Visitor | None:
    """The visitor behind a signed-in person; None for members, strangers and contacts whose last seat has ended."""
    return access.visitor_of(person)


def places(visitor: Visitor) -> tuple[Place, ...]:
    """The projects this visitor may enter, by code."""
    return visitor.places


def standings(person_ids: Iterable[int], project_id: int) -> dict[int, Standing]:
    """Of these persons, those with an open seat on the client's side; for doors that know no visitor, as a link."""
    return access.standings(person_ids, project_id)
