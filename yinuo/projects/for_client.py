"""Who stands before the portal: the only maker of visitors (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from yinuo.people import access as people
from yinuo.people import actions
from yinuo.people.access import Place, Visitor
from yinuo.projects import access
from yinuo.projects.access import Standing


def visitor_for(person: object) -> Visitor | None:
    """The visitor behind a signed-in person; None for members, strangers and contacts whose last seat has ended."""
    return access.visitor_of(person)


def visitor_by_feed(secret: str, *, on: date) -> Visitor | None:
    """The visitor whose calendar program shows `secret`; None for whatever ended, is a member's or never was.

    `on` (UTC) is kept as the day of the last reading.
    """
    feed = people.feed_of(secret)
    visitor = access.visitor_of(feed.person) if feed else None
    if feed is None or visitor is None:
        return None
    actions.note_read(feed, on=on)
    return visitor


def feed_made_on(visitor: Visitor) -> datetime | None:
    """Since when the visitor's own calendar address counts; None without one."""
    return people.feed_since(visitor.person_id)


def make_feed(visitor: Visitor, *, at: datetime) -> str:
    """A new address for the visitor's calendar, told this once; a former one ends."""
    return actions.make_feed(access.person_of(visitor), at=at)


def end_feed(visitor: Visitor, *, at: datetime) -> bool:
    """End the visitor's calendar address; False when there was none."""
    try:
        actions.end_feed(access.person_of(visitor), at=at)
    except actions.NoFeed:
        return False
    return True


def reader_of(code: str) -> Visitor:
    """A visitor who is nobody: whoever reads along in a group of project `code` sees what all of the client's see."""
    return access.reader_of(code)


def places(visitor: Visitor) -> tuple[Place, ...]:
    """The projects this visitor may enter, by code."""
    return visitor.places


def standings(person_ids: Iterable[int], project_id: int) -> dict[int, Standing]:
    """Of these persons, those with an open seat on the client's side; for doors that know no visitor, as a link."""
    return access.standings(person_ids, project_id)
