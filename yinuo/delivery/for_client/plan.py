"""The published plan as the client reads it: signed dates, today's plan, and who owes what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from yinuo.base import calendar, clock
from yinuo.base.marks import PromiseRow
from yinuo.base.sides import OwnerSide
from yinuo.delivery.access.plan import signed_days
from yinuo.delivery.published import PublishedPlan, PublishedTask
from yinuo.ledger import for_client as ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from yinuo.people.access import Place, Visitor

OVER = ("met", "missed", "kept", "not_kept")


@dataclass(frozen=True, slots=True)
class MilestoneSeen:
    """A milestone: the signed day, today's, how many working days apart, and the newest reason of a move."""

    name: str
    side: str
    signed_on: date | None
    now_on: date
    done_on: date | None
    late: int | None
    why: str


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """A task of the published plan, in the order of its table."""

    name: str
    level: int
    side: str
    owner: str
    is_milestone: bool
    has_parts: bool
    starts_on: date
    ends_on: date
    done_on: date | None
    percent: int


@dataclass(frozen=True, slots=True)
class OwedSeen:
    """Something that one side owes the other since `due_on`: a planned task, or a line agreed (`line` opens it)."""

    words: str
    who: str
    due_on: date
    line: str = ""


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """The plan published last."""

    number: int
    published_at: datetime
    by_name: str
    milestones: tuple[MilestoneSeen, ...]
    tasks: tuple[TaskSeen, ...]
    you_owe: tuple[OwedSeen, ...]
    we_owe: tuple[OwedSeen, ...]

    @property
    def timeline(self) -> tuple[PromiseRow, ...]:
        """The milestones as a chart shows them."""
        return tuple(
            PromiseRow(line.name, line.signed_on, line.now_on, line.done_on, line.late, line.why)
            for line in self.milestones
        )


def has_plan(visitor: Visitor, place: Place) -> bool:
    """Whether a plan was published for this project."""
    del visitor  # whoever sits on the project sees its plan
    return PublishedPlan.objects.filter(project=place.project_id).exists()


def plan(visitor: Visitor, place: Place) -> PlanSeen | None:
    """The plan published last, or None; what is owed comes from it and from the lines agreed.

    The number of queries does not grow with the plan.
    """
    plans = PublishedPlan.objects.filter(project=place.project_id).select_related("project")
    newest = plans.order_by("-number").first()
    if newest is None:
        return None
    tasks = list(PublishedTask.objects.filter(plan=newest).order_by("place"))
    today = clock.today(place.time_zone)
    owed = [*_owed_tasks(tasks, today), *_owed_lines(ledger.agreed(visitor, place), today)]
    return PlanSeen(
        number=newest.number,
        published_at=newest.published_at,
        by_name=newest.by_name,
        milestones=_milestones(newest, [task for task in tasks if task.is_milestone]),
        tasks=tuple(_seen(task) for task in tasks),
        you_owe=_of(OwnerSide.CLIENT, owed),
        we_owe=_of(OwnerSide.OURS, owed),
    )


def _seen(task: PublishedTask) -> TaskSeen:
    return TaskSeen(
        name=task.name,
        level=task.level,
        side=task.side,
        owner=task.owner_name,
        is_milestone=task.is_milestone,
        has_parts=task.has_parts,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        done_on=task.done_on,
        percent=task.percent,
    )


def _milestones(plan: PublishedPlan, tasks: Sequence[PublishedTask]) -> tuple[MilestoneSeen, ...]:
    """Signed days as they stand now: one confirmed after the plan was published counts too."""
    threads = [task.thread for task in tasks]
    signed = signed_days(plan.project_id, threads)
    told = PublishedTask.objects.filter(~Q(why=""), plan__project=plan.project_id, thread__in=threads)
    reasons = dict(told.order_by("id").values_list("thread", "why"))
    cal = calendar.of(plan.project.country)
    lines = [
        MilestoneSeen(
            name=task.name,
            side=task.side,
            signed_on=signed.get(task.thread),
            now_on=task.ends_on,
            done_on=task.done_on,
            late=_late(task, signed.get(task.thread), cal),
            why=reasons.get(task.thread, ""),
        )
        for task in tasks
    ]
    return tuple(sorted(lines, key=lambda line: line.now_on))


def _late(task: PublishedTask, signed_on: date | None, cal: calendar.Calendar) -> int | None:
    """As it was published; by the country's calendar where the day was signed since."""
    if signed_on is None or signed_on == task.signed_on:
        return task.late if signed_on else None
    return cal.workdays_between(signed_on, task.ends_on)


def _owed_tasks(tasks: Iterable[PublishedTask], today: date) -> list[tuple[str, OwedSeen]]:
    return [
        (task.side, OwedSeen(task.name, task.owner_name, task.ends_on))
        for task in tasks
        if not task.has_parts and task.done_on is None and task.ends_on < today
    ]


def _owed_lines(lines: Iterable[ledger.LineSeen], today: date) -> list[tuple[str, OwedSeen]]:
    """Promises and duties that were agreed, are over their day, and of which no end was told."""
    sides = {"commitment": OwnerSide.OURS, "duty": OwnerSide.CLIENT}
    return [
        (sides[line.kind], OwedSeen(line.text, line.who, line.due_on, line.token))
        for line in lines
        if line.kind in sides and line.due_on and line.due_on < today and line.outcome not in OVER
    ]


def _of(side: str, owed: Iterable[tuple[str, OwedSeen]]) -> tuple[OwedSeen, ...]:
    return tuple(sorted((one for of, one in owed if of == side), key=lambda one: one.due_on))
