"""Issues, risks and pending changes as lines of a report: ours for us, the copies that were told for the client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.base.sides import OwnerSide
from yinuo.changes.queries import requests
from yinuo.delivery.queries import issues, risks
from yinuo.delivery.queries import told as copies
from yinuo.reports.queries.lines import Ages, Effects, Fact, Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class _Matter:
    """One issue or risk as one side reads it; `solution` is its answer or our response, "" while there is none."""

    part: Part
    code: str
    what: str
    level: str
    who: str
    side: str
    day: date | None
    cause: str
    solution: str
    is_shared: bool
    since: date | None = None
    told_on: date | None = None


def ours(project: Project, today: date) -> Iterator[Fact]:
    """What is open, in our words and with our codes; changes stand here alone (ADR 50). At most twelve queries."""
    yield from _lines([*_our_issues(project, today), *_our_risks(project, today)])
    yield from _changes(project)


def told(project: Project) -> Iterator[Fact]:
    """What is open in the copies that the client has: its words, its numbers. Two queries."""
    found = [
        _Matter(
            part=Part.ISSUE,
            code=str(row.number),
            what=row.what,
            level=row.severity,
            who=row.owner_name,
            side=row.side,
            day=row.due_on,
            cause="",
            solution=row.answer,
            is_shared=True,
            since=row.raised_on,
        )
        for row in copies.open_issues(project)
    ]
    found += [
        _Matter(
            part=Part.RISK,
            code=str(row.number),
            what=row.what,
            level=row.level,
            who=row.owner_name,
            side=row.side,
            day=row.review_on,
            cause=row.cause,
            solution=row.response,
            is_shared=True,
        )
        for row in copies.open_risks(project)
    ]
    yield from _lines(found)


def ages(project: Project, today: date) -> Ages | None:
    """Our open issues by age; None while there are none. One query."""
    found = issues.ageing(project, today)
    return Ages(found.live, found.overdue, *found.bands) if found.live else None


def _our_issues(project: Project, today: date) -> Iterator[_Matter]:
    for row in issues.open_issues(project, today):
        yield _Matter(
            part=Part.ISSUE,
            code=row.code,
            what=row.what,
            level=row.severity,
            who=row.owner_name,
            side=row.side,
            day=row.due_on,
            cause="",
            solution=row.answer,
            is_shared=False,
            since=row.raised_on,
            told_on=row.told_on,
        )


def _our_risks(project: Project, today: date) -> Iterator[_Matter]:
    for row in risks.open_risks(project, today):
        yield _Matter(
            part=Part.RISK,
            code=row.code,
            what=row.what,
            level=row.level,
            who=row.owner_name,
            side=row.side,
            day=row.review_on,
            cause=row.cause,
            solution=row.response,
            is_shared=False,
            since=row.known_on,
            told_on=row.told_on,
        )


def _lines(found: list[_Matter]) -> Iterator[Fact]:
    """Each matter where it belongs; its solution, where it has one, among the solutions."""
    for one in found:
        yield _fact(one)
    for one in found:
        if one.solution:
            yield _solution(one)


def _fact(one: _Matter) -> Fact:
    return Fact(
        part=one.part,
        state=one.level,
        key=f"{one.part}:{one.code}",
        code=one.code,
        words=one.what,
        who=one.who,
        side=one.side,
        signed_on=None,
        last_on=None,
        now_on=one.day,
        done_on=None,
        why=one.cause,
        is_shared=one.is_shared,
        since=one.since,
        told_on=one.told_on,
    )


def _solution(one: _Matter) -> Fact:
    return Fact(
        part=Part.SOLUTION,
        state="",
        key=f"{one.part}:{one.code}",
        code=one.code,
        words=one.solution,
        who="",
        side=one.side,
        signed_on=None,
        last_on=None,
        now_on=None,
        done_on=None,
        why="",
        is_shared=one.is_shared,
        about=one.what,
    )


def _changes(project: Project) -> Iterator[Fact]:
    for row in requests.pending(requests.listed(project)):
        yield Fact(
            part=Part.CHANGE,
            state=row.state,
            key=f"change:{row.code}",
            code=row.code,
            words=row.words,
            who=row.asked_by,
            side=OwnerSide.CLIENT,
            signed_on=None,
            last_on=None,
            now_on=None,
            done_on=None,
            why="",
            is_shared=False,
            since=row.asked_on,
            effects=Effects(row.effort_days, row.schedule_days, row.cost_cents, row.currency),
        )
