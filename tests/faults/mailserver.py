"""A small mail server that can be well, refuse, hang, or hang up half-way."""

from __future__ import annotations

import email
import socketserver
import threading
from collections import Counter
from email.message import Message
from email.policy import default
from types import TracebackType
from typing import Self

WELL, REFUSE, HANG, CUT_OFF, CUT_OFF_AFTER = "well", "refuse", "hang", "cut off", "cut off after"
"""CUT_OFF loses the line before the letter was taken, CUT_OFF_AFTER takes it and loses the line before saying so."""


class MailServer:
    """Takes letters by SMTP at `port` (RFC 5321, as much as our sender uses) and remembers them."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.mode, self.tries = WELL, 0
        self.moved = threading.Condition()
        self._over = threading.Event()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler(), bind_and_activate=True)
        self._server.daemon_threads, self._server.block_on_close = True, False
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    def twice(self) -> list[str]:
        return [name for name, times in Counter(self.ids).items() if times > 1]

    def wait_for(self, tries: int, seconds: float = 60) -> None:
        """Until somebody tried to hand over a letter so many times."""
        with self.moved:
            assert self.moved.wait_for(lambda: self.tries >= tries, seconds), (self.tries, tries)

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        mail_server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    mail_server._serve(self)
                except OSError:
                    return

        return Handler

    def _tried(self) -> None:
        with self.moved:
            self.tries += 1
            self.moved.notify_all()

    def _serve(self, line: socketserver.StreamRequestHandler) -> None:
        mode = self.mode
        if mode == HANG:
            self._tried()
            self._over.wait()
            return
        line.wfile.write(b"220 test\r\n")
        while said := line.rfile.readline():
            word = said[:4].upper().strip()
            if word == b"DATA":
                if mode == REFUSE:
                    line.wfile.write(b"451 not now\r\n")
                    self._tried()
                    continue
                line.wfile.write(b"354 go on\r\n")
                if not self._take(line, mode):
                    return
            line.wfile.write({b"EHLO": b"250 test\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 ok\r\n"))
            if word == b"QUIT":
                return

    def _take(self, line: socketserver.StreamRequestHandler, mode: str) -> bool:
        """Whether to say yes to the letter."""
        if mode == CUT_OFF:
            line.rfile.readline()
            self._tried()
            return False
        lines = []
        while (one := line.rfile.readline()) not in (b".\r\n", b""):
            lines.append(one.removeprefix(b".") if one.startswith(b"..") else one)
        self.letters.append(email.message_from_bytes(b"".join(lines), policy=default))
        self._tried()
        return mode != CUT_OFF_AFTER
