"""What a practice check is made of, what it is asked and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from yinuo.counsel.models import RuleSeverity
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from yinuo.base.calendar import Calendar
    from yinuo.projects.models import Project

Read = TypeVar("Read")
Facts = Mapping[str, Any]
"""What a sentence is made of: texts, numbers, days as YYYY-MM-DD. Kept as JSON, put into words when it is read."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that a project may set for a rule, from `least` to `most`."""

    name: str
    label: _StrPromise
    default: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Found:
    """The thing a rule fires about: its code (E105, MM-108; the project's code for the project as a whole).

    `severity` is only given where one finding speaks softer than its rule.
    """

    subject: str
    facts: Facts = field(default_factory=dict)
    severity: RuleSeverity | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Where a finding leads: the address, and the word on its button."""

    href: str
    word: str | _StrPromise


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which a finding is read, and the project's calendar to count back from it."""

    day: date
    calendar: Calendar

    def workdays(self, since: str) -> int:
        """Working days since a day among the facts; negative for one ahead."""
        return self.calendar.workdays_between(date.fromisoformat(since), self.day)

    def days(self, since: str) -> int:
        """Days since a day among the facts."""
        return (self.day - date.fromisoformat(since)).days


class Asked:
    """One project on one day, as a rule is asked about it. What several rules read is read once."""

    def __init__(self, project: Project, today: date) -> None:
        self.project, self.today = project, today
        self.zone, self.calendar = ZoneInfo(project.time_zone), calendar_of(project)
        self.values: Mapping[str, int] = MappingProxyType({})
        self._read: dict[Callable[[Asked], Any], Any] = {}

    def once(self, read: Callable[[Asked], Read]) -> Read:
        """What `read` gives, asked for once however many rules want it."""
        if read not in self._read:
            self._read[read] = read(self)
        found: Read = self._read[read]
        return found

    def with_values(self, values: Mapping[str, int]) -> Asked:
        """The same reading with the settings of one rule."""
        self.values = values
        return self

    def day(self, at: datetime) -> date:
        """The day of a moment in the project's zone."""
        return at.astimezone(self.zone).date()

    def workdays(self, since: date) -> int:
        """Working days after `since` up to today; negative for a day ahead."""
        return self.calendar.workdays_between(since, self.today)


@dataclass(frozen=True, slots=True)
class Rule:
    """One practice check.

    `find` gives what it fires about, nothing when all is well, None where the book holds too little to judge.
    `say` puts a finding's facts into one sentence, as of a day; `leads` tells where to act. `rank` (0–100) orders
    Today; `settings` are the numbers a project may change, `is_on` whether it is asked without being turned on.
    """

    id: str
    title: _StrPromise
    advice: _StrPromise
    sources: str
    severity: RuleSeverity
    rank: int
    find: Callable[[Asked], list[Found] | None]
    say: Callable[[Facts, Today], str]
    leads: Callable[[str, str, Facts], Act]
    settings: tuple[Setting, ...] = field(default=())
    is_on: bool = True

    @property
    def defaults(self) -> dict[str, int]:
        return {setting.name: setting.default for setting in self.settings}
