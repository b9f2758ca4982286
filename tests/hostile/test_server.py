"""A real server meets lies below the level of pages, and answers the next visitor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.figures import many
from yinuo.config import household

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.figures import Figure

pytestmark = [pytest.mark.slow]
START = 60
"""Seconds a server may take to come up on a busy machine."""
GET = b"GET /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LIES: dict[str, bytes] = {
    "an address of 100 KB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a query of 60 KB": b"GET /account/login/?q=" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "ten thousand headers": GET + b"X-A: b\r\n" * 10_000 + b"\r\n",
    "a header of a megabyte": GET + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n",
    "a body cut off": POST + b"Content-Length: 5000\r\n\r\nlogin=a",
    "a body longer than said": POST + b"Content-Length: 2\r\n\r\n" + b"login=a&" * 500,
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nab",
    "a length and pieces": POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "broken pieces": POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nxx\r\n",
    "a piece without end": POST + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nxx",
    "a negative length": POST + b"Content-Length: -1\r\n\r\nx",
    "a length beyond measure": POST + b"Content-Length: 999999999999999999999\r\n\r\nx",
    "a length of 10 GB": POST + b"Content-Length: 10000000000\r\n\r\nx",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a host with NUL": b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
    "NUL in the address": b"GET /account/\0login/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "raw bytes in the address": b"GET /\xff\xfe\x80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a folded header": GET + b"X-A: b\r\n c\r\n\r\n",
    "a bare CR": GET + b"X-A: b\rX-B: c\r\n\r\n",
    "a wrong version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "the old version": b"GET /account/login/ HTTP/1.0\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "an absolute address": b"GET http://hostile.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "another machine": b"CONNECT hostile.example:443 HTTP/1.1\r\nHost: hostile.example:443\r\n\r\n",
    "a socket of the web": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    "expects": POST + b"Expect: 100-continue\r\nContent-Length: 7\r\n\r\nlogin=a",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server of its own with an empty book, as `yinuo serve` starts it."""
    data = tmp_path_factory.mktemp("server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "YINUO_TESTING"}}
    env = {**known, "YINUO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "yinuo.config.settings"}
    subprocess.run([sys.executable, "-m", "yinuo.config.command", "migrate"], env=env, check=True, capture_output=True)
    log = (data / "log").open("wb")
    server = subprocess.Popen(
        household.pages(host="127.0.0.1", port=port, threads=1), env=env, stdout=log, stderr=log, start_new_session=True
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        log.close()


def _wait(port: int) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        with suppress(OSError):
            if _asked(port, GET + b"Connection: close\r\n\r\n"):
                return
        time.sleep(0.2)
    pytest.fail("the server did not come up")


def _asked(port: int, request: bytes, patience: float = 10) -> bytes:
    """What comes back first: enough to tell the status."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        answer = b""
        with suppress(OSError):
            line.sendall(request)
        with suppress(OSError):
            while len(answer) < len(b"HTTP/1.1 200") and (piece := line.recv(65_536)):
                answer += piece
        return answer


def _is_alive(port: int) -> bool:
    answer = _asked(port, GET + b"Connection: close\r\n\r\n", 30)
    return answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 302"))


def test_a_lie_is_refused_and_the_next_visitor_is_served(port: int, db: None, figure: Figure) -> None:
    statuses = {}
    for name, request in LIES.items():
        statuses[name] = _asked(port, request, 3)[9:12]
        assert _is_alive(port), name

    assert {name: status for name, status in statuses.items() if status.startswith(b"5")} == {}
    figure("Hostile", "lies told to the server", len(LIES))
    figure("Hostile", "answers 5xx (server)", 0, wanted="0")


def test_many_slow_visitors_keep_nobody_out(port: int, db: None, figure: Figure) -> None:
    """Each sends a little of its form and waits; the server works on whole requests only."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(many(full=200, few=20))]
    try:
        for line in lines:
            line.sendall(GET + b"X-A: ")
        assert _is_alive(port)
    finally:
        for line in lines:
            line.close()

    assert _is_alive(port)
    figure("Hostile", "slow visitors at once", len(lines))
