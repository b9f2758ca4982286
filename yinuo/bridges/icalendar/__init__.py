"""Calendars as other programs read them: iCalendar (RFC 5545), invitations and replies (RFC 5546)."""

from yinuo.bridges.icalendar.event import Attendee, Event, PartStat
from yinuo.bridges.icalendar.mail import LARGEST_LETTER, calendar_part
from yinuo.bridges.icalendar.reading import BadCalendar, Component, Line, Reply, components, reply
from yinuo.bridges.icalendar.writing import Method, write

__all__ = [
    "LARGEST_LETTER",
    "Attendee",
    "BadCalendar",
    "Component",
    "Event",
    "Line",
    "Method",
    "PartStat",
    "Reply",
    "calendar_part",
    "components",
    "reply",
    "write",
]
