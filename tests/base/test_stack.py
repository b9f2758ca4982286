"""Room for call frames: no depth may make calls dear."""

from __future__ import annotations

from resource import RUSAGE_SELF, getrusage
from typing import Never

import pytest

from yinuo.base.stack import with_room

CALLS, DEPTHS = 500, 400


def test_no_depth_takes_memory_anew_with_each_call() -> None:
    assert with_room(_dearest, 0) < CALLS / 2


def test_what_is_called_gets_its_values_and_gives_its_own() -> None:
    assert with_room(sorted, [2, 1], reverse=True) == [2, 1]


def test_what_is_raised_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        with_room(_fail)


def _dearest(depth: int) -> int:
    """The pages of memory that `CALLS` calls take at the worst of `DEPTHS` depths: two a call at the end of a block."""
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _shallow(1, 2, 3, 4)
    here = getrusage(RUSAGE_SELF).ru_minflt - before
    return here if depth == DEPTHS else max(here, _dearest(depth + 1))


def _shallow(first: int, second: int, third: int, fourth: int) -> int:
    return first + second + third + fourth


def _fail() -> Never:
    raise ZeroDivisionError
