"""The register of risks, and what the client does not know of it yet (R27, R39)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Min, OuterRef, Subquery

from yinuo.base.sides import OwnerSide
from yinuo.delivery.models import ResponseKind, Risk, RiskOffer, RiskState, Severity
from yinuo.delivery.published import PublishedRisk
from yinuo.ledger.published import Agreement
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.base import calendar
    from yinuo.delivery.models import RiskQuerySet
    from yinuo.projects.models import Project

COLUMNS = (
    *("id", "code", "thread", "what", "cause", "effect", "probability", "impact", "level"),
    *("response_kind", "response", "contingency", "side", "owner_name", "review_on", "known_on", "rated_on", "origin"),
)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk as lists show it.

    `told_on` is the day the client was first told, `told_days` the working days from `known_on` until then, or until
    today for a live one that was not told. An acknowledgement counts if it was asked for
    no earlier than the present rating.
    """

    id: int
    code: str
    thread: str
    what: str
    cause: str
    effect: str
    probability: int
    impact: int
    level: str
    response_kind: str
    response: str
    contingency: str
    side: str
    owner_name: str
    review_on: date | None
    known_on: date
    rated_on: date
    origin: str
    state: str
    told_on: date | None
    told_days: int
    acknowledged_by: str
    acknowledged_on: date | None
    is_acknowledged: bool
    sheet: int
    """The number of the sheet it stands on last; 0 for none."""
    is_review_due: bool

    @property
    def is_live(self) -> bool:
        return self.state in RiskState.live()

    @property
    def is_high(self) -> bool:
        return self.level == Severity.HIGH

    @property
    def weight(self) -> int:
        """Probability times impact, 1 to 25."""
        return self.probability * self.impact

    @property
    def side_word(self) -> str:
        """Whose turn it is, in the reader's language."""
        return str(OwnerSide(self.side).label)

    @property
    def response_word(self) -> str:
        """The kind of response, in the reader's language."""
        return str(ResponseKind(self.response_kind).label)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of several risks at once."""

    told: dict[str, date]
    seals: dict[int, tuple[str, date, date]]
    sheets: dict[int, int]
    today: date
    days: calendar.Working


def risk_list(project: Project, today: date) -> tuple[RiskRow, ...]:
    """Every risk, live ones first, the heaviest first. Four queries whatever it holds."""
    rows = _rows(Risk.objects.of(project), project, today)
    return tuple(sorted(rows, key=lambda row: (not row.is_live, -row.weight)))


def open_risks(project: Project, today: date) -> tuple[RiskRow, ...]:
    """The risks that may still happen, the heaviest first. Four queries."""
    return tuple(row for row in risk_list(project, today) if row.is_live)


def risk_row(risk: Risk, today: date) -> RiskRow:
    """One risk as lists show it. Four queries."""
    return _rows(Risk.objects.filter(pk=risk.pk), risk.project, today)[0]


def untold(project: Project, today: date, *, after: int = 2) -> tuple[RiskRow, ...]:
    """R27: high risks that we have known for more than `after` working days and the client does not know of."""
    rows = open_risks(project, today)
    return tuple(row for row in rows if row.is_high and row.told_on is None and row.told_days > after)


def count_untold(project: Project) -> int:
    """How many high risks that may still happen the client was never told of. One query."""
    told = PublishedRisk.objects.filter(project=project, thread=OuterRef("thread"))
    rows = Risk.objects.of(project).filter(~Exists(told), level=Severity.HIGH).with_state()
    return rows.standing(RiskState.live()).count()


def unacknowledged(project: Project, today: date) -> tuple[RiskRow, ...]:
    """R39: high risks that the client has not acknowledged, or that have no contingency plan.

    The rule counts its seven days from `rated_on`.
    """
    rows = open_risks(project, today)
    return tuple(row for row in rows if row.is_high and not (row.is_acknowledged and row.contingency))


def _rows(rows: RiskQuerySet, project: Project, today: date) -> list[RiskRow]:
    found: list[tuple[Any, ...]] = list(rows.with_state().order_by("id").values_list(*COLUMNS, "state"))
    if not found:
        return []
    ids = [row[0] for row in found]
    around = _Around(
        _told([row[2] for row in found], project), _seals(ids, project), _sheets(ids), today, calendar_of(project)
    )
    return [_row(row, around) for row in found]


def _row(row: tuple[Any, ...], around: _Around) -> RiskRow:
    pk, thread, review_on, known_on, rated_on, state = row[0], row[2], row[14], row[15], row[16], row[18]
    is_live = state in RiskState.live()
    told_on = around.told.get(thread)
    by, on, asked_on = around.seals.get(pk, ("", None, None))
    until = told_on or (around.today if is_live else known_on)
    days = max(0, around.days.workdays_between(known_on, until))
    facts: Any = (
        *row,
        told_on,
        days,
        by,
        on,
        asked_on is not None and asked_on >= rated_on,
        around.sheets.get(pk, 0),
        is_live and review_on is not None and review_on < around.today,
    )
    return RiskRow(*facts)


def _told(threads: Sequence[str], project: Project) -> dict[str, date]:
    """The day of the first telling by thread, where the project is."""
    zone = ZoneInfo(project.time_zone)
    rows = PublishedRisk.objects.filter(thread__in=threads).values_list("thread").annotate(first=Min("told_at"))
    moments: dict[str, datetime] = dict(rows)
    return {thread: moment.astimezone(zone).date() for thread, moment in moments.items()}


def _seals(ids: Sequence[int], project: Project) -> dict[int, tuple[str, date, date]]:
    """Who acknowledged last, the day, and the day on which it was asked, by risk."""
    zone = ZoneInfo(project.time_zone)
    seal = Agreement.objects.filter(line=OuterRef("line"))
    rows = (
        RiskOffer.objects.filter(risk__in=ids)
        .annotate(by=Subquery(seal.values("by_name")[:1]), on=Subquery(seal.values("signed_on")[:1]))
        .order_by("id")
        .values_list("risk_id", "by", "on", "at")
    )
    return {risk: (by, on, at.astimezone(zone).date()) for risk, by, on, at in rows if on}


def _sheets(ids: Sequence[int]) -> dict[int, int]:
    """The sheet each risk stands on last."""
    rows = RiskOffer.objects.filter(risk__in=ids).order_by("id")
    return dict(rows.values_list("risk_id", F("line__sheet__number")))
