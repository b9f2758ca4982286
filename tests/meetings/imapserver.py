"""A small IMAP server on this machine, as much of RFC 3501 as our reader uses."""

from __future__ import annotations

import re
import socketserver
import threading
from types import TracebackType
from typing import Self

NAME, PASSWORD = "yinuo@mail.example", "p@ss word"
FETCH = re.compile(r"UID FETCH (\d+) \((.+)\)")
STORE = re.compile(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)")


class ImapServer:
    """Letters by their number, and which of them are read. `wants_id` refuses folders to strangers, as NetEase does."""

    def __init__(self, *, wants_id: bool = False) -> None:
        self.letters: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.fetched: list[int] = []
        self.wants_id = wants_id
        self.babbles = False  # says something else than it was asked
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def address(self) -> str:
        return f"imap://yinuo%40mail.example:p%40ss%20word@127.0.0.1:{self.port}/INBOX"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def put(self, letter: bytes) -> int:
        """A letter arrives; its number."""
        number = len(self.letters) + 1
        self.letters[number] = letter
        return number

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"* OK test\r\n")
                named: set[str] = set()
                while line := self.rfile.readline():
                    tag, _space, words = line.decode(errors="replace").strip().partition(" ")
                    said = server.answer(words, named)
                    self.wfile.write(said.replace(b"TAG", tag.encode()))
                    if words == "LOGOUT":
                        return

        return Handler

    def answer(self, words: str, named: set[str]) -> bytes:
        """What is said to one line; `named` remembers what the program did on this connection."""
        verb = words.partition(" ")[0]
        named.add(verb)
        if verb == "UID":
            return self._letters(words) + b"TAG OK done\r\n"
        if verb == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1" + (b" ID" if self.wants_id else b"") + b"\r\nTAG OK done\r\n"
        if verb == "LOGIN" and words != f'LOGIN {NAME} "{PASSWORD}"':
            return b"TAG NO [AUTHENTICATIONFAILED] wrong\r\n"
        if verb == "SELECT" and (words != 'SELECT "INBOX"' or (self.wants_id and "ID" not in named)):
            return b"TAG NO Unsafe Login\r\n"
        return b"TAG OK done\r\n"

    def _letters(self, words: str) -> bytes:
        if words == "UID SEARCH UNSEEN":
            unseen = (str(number) for number in sorted(self.letters) if number not in self.seen)
            return " ".join(["* SEARCH", *unseen]).encode() + b"\r\n"
        if found := STORE.fullmatch(words):
            self.seen.add(int(found[1]))
            return b""
        if self.babbles:
            return b"* 1 FETCH (FLAGS ())\r\n"
        found = FETCH.fullmatch(words)
        assert found, words
        number, letter = int(found[1]), self.letters[int(found[1])]
        if found[2] == "RFC822.SIZE":
            return f"* {number} FETCH (UID {number} RFC822.SIZE {len(letter)})\r\n".encode()
        assert found[2] == "BODY.PEEK[]", words
        self.fetched.append(number)
        return f"* {number} FETCH (UID {number} BODY[] {{{len(letter)}}}\r\n".encode() + letter + b")\r\n"
