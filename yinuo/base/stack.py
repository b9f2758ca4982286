"""Room for call frames: some work is slow only because of the depth it happens to be called from.

CPython keeps the frames of a thread in blocks of 16 KB, and until 2026 it handed an empty block back to the system at
once. Where a loop happens to run at the end of a block, each call in it takes a block and returns it: a table of a
hundred rows was drawn in 20 ms instead of 4, a hostile Word file read in 13 seconds instead of 2 (CPython issue
142183). One frame of our own that claims more than a block makes CPython take a larger one, and what is called from
there finds room until it returns. The doors of pages and of commands call through it, so that nothing else has to.
"""

from __future__ import annotations

from functools import partial
from struct import calcsize
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

ROOM = 128 * 1024
"""Bytes: the frame claims so many, and since blocks double in size nearly as many are left for what it calls."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def with_room(task: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """What `task` returns or raises, called with room for its frames; costs about ten microseconds."""
    return task(*given, **named)


# Claimed and not touched: a page of memory that nobody writes to is never taken.
with_room.__code__ = with_room.__code__.replace(co_stacksize=ROOM // calcsize("P"))


def roomy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The outermost middleware: every page is drawn with room for its frames."""
    return partial(with_room, get_response)  # type: ignore[call-arg]  # mypy sees no room for what comes later
