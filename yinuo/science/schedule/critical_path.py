"""The critical path method: earliest and latest dates, floats, and what drives each task.

Kelley & Walker 1959; links with lags after Roy's potential method (MPM), 1959. Tasks under way keep what links ask for
("retained logic"): the work that is left waits for what its links name, and never lies before the data date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from yinuo.science.schedule.network import Kind, Link, Network, Rule, Task, network
from yinuo.science.schedule.shifts import Shifts

BY_FINISH = frozenset({Kind.FINISH_TO_START, Kind.FINISH_TO_FINISH})
ON_FINISH = frozenset({Kind.FINISH_TO_FINISH, Kind.START_TO_FINISH})
UNBOUND = 1 << 62


class Held(StrEnum):
    """What holds a task where it is when no link does."""

    START = "start of the project"
    DATA_DATE = "data date"
    RULE = "rule"
    ACTUAL = "actual"


class Dates(NamedTuple):
    """All instants are of the line; floats count units of the task's own calendar and are None once it is done.

    `driven_by` names the links that would have to give way for the task to move earlier. Where it is empty, `held` says
    what does: the project's start, the data date, a rule of its own, or what already happened.
    """

    start: int
    finish: int
    late_start: int
    late_finish: int
    total_float: int | None
    free_float: int | None
    driven_by: tuple[Link, ...]
    held: Held | None

    @property
    def is_critical(self) -> bool:
        """Whether a delay of this task moves the end, or a rule of it is broken already."""
        return self.total_float is not None and self.total_float <= 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The dates of every task by name, and the instant at which the last one ends."""

    dates: dict[str, Dates]
    finish: int

    def what_moves(self, name: str) -> list[Link]:
        """The chain of driving links that leads to `name`, first link first; where several drive, the first given."""
        chain: list[Link] = []
        while links := self.dates[name].driven_by:
            chain.append(links[0])
            name = links[0].before
        return chain[::-1]


def schedule(
    tasks: Iterable[Task],
    links: Iterable[Link],
    calendars: Mapping[str, Shifts],
    start: int,
    data_date: int | None = None,
    finish: int | None = None,
) -> Schedule:
    """The dates of every task, none earlier than `start`; work that is left lies at or after `data_date`.

    Late dates count back from `finish`, by default from the earliest possible end of everything.
    Raises Cycle, UnknownTask, BadTask, and BeyondCalendar when a calendar is too short. O(tasks + links).
    """
    passes = _Passes(network(tasks, links, calendars), start, data_date)
    passes.forward()
    passes.backward(finish)
    return passes.told()


