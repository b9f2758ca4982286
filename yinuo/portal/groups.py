"""The day's message for a group that a client reads: published facts, written at the client's door (decision 54)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import clock, dates
from yinuo.base.confine import confined
from yinuo.delivery import for_client as delivery
from yinuo.ledger import for_client as ledger
from yinuo.notices import for_client as notices
from yinuo.projects import for_client as projects
from yinuo.reports import for_client as reports

if TYPE_CHECKING:
    from datetime import date

    from yinuo.people.access import Place, Visitor

LINES = 5
SUNDAY = 6


def write(group: notices.Group) -> notices.Digest | None:
    """What waits, what was agreed for this week, whose turn an issue is, a new report; None on a day without any.

    The reader is nobody in particular, so nothing is said that only some of the client's side may read. While it is
    written the database itself shows published rows only.
    """
    [code] = group.projects
    with confined():
        visitor = projects.reader_of(code)
        place = visitor.places[0]
        found = (_sheets(visitor, place), _week(visitor, place), _issues(visitor, place), _news(visitor, place, group))
    parts = tuple(part for part in found if part.count)
    if not parts:
        return None
    title = _("%(project)s · %(day)s") % {
        "project": place.project_name,
        "day": dates.day(clock.today(place.time_zone)),
    }
    return notices.Digest(title, parts, _address("portal-project", place))


def _address(name: str, place: Place, *tokens: str) -> str:
    return settings.URL + reverse(name, args=[place.project_token, *tokens])


def _part(title: str, lines: list[str]) -> notices.Part:
    return notices.Part(title, tuple(lines[:LINES]), len(lines))


def _sheets(visitor: Visitor, place: Place) -> notices.Part:
    rows = [row for row in ledger.home(visitor, place).sheets if row.open_count and not row.is_recalled]
    lines = [
        ngettext(
            "“%(title)s”, %(count)d line, by %(day)s: %(address)s",
            "“%(title)s”, %(count)d lines, by %(day)s: %(address)s",
            row.open_count,
        )
        % {
            "title": row.title,
            "count": row.open_count,
            "day": dates.short_day(row.due_on),
            "address": _address("portal-sheet", place, row.token),
        }
        for row in sorted(rows, key=lambda row: (row.due_on, row.number))
    ]
    return _part(_("To be confirmed"), lines)


def _week(visitor: Visitor, place: Place) -> notices.Part:
    today = clock.today(place.time_zone)
    coming = [
        (line.due_on, line.text)
        for line in ledger.agreed(visitor, place)
        if line.due_on and today <= line.due_on <= sunday_of(today) and line.outcome == "agreed"
    ]
    lines = [
        _("%(day)s: %(words)s") % {"day": dates.short_day(day), "words": _short(words)} for day, words in sorted(coming)
    ]
    return _part(_("Agreed for this week"), lines)


def _issues(visitor: Visitor, place: Place) -> notices.Part:
    rows = [row for row in delivery.issues(visitor, place) if row.is_your_turn]
    lines = [f"{_short(row.what)} {_address('portal-issue', place, row.token)}" for row in rows]
    return _part(_("Issues waiting for you"), lines)


def _news(visitor: Visitor, place: Place, group: notices.Group) -> notices.Part:
    newest = reports.newest(visitor, place)
    if newest is None or newest.published_at <= group.since:
        return _part("", [])
    return _part(_("New"), [f"{newest.title} {_address('portal-report', place, newest.token)}"])


def sunday_of(day: date) -> date:
    """The last day of the week of `day`."""
    return day + timedelta(days=SUNDAY - day.weekday())


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"  # noqa: PLR2004  # one line of a chat on a telephone
