"""The plans of the three projects: the milestones of the tables with the work around them, version by version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from yinuo.demo.data.shapes import Two


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as the first version has it. Work begins on `begins` and ends on `ends`; a milestone has its day only.

    `waits_for` as `T16`, or `T16+1` for one working day after it.
    """

    code: str
    name: Two
    ends: date | None = None
    begins: date | None = None
    side: str = "ours"
    owner: str = ""
    parent: str = ""
    waits_for: tuple[str, ...] = ()

    @property
    def is_milestone(self) -> bool:
        return self.ends is not None and self.begins is None


@dataclass(frozen=True, slots=True)
class Told:
    """What a version says anew of a task: another last day, a first day, an owner, done on a day, half way, or why it moved."""

    ends: date | None = None
    begins: date | None = None
    done_on: date | None = None
    percent: int = 0
    owner: str = ""
    why: Two | None = None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version; `signed_on` when the client confirmed its milestones."""

    number: int
    on: date
    told: dict[str, Told] = field(default_factory=dict)
    added: tuple[TaskRow, ...] = ()
    otherwise: Two | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan of a project, who keeps it, what it is for, who confirms it."""

    project: str
    by: str
    contact: str
    goal: Two
    strategy: Two
    action: Two
    capability: Two
    verification: Two
    tasks: tuple[TaskRow, ...]
    versions: tuple[VersionRow, ...]
