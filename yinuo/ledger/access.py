"""The gate to a sheet, and the words in which a line is put on paper, in the sheet's own language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import calendar
from yinuo.base.paper import sheet as paper
from yinuo.base.prepared import Given, GivenIds, GivenMany, Prepared
from yinuo.ledger.models import Shape
from yinuo.ledger.published import Agreement, Authority, Sheet, SheetLine
from yinuo.projects.models import Seat
from yinuo.science import gap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yinuo.ledger.models import Criterion, Measurement
    from yinuo.people.models import Person


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured value in words: the value, the gap in the criterion's own unit, met or missed."""

    value: str
    gap: str
    outcome: str
    p: float | None
    worst: float


def who(person: Person) -> str:
    """Name and title as they stand on paper: `邵国梁（生产部部长）` in Chinese, `Shao Guoliang, title` elsewhere."""
    title = ""
    for side in ("member", "contact"):
        try:
            title = getattr(person, side).title
        except ObjectDoesNotExist:
            continue
    return f"{person.name} · {title}" if title else person.name


def sheet_for(token: str, project_ids: Sequence[int]) -> Sheet:
    """The sheet behind `token` on one of the visitor's projects; the same 404 for foreign and missing ones."""
    sheet: Sheet | None = _sheet.first(token=token, projects=project_ids)
    if sheet is None:
        raise Http404
    return sheet


_sheet = Prepared(
    lambda: Sheet.objects.select_related("project").filter(token=Given("token"), project__in=GivenIds("projects"))
)


def offered_anew(line: str = "") -> Exists:
    """Whether a line was put to the client again on a later sheet; `line` leads there from the row that is asked."""
    to = f"{line}__" if line else ""
    return Exists(SheetLine.objects.filter(thread=OuterRef(f"{to}thread"), pk__gt=OuterRef(f"{to}pk")))


def newer_lines(lines: Sequence[SheetLine]) -> dict[int, SheetLine]:
    """The newest line that took the place of each, by the older one's key, with number and token of its sheet.

    The newer line, published and never edited, is itself the record that the older one is superseded (decision 1).
    """
    rows: list[SheetLine] = _threads(threads={line.thread for line in lines}) if lines else []
    newest = {row.thread: row for row in rows}
    return {line.pk: newest[line.thread] for line in lines if line.pk < newest[line.thread].pk}


_threads = Prepared(
    lambda: (
        SheetLine.objects.filter(thread__in=GivenMany("threads"))
        .select_related("sheet")
        .order_by("id")
        .only("thread", "number", "sheet__number", "sheet__token")
    )
)


def invited_readers(sheet: Sheet) -> list[Person]:
    """Those a sheet was put to who were invited and still sit on the project; nobody else gets mail unasked."""
    seats = Seat.objects.filter(project=sheet.project_id, until=None, invited_at__isnull=False, person__is_active=True)
    asked = sheet.contacts.values("person_id")
    return [seat.person for seat in seats.filter(person__in=asked).select_related("person").order_by("id")]


def day_text(day: date | None) -> str:
    """A day in the active language, absolute; empty for none."""
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def number_text(value: Decimal | None, unit: str) -> str:
    """A number without trailing zeros, with its unit (in Chinese without a blank before %); empty for none."""
    if value is None:
        return ""
    plain = format(value.normalize(), "f")
    is_close = unit.startswith(("%", "‰", "°", "℃")) and (translation.get_language() or "").startswith("zh")
    return f"{plain}{unit}" if is_close else f"{plain} {unit}".strip()


def target_text(criterion: Criterion, language: str) -> str:
    """The target of a criterion as a client reads it, in `language`."""
    with translation.override(language):
        if criterion.shape == Shape.NUMBER:
            sign = "≤" if _is_falling(criterion) else "≥"
            target = f"{sign} {number_text(criterion.target, criterion.unit)}"
            if criterion.minimum is None:
                return target
            lowest = f"{sign} {number_text(criterion.minimum, criterion.unit)}"
            return _("%(target)s (acceptable: %(lowest)s)") % {"target": target, "lowest": lowest}
        if criterion.shape == Shape.BY_DATE:
            target = _("by %(day)s") % {"day": day_text(criterion.target_on)}
            if criterion.minimum_on is None:
                return target
            return _("%(target)s (acceptable: %(lowest)s)") % {
                "target": target,
                "lowest": day_text(criterion.minimum_on),
            }
        return _("delivered and checked") if criterion.shape == Shape.DELIVERABLE else _("yes")


def _is_falling(criterion: Criterion) -> bool:
    if criterion.target is None or criterion.minimum is None or criterion.target == criterion.minimum:
        return criterion.lower_is_better
    return criterion.target < criterion.minimum


def pure(criterion: Criterion) -> gap.Criterion:
    """The criterion as arithmetic sees it."""
    return gap.Criterion(
        shape=gap.Shape(criterion.shape),
        target=criterion.target,
        minimum=criterion.minimum,
        baseline=criterion.baseline,
        is_lower_better=criterion.lower_is_better,
        target_on=criterion.target_on,
        minimum_on=criterion.minimum_on,
    )


