"""The facts of a report, drawn from every lower room: values only, no words of ours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yinuo.acceptance.queries import money
from yinuo.base.sides import OwnerSide
from yinuo.delivery.queries import plan
from yinuo.reports.queries import trouble
from yinuo.reports.queries.history import History, Past, histories, past
from yinuo.reports.queries.items import Item, items_of
from yinuo.reports.queries.lines import Ages, Fact, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yinuo.projects.models import Project

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day that a report tells of."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a report of `period` tells, as it stands on `today`.

    `lines` are ours, with what is shared among them; `told` stand in the client's layer alone, in the words that the
    client has, and take the place there of lines of ours on the same matter. `ages` are for us alone; `history` is
    what the reports before said to this layer's readers, `told_history` the client's.
    """

    period: Period
    today: date
    lines: tuple[Fact, ...]
    told: tuple[Fact, ...] = ()
    ages: Ages | None = None
    history: History | None = None
    told_history: History | None = None

    def of(self, part: Part) -> tuple[Fact, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part == part)

    @property
    def for_client(self) -> Facts:
        """The client's layer: what is shared, without the desk's codes, and what was told in the client's words."""
        shared = (Fact(**{**_values(line), "code": ""}) for line in self.lines if line.is_shared)
        return Facts(self.period, self.today, (*shared, *self.told), history=self.told_history)

    @property
    def canonical(self) -> str:
        """Canonical JSON: the same facts give the same bytes."""
        body: dict[str, Any] = {
            "since": self.period.since,
            "until": self.period.until,
            "as_of": self.today,
            "lines": [asdict(line) for line in self.lines],
        }
        if self.ages is not None:
            body["ages"] = asdict(self.ages)
        if self.history is not None:
            body["history"] = asdict(self.history)
        return json.dumps(body, default=str, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _values(line: Fact) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Fact.__slots__}


def facts_of(project: Project, period: Period, today: date) -> Facts:
    """What a report on `period` says on `today`; the same rows give the same facts.

    At most thirty-five queries, however much there is.
    """
    told_before = past(project, period.until)
    before = _before(told_before)
    items = items_of(project)
    ours = [item for item in items if item.side == OwnerSide.OURS]
    theirs = [item for item in items if item.side != OwnerSide.OURS]
    lines = (
        *_promises(ours, before, period),
        *(_fact(Part.DONE, "done", item) for item in _done(items, period)),
        *(_fact(Part.NOT_DONE, "open", item) for item in _due(ours, None, period.until)),
        *(_fact(Part.NEXT, "open", item) for item in _due(ours, period.until, period.until + WEEK)),
        *_milestones(project, before),
        *(_fact(Part.YOU_OWE, "open", item) for item in _due(theirs, None, period.until + WEEK)),
        *trouble.ours(project, today),
        *_money(project, today),
    )
    ours_told, theirs_told = histories(project, period.until, told_before, lines)
    told = tuple(trouble.told(project))
    return Facts(period, today, lines, told, trouble.ages(project, today), ours_told, theirs_told)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the report before this one promised and named, by key."""

    promised: dict[str, date]
    milestones: dict[str, date]


def _before(reports: Sequence[Past]) -> _Before:
    lines = reports[0].told if reports else ()
    return _Before(dict(_days(lines, Part.NEXT)), dict(_days(lines, Part.MILESTONE)))


def _days(lines: Iterable[dict[str, Any]], part: Part) -> Iterator[tuple[str, date]]:
    for line in lines:
        if line["part"] == part and line["now_on"]:
            yield line["key"], date.fromisoformat(line["now_on"])


def _promises(items: Sequence[Item], before: _Before, period: Period) -> Iterator[Fact]:
    """What we promised for this period: kept, moved to a later day, or missed."""
    for item in items:
        day = before.promised.get(item.key, item.due_on)
        if day is None or not period.since <= day <= period.until:
            continue
        if item.done_on is not None:
            state = "kept" if item.done_on <= day and not item.is_missed else "missed"
        else:
            state = "moved" if item.due_on and item.due_on > day else "missed"
        yield _fact(Part.PROMISE, state, item, last_on=day)


def _done(items: Sequence[Item], period: Period) -> list[Item]:
    found = [item for item in items if item.done_on and period.since <= item.done_on <= period.until]
    return sorted((item for item in found if not item.is_missed), key=lambda item: item.done_on or date.min)


def _due(items: Sequence[Item], after: date | None, until: date) -> list[Item]:
    found = [item for item in items if item.done_on is None and item.due_on and item.due_on <= until]
    return sorted(
        (item for item in found if after is None or (item.due_on and item.due_on > after)),
        key=lambda item: item.due_on or date.min,
    )


def _fact(part: Part, state: str, item: Item, *, last_on: date | None = None) -> Fact:
    return Fact(
        part=part,
        state=state,
        key=item.key,
        code=item.code,
        words=item.words,
        who=item.who,
        side=item.side,
        signed_on=None,
        last_on=last_on,
        now_on=item.due_on,
        done_on=item.done_on,
        why=item.why,
        is_shared=item.is_shared,
    )


def _milestones(project: Project, before: _Before) -> Iterator[Fact]:
    """The dates signed, those of the report before (else of the plan before), and today's, with the reason."""
    for line in plan.milestones(project):
        last_on = before.milestones.get(line.thread, line.last_on)
        has_moved = last_on is not None and last_on != line.now_on
        yield Fact(
            part=Part.MILESTONE,
            state="done" if line.done_on else "moved" if has_moved else "open",
            key=line.thread,
            code=line.code,
            words=line.name,
            who="",
            side=line.side,
            signed_on=line.signed_on,
            last_on=last_on,
            now_on=line.now_on,
            done_on=line.done_on,
            why=line.why,
            is_shared=True,
        )


def _money(project: Project, today: date) -> Iterator[Fact]:
    """Payments that are late, for us alone."""
    for row in money.milestones(project, today):
        if row.is_late:
            yield Fact(
                part=Part.MONEY,
                state="missed",
                key=f"payment:{row.code}",
                code=row.code,
                words=row.name,
                who="",
                side=OwnerSide.CLIENT,
                signed_on=None,
                last_on=None,
                now_on=row.due_on,
                done_on=None,
                why="",
                is_shared=False,
            )
