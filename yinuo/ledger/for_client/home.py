"""The client's first page, and what stands agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.http import Http404

from yinuo.base import clock
from yinuo.ledger.for_client.seen import LineSeen, MeasurementSeen, lines_seen
from yinuo.ledger.for_client.sheets import SheetRow, newest_sheets, open_counts, sheet_rows
from yinuo.ledger.published import Agreement, Sheet, SheetLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yinuo.people.access import Place, Visitor


@dataclass(frozen=True, slots=True)
class Waiting:
    """One sheet that waits for the visitor."""

    token: str
    number: int
    title: str
    due_on: date
    open_count: int
    days_left: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands agreed, in numbers that are true of published rows only."""

    agreed: int
    promised: int
    met: int
    missed: int


@dataclass(frozen=True, slots=True)
class Home:
    """A project as the client's first page shows it."""

    project_name: str
    waiting: tuple[Waiting, ...]
    counted: Counted
    dates: tuple[LineSeen, ...]
    told: tuple[tuple[LineSeen, MeasurementSeen], ...]
    sheets: tuple[SheetRow, ...]


def home(visitor: Visitor, place: Place) -> Home:
    """Waiting for you; where we are; what we agreed; all sheets. Nine queries however many lines there are."""
    today = clock.today(place.time_zone)
    agreed_lines = agreed(visitor, place)
    counted = Counted(
        agreed=len(agreed_lines),
        promised=sum(line.kind == "commitment" for line in agreed_lines),
        met=sum(_outcome(line) == "met" for line in agreed_lines),
        missed=sum(_outcome(line) == "missed" for line in agreed_lines),
    )
    coming = sorted((line for line in agreed_lines if line.due_on and line.due_on >= today), key=_by_day)
    told = sorted(
        ((line, line.measurements[-1]) for line in agreed_lines if line.measurements),
        key=lambda pair: pair[1].measured_on,
        reverse=True,
    )
    asked, newest = _asked(visitor, place), newest_sheets(place)
    still_open = open_counts(list({row[0] for row in asked} | {row[0] for row in newest}))
    return Home(
        project_name=place.project_name,
        waiting=_waits(asked, still_open, today),
        counted=counted,
        dates=tuple(coming[:5]),
        told=tuple(told[:5]),
        sheets=sheet_rows(newest, still_open),
    )


def _by_day(line: LineSeen) -> tuple[date, int]:
    assert line.due_on is not None  # noqa: S101  # the caller took only lines with a day
    return line.due_on, line.number


def _outcome(line: LineSeen) -> str:
    return line.measurements[-1].outcome if line.measurements else ""


def waiting(visitor: Visitor, place: Place) -> tuple[Waiting, ...]:
    """Sheets with lines nobody has settled yet, put to this visitor, most urgent first. Three queries."""
    asked = _asked(visitor, place)
    return _waits(asked, open_counts([pk for pk, *_ in asked]), clock.today(place.time_zone))


AskedSheet = tuple[int, str, int, str, "date"]
"""Key, token, number, title and day of a sheet."""


def _asked(visitor: Visitor, place: Place) -> list[AskedSheet]:
    return list(
        Sheet.objects.filter(project=place.project_id, contacts__person_id=visitor.person_id, recall=None)
        .order_by("due_on", "id")
        .values_list("id", "token", "number", "title", "due_on")
    )


def _waits(sheets: Sequence[AskedSheet], still_open: Mapping[int, int], today: date) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(token, number, title, due_on, still_open[pk], (due_on - today).days)
        for pk, token, number, title, due_on in sheets
        if still_open.get(pk)
    )


def agreed(visitor: Visitor, place: Place) -> tuple[LineSeen, ...]:
    """Every line as it stands agreed on this project: the newest agreed version of each thread."""
    del visitor  # whoever sits on the project sees what was agreed there
    newest = (
        Agreement.objects.filter(line__sheet__project=place.project_id)
        .values("line__thread")
        .annotate(newest=Max("line_id"))
        .values_list("newest", flat=True)
    )
    lines = SheetLine.objects.select_related("sheet").filter(pk__in=list(newest)).order_by("due_on", "id")
    return tuple(lines_seen(list(lines)))


def agreed_line(visitor: Visitor, place: Place, token: str) -> tuple[LineSeen, ...]:
    """All versions of the line behind `token` that were put to the client, oldest first; 404 where there is none."""
    thread = SheetLine.objects.filter(token=token, sheet__project=place.project_id).values_list("thread", flat=True)
    lines = list(
        SheetLine.objects.select_related("sheet")
        .filter(thread__in=list(thread), sheet__project=place.project_id)
        .order_by("id")
    )
    if not lines or not visitor.places:
        raise Http404
    return tuple(lines_seen(lines))
