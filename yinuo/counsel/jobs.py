"""The search index follows the events: at once when one is told, and once a minute whatever was missed."""

from __future__ import annotations

from datetime import datetime

from yinuo.base import jobs
from yinuo.counsel import actions

BATCH = 500
BATCHES = 20
"""An import of thousands of lines is found a minute later."""


def heard(sender: object, *, subject: str, **_news: object) -> None:
    """An event was recorded: index what it is about."""
    actions.index_subject(subject)


@jobs.every(60, "counsel.index")
def catch_up(at: datetime) -> int:
    """Read on from the mark; how many events were read."""
    total = 0
    for _batch in range(BATCHES):
        read = actions.catch_up(at_most=BATCH)
        total += read
        if read < BATCH:
            break
    return total
