"""The search index follows the events at once; the checks follow them by a minute, and the calendar every night."""

from __future__ import annotations

from datetime import datetime

from yinuo.base import jobs
from yinuo.counsel import actions, queries

BATCH = 500
BATCHES = 20
"""An import of thousands of lines is found a minute later."""
PROJECTS = 25
"""Projects checked in one pass, so that letters do not wait for a night's round."""


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


@jobs.every(30, "counsel.check")
def check_due(at: datetime) -> int:
    """Check the projects with news, at most once a minute each, and every running one once a day; how many."""
    due = queries.due_for_check(at, at_most=PROJECTS)
    for project in due:
        actions.check(project, at=at)
    return len(due)
