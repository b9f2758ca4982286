"""The evidence thread of one line: every dated knot, each leading to its source."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.base.marks import Knot
from yinuo.ledger.models import State
from yinuo.ledger.published import AnswerKind, Chip
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yinuo.ledger.queries import EntryPage, MeasurementRow
    from yinuo.projects.models import Project

TOLD_BY_OTHERS = frozenset({State.STATED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED, State.AGREED, State.MEASURED})
"""Steps that a source, an offer, an answer or a measurement tells better."""
STATES = {AnswerKind.NOT_ACCEPT: State.NOT_ACCEPTED, AnswerKind.ASK: State.ASKED}


def knots(page: EntryPage, project: Project) -> tuple[Knot, ...]:
    """All knots, oldest first. No query besides the page's own."""
    zone = ZoneInfo(project.time_zone)
    found = [*_said(page, project), *_worded(page), *_offered(page, project), *_answered(page, project)]
    found += [*_measured(page, project), *_steps(page)]
    placed = [(_order(knot, zone), place, knot) for place, knot in enumerate(found)]
    return tuple(knot for _at, _place, knot in sorted(placed, key=lambda one: one[:2]))


def _order(knot: Knot, zone: ZoneInfo) -> datetime:
    """Words stand at the beginning of their day, answers and measurements at its end; the rest has its time."""
    if isinstance(knot.at, datetime):
        return knot.at
    return datetime.combine(knot.at, time.min if knot.state == State.STATED else time.max, zone)


def _said(page: EntryPage, project: Project) -> Iterator[Knot]:
    statement = page.entry.statement
    if statement:
        source = statement.source
        href = f"{reverse('source', args=[project.code, source.number])}#s{statement.start}"
        title = f"{source.title} · {statement.speaker}" if statement.speaker else source.title
        yield Knot(source.occurred_on, title, _("“%(words)s”") % {"words": statement.words}, href, State.STATED)
        return
    told = next((step for step in page.steps if step.state == State.STATED), None)
    at, by = (told.at, told.by_name) if told else (page.entry.at, page.entry.by.person.name)
    yield Knot(at, _("entered by %(name)s") % {"name": by}, page.entry.words, "", State.STATED)


def _worded(page: EntryPage) -> Iterator[Knot]:
    for wording in reversed(page.wordings):
        title = _("Version %(version)s") % {"version": wording.version}
        yield Knot(wording.at, title, wording.text, f"#v{wording.version}")


def _offered(page: EntryPage, project: Project) -> Iterator[Knot]:
    for wording in reversed(page.wordings):
        for offer in reversed(wording.offers):
            title = _("Version %(version)s on sheet %(sheet)s, line %(line)s") % {
                "version": wording.version,
                "sheet": offer.sheet_number,
                "line": offer.line_number,
            }
            yield Knot(
                offer.offered_at, title, "", reverse("sheet", args=[project.code, offer.sheet_number]), State.OFFERED
            )


def _answered(page: EntryPage, project: Project) -> Iterator[Knot]:
    """Every answer ever given, not only the newest of each line."""
    for answer in page.answers:
        if answer.attachment_token:
            href = reverse("file", args=[project.code, answer.attachment_token])
        else:
            href = reverse("sheet", args=[project.code, answer.sheet_number])
        words = [str(Chip(answer.chip).label)] if answer.chip else []
        words += [answer.words] if answer.words else []
        is_oral = answer.kind == AnswerKind.CONFIRM and answer.means == Means.ORAL
        state = "oral" if is_oral else STATES.get(AnswerKind(answer.kind), State.AGREED)
        yield Knot(
            answer.signed_on,
            f"{answer.by_name} · {Means(answer.means).label}",
            " · ".join(words),
            href,
            state,
            sealed=answer.is_enough and answer.kind == AnswerKind.CONFIRM,
        )


def _measured(page: EntryPage, project: Project) -> Iterator[Knot]:
    for row in reversed(page.measurements):
        yield Knot(row.measured_on, _value(row), row.note, _file(row, project), State.MEASURED)


def _value(row: MeasurementRow) -> str:
    return f"{row.value} · {row.gap}" if row.gap and row.gap != row.value else row.value


def _file(row: MeasurementRow, project: Project) -> str:
    return reverse("file", args=[project.code, row.attachment_token]) if row.attachment_token else "#measurements"


def _steps(page: EntryPage) -> Iterator[Knot]:
    for step in page.steps:
        if step.state not in TOLD_BY_OTHERS:
            yield Knot(step.at, step.by_name, step.why, "", step.state)
