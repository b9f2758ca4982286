"""Everything about one line, over all rooms: the ledger's page, its thread, its chart, our private notes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base.marks import EventMark, LevelBand, LevelEvent, LevelFacts, LevelPoint, Why, WhyRecord
from yinuo.base.paper import pdf
from yinuo.counsel import queries as counsel
from yinuo.delivery.queries import plan as plans
from yinuo.desk.queries import thread
from yinuo.desk.queries.said import Said, said
from yinuo.ledger import access, queries
from yinuo.ledger.models import Shape, State
from yinuo.ledger.published import AnswerKind
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.base.calendar import Calendar
    from yinuo.base.marks import Knot
    from yinuo.counsel.models import PrivateNote
    from yinuo.delivery.queries.plan import ServingTask
    from yinuo.ledger.models import Criterion, Measurement
    from yinuo.ledger.queries import EntryPage, MeasurementRow, OfferRow, WordingRow
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed against the one before: pieces with whether they were taken out or came new."""

    version: int
    previous: int
    was: tuple[tuple[str, bool], ...]
    now: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the page shows. `seal` is the agreement of the newest agreed version."""

    page: EntryPage
    said: Said | None
    agreed: WordingRow | None
    seal: OfferRow | None
    newer: WordingRow | None
    changes: tuple[Change, ...]
    late: int
    level: LevelFacts | None
    why: Why | None
    newest: MeasurementRow | None
    knots: tuple[Knot, ...]
    notes: tuple[PrivateNote, ...]
    tasks: tuple[ServingTask, ...]

    @property
    def is_declined(self) -> bool:
        """Whether the newest version went out and the client's last word to it was no: it wants other words."""
        newest = self.page.newest
        return newest is not None and bool(newest.offers) and newest.offers[0].answer == AnswerKind.NOT_ACCEPT


def entry_facts(project: Project, code: str, language: str, *, today: date) -> EntryFacts:
    """The line `code` of `project`; 404 where there is none. A fixed number of queries whatever happened to it."""
    page = queries.entry_page(project, code, language)
    agreed = page.agreed
    newest = page.measurements[0] if page.measurements else None
    is_newer_open = agreed is not None and page.newest is not None and page.newest.version > agreed.version
    return EntryFacts(
        page=page,
        said=said(page.entry.statement),
        agreed=agreed,
        seal=agreed.agreement if agreed else None,
        newer=page.newest if is_newer_open else None,
        changes=tuple(_changes(page.wordings)),
        late=_late(page, today, calendar_of(project)),
        level=_level(page, page.measured, today) if page.measured else None,
        why=_why(page, agreed, newest) if newest and agreed else None,
        newest=newest,
        knots=thread.knots(page, project),
        notes=tuple(counsel.notes_on(project, code)),
        tasks=tuple(plans.serving(page.entry)),
    )


def _changes(wordings: Sequence[WordingRow]) -> list[Change]:
    found = []
    for new, old in pairwise(wordings):
        was, now = pdf.changed(old.text, new.text)
        found.append(Change(new.version, old.version, tuple(was), tuple(now)))
    return found


def _late(page: EntryPage, today: date, days: Calendar) -> int:
    due_on = page.entry.due_on
    is_reached = bool(page.measurements) and page.measurements[0].outcome == "met"
    if due_on is None or due_on >= today or page.state in State.ended() or is_reached:
        return 0
    return days.workdays_between(due_on, today)


def _level(page: EntryPage, raw: Sequence[Measurement], today: date) -> LevelFacts | None:
    """The level line in the criterion's own unit; only measurements of the newest measured shape and unit fit on it."""
    last = raw[-1].criterion
    alike = [row for row in raw if (row.criterion.shape, row.criterion.unit) == (last.shape, last.unit)]
    if last.shape == Shape.NUMBER:
        return _number_line(page, alike, today)
    if last.shape == Shape.BY_DATE and last.target_on:
        return _date_line(page, alike, today)
    return None


