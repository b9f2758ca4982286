"""`./run bench`: seed a database, serve it and the floor beside it, ask both for the same rows, print what it cost."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import client, servers
from bench.pages import Page, pages, reading

ROUNDS = 3
WARM_UP = 8  # requests of each connection before anything counts
MANY = 16
COLUMNS = (
    "page",
    "rows",
    "ours ms",
    "floor ms",
    "ratio",
    "p50/p95 at 1",
    "p50/p95 at 16",
    "floor at 16",
    "req/s at 16",
    "bytes",
)
GROWN = ("page", "rows", "ms", "ms with ten times the lines", "growth")


@dataclass(slots=True)
class Cost:
    """What one page cost one program, summed over the rounds."""

    cpu_ms: float = 0.0
    one: client.Seen = field(default_factory=client.Seen)
    many: client.Seen = field(default_factory=client.Seen)
    many_seconds: float = 0.0

    @property
    def each_ms(self) -> float:
        """CPU of one request at one connection, application and database."""
        return self.cpu_ms / max(1, len(self.one.seconds))


Turn = tuple[servers.Server, client.Ask, Cost, int]
"""A program, what it is asked, what that costs, and the process of its database (0 when it has none)."""


def main() -> None:
    options = _options()
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {_machine()}")
    if options.network:
        subprocess.run([sys.executable, "-m", "bench.seed", "--network"], env=_plain(), check=True)
        return
    for database in ("sqlite", "postgres") if options.on == "both" else (options.on,):
        if options.growth:
            _grow(database, options)
        else:
            with _database(database) as (environment, database_pid):
                _measure(database, environment, database_pid, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="so many times 20 projects and 60 persons")
    parser.add_argument("--full", action="store_true", help="200 projects, 500 persons, 20,000 lines, 100,000 events")
    parser.add_argument("--growth", action="store_true", help="what reads, on a database and on one ten times as large")
    parser.add_argument("--network", action="store_true", help="one critical path through 100,000 tasks, and no page")
    parser.add_argument("--on", choices=["sqlite", "postgres", "both"], default="both", help="(%(default)s)")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each page, program and number of connections")
    parser.add_argument("--only", default="", help="pages whose name begins so")
    return parser.parse_args()


def _machine() -> str:
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = names[0].partition(":")[2].strip() if names else platform.machine()
    load = os.getloadavg()[0]
    return f"{len(names)} × {model}, {memory:.0f} GiB, Python {platform.python_version()}, load before {load:.1f}"


@contextmanager
def _database(name: str) -> Iterator[tuple[dict[str, str], int]]:
    """The environment of every program, and the database's own process (0 when it has none)."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yinuo-bench-"))
        environment = _plain() | {"YINUO_DATA": folder}
        pid = 0
        if name == "postgres":
            environment["DATABASE_URL"], pid = stack.enter_context(servers.postgres())
        yield environment, pid


def _plain() -> dict[str, str]:
    """The environment without what may be set on this machine."""
    ignored = ("DATABASE_URL", "YINUO_DEMO", "YINUO_TESTING", "YINUO_URL")
    environment = {key: value for key, value in os.environ.items() if key not in ignored}
    return environment | {"DJANGO_SETTINGS_MODULE": "yinuo.config.settings"}


def _measure(database: str, environment: dict[str, str], database_pid: int, options: argparse.Namespace) -> None:
    projects, persons = (200, 500) if options.full else (20 * options.scale, 60 * options.scale)
    places = _seed(environment, projects, persons)
    print(f"\n{database}: {_counted(places)}\n")
    _head(COLUMNS)
    with (
        _serving(servers.OURS, environment, database) as ours,
        _serving(servers.FLOOR, environment, database) as floor,
    ):
        for page in pages(places):
            if page.name.startswith(options.only):
                print(_row(page, ours, floor, database_pid, options.seconds), flush=True)
        for name, server in (("ours", ours), ("floor", floor)):
            memory = servers.memory_mb(server.pid)
            print(
                f"\n{name}: {server.started:.2f} s to the first answer, {memory:.0f} MB of two workers after the load"
            )


