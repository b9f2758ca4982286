"""What the worker does for people: sweep away what nobody needs any more."""

from __future__ import annotations

from datetime import datetime

from yinuo.base import jobs, limits
from yinuo.base.models import Mark, Session, Tally


@jobs.every(3600, "people.sweep")
def sweep(at: datetime) -> int:
    """Take away sessions, marks and tallies that have run out; how many."""
    gone = (
        Session.objects.filter(expire_date__lt=at),
        Mark.objects.filter(expires__lt=at),
        Tally.objects.filter(began__lt=int(at.timestamp()) - limits.KEPT),
    )
    return sum(rows.delete()[0] for rows in gone)