class _Passes:
    """The two passes over one network, in units of each task's calendar; a place in the lists stands for a task."""

    def __init__(self, net: Network, start: int, data_date: int | None) -> None:
        self.net, self.start = net, start
        self.floor = start if data_date is None else max(start, data_date)
        self.is_dated = data_date is not None and data_date > start
        size = len(net.tasks)
        self.left = [task.duration if task.remaining is None else task.remaining for task in net.tasks]
        self.early = [0] * size
        self.begin = [0] * size  # of what is left; the same as `early` for a task not yet started
        self.done = [0] * size
        self.late = [0] * size
        self.is_evening = [False] * size  # of a milestone: it closes a day and stays on it
        # A milestone at a break has one of two instants, which its unit does not tell apart.
        self.early_at: dict[int, int] = {}
        self.late_at: dict[int, int] = {}
        self.driving: list[tuple[int, ...]] = [()] * size
        self.held: list[Held | None] = [None] * size
        self.end = start
        self.is_begun = any(task.actual_start is not None for task in net.tasks)
        # Many tasks, few calendars: what a calendar says of one instant is asked once.
        self.lowest = {shifts: shifts.worked(self.floor) for shifts in set(net.calendars)}
        self.latest: dict[Shifts, int] = {}

    def forward(self) -> None:
        end = self.start
        for place in self.net.order:
            task, shifts = self.net.tasks[place], self.net.calendars[place]
            if task.actual_start is not None:
                self.early[place] = shifts.worked(task.actual_start)
            if task.actual_finish is not None:
                self.begin[place] = self.early[place]
                self.done[place] = shifts.worked(task.actual_finish)
                self.held[place] = Held.ACTUAL
                self.is_evening[place] = True
            else:
                self._place(place, task, shifts)
                if not self.left[place] and task.actual_start is None:
                    self.early_at[place] = self.start_instant(place)
            end = max(end, self.finish_of(place))
        self.end = end

    def _place(self, place: int, task: Task, shifts: Shifts) -> None:
        is_under_way = task.actual_start is not None
        begin = lowest = self.lowest[shifts]
        bounds = []
        for earlier, number in self.net.before[place]:
            link = self.net.links[number]
            if is_under_way and link.kind is Kind.START_TO_START:
                continue
            bound = self._earliest(earlier, place, link)
            bounds.append((bound, number))
            begin = max(begin, bound)
        by_rule = self._by_rule(place, task, shifts, is_under_way=is_under_way)
        is_fixed = task.rule in (Rule.MUST_START, Rule.MUST_FINISH) and not is_under_way
        if by_rule is not None:
            begin = by_rule if is_fixed else max(begin, by_rule)
        self.begin[place] = begin
        self.done[place] = begin + self.left[place]
        if not is_under_way:
            self.early[place] = begin
        if is_fixed or (by_rule == begin and begin > lowest and all(bound < begin for bound, _ in bounds)):
            self.held[place] = Held.RULE
            return
        self.driving[place] = tuple(number for bound, number in bounds if bound == begin)
        if not self.driving[place]:
            self.held[place] = Held.DATA_DATE if self.is_dated else Held.START
        if not self.left[place] and self.driving[place]:
            evening = shifts.end_of(begin)
            instants = [self._instant(earlier, number) for earlier, number in self.net.before[place]]
            self.is_evening[place] = evening >= self.floor and all(instant <= evening for instant in instants)

    def _instant(self, earlier: int, number: int) -> int:
        """The instant that a link without working lag waits for; with one, units decide and any instant will do."""
        link = self.net.links[number]
        if link.lag and not link.is_elapsed:
            return self.start
        instant = self.finish_of(earlier) if link.kind in BY_FINISH else self.start_instant(earlier)
        return instant + link.lag

    def _by_rule(self, place: int, task: Task, shifts: Shifts, *, is_under_way: bool) -> int | None:
        if task.rule_at is None:
            return None
        if task.rule in (Rule.START_NO_EARLIER, Rule.MUST_START):
            return None if is_under_way else shifts.worked(task.rule_at)
        if task.rule in (Rule.FINISH_NO_EARLIER, Rule.MUST_FINISH):
            return shifts.earliest_end(task.rule_at) - self.left[place]
        return None

    def start_instant(self, place: int) -> int:
        """When a task begins; a milestone that something else's end brings about belongs to that day's evening."""
        shifts = self.net.calendars[place]
        if self.done[place] == self.early[place] and self.is_evening[place]:
            return shifts.end_of(self.early[place])
        return _morning(shifts, self.early[place])

    def finish_of(self, place: int) -> int:
        """When a task ends."""
        if self.done[place] == self.early[place]:
            return self.start_instant(place)
        return self.net.calendars[place].end_of(self.done[place])

    def _earliest(self, earlier: int, later: int, link: Link) -> int:
        """Where what is left of `later` may begin because of this link, in units of its calendar."""
        shifts, by_finish = self.net.calendars[later], link.kind in BY_FINISH
        off = self.left[later] if link.kind in ON_FINISH else 0
        if shifts is self.net.calendars[earlier] and not link.is_elapsed:
            return (self.done[earlier] if by_finish else self.early[earlier]) + link.lag - off
        instant = self.finish_of(earlier) if by_finish else self.start_instant(earlier)
        if link.is_elapsed:
            instant += link.lag
        units = shifts.earliest_end(instant) if off else shifts.worked(instant)
        return units + (0 if link.is_elapsed else link.lag) - off

    def backward(self, finish: int | None) -> None:
        if finish is not None:
            self.end = finish
        self.latest = {shifts: shifts.worked(self.end) for shifts in self.lowest}
        for place in reversed(self.net.order):
            task, shifts = self.net.tasks[place], self.net.calendars[place]
            if task.actual_finish is not None:
                self.late[place] = self.done[place]
                continue
            latest = self.latest[shifts]
            for later, number in self.net.after[place]:
                begin, done = self.late[later] - self.left[later], self.late[later]
                latest = min(latest, self._latest(place, later, self.net.links[number], begin, done, self.late_at))
            if task.rule_at is not None:
                latest = min(latest, self._rule_latest(place, task, shifts))
            self.late[place] = latest
            if not self.left[place] and task.actual_start is None:
                self.late_at[place] = self._late_instant(place, shifts, latest)

    def _late_instant(self, place: int, shifts: Shifts, latest: int) -> int:
        """When a milestone lies at the latest: after the break if nothing that waits for it needs it before."""
        needed = [self.end]
        for later, number in self.net.after[place]:
            link = self.net.links[number]
            if not self._is_free(place, later, link):
                begin, done = self.late[later] - self.left[later], self.late[later]
                needed.append(self._needed(later, link, begin, done, self.late_at))
        morning = _morning(shifts, latest)
        return morning if morning <= min(needed) else shifts.end_of(latest)

    def _rule_latest(self, place: int, task: Task, shifts: Shifts) -> int:
        at = task.rule_at or 0
        if task.rule in (Rule.FINISH_NO_LATER, Rule.MUST_FINISH):
            return shifts.worked(at)
        if task.rule in (Rule.START_NO_LATER, Rule.MUST_START) and task.actual_start is None:
            return shifts.latest_start(at) + self.left[place]
        return UNBOUND

    def _is_free(self, earlier: int, later: int, link: Link) -> bool:
        """Whether a link binds no more, since what it speaks of has happened."""
        task, after = self.net.tasks[earlier], self.net.tasks[later]
        if after.actual_finish is not None or (link.kind not in BY_FINISH and task.actual_start is not None):
            return True
        return link.kind is Kind.START_TO_START and after.actual_start is not None

    def _latest(self, earlier: int, later: int, link: Link, begin: int, done: int, points: Mapping[int, int]) -> int:
        """Where `earlier` must have ended because of this link, if what is left of `later` begins and ends as given.

        `points` has the instants of milestones.
        """
        if self.is_begun and self._is_free(earlier, later, link):
            return UNBOUND
        shifts = self.net.calendars[earlier]
        off = 0 if link.kind in BY_FINISH else self.left[earlier]
        if shifts is self.net.calendars[later] and not link.is_elapsed:
            return (done if link.kind in ON_FINISH else begin) - link.lag + off
        instant = self._needed(later, link, begin, done, points)
        return (shifts.latest_start(instant) if off else shifts.worked(instant)) + off

    def _needed(self, later: int, link: Link, begin: int, done: int, points: Mapping[int, int]) -> int:
        """The instant at which `earlier` must have begun or ended because of this link."""
        theirs, on_finish = self.net.calendars[later], link.kind in ON_FINISH
        point = done if on_finish else begin
        if not link.is_elapsed:
            point -= link.lag
        instant = theirs.end_of(point) if on_finish and begin != done else _morning(theirs, point)
        if later in points and (link.is_elapsed or not link.lag):
            instant = min(instant, points[later])
        return instant - link.lag if link.is_elapsed else instant

    def told(self) -> Schedule:
        """The dates as instants."""
        return Schedule({task.name: self._dates(place) for place, task in enumerate(self.net.tasks)}, self.end)

    def _dates(self, place: int) -> Dates:
        task, shifts = self.net.tasks[place], self.net.calendars[place]
        start, finish = self.start_instant(place), self.finish_of(place)
        if task.actual_start is not None:
            start = task.actual_start
        if task.actual_finish is not None:
            return Dates(start, task.actual_finish, start, task.actual_finish, None, None, (), Held.ACTUAL)
        late = self.late[place]
        free = self.latest[shifts]
        for later, number in self.net.after[place]:
            begin, done = self.begin[later], self.done[later]
            free = min(free, self._latest(place, later, self.net.links[number], begin, done, self.early_at))
        begin = late - self.left[place]
        late_start = self.late_at.get(place, start)
        if task.actual_start is None and self.left[place]:
            late_start = _morning(shifts, begin)
        late_finish = shifts.end_of(late) if self.left[place] else late_start
        driven = tuple(self.net.links[number] for number in self.driving[place])
        done = self.done[place]
        return Dates(start, finish, late_start, late_finish, late - done, free - done, driven, self.held[place])


def _morning(shifts: Shifts, n: int) -> int:
    """When the n-th unit begins; at the very end of the calendar, when the one before it ends."""
    return shifts.start_of(n) if n < shifts.total else shifts.end_of(n)
