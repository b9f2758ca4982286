"""What the reports before this one said, in numbers: promises by report, milestones as told, issues by week."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yinuo.delivery.queries import issues
from yinuo.delivery.queries import told as copies
from yinuo.reports.models import ReportKind, ReportPublishing
from yinuo.reports.queries.lines import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yinuo.projects.models import Project
    from yinuo.reports.queries.lines import Fact

REPORTS = 8
"""Reports and weeks that a picture goes back, this one among them."""
WEEK = timedelta(days=7)
STATES = ("kept", "moved", "missed")


@dataclass(frozen=True, slots=True)
class Told:
    """A milestone: the day signed, and the day each report named, None where it did not."""

    words: str
    signed_on: date | None
    days: tuple[date | None, ...]
    is_done: bool


@dataclass(frozen=True, slots=True)
class History:
    """`reports` and `weeks` are the last days of the periods, oldest first, this one last.

    `promises` counts kept, moved and missed a report, `issues` opened and closed a week.
    """

    reports: tuple[date, ...]
    promises: tuple[tuple[int, int, int], ...]
    milestones: tuple[Told, ...]
    weeks: tuple[date, ...]
    issues: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A published report: its last day, its frozen lines as the client has them and as we have them."""

    until: date
    told: Sequence[dict[str, Any]]
    ours: Sequence[dict[str, Any]]


def past(project: Project, until: date) -> list[Past]:
    """The weekly reports before the one up to `until`, newest first, as many as a picture needs. One query."""
    rows = ReportPublishing.objects.filter(report__project=project, report__kind=ReportKind.WEEKLY)
    rows = rows.filter(report__until__lt=until).order_by("-report__number")
    found = rows.values_list("report__until", "published__data", "data")[: REPORTS - 1]
    return [Past(day, json.loads(told)["lines"], json.loads(ours)["lines"]) for day, told, ours in found]


def histories(project: Project, until: date, before: Sequence[Past], lines: Iterable[Fact]) -> tuple[History, History]:
    """Ours and the client's. Two queries."""
    every = list(lines)
    shared = [line for line in every if line.is_shared]
    return (
        _history(until, [(row.until, row.ours) for row in before], every, issues.flow(project)),
        _history(until, [(row.until, row.told) for row in before], shared, copies.flow(project)),
    )


def _history(
    until: date,
    before: Sequence[tuple[date, Sequence[dict[str, Any]]]],
    lines: Sequence[Fact],
    flow: Sequence[tuple[date, date | None]],
) -> History:
    oldest_first = before[::-1]
    weeks = tuple(until - WEEK * back for back in reversed(range(REPORTS)))
    states = [Counter(line["state"] for line in rows if line["part"] == Part.PROMISE) for _day, rows in oldest_first]
    states.append(Counter(line.state for line in lines if line.part == Part.PROMISE))
    return History(
        reports=(*(day for day, _rows in oldest_first), until),
        promises=tuple((one["kept"], one["moved"], one["missed"]) for one in states),
        milestones=tuple(_told(line, oldest_first) for line in lines if line.part == Part.MILESTONE),
        weeks=weeks,
        issues=tuple(_moved(flow, day) for day in weeks),
    )


def _told(line: Fact, before: Sequence[tuple[date, Sequence[dict[str, Any]]]]) -> Told:
    days = []
    for _until, rows in before:
        named = (row["done_on"] or row["now_on"] for row in rows if (row["part"], row["key"]) == (line.part, line.key))
        day = next(named, None)
        days.append(date.fromisoformat(day) if day else None)
    return Told(line.words, line.signed_on, (*days, line.done_on or line.now_on), line.done_on is not None)


def _moved(flow: Sequence[tuple[date, date | None]], until: date) -> tuple[int, int]:
    """Opened and closed in the seven days that end on `until`."""
    since = until - WEEK
    opened = sum(since < raised <= until for raised, _over in flow)
    return opened, sum(over is not None and since < over <= until for _raised, over in flow)
