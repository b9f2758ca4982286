"""The worker: calls the rooms' jobs again and again until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from yinuo.base import clock, jobs

log = logging.getLogger(__name__)

LONGEST_PAUSE = 300


@dataclass(slots=True)
class Turn:
    """When a job runs next (monotonic seconds) and how often it failed in a row."""

    job: jobs.Job
    due: float = 0.0
    failures: int = 0

    def take(self) -> None:
        """Run the job; one that fails waits twice as long each time, five minutes at most."""
        try:
            self.job.run(clock.now())
        except Exception:
            self.failures += 1
            log.exception("job %s failed (%d in a row)", self.job.name, self.failures)
        else:
            self.failures = 0
        pause = self.job.seconds
        if self.failures:
            pause = max(pause, min(LONGEST_PAUSE, pause * 2**self.failures))
        self.due = time.monotonic() + pause


class Command(BaseCommand):
    """Several workers may run on PostgreSQL: each job claims its rows before it acts."""

    help = "Send notices and reminders and whatever else is due. Stops at the next pause when asked to (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once, then leave")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        work([Turn(job) for job in jobs.registered()], stop, is_once=options["once"])


def work(turns: list[Turn], stop: threading.Event, *, is_once: bool = False) -> None:
    """Take the turns that are due until `stop` is set, or each one once."""
    log.info("worker: %s", ", ".join(turn.job.name for turn in turns) or "no jobs")
    while not stop.is_set():
        for turn in turns:
            if stop.is_set() or turn.due > time.monotonic():
                continue
            # A connection that broke meanwhile, or is too old, is replaced before each job.
            close_old_connections()
            turn.take()
        if is_once:
            break
        pause = min((turn.due for turn in turns), default=time.monotonic() + 1) - time.monotonic()
        stop.wait(min(max(pause, 0.05), 60))
    log.info("worker: stopped")
