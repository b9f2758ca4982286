"""The one clock of the product; tests and the demo move it, nothing else asks the time."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today(zone: str | tzinfo) -> date:
    """The day it is in `zone` (an IANA name or a tzinfo): due dates live in the project's zone."""
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    return now().astimezone(place).date()