def _grow(database: str, options: argparse.Namespace) -> None:
    """What reads, on both sizes in turns."""
    with ExitStack() as stack:
        sizes = []
        for times in (options.scale, options.scale * 10):
            environment, database_pid = stack.enter_context(_database(database))
            places = _seed(environment, 20 * times, 50 * times)
            print(f"\n{database}: {_counted(places)}\n")
            server = stack.enter_context(_serving(servers.OURS, environment, database))
            sizes.append((server, database_pid, reading(places)))
        _head(GROWN)
        for few, many in zip(sizes[0][2], sizes[1][2], strict=True):
            if few.name.startswith(options.only):
                turns = [(size[0], page.ours, Cost(), size[1]) for size, page in zip(sizes, (few, many), strict=True)]
                print(_grown(few, turns, options.seconds), flush=True)


def _grown(page: Page, turns: Sequence[Turn], seconds: float) -> str:
    try:
        _take(turns, seconds)
    except client.WrongAnswer as wrong:
        return _unmeasured(page, wrong)
    few, many = (turn[2].each_ms for turn in turns)
    return f"| {page.name} | {page.rows} | {few:.1f} | {many:.1f} | {many / few:.2f} |"


def _head(columns: tuple[str, ...]) -> None:
    print(f"| {' | '.join(columns)} |\n|---|---|{'--:|' * (len(columns) - 2)}", flush=True)


def _counted(places: dict[str, Any]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in places.pop("rows").items())


def _serving(program: str, environment: dict[str, str], database: str) -> AbstractContextManager[servers.Server]:
    log = Path(environment["YINUO_DATA"]) / "servers.log"
    return servers.serving(program, environment, threads=1 if database == "sqlite" else 4, log=log)


def _seed(environment: dict[str, str], projects: int, persons: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.seed", "--projects", str(projects), "--persons", str(persons)]
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _row(page: Page, ours: servers.Server, floor: servers.Server, database_pid: int, seconds: float) -> str:
    turns = [(ours, page.ours, Cost(), database_pid)]
    if page.floor:
        turns.append((floor, page.floor, Cost(), database_pid))
    try:
        _take(turns, seconds)
    except client.WrongAnswer as wrong:
        return _unmeasured(page, wrong)
    return _cells(page, [turn[2] for turn in turns])


def _take(turns: Sequence[Turn], seconds: float) -> None:
    """Programs take turns, so that a neighbour's noise falls on all alike."""
    for server, ask, _cost, _pid in turns:
        client.load(server.port, ask, connections=4, seconds=0, at_least=WARM_UP)
    for _round in range(ROUNDS):
        for server, ask, cost, database_pid in turns:
            _ask(server, ask, cost, database_pid, seconds / ROUNDS)


def _unmeasured(page: Page, wrong: client.WrongAnswer) -> str:
    return f"| {page.name} | not measured: {' '.join(str(wrong).split())[:120]} |"


def _ask(server: servers.Server, ask: client.Ask, cost: Cost, database_pid: int, seconds: float) -> None:
    before = _spent(server, database_pid)
    cost.one.add(client.load(server.port, ask, connections=1, seconds=seconds))
    cost.cpu_ms += _spent(server, database_pid) - before
    started = time.monotonic()
    cost.many.add(client.load(server.port, ask, connections=MANY, seconds=seconds))
    cost.many_seconds += time.monotonic() - started


def _spent(server: servers.Server, database_pid: int) -> float:
    return server.cpu_ms() + (servers.tree_ms(database_pid) if database_pid else 0.0)


def _cells(page: Page, costs: list[Cost]) -> str:
    mine, least = costs[0], costs[1] if len(costs) > 1 else None
    cells = (
        page.name,
        page.rows,
        f"{mine.each_ms:.1f}",
        f"{least.each_ms:.1f}" if least else "",
        f"{mine.each_ms / least.each_ms:.1f}" if least else "",
        _quantiles(mine.one),
        _quantiles(mine.many),
        _quantiles(least.many) if least else "",
        f"{len(mine.many.seconds) / mine.many_seconds:.0f}",
        f"{mine.one.size:,}",
    )
    return f"| {' | '.join(cells)} |"


def _quantiles(seen: client.Seen) -> str:
    return f"{seen.quantile(0.5):.0f} / {seen.quantile(0.95):.0f}"


if __name__ == "__main__":
    main()
