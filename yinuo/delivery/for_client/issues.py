"""Issues and risks as the client reads them, and what the client may say to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from yinuo.base import clock
from yinuo.base.sides import OwnerSide
from yinuo.delivery import actions
from yinuo.delivery.actions.clients import NotLive, Speaker
from yinuo.delivery.published import ClientAnswer, PublishedIssue, PublishedRisk
from yinuo.ledger.published import Agreement, SheetLine

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.access import Place, Visitor

__all__ = ["AnswerSeen", "IssueSeen", "NotLive", "RiskSeen", "answer_issue", "issues", "raise_issue", "risks"]

LIVE = ("open", "answered", "reopened")


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What somebody of the client's answered."""

    text: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class IssueSeen:
    """One issue in its newest version; `token` is the same for all its versions."""

    token: str
    number: int
    what: str
    raised_by: str
    raised_on: date
    side: str
    owner: str
    due_on: date | None
    severity: str
    state: str
    answer: str
    told_at: datetime
    is_live: bool
    is_your_turn: bool
    is_late: bool
    answers: tuple[AnswerSeen, ...]


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """One risk in its newest version. `sheet` is the sheet that asks for its acknowledgement while it is open."""

    number: int
    what: str
    cause: str
    effect: str
    level: str
    response: str
    contingency: str
    side: str
    owner: str
    review_on: date | None
    state: str
    told_at: datetime
    is_live: bool
    sheet: str
    acknowledged_by: str
    acknowledged_on: date | None


def issues(visitor: Visitor, place: Place) -> tuple[IssueSeen, ...]:
    """Every issue shown on this project, what is not over first, by its day. Three queries."""
    del visitor  # whoever sits on the project sees what was shown there
    today = clock.today(place.time_zone)
    rows = PublishedIssue.objects.filter(pk__in=_newest(PublishedIssue, place)).order_by("number")
    said: dict[str, list[AnswerSeen]] = {}
    for row in ClientAnswer.objects.filter(project=place.project_id).order_by("id"):
        said.setdefault(row.thread, []).append(AnswerSeen(row.text, row.by_name, row.at))
    seen = [_issue(row, tuple(said.get(row.thread, ())), today) for row in rows]
    return tuple(sorted(seen, key=lambda row: (not row.is_live, row.due_on is None, row.due_on or today, row.number)))


def _newest(model: type[PublishedIssue | PublishedRisk], place: Place) -> list[int]:
    rows = model._default_manager.filter(project=place.project_id).values("thread")  # noqa: SLF001  # documented API
    return [newest for _thread, newest in rows.annotate(newest=Max("id")).values_list("thread", "newest")]


def _issue(row: PublishedIssue, answers: tuple[AnswerSeen, ...], today: date) -> IssueSeen:
    is_live = row.state in LIVE
    return IssueSeen(
        token=row.thread,
        number=row.number,
        what=row.what,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        side=row.side,
        owner=row.owner_name,
        due_on=row.due_on,
        severity=row.severity,
        state=row.state,
        answer=row.answer,
        told_at=row.told_at,
        is_live=is_live,
        is_your_turn=is_live and row.side == OwnerSide.CLIENT,
        is_late=is_live and row.due_on is not None and row.due_on < today,
        answers=answers,
    )


def risks(visitor: Visitor, place: Place) -> tuple[RiskSeen, ...]:
    """Every risk shown on this project, what may still happen first. Four queries."""
    del visitor
    rows = list(PublishedRisk.objects.filter(pk__in=_newest(PublishedRisk, place)).order_by("number"))
    asked = PublishedRisk.objects.filter(project=place.project_id).exclude(line_token="").order_by("id")
    lines = dict(asked.values_list("thread", "line_token"))
    found = SheetLine.objects.filter(token__in=lines.values()).values_list("token", "sheet__token")
    sheets = dict(found)
    seals = {seal.line.token: seal for seal in _seals(list(lines.values()))}
    weight = {"high": 0, "middle": 1, "low": 2}
    seen = [_risk(row, lines.get(row.thread, ""), sheets, seals) for row in rows]
    return tuple(sorted(seen, key=lambda row: (not row.is_live, weight.get(row.level, 3), row.number)))


def _seals(tokens: list[str]) -> list[Agreement]:
    return list(Agreement.objects.filter(line__token__in=tokens).select_related("line"))


def _risk(row: PublishedRisk, line: str, sheets: dict[str, str], seals: dict[str, Agreement]) -> RiskSeen:
    seal = seals.get(line)
    return RiskSeen(
        number=row.number,
        what=row.what,
        cause=row.cause,
        effect=row.effect,
        level=row.level,
        response=row.response,
        contingency=row.contingency,
        side=row.side,
        owner=row.owner_name,
        review_on=row.review_on,
        state=row.state,
        told_at=row.told_at,
        is_live=row.state in LIVE,
        sheet=sheets.get(line, ""),
        acknowledged_by=seal.by_name if seal else "",
        acknowledged_on=seal.signed_on if seal else None,
    )


def raise_issue(visitor: Visitor, place: Place, *, what: str, severity: str) -> None:
    """The visitor puts an issue on the list of both sides."""
    speaker = Speaker(visitor.person_id, visitor.name, place.project_id)
    today = clock.today(place.time_zone)
    actions.client_raises(speaker, at=clock.now(), today=today, what=what, severity=severity)


def answer_issue(visitor: Visitor, place: Place, token: str, *, text: str) -> None:
    """The visitor answers an issue. Raises NotLive for one that is over or is not shown there."""
    speaker = Speaker(visitor.person_id, visitor.name, place.project_id)
    actions.client_answers(speaker, token, at=clock.now(), text=text)
