"""The way in for a calendar program: the secret of somebody's own address, good for that person's dates only."""

from __future__ import annotations

from datetime import datetime

from yinuo.base import codes
from yinuo.base.prepared import Given, Prepared
from yinuo.people.models import CalendarFeed


def feed_of(secret: str) -> CalendarFeed | None:
    """The address behind `secret` while it counts, with its person read along. One query."""
    found: CalendarFeed | None = _live.first(digest=codes.digest(secret))
    return found


def feed_since(person_id: int) -> datetime | None:
    """Since when the address of a person's calendar counts; None without one."""
    rows = CalendarFeed.objects.filter(person=person_id, ended_at=None)
    return rows.values_list("made_at", flat=True).first()


_live = Prepared(
    lambda: CalendarFeed.objects.filter(
        secret_digest=Given("digest"), ended_at=None, person__is_active=True
    ).select_related("person")
)
