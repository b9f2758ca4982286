"""The networks of PSPLIB, whose longest path is known: a check of the critical path against other people's answers.

Kolisch & Sprecher, "PSPLIB: a project scheduling problem library", 1996. The sets j30, j60 and j120 hold 1,560
networks; each file names the length of its critical path as `MPM-Time`.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yinuo.science.schedule.critical_path import schedule
from yinuo.science.schedule.network import Link, Task
from yinuo.science.schedule.shifts import Shifts


class NotPsplib(Exception):
    """A file that lacks a part of the format; the text names it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One network and the length of its critical path, in steps, as its file says."""

    tasks: tuple[Task, ...]
    links: tuple[Link, ...]
    length: int


def read(text: str) -> Case:
    """A file of the format `.sm`. Raises NotPsplib."""
    links = [
        Link(words[0], later)
        for words in _rows(text, "PRECEDENCE RELATIONS:", heads=1)
        for later in words[3 : 3 + int(words[2])]
    ]
    tasks = [Task(words[0], int(words[2])) for words in _rows(text, "REQUESTS/DURATIONS:", heads=2)]
    about = next(_rows(text, "PROJECT INFORMATION:", heads=1), None)
    if not tasks or about is None:
        raise NotPsplib("no tasks, or no MPM-Time")
    return Case(tuple(tasks), tuple(links), int(about[5]))


def _rows(text: str, title: str, *, heads: int) -> Iterator[list[str]]:
    """The lines of a part after its `heads` lines of heading, up to the row of stars, as words."""
    _, found, rest = text.partition(title)
    if not found:
        raise NotPsplib(title)
    for line in rest.partition("****")[0].splitlines()[1 + heads :]:
        if words := line.split():
            yield words


def cases(folder: Path) -> Iterator[tuple[str, Case]]:
    """Every network in the archives `*.tar.xz` of a folder, by name."""
    for archive in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(archive) as tar:
            for member in tar:
                file = tar.extractfile(member) if member.name.endswith(".sm") else None
                if file is not None:
                    yield member.name, read(file.read().decode("latin-1"))


def agrees(case: Case) -> bool:
    """Whether our longest path has the length that the file names."""
    calendar = Shifts.always(0, sum(task.duration for task in case.tasks) + 1)
    return schedule(case.tasks, case.links, {"": calendar}, 0).finish == case.length
