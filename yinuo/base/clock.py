"""The one clock of the product; tests and the demo move it, nothing else asks the time."""

from collections.abc import Iterable
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


def todays(zones: Iterable[str]) -> dict[str, date]:
    """The day it is in each of these zones (IANA names), reckoned once a zone however often it is named."""
    return {zone: today(zone) for zone in set(zones)}
