"""Dates, spans and money as a page says them, in the language that is active."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from yinuo.base import clock

WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
MONTHS = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "Jun"),
    pgettext_lazy("short month", "Jul"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sep"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)


def _parts(value: date) -> dict[str, str]:
    return {
        "weekday": str(WEEKDAYS[value.weekday()]),
        "day": str(value.day),
        "month": str(MONTHS[value.month - 1]),
        "year": str(value.year),
    }


def day(value: date) -> str:
    """`value` absolute, with its weekday: “Fri 20 Nov 2026”, “2026年11月20日 周五”."""
    return pgettext("day", "%(weekday)s %(day)s %(month)s %(year)s") % _parts(value)


def short_day(value: date) -> str:
    """`value` for a narrow column: “20 Nov”, “11月20日”; with its year when that is not this one (in UTC)."""
    if value.year != clock.now().year:
        return pgettext("day", "%(day)s %(month)s %(year)s") % _parts(value)
    return pgettext("day", "%(day)s %(month)s") % _parts(value)


def moment(value: datetime, zone: str | tzinfo | None = None) -> str:
    """`value` (aware) in `zone`, else in the active zone: “Fri 20 Nov 2026, 16:30”."""
    local = local_time(value, zone)
    return pgettext("day", "%(day)s, %(time)s") % {"day": day(local), "time": f"{local:%H:%M}"}


def local_time(value: datetime, zone: str | tzinfo | None = None) -> datetime:
    """`value` (aware) as clocks in `zone` show it."""
    return timezone.localtime(value, ZoneInfo(zone) if isinstance(zone, str) else zone)


def lateness(days: int, *, working: bool = True) -> str:
    """How far from a due date, in days: positive is late, negative early, zero on the day."""
    if days == 0:
        return _("on the day")
    count = abs(days)
    if working and days > 0:
        return ngettext("%(count)d working day late", "%(count)d working days late", count) % {"count": count}
    if working:
        return ngettext("%(count)d working day early", "%(count)d working days early", count) % {"count": count}
    if days > 0:
        return ngettext("%(count)d day late", "%(count)d days late", count) % {"count": count}
    return ngettext("%(count)d day early", "%(count)d days early", count) % {"count": count}


def money(cents: int, currency: str) -> str:
    """An amount with its unit; `cents` are hundredths, `currency` an ISO 4217 code. Whole amounts carry no decimals."""
    whole, rest = divmod(abs(cents), 100)
    amount = f"{'−' if cents < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")
    if currency == "CNY":
        return pgettext("money", "CNY %(amount)s") % {"amount": amount}
    return f"{currency} {amount}"
