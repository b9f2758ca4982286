"""Which functions the worker calls again and again; rooms register theirs in `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

Work = TypeVar("Work", bound=Callable[[datetime], object])


class NameTaken(Exception):
    """Two different functions asked for one name."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run(at)` is called about every `seconds`; it must do no harm when called twice."""

    name: str
    seconds: int
    run: Callable[[datetime], object]


_jobs: dict[str, Job] = {}


def every(seconds: int, name: str) -> Callable[[Work], Work]:
    """Register a function of one moment under `name` ("notices.send"), to be called every `seconds` ≥ 1.

    Raises:
        ValueError: `seconds` is below one.
        NameTaken: another function has the name.

    """
    if seconds < 1:
        raise ValueError(f"{name}: a job runs at most once a second")

    def register(work: Work) -> Work:
        taken = _jobs.get(name)
        if taken and _origin(taken.run) != _origin(work):
            raise NameTaken(name)
        _jobs[name] = Job(name, seconds, work)
        return work

    return register


def registered() -> tuple[Job, ...]:
    """All jobs by name."""
    return tuple(_jobs[name] for name in sorted(_jobs))


def _origin(work: Callable[[datetime], object]) -> tuple[str, str]:
    return getattr(work, "__module__", ""), getattr(work, "__qualname__", "")
