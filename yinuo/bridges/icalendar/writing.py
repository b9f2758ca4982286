"""Events into text: CRLF, lines of 75 octets at most that never cut a character, every value escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from yinuo.bridges.icalendar.event import Attendee, Event
from yinuo.bridges.icalendar.zones import timezone

PRODUCT = "-//Yinuo//Yinuo//EN"
WIDTH = 75
UTC = ZoneInfo("UTC")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CIRCUMFLEX = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})


class Method(StrEnum):
    """What whoever receives the calendar is meant to do with it (RFC 5546)."""

    NONE = ""
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    REPLY = "REPLY"


def write(
    events: Sequence[Event], *, name: str = "", zone: str = "UTC", method: Method = Method.NONE, refresh_hours: int = 0
) -> bytes:
    """The calendar as text/calendar; times stand in `zone` (IANA), with all that a program needs to know of it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if method:
        lines.append(f"METHOD:{method}")
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    if refresh_hours:
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours}H", f"X-PUBLISHED-TTL:PT{refresh_hours}H"]
    here = ZoneInfo(zone)
    timed = [one.starts for one in events if isinstance(one.starts, datetime)]
    if zone != UTC.key:
        lines += timezone(here, timed)
    for event in events:
        lines += _event(event, here)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def fold(line: str) -> bytes:
    """One content line with its CRLF, folded before the 76th octet and between characters."""
    parts: list[bytes] = []
    part = b""
    for char in line:
        octets = char.encode()
        if len(part) + len(octets) > (WIDTH if not parts else WIDTH - 1):
            parts.append(part)
            part = b""
        part += octets
    parts.append(part)
    return b"\r\n ".join(parts) + b"\r\n"


def _event(event: Event, zone: ZoneInfo) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _times(event, zone)
    yield f"SUMMARY:{_text(event.summary)}"
    for label, value in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if value:
            yield f"{label}:{_text(value)}"
    if event.url:
        yield f"URL:{_plain(event.url)}"
    yield "STATUS:CANCELLED" if event.is_cancelled else "STATUS:CONFIRMED"
    # A due day takes nobody's time.
    yield "TRANSP:OPAQUE" if isinstance(event.starts, datetime) else "TRANSP:TRANSPARENT"
    if event.organizer:
        yield f"ORGANIZER;CN={_param(event.organizer.name)}:mailto:{_plain(event.organizer.email)}"
    yield from (_attendee(one) for one in event.attendees)
    yield "END:VEVENT"


def _times(event: Event, zone: ZoneInfo) -> Iterable[str]:
    if isinstance(event.starts, datetime):
        ends = event.ends or event.starts + timedelta(hours=1)
        return [f"DTSTART{_at(event.starts, zone)}", f"DTEND{_at(ends, zone)}"]
    ends_before = event.starts + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{ends_before:%Y%m%d}"]


def _at(moment: datetime, zone: ZoneInfo) -> str:
    if zone.key == UTC.key:
        return f":{_utc(moment)}"
    return f";TZID={zone.key}:{moment.astimezone(zone):%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _attendee(who: Attendee) -> str:
    facts = f"CN={_param(who.name)};ROLE=REQ-PARTICIPANT;PARTSTAT={who.status};RSVP=TRUE"
    return f"ATTENDEE;{facts}:mailto:{_plain(who.email)}"


def _text(value: str) -> str:
    return _HIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)


def _plain(value: str) -> str:
    return "".join(_HIDDEN.sub("", value).split())


def _param(value: str) -> str:
    """A parameter in quotes; quotes, ends of lines and circumflexes as RFC 6868 has them."""
    clean = _HIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return f'"{clean.translate(_CIRCUMFLEX)}"'
