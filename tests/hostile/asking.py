"""One hostile request: what it answered, how long it took, how much memory it wanted, what it left behind."""

from __future__ import annotations

import gzip
import re
import resource
import signal
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, transaction

from tests import cast as everybody
from tests.figures import PROVING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.test import Client

    from tests.house.scene import Scene

PATIENCE = 10 if PROVING else 60
"""Seconds after which a request counts as one that hangs."""
MOST_MEMORY = 400 * 1024
"""KiB that one request may want beyond what the process already has."""
SPARE = 2 * 1024**3
"""Bytes of address space beyond which a request meets MemoryError before the machine meets its end."""
COUNTERS = frozenset({"tally", "mark"})
"""Tables of the limits: a try that is refused counts as one, or there would be no limit."""
T = TypeVar("T")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


class Hangs(BaseException):
    """A request that ran out of patience; no handler of the product may catch it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one request. `memory` is the peak growth in KiB; `left` names tables and files that changed."""

    what: str
    status: int
    seconds: float
    memory: int
    text: str
    flaw: str = ""
    left: tuple[str, ...] = ()

    @property
    def is_broken(self) -> bool:
        return self.status >= 500 or bool(self.flaw)


@dataclass(slots=True)
class Asking:
    """Asks as people of the scene, each request without trace; keeps what went wrong and the worst figures."""

    scene: Scene
    files: Path
    clients: dict[str, Client] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    longest: float = 0
    most: int = 0
    broken: int = 0
    leftovers: int = 0
    _before: dict[str, int] = field(default_factory=dict)

    def client(self, identity: str) -> Client:
        if identity not in self.clients:
            who = everybody.Client() if identity == "nobody" else everybody.sign_in(self._person(identity))
            who.raise_request_exception = False
            self.clients[identity] = who
            self._before = rows()
        return self.clients[identity]

    def _person(self, identity: str) -> Any:
        return getattr(self.scene.cast, identity).person

    def ask(
        self, what: str, identity: str, act: Callable[[Client], Any], *, reads: bool = False, may_write: bool = False
    ) -> Answered:
        """Do `act` with the browser of `identity` and undo it; `reads` follows where the answer leads.

        An answer of 400 and above may leave nothing behind, unless it `may_write`, as a look through a link does.
        """
        client = self.client(identity)
        cookies = client.cookies.output(header="")
        cache.clear()
        was = kept(self.files)
        raised: list[str] = []
        wrote: list[str] = []

        def on_flaw(**_: Any) -> None:
            raised.append("".join(traceback.format_exc().splitlines(keepends=True)[-7:]))

        def watch(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            if WRITES.match(str(sql)):
                wrote.append(str(sql))
            return execute(sql, params, many, context)

        got_request_exception.connect(on_flaw)
        base = peak_begins()
        began = time.perf_counter()
        status, text, left = 0, "", ()
        try:
            with transaction.atomic():
                try:
                    with guarded(), connection.execute_wrapper(watch):
                        status, text = _said(client, act(client), reads=reads)
                    if status >= 400 and wrote and not may_write:
                        left = self._left()
                finally:
                    transaction.set_rollback(True)
        except Hangs:
            raised.append(f"no answer within {PATIENCE} seconds")
        finally:
            got_request_exception.disconnect(on_flaw)
        seconds = time.perf_counter() - began
        new = kept(self.files) - was
        for name in new:
            (self.files / name).unlink(missing_ok=True)
        if status >= 400 and new:
            left = (*left, *sorted(new))
        if client.cookies.output(header="") != cookies:
            del self.clients[identity]  # signed out, or signed in anew
        return self._judged(Answered(what, status, seconds, peak_since(base), text, raised[-1] if raised else "", left))

    def _left(self) -> tuple[str, ...]:
        now = rows()
        return tuple(sorted(name for name, count in now.items() if count != self._before[name]))

    def _judged(self, answered: Answered) -> Answered:
        self.asked += 1
        self.longest = max(self.longest, answered.seconds)
        self.most = max(self.most, answered.memory)
        if answered.is_broken:
            self.broken += 1
            self.faults.append(f"{answered.what}: {answered.status} {answered.flaw}")
        if answered.left:
            self.leftovers += 1
            self.faults.append(f"{answered.what}: {answered.status}, left behind {answered.left}")
        if answered.memory > MOST_MEMORY:
            self.faults.append(f"{answered.what}: wanted {answered.memory // 1024} MB")
        if answered.seconds > PATIENCE:
            self.faults.append(f"{answered.what}: took {answered.seconds:.1f} s")
        return answered


def _said(client: Client, answer: Any, *, reads: bool) -> tuple[int, str]:
    """The worst status and all text, of the answer and of where it leads."""
    texts, status = [], answer.status_code
    for _hop in range(3):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            is_packed = answer.headers.get("Content-Encoding") == "gzip"
            texts.append((gzip.decompress(body) if is_packed else body).decode())
        target = answer.headers.get("Location", "")
        if not reads or not target.startswith("/"):
            break
        answer = client.get(target)
        status = max(status, answer.status_code) if answer.status_code >= 400 else status
    return status, "\n".join(texts)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.django_table_names(only_existing=True)) - COUNTERS
        return {name: _count(cursor, name) for name in names}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a quoted name
    return int(cursor.fetchone()[0])


def kept(folder: Path) -> set[str]:
    """Every file in the storage."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@contextmanager
def guarded() -> Iterator[None]:
    """Ends what hangs or grows without bound."""

    def ring(*_: Any) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, ring)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + SPARE, hard))
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def peak_begins() -> int:
    """Forget the highest memory so far; the memory used now, in KiB."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def peak_since(base: int) -> int:
    """KiB beyond `base` that were used at the worst moment since `peak_begins`."""
    return max(0, _status("VmHWM") - base)


def _status(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def summed(faults: list[str], most: int = 12) -> str:
    """The faults, those of one kind once."""
    kinds = Counter(re.sub(r"^[^:]*", "", fault)[-300:] for fault in faults)
    first = {re.sub(r"^[^:]*", "", fault)[-300:]: fault for fault in reversed(faults)}
    lines = [f"{count} × {first[kind]}" for kind, count in kinds.most_common(most)]
    return f"{len(faults)} faults\n" + "\n".join(lines)


def turn(items: Sequence[T], place: int, each: int) -> list[T]:
    """`each` of the items, others at each place, so that few requests meet all of them."""
    return [items[(place * each + number) % len(items)] for number in range(each)]