def _number_line(page: EntryPage, rows: Sequence[Measurement], today: date) -> LevelFacts:
    criterion = rows[-1].criterion
    points = tuple(LevelPoint(row.measured_on, float(row.number)) for row in rows if row.number is not None)
    target = float(criterion.target or 0)
    band = None
    # The chart shades what lies under the zone, which is no shortfall where less is better.
    if criterion.minimum is not None and criterion.minimum < (criterion.target or 0):
        band = LevelBand(float(criterion.minimum), target)
    return LevelFacts(
        points=points,
        steps=(LevelPoint(_since(page, rows[0].measured_on), target),),
        band=band,
        events=_events(page, rows),
        sentence=_number_sentence(page, rows[-1], criterion),
        unit=criterion.unit or pgettext("level line", "units"),
        until=max(today, rows[-1].measured_on),
    )


def _number_sentence(page: EntryPage, row: Measurement, criterion: Criterion) -> str:
    return _("%(metric)s: agreed %(target)s, measured %(value)s.") % {
        "metric": criterion.metric or page.entry.code,
        "target": access.number_text(criterion.target, criterion.unit),
        "value": access.number_text(row.number, criterion.unit),
    }


def _date_line(page: EntryPage, rows: Sequence[Measurement], today: date) -> LevelFacts:
    """Working days after the agreed day, at each measurement; the agreed day itself is zero."""
    days = calendar_of(page.entry.project)
    points = tuple(
        LevelPoint(row.measured_on, float(days.workdays_between(row.criterion.target_on, reached)))
        for row in rows
        if row.criterion.target_on and (reached := row.reached_on or row.measured_on)
    )
    newest = page.measurements[0]
    sentence = _("Agreed for %(day)s; measured: %(value)s, %(gap)s. The chart counts working days.") % {
        "day": access.day_text(rows[-1].criterion.target_on),
        "value": newest.value,
        "gap": newest.gap,
    }
    return LevelFacts(
        points=points,
        steps=(LevelPoint(_since(page, rows[0].measured_on), 0.0),),
        band=None,
        events=_events(page, rows),
        sentence=sentence,
        unit=pgettext("level line", "d"),
        until=max(today, rows[-1].measured_on),
    )


def _since(page: EntryPage, otherwise: date) -> date:
    """The day from which the agreed level holds."""
    seal = page.agreed.agreement if page.agreed else None
    return min(seal.signed_on, otherwise) if seal and seal.signed_on else otherwise


def _events(page: EntryPage, rows: Sequence[Measurement]) -> tuple[LevelEvent, ...]:
    agreed = [
        LevelEvent(
            seal.signed_on,
            EventMark.AGREED,
            _("version %(version)s agreed") % {"version": wording.version},
            f"#v{wording.version}",
        )
        for wording in page.wordings
        if (seal := wording.agreement) and seal.signed_on
    ]
    measured = [LevelEvent(row.measured_on, EventMark.MEASURED, row.note or _("measured")) for row in rows]
    return tuple(sorted((*agreed, *measured), key=lambda event: event.on))


def _why(page: EntryPage, agreed: WordingRow, newest: MeasurementRow) -> Why:
    """Where the gap comes from, in words a person can check."""
    inputs = [(_("Agreed"), agreed.target), (_("Measured"), newest.value)]
    if newest.p is not None:
        inputs.append((_("On 0–100"), _("%(p)s, where the target is 80 and the minimum 50") % {"p": round(newest.p)}))
    return Why(
        title=newest.gap or newest.value,
        rule=_("The newest measurement against the target of the newest agreed version; dates in working days."),
        inputs=tuple(inputs),
        records=tuple(
            WhyRecord(row.measured_on, f"{row.value} · {row.gap}" if row.gap else row.value, "#measurements")
            for row in page.measurements
        ),
        back=_("A measurement that reaches %(target)s.") % {"target": agreed.target}
        if newest.outcome == "missed"
        else "",
    )
