"""The processes of one installation: pages and worker live and stop together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

PATIENCE = 20  # seconds a process may take to finish what it is doing
WORKERS = 2


def migrations_to_do(connection: BaseDatabaseWrapper) -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def pages(*, host: str, port: int, threads: int) -> list[str]:
    """Two processes; on SQLite one thread each, since a writer there waits for the other anyway."""
    settings = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(threads), "--no-ws"]
    place = ["--host", host, "--port", str(port), "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *settings, *place, "yinuo.config.wsgi:application"]


def worker() -> list[str]:
    return [sys.executable, "-m", "yinuo.config.command", "worker"]


def keep_running(commands: Sequence[list[str]]) -> int:
    """Run all until one ends or a signal asks to stop, then stop the rest. 0 when asked, else the first one's code."""
    asked: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    # Each has a session of its own: Ctrl-C reaches only us, and we pass it on once.
    children = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603 - our own commands
    try:
        while not asked and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        ended = next((child.returncode for child in children if child.poll() is not None), 0)
        _stop(children)
    return 0 if asked else ended or 1


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        # A server stopped while it was still starting leaves its own children behind.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
