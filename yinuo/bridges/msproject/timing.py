"""A plan file's tasks on our own line of minutes, to be put in time by our own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yinuo.bridges.msproject.plan import Plan, PlanTask, Span, Week
from yinuo.science.schedule.critical_path import Schedule, schedule
from yinuo.science.schedule.network import Link, Task
from yinuo.science.schedule.shifts import Shifts

DAY = 24 * 60
MARGIN = timedelta(days=366)
ELAPSED = "elapsed"


@dataclass(frozen=True, slots=True)
class Timed:
    """The dates of every task by its number, and the line they were counted on."""

    schedule: Schedule
    origin: datetime

    def moment(self, instant: int) -> datetime:
        """An instant of the line as a time of the plan."""
        return self.origin + timedelta(minutes=instant)


def timed(plan: Plan, until: date | None = None) -> Timed:
    """Put the whole plan in time; a task set by hand is read as one that follows its links.

    A link to or from a summary holds for every task below it. Raises what `schedule` raises.
    """
    origin = datetime.combine(plan.start.date() - MARGIN, datetime.min.time())
    last = until or _reach(plan)
    calendars = {str(week.number): Shifts(_intervals(week, origin.date(), last)) for week in plan.weeks}
    calendars[ELAPSED] = Shifts.always(0, _minute(origin, datetime.combine(last, datetime.min.time())))
    below = _below(plan.tasks)
    tasks = [_task(task, plan, origin) for task in plan.tasks if not task.is_summary]
    links = [
        Link(str(before), str(after), link.kind, link.lag, link.is_elapsed)
        for task in plan.tasks
        for link in task.links
        for before in below.get(link.before, ())
        for after in below[task.number]
    ]
    data_date = _minute(origin, plan.status) if plan.status else None
    return Timed(schedule(tasks, links, calendars, _minute(origin, plan.start), data_date), origin)


def _task(task: PlanTask, plan: Plan, origin: datetime) -> Task:
    def minute(moment: datetime | None) -> int | None:
        return None if moment is None else _minute(origin, moment)

    return Task(
        str(task.number),
        0 if task.is_milestone else max(0, task.minutes),
        ELAPSED if task.is_elapsed else str(plan.calendar if task.calendar is None else task.calendar),
        task.rule,
        minute(task.rule_at),
        minute(task.actual_start),
        minute(task.actual_finish) if task.actual_start else None,
        task.remaining if task.actual_start else None,
    )


def _below(tasks: tuple[PlanTask, ...]) -> dict[int, list[int]]:
    """For each number the tasks with work that it stands for: itself, or all below a summary."""
    below: dict[int, list[int]] = {}
    above: list[PlanTask] = []
    for task in tasks:
        while above and above[-1].level >= task.level:
            above.pop()
        below[task.number] = [] if task.is_summary else [task.number]
        if not task.is_summary:
            for summary in above:
                below[summary.number].append(task.number)
        above.append(task)
    return below


def _reach(plan: Plan) -> date:
    """Far enough for all work in a row, with its weekends, after the latest date the file names."""
    latest = max([plan.start, *(task.finish for task in plan.tasks if task.finish)])
    work = sum(max(task.minutes, 0) + sum(max(link.lag, 0) for link in task.links) for task in plan.tasks)
    return (latest + MARGIN + timedelta(days=3 * work // 480 + 1)).date()


def _intervals(week: Week, first: date, last: date) -> Iterator[Span]:
    """The working minutes of a calendar from `first` to `last`, as instants counted from the first midnight."""
    differing = {
        one.first + timedelta(days=number): one.spans
        for one in week.exceptions
        for number in range(min((one.last - one.first).days, (last - one.first).days) + 1)
    }
    for number in range((last - first).days):
        day = first + timedelta(days=number)
        for start, end in differing.get(day, week.days[day.weekday()]):
            yield number * DAY + start, number * DAY + end


def _minute(origin: datetime, moment: datetime) -> int:
    return round((moment - origin).total_seconds() / 60)
