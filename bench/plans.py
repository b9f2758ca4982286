"""Plans to draw: a draft of so many tasks, in parts, waiting for each other; and a large network to compute."""

from __future__ import annotations

import random
import time
from datetime import date, datetime, timedelta
from itertools import pairwise

from yinuo.base import calendar
from yinuo.delivery.actions.plan import reckon
from yinuo.delivery.models import Dependency, PlannedTask, PlanVersion, Task
from yinuo.people.models import Member
from yinuo.projects.models import Project
from yinuo.science.schedule import critical_path, network
from yinuo.science.schedule.shifts import Shifts

SHORT, LONG = 100, 1000
A_PART, A_MILESTONE = 10, 25
NODES, LINKS_BACK, REACH = 100_000, 2, 50
YEARS = 40


def write(project: Project, count: int, *, by: Member, now: datetime) -> None:
    """A draft of `count` tasks: every tenth has the following nine as its parts, every twenty-fifth is a milestone."""
    version = PlanVersion.objects.create(project=project, number=1, by=by, at=now, goal="按期上线")
    tasks = Task.objects.bulk_create(
        Task(project=project, code=f"T{number}", by=by, at=now) for number in range(1, count + 1)
    )
    PlannedTask.objects.bulk_create(_planned(version, tasks, place) for place in range(count))
    leaves = [task for place, task in enumerate(tasks) if place % A_PART]
    chains = [leaves[first::A_PART] for first in range(A_PART)]
    Dependency.objects.bulk_create(
        Dependency(version=version, before=before, after=after) for chain in chains for before, after in pairwise(chain)
    )
    reckon(version)


def _planned(version: PlanVersion, tasks: list[Task], place: int) -> PlannedTask:
    part = place % A_PART
    is_milestone = bool(part) and place % A_MILESTONE == A_MILESTONE - 1
    return PlannedTask(
        version=version,
        task=tasks[place],
        parent=tasks[place - part] if part else None,
        place=place + 1,
        name=f"第 {place + 1} 项工作：配置、联调与培训",
        duration=0 if is_milestone else 1 + place % 4,
        is_milestone=is_milestone,
    )


def network_seconds() -> float:
    """CPU seconds of one critical path through `NODES` tasks with two dependencies each, on China's working days."""
    chance = random.Random(NODES)  # noqa: S311  # no secret hangs on it
    first, days = date(2026, 1, 1), calendar.of("CN")
    worked = [days.is_workday(first + timedelta(days=day)) for day in range(366 * YEARS)]
    shifts = {"": Shifts.of_days(first.toordinal(), worked)}
    tasks = [network.Task(str(place), chance.randint(1, 3)) for place in range(NODES)]
    links = [
        network.Link(str(before), str(place))
        for place in range(1, NODES)
        for before in {chance.randrange(max(0, place - NODES // REACH), place) for _ in range(LINKS_BACK)}
    ]
    started = time.process_time()
    critical_path.schedule(tasks, links, shifts, first.toordinal())
    return time.process_time() - started
