"""Tasks, links and what may go wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yinuo.science.schedule.shifts import Shifts


class Kind(StrEnum):
    """What waits for what: the first word is the earlier task's, the second the later one's."""

    FINISH_TO_START = "FS"
    START_TO_START = "SS"
    FINISH_TO_FINISH = "FF"
    START_TO_FINISH = "SF"


class Rule(StrEnum):
    """A date set by hand. The "must" rules hold against links too, and then leave a negative float before them."""

    START_NO_EARLIER = "start no earlier than"
    FINISH_NO_EARLIER = "finish no earlier than"
    START_NO_LATER = "start no later than"
    FINISH_NO_LATER = "finish no later than"
    MUST_START = "must start on"
    MUST_FINISH = "must finish on"


@dataclass(frozen=True, slots=True)
class Task:
    """`duration` and `remaining` count units of the task's own calendar (0 is a milestone); instants are of the line.

    `actual_start` alone means under way, then `remaining` is what is left (the whole duration if None). `actual_finish`
    needs `actual_start` and means done.
    """

    name: str
    duration: int
    calendar: str = ""
    rule: Rule | None = None
    rule_at: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`.

    `lag`, a lead when negative, counts working units of the later task's calendar, or units of the line itself when
    `is_elapsed` (concrete dries on Sundays too).
    """

    before: str
    after: str
    kind: Kind = Kind.FINISH_TO_START
    lag: int = 0
    is_elapsed: bool = False


class Cycle(Exception):
    """Tasks that wait for each other in a ring; `names` in the order in which each waits for the one before it."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(" → ".join([*names, names[0]]))
        self.names = tuple(names)


class UnknownTask(Exception):
    """A link names a task that is not there."""


class BadTask(Exception):
    """A duration below zero, a rule without its date, a finish without a start, or a calendar that is not given."""


@dataclass(frozen=True, slots=True)
class Network:
    """A checked network in the order in which it can be worked; places in the lists stand for names."""

    tasks: tuple[Task, ...]
    calendars: tuple[Shifts, ...]
    links: tuple[Link, ...]
    before: list[list[tuple[int, int]]]
    """For each task its links backwards: (place of the earlier task, place of the link)."""
    after: list[list[tuple[int, int]]]
    order: list[int]


def network(tasks: Iterable[Task], links: Iterable[Link], calendars: Mapping[str, Shifts]) -> Network:
    """Check and order. Raises Cycle, UnknownTask or BadTask."""
    given, joined = tuple(tasks), tuple(links)
    place = {task.name: number for number, task in enumerate(given)}
    if len(place) != len(given):
        raise BadTask("two tasks have the same name")
    for task in given:
        _check(task, calendars)
    before: list[list[tuple[int, int]]] = [[] for _ in given]
    after: list[list[tuple[int, int]]] = [[] for _ in given]
    for number, link in enumerate(joined):
        if link.before not in place or link.after not in place:
            raise UnknownTask(link.before if link.before not in place else link.after)
        earlier, later = place[link.before], place[link.after]
        before[later].append((earlier, number))
        after[earlier].append((later, number))
    order = _order(given, before, after)
    return Network(given, tuple(calendars[task.calendar] for task in given), joined, before, after, order)


def _check(task: Task, calendars: Mapping[str, Shifts]) -> None:
    if task.duration < 0 or (task.remaining is not None and task.remaining < 0):
        raise BadTask(f"{task.name}: a duration below zero")
    if (task.rule is None) != (task.rule_at is None):
        raise BadTask(f"{task.name}: a rule and its date come together")
    if task.actual_finish is not None and (task.actual_start is None or task.actual_finish < task.actual_start):
        raise BadTask(f"{task.name}: it finished before it started")
    if task.calendar not in calendars:
        raise BadTask(f"{task.name}: no calendar named {task.calendar!r}")


def _order(tasks: Sequence[Task], before: list[list[tuple[int, int]]], after: list[list[tuple[int, int]]]) -> list[int]:
    waiting = [len(links) for links in before]
    order = [place for place, count in enumerate(waiting) if not count]
    for place in order:  # it grows while it is read
        for later, _link in after[place]:
            waiting[later] -= 1
            if not waiting[later]:
                order.append(later)
    if len(order) == len(tasks):
        return order
    place = next(place for place, count in enumerate(waiting) if count)
    walked: dict[int, int] = {}
    while place not in walked:
        walked[place] = len(walked)
        place = next(earlier for earlier, _link in before[place] if waiting[earlier])
    ring = [number for number, step in walked.items() if step >= walked[place]]
    raise Cycle([tasks[number].name for number in reversed(ring)])
