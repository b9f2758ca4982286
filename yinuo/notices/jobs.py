"""What the worker does for notices."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from yinuo.base import jobs
from yinuo.notices import actions, queries


@jobs.every(5, "notices.send_due")
def send_due(at: datetime) -> int:
    """Send what is due; how many letters left. Several workers may do this at the same time."""
    began = time.monotonic()

    def moment() -> datetime:
        # A claim is judged by its age, so a long pass must not date its later claims at its beginning.
        return at + timedelta(seconds=time.monotonic() - began)

    for row in queries.due_for_all(at):
        actions.expand(row, at=moment())
    return sum(actions.deliver(rows, at=moment()) for rows in queries.due_by_mail(at))


@jobs.every(30, "notices.call_digests")
def call_digests(at: datetime) -> int:
    """Put the day's messages to groups into the outbox once their hour has come; how many."""
    return actions.call_digests(at)


@jobs.every(5, "notices.speak_due")
def speak_due(at: datetime) -> int:
    """Let robots say what is due; how many messages a group has now. Several workers may do this at the same time."""
    began = time.monotonic()
    # A claim is judged by its age, so a long pass must not date its later claims at its beginning.
    return sum(
        actions.speak(row, at=at + timedelta(seconds=time.monotonic() - began)) for row in queries.due_for_groups(at)
    )


@jobs.every(60, "notices.catch_up")
def catch_up(at: datetime) -> int:
    """Write invitations whose news was lost because a process died right after its commit; how many."""
    lately = queries.invited_since(at - actions.INVITED_LATELY)
    return sum(actions.send_invitation(seat, at=at) for seat in lately)
