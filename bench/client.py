"""A small HTTP client: keeps its connections, counts what it is sent, stops when the time is over."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from secrets import token_urlsafe

ENOUGH = 60.0  # seconds one answer may take


class WrongAnswer(Exception):
    """The page did not answer as it should: status and beginning of what came."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; `status` is what a right answer carries, `bearer` the token of a machine.

    A form is sent with a key of its own each time, as a browser would: the same key again is answered from memory.
    """

    path: str
    cookies: dict[str, str]
    form: str = ""
    status: int = 200
    bearer: str = ""

    def to_bytes(self, port: int) -> bytes:
        """As it goes over the wire."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [
            f"{'POST' if self.form else 'GET'} {self.path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Cookie: {cookies}",
            "Accept-Encoding: gzip, br",
            "Accept-Language: zh-CN",
        ]
        if self.bearer:
            head.append(f"Authorization: Bearer {self.bearer}")
        body = f"{self.form}&once={token_urlsafe(16)}".encode() if self.form else b""
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            head += [f"X-CSRFToken: {self.cookies['csrf']}", f"Origin: http://127.0.0.1:{port}"]
        return "\r\n".join([*head, "", ""]).encode() + body


@dataclass(slots=True)
class Seen:
    """What came back."""

    size: int = 0
    seconds: list[float] = field(default_factory=list)

    def quantile(self, part: float) -> float:
        """Milliseconds within which `part` of the requests were answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000

    def add(self, other: Seen) -> None:
        self.size = other.size
        self.seconds += other.seconds


def load(port: int, ask: Ask, *, connections: int, seconds: float, at_least: int = 1) -> Seen:
    """Ask again and again over `connections` connections for `seconds`, each connection `at_least` times."""
    return asyncio.run(_load(port, ask, connections, seconds, at_least))


async def _load(port: int, ask: Ask, connections: int, seconds: float, at_least: int) -> Seen:
    seen, until = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(_one(port, ask, until, at_least, seen) for _ in range(connections)))
    return seen


async def _one(port: int, ask: Ask, until: float, at_least: int, seen: Seen) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    count = 0
    try:
        while count < at_least or time.monotonic() < until:
            request = ask.to_bytes(port)
            started = time.perf_counter()
            writer.write(request)
            seen.size = await asyncio.wait_for(_answer(reader, ask), ENOUGH)
            seen.seconds.append(time.perf_counter() - started)
            count += 1
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader, ask: Ask) -> int:
    """Bytes of the answer, head and body."""
    head = await reader.readuntil(b"\r\n\r\n")
    status, _, rest = head.partition(b"\r\n")
    lengths = [line[15:] for line in rest.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    if not lengths:
        raise WrongAnswer(f"{ask.path}: no length, {status.decode()}")
    body = await reader.readexactly(int(lengths[0]))
    if int(status.split()[1]) != ask.status:
        raise WrongAnswer(f"{ask.path}: {status.decode()}, {body[:300].decode(errors='replace')}")
    return len(head) + len(body)
