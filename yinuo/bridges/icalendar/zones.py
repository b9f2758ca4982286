"""What a program must know of a time zone: its offsets from the day before the first event on (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
BEYOND = timedelta(days=400)
"""How long before the first and after the last time offsets are told: a year and the change after it."""
FURTHEST = timedelta(days=3660)


def timezone(zone: ZoneInfo, times: Sequence[datetime]) -> Iterator[str]:
    """The lines of VTIMEZONE for aware `times`; the zone as it is since 1970 when there are none."""
    # Within one zone Python adds days to the wall clock, not to the moment.
    first = min(times, default=BEGINNING).astimezone(UTC) - BEYOND
    last = min(max(times, default=BEGINNING).astimezone(UTC), first + FURTHEST) + BEYOND
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    yield from _observance(zone, BEGINNING if not times else first, before=None)
    for change in _changes(zone, first, last):
        yield from _observance(zone, change, before=change - MINUTE)
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments (UTC) at which the offset changes, to the minute."""
    day = first
    while day < last:
        following = day + DAY
        if _offset(zone, day) != _offset(zone, following):
            low, high = day, following
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                if _offset(zone, middle) == _offset(zone, low):
                    low = middle
                else:
                    high = middle
            yield (low + MINUTE).replace(second=0, microsecond=0)
        day = following


def _observance(zone: ZoneInfo, at: datetime, *, before: datetime | None) -> Iterator[str]:
    here = at.astimezone(zone)
    was = _offset(zone, before or at)
    kind = "DAYLIGHT" if here.dst() else "STANDARD"
    # It begins at the wall clock as it showed just before.
    wall = (at + was).replace(tzinfo=None)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{wall:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_written(was)}"
    yield f"TZOFFSETTO:{_written(_offset(zone, at))}"
    yield f"TZNAME:{here.tzname()}"
    yield f"END:{kind}"


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _written(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02d}{minutes % 60:02d}"
