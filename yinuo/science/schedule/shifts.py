"""Working time on a line of whole numbers: minutes, days or plain steps, whichever the caller counts in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence


class BeyondCalendar(Exception):
    """Work leads further than the calendar reaches; a caller takes a longer one."""


class Shifts:
    """Working time as half-open intervals `(start, end)` of instants; the n-th unit of work is counted from 0.

    A point of work `n` has two instants, which differ where a break lies between: `end_of(n)`, when the work before
    it is done (Friday evening), and `start_of(n)`, when the work after it begins (Monday morning).
    """

    __slots__ = ("_before", "_ends", "_starts", "total")

    def __init__(self, intervals: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before = [0]
        for start, end in sorted(intervals):
            if end <= start:
                continue
            if self._ends and start <= self._ends[-1]:
                self._before[-1] += max(0, end - self._ends[-1])
                self._ends[-1] = max(end, self._ends[-1])
                continue
            self._starts.append(start)
            self._ends.append(end)
            self._before.append(self._before[-1] + end - start)
        self.total: int = self._before[-1]

    @classmethod
    def of_days(cls, first: int, works: Sequence[bool]) -> Shifts:
        """One unit a working day; `works[k]` says whether people work on day `first + k` (a day's ordinal)."""
        return cls((first + place, first + place + 1) for place, working in enumerate(works) if working)

    @classmethod
    def always(cls, first: int, last: int) -> Shifts:
        """Every unit from `first` up to `last` is worked."""
        return cls([(first, last)])

    def worked(self, instant: int) -> int:
        """Units of work that lie before `instant`."""
        place = bisect_right(self._starts, instant) - 1
        if place < 0:
            return 0
        return self._before[place] + min(instant, self._ends[place]) - self._starts[place]

    def start_of(self, n: int) -> int:
        """The instant at which the n-th unit begins. Raises BeyondCalendar outside 0 ≤ n < total."""
        if not 0 <= n < self.total:
            raise BeyondCalendar
        place = bisect_right(self._before, n) - 1
        return self._starts[place] + n - self._before[place]

    def end_of(self, n: int) -> int:
        """The instant at which n units are done; for 0 the beginning of the calendar. Raises BeyondCalendar."""
        if not 0 <= n <= self.total or not self.total:
            raise BeyondCalendar
        place = max(0, bisect_left(self._before, n) - 1)
        return self._starts[place] + n - self._before[place]

    def earliest_end(self, instant: int) -> int:
        """The smallest n whose end is not before `instant`."""
        n = self.worked(instant)
        return n if self.end_of(n) >= instant else n + 1

    def latest_start(self, instant: int) -> int:
        """The greatest n that begins at or before `instant`."""
        n = self.worked(instant)
        return n if n < self.total and self.start_of(n) <= instant else n - 1
