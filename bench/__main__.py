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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import client, servers

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
CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Page:
    """One page of ours and the floor's page for the same rows, if there is any."""

    name: str
    rows: str
    ours: client.Ask
    floor: client.Ask | None


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


def pages(places: dict[str, str]) -> list[Page]:
    """What is measured."""
    code, entry = places["project"], places["entry"]
    member = {"session": places["member_session"], "csrf": CSRF}
    bare = {"session": places["floor_session"], "csrf": CSRF}
    contact = {"session": places["contact_session"], "csrf": CSRF}
    line = {
        "kind": "expectation",
        "holder": places["holder"],
        "words": "月底前给出排产复核方案",
        "due_on": "2027-03-01",
    }
    rows, item = client.Ask(f"/{code}/", bare), client.Ask(f"/{code}/{entry}/", bare)
    desk, sheet = f"/projects/{code}", f"/portal/{places['project_token']}/sheets/{places['sheet_token']}/"
    search = urlencode({"q": "库存周转"})
    return [
        Page("register", "50 lines", client.Ask(f"{desk}/register/", member), rows),
        Page("expectation", "5 steps", client.Ask(f"{desk}/expectations/{entry}/", member), item),
        Page("answers board", "50 lines", client.Ask(f"{desk}/sheets/", member), rows),
        Page("today", "all projects", client.Ask("/today/", member), rows),
        Page("search", "50 hits", client.Ask(f"/search/?{search}", member), rows),
        Page("sheet in the portal", "10 lines", client.Ask(sheet, contact), item),
        Page("sheet by link", "10 lines", client.Ask(f"/link/{places['link']}/", {"csrf": CSRF}), item),
        Page(
            "quick row, POST",
            "1 line",
            client.Ask(f"{desk}/lines/new/", member, urlencode(line), 302),
            client.Ask(f"/{code}/new/", bare, urlencode(line), 302),
        ),
        Page("sheet as PDF", "10 lines", client.Ask(f"{desk}/sheets/{places['sheet']}/pdf/", member), None),
    ]


def main() -> None:
    options = _options()
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {_machine()}")
    for database in ("sqlite", "postgres") if options.on == "both" else (options.on,):
        with _database(database) as (environment, database_pid):
            _measure(database, environment, database_pid, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="so many times 20 projects and 60 persons")
    parser.add_argument("--full", action="store_true", help="200 projects, 500 persons, 20,000 lines, 100,000 events")
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
        ignored = ("DATABASE_URL", "YINUO_DEMO", "YINUO_TESTING", "YINUO_URL")
        environment = {key: value for key, value in os.environ.items() if key not in ignored}
        environment |= {"YINUO_DATA": folder, "DJANGO_SETTINGS_MODULE": "yinuo.config.settings"}
        pid = 0
        if name == "postgres":
            environment["DATABASE_URL"], pid = stack.enter_context(servers.postgres())
        yield environment, pid


def _measure(database: str, environment: dict[str, str], database_pid: int, options: argparse.Namespace) -> None:
    places = _seed(environment, options)
    print(f"\n{database}: {', '.join(f'{count:,} {name}' for name, count in places.pop('rows').items())}\n")
    threads = 1 if database == "sqlite" else 4
    log = Path(environment["YINUO_DATA"]) / "servers.log"
    print(f"| {' | '.join(COLUMNS)} |\n|---|---|{'--:|' * (len(COLUMNS) - 2)}", flush=True)
    with (
        servers.serving(servers.OURS, environment, threads=threads, log=log) as ours,
        servers.serving(servers.FLOOR, environment, threads=threads, log=log) as floor,
    ):
        for page in pages(places):
            if page.name.startswith(options.only):
                print(_row(page, ours, floor, database_pid, options.seconds), flush=True)


def _seed(environment: dict[str, str], options: argparse.Namespace) -> dict[str, Any]:
    projects, persons = (200, 500) if options.full else (20 * options.scale, 60 * options.scale)
    command = [sys.executable, "-m", "bench.seed", "--projects", str(projects), "--persons", str(persons)]
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _row(page: Page, ours: servers.Server, floor: servers.Server, database_pid: int, seconds: float) -> str:
    """Both programs take turns, so that a neighbour's noise falls on both."""
    pairs = [(ours, page.ours, Cost())] + ([(floor, page.floor, Cost())] if page.floor else [])
    try:
        for server, ask, _cost in pairs:
            client.load(server.port, ask, connections=4, seconds=0, at_least=WARM_UP)
        for _round in range(ROUNDS):
            for server, ask, cost in pairs:
                _ask(server, ask, cost, database_pid, seconds / ROUNDS)
    except client.WrongAnswer as wrong:
        return f"| {page.name} | not measured: {' '.join(str(wrong).split())[:120]} |"
    return _cells(page, [cost for _server, _ask, cost in pairs])


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
