"""Read the letters that came to our own address, by IMAP (RFC 3501, RFC 9051)."""

from __future__ import annotations

import imaplib
import re
import ssl
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from yinuo import __version__

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MOST_LETTERS = 50
SECONDS_TO_WAIT = 10
PORTS = {"imaps": 993, "imap": 143}
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")

# The last three: a server that answers something else than it was asked.
_NOT_AS_ASKED = (OSError, imaplib.IMAP4.error, StopIteration, TypeError, ValueError)


class BadMailbox(ValueError):
    """An address that names no mailbox we may read."""


class NotRead(Exception):
    """The mailbox could not be reached, or did not let us in."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where letters are read: a folder of an account. The connection is encrypted, but for this machine's own."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    is_encrypted: bool = True


def mailbox_of(address: str) -> Mailbox:
    """What `imaps://name:password@mail.example:993/INBOX` names; signs of its own in name and password as %40.

    Raises `BadMailbox`: no name, password or host, a folder with signs beyond ASCII, or no encryption towards another
    machine.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise BadMailbox from None
    host, folder = parts.hostname or "", unquote(parts.path.strip("/")) or "INBOX"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    is_encrypted = parts.scheme == "imaps"
    if not (host and user and password and folder.isascii() and folder.isprintable()) or set('"\\') & set(folder):
        raise BadMailbox
    if not is_encrypted and host not in {"127.0.0.1", "::1", "localhost"}:
        raise BadMailbox
    return Mailbox(host, port, user, password, folder, is_encrypted)


def unread(mailbox: Mailbox, *, largest: int) -> Generator[bytes, None, None]:
    """The unread letters, the oldest first, at most fifty and none above `largest` bytes.

    Each is marked as read once the next one is asked for, so one that was being worked on when its reader died comes
    again. Nothing is ever deleted. Raises `NotRead`.
    """
    with _opened(mailbox) as server:
        for number in _numbers(server)[:MOST_LETTERS]:
            if _size(_answer(server.uid("FETCH", number, "(RFC822.SIZE)"))) <= largest:
                yield _letter(_answer(server.uid("FETCH", number, "(BODY.PEEK[])")))
            _answer(server.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))


def waiting(mailbox: Mailbox) -> int:
    """How many letters are unread; marks none. Raises `NotRead`."""
    with _opened(mailbox) as server:
        return len(_numbers(server))


@contextmanager
def _opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    """Signed in, in the folder; what goes wrong with the server becomes `NotRead`."""
    try:
        with _connected(mailbox) as server:
            server.login(mailbox.user, mailbox.password)
            if "ID" in server.capabilities:
                # NetEase refuses folders to programs that do not say who they are (RFC 2971).
                server.xatom("ID", f'("name" "yinuo" "version" "{__version__}")')
            _answer(server.select(f'"{mailbox.folder}"'))
            yield server
    except _NOT_AS_ASKED as problem:
        raise NotRead(_words(problem)) from problem


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    if not mailbox.is_encrypted:
        return imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SECONDS_TO_WAIT)
    trusted = ssl.create_default_context()
    return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=trusted, timeout=SECONDS_TO_WAIT)


def _numbers(server: imaplib.IMAP4) -> list[str]:
    return b" ".join(filter(None, _answer(server.uid("SEARCH", "UNSEEN")))).decode().split()


def _answer(found: tuple[str, list[Any]]) -> list[Any]:
    """What the server said: lines, and pairs of a line and the bytes announced by it."""
    status, said = found
    if status != "OK":
        raise imaplib.IMAP4.error(said[-1])
    return said


def _size(said: list[Any]) -> int:
    lines = (line for line in said if isinstance(line, bytes))
    return next(int(found[1]) for line in lines if (found := SIZE.search(line)))


def _letter(said: list[Any]) -> bytes:
    return next(bytes(pair[1]) for pair in said if isinstance(pair, tuple))


def _words(problem: Exception) -> str:
    """What the server said, where it said something."""
    said = problem.args[0] if problem.args else b""
    return said.decode(errors="replace") if said and isinstance(said, bytes) else str(problem) or type(problem).__name__
