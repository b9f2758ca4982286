"""What stands in a calendar: an event, and who is asked to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PartStat(StrEnum):
    """Whether somebody comes (RFC 5545, 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who organizes an event or is asked to it."""

    name: str
    email: str
    status: PartStat = PartStat.NEEDS_ACTION


@dataclass(frozen=True, slots=True)
class Event:
    """One event. A day takes `starts` alone; a time takes aware `starts` and `ends` in the zone they are said in.

    `uid` stays the same for good, `sequence` grows with every change of time or place, `changed_at` is aware.
    """

    uid: str
    summary: str
    starts: date | datetime
    changed_at: datetime
    ends: datetime | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
