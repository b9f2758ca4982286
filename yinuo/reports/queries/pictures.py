"""The pictures of a report, in the language that is active: promises by report, milestone trend, issues by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yinuo.base import dates, timeline
from yinuo.base.paper.picture import TREND_HIGH, Picture, Series, Track, columns, trend

if TYPE_CHECKING:
    from datetime import date

    from yinuo.reports.queries.history import History, Told

ENOUGH = 2
"""Reports before a picture over reports says anything."""
LINES = 8
"""Milestones that a trend can still tell apart; the table has them all."""
SHORT, LOW = 5, 190
"""Lines and height of the trend on a single page."""


def of(history: History | None) -> dict[str, Picture]:
    """Every picture by its name; none for facts without a past."""
    if history is None:
        return {}
    drawn = (promises(history), milestones(history), issues(history))
    return {one.name: one for one in drawn if one is not None}


def promises(history: History) -> Picture:
    """Kept, moved and missed promises of the last reports, as bars on each other."""
    words = (pgettext("promise", "kept"), pgettext("promise", "moved"), pgettext("promise", "missed"))
    days = [dates.short_day(day) for day in history.reports]
    title = _("Promises by report")
    head = (_("Report up to"), *words)
    rows = tuple((day, *map(str, values)) for day, values in zip(days, history.promises, strict=True))
    if sum(any(values) for values in history.promises) < ENOUGH:
        return Picture("promises", title, _("Not enough yet: two reports with promises make a picture."), head, ())
    kept, moved, missed = (sum(values) for values in zip(*history.promises, strict=True))
    sentence = _("In the last %(reports)s reports: %(kept)s promises kept, %(moved)s moved, %(missed)s missed.") % {
        "reports": len(history.reports),
        "kept": kept,
        "moved": moved,
        "missed": missed,
    }
    series = [Series(tone, word) for tone, word in zip(("kept", "moved", "missed"), words, strict=True)]
    height, shapes = columns(series, list(zip(days, history.promises, strict=True)), stacked=True)
    return Picture("promises", title, sentence, head, rows, height, shapes)


def milestones(history: History, *, is_short: bool = False) -> Picture | None:
    """The day of each milestone as signed and as each report told it; None without milestones.

    `is_short` draws a lower picture of fewer lines, and no more in its table.
    """
    if not history.milestones:
        return None
    title, days = _("Milestone trend"), [dates.short_day(day) for day in history.reports]
    is_signed = any(one.signed_on for one in history.milestones)
    signed = [pgettext("date", "Signed")] if is_signed else []
    head = (_("Milestone"), *signed, *days)
    if len(history.reports) + is_signed < ENOUGH:
        return Picture("milestones", title, _("Not enough yet: the trend begins with the second report."), head, ())
    shown = _pressing(history, SHORT if is_short else LINES)
    listed = shown if is_short else history.milestones
    rows = tuple((one.words, *(_day(day) for day in _days(one, is_signed=is_signed))) for one in listed)
    tracks = [Track(one.words, _tone(one), _days(one, is_signed=is_signed)) for one in shown]
    drawn = [day for track in tracks for day in track.days if day]
    first, last = min(drawn), max(drawn)
    ticks = timeline.months(first, last)
    if len(ticks) < ENOUGH:
        ticks = [(day, dates.short_day(day)) for day in sorted({first, last})]
    today = (*([None] if is_signed else []), *history.reports)
    high = LOW if is_short else TREND_HIGH
    height, shapes = trend([*signed, *days], today, tracks, ticks, high)
    sentence = _slipping(history)
    if len(shown) < len(listed):
        told = {"sentence": sentence, "shown": len(shown)}
        sentence = _("%(sentence)s The picture shows %(shown)s of them, the table all.") % told
    return Picture("milestones", title, sentence, head, rows, height, shapes)


def issues(history: History) -> Picture:
    """Issues opened and closed in each of the last weeks, beside each other."""
    words = (pgettext("issues", "opened"), pgettext("issues", "closed"))
    days = [dates.short_day(day) for day in history.weeks]
    title, head = _("Issues by week"), (_("Week up to"), *words)
    opened, closed = (sum(values) for values in zip(*history.issues, strict=True))
    if not opened + closed:
        return Picture("issues", title, _("Not enough yet: no issue was opened or closed in these weeks."), head, ())
    rows = tuple((day, *map(str, values)) for day, values in zip(days, history.issues, strict=True))
    told = {"weeks": len(history.weeks), "opened": opened, "closed": closed}
    sentence = _("In the last %(weeks)s weeks: %(opened)s issues opened, %(closed)s closed.") % told
    series = [Series(tone, word) for tone, word in zip(("opened", "closed"), words, strict=True)]
    height, shapes = columns(series, list(zip(days, history.issues, strict=True)), stacked=False)
    return Picture("issues", title, sentence, head, rows, height, shapes)


def _days(one: Told, *, is_signed: bool) -> tuple[date | None, ...]:
    return (one.signed_on, *one.days) if is_signed else one.days


def _day(day: date | None) -> str:
    return dates.short_day(day) if day else "—"


def _tone(one: Told) -> str:
    """Against the day signed, else against the first one told."""
    told = [day for day in (one.signed_on, *one.days) if day]
    return "late" if told[-1] > told[0] else "early" if told[-1] < told[0] else "on"


def _pressing(history: History, most: int) -> list[Told]:
    """Those still to come first, the nearest before the others, then those done last; in the order of their days."""

    def day(one: Told) -> date:
        return one.days[-1] or history.reports[-1]

    to_come = sorted((one for one in history.milestones if not one.is_done), key=day)
    done = sorted((one for one in history.milestones if one.is_done), key=day, reverse=True)
    return sorted([*to_come, *done][:most], key=day)


def _slipping(history: History) -> str:
    late = [one for one in history.milestones if _tone(one) == "late"]
    all_of = len(history.milestones)
    if not late:
        return ngettext(
            "The milestone stands on the day first told, or earlier.",
            "All %(all)s milestones stand on the days first told, or earlier.",
            all_of,
        ) % {"all": all_of}
    return ngettext(
        "%(late)s of %(all)s milestones stands later than first told: %(names)s.",
        "%(late)s of %(all)s milestones stand later than first told: %(names)s.",
        len(late),
    ) % {"late": len(late), "all": all_of, "names": pgettext("list", ", ").join(one.words for one in late)}