def measured(measurement: Measurement, language: str, cal: calendar.Calendar) -> Measured:
    """What `measurement` says, in `language`. A date not reached yet counts as late from the day it was measured."""
    criterion = measurement.criterion
    is_open_date = criterion.shape == Shape.BY_DATE and measurement.reached_on is None
    found = gap.Measured(
        number=measurement.number,
        reached_on=measurement.measured_on if is_open_date else measurement.reached_on,
        is_met=measurement.is_met,
    )
    short = gap.own_gap(pure(criterion), found, cal)
    p = gap.performance(pure(criterion), found, cal)
    is_missed = short.is_short or (is_open_date and bool(criterion.target_on))
    if is_open_date and criterion.target_on and measurement.measured_on <= criterion.target_on:
        is_missed = False
    with translation.override(language):
        return Measured(
            value=_value_text(measurement),
            gap=_gap_text(short, criterion),
            outcome="missed" if is_missed else ("open" if is_open_date else "met"),
            p=None if p is None else float(p),
            worst=_worst(short, None if p is None else float(p), is_missed=is_missed),
        )


def _worst(short: gap.OwnGap, p: float | None, *, is_missed: bool) -> float:
    """Where the line stands among the worst: late dates by their days below 50, others by their P."""
    if is_missed and short.unit is gap.Unit.WORKDAYS:
        return 50.0 - min(float(short.by), 49.0)
    if p is not None:
        return p
    return 40.0 if is_missed else 90.0


def _value_text(measurement: Measurement) -> str:
    if measurement.number is not None:
        return number_text(measurement.number, measurement.criterion.unit)
    if measurement.reached_on is not None:
        return day_text(measurement.reached_on)
    if measurement.criterion.shape == Shape.BY_DATE:
        return _("not reached yet")
    return _("yes") if measurement.is_met else _("no")


def _gap_text(short: gap.OwnGap, criterion: Criterion) -> str:
    """The gap in the criterion's own unit (decision 22): 晚 50 个工作日; 9 s instead of ≤ 3 s."""
    if short.unit is gap.Unit.WORKDAYS:
        days = abs(int(short.by))
        if short.by > 0:
            return ngettext("%(days)s working day late", "%(days)s working days late", days) % {"days": days}
        if short.by < 0:
            return ngettext("%(days)s working day early", "%(days)s working days early", days) % {"days": days}
        return _("on the day")
    if short.unit is gap.Unit.YES_NO:
        return _("not met") if short.is_short else _("met")
    if not short.is_short:
        return _("met")
    return _("%(got)s instead of %(of)s") % {
        "got": number_text(short.got, criterion.unit),
        "of": number_text(short.of, criterion.unit),
    }


def sheet_paper(
    sheet: Sheet,
    lines: Sequence[SheetLine],
    *,
    contacts: Sequence[str] = (),
    link: str = "",
    seals: Mapping[int, paper.SealMark] = MappingProxyType({}),
) -> paper.SheetPaper:
    """The sheet as paper sees it; `seals` by line number."""
    zone = ZoneInfo(sheet.project.time_zone)
    return paper.SheetPaper(
        language=sheet.language,
        number=sheet.number,
        title=sheet.title,
        ask=sheet.ask,
        project_name=sheet.project_name,
        from_firm=sheet.from_firm,
        from_name=sheet.from_name,
        to_firm=sheet.to_firm,
        contacts=tuple(contacts),
        offered_on=sheet.offered_at.astimezone(zone).date(),
        due_on=sheet.due_on,
        lines=tuple(_line_paper(line, seals.get(line.number)) for line in lines),
        asks_signatory=sheet.authority == Authority.SIGNATORY,
        link=link,
        sha256=sheet.sha256,
        check_at=f"{settings.URL}/verify/",
    )


def _line_paper(line: SheetLine, seal: paper.SealMark | None) -> paper.SheetPaperLine:
    return paper.SheetPaperLine(
        number=line.number,
        kind=paper.LineKind(line.kind),
        text=line.text,
        who=line.who,
        due_on=line.due_on,
        measure=line.measure,
        target=line.target,
        measurer=line.measurer,
        wording_version=line.wording_version,
        agreed_before=line.agreed_before,
        seal=seal,
    )


def canonical_text(sheet: Sheet, lines: Sequence[SheetLine], contacts: Sequence[str]) -> str:
    """THE text that is signed: UTF-8, in the sheet's language (decision 13)."""
    return paper.canonical_text(sheet_paper(sheet, lines, contacts=contacts))


def paper_of(sheet: Sheet, *, link: str = "") -> paper.SheetPaper:
    """A stored sheet with its contacts, and the seals of the lines agreed so far. Three queries."""
    lines = list(sheet.lines.order_by("number"))
    agreements = Agreement.objects.filter(line__in=lines).select_related("line", "reply")
    seals = {
        row.line.number: paper.SealMark(
            name=row.by_name,
            title=row.reply.by_title,
            signed_on=row.signed_on,
            means=paper.SealMeans(row.reply.means),
            code=row.short_code,
            is_hollow=not row.is_enough,
        )
        for row in agreements
    }
    names = [f"{c.name} · {c.title}" if c.title else c.name for c in sheet.contacts.order_by("id")]
    return sheet_paper(sheet, lines, contacts=names, link=link, seals=seals)
