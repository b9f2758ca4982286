"""A mail file as one text: head lines, the text part, and mails attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser

MAX_PARTS = 400
MAX_HEADER_LINES = 2000
MAX_NESTED = 5

BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
UNSEEN = frozenset({"head", "script", "style", "title", "template"})


class BadMail(Exception):
    """Not a mail, or one made to be costly."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `text` starts with From, Date and Subject lines; quoted mails stay in it."""

    subject: str
    sender: str
    at: datetime | None
    text: str


def letter(data: bytes) -> Letter:
    """Read an .eml file.

    Raises:
        BadMail: no mail, too many parts or header lines.

    """
    head = data.lstrip().replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    if head.count(b"\n") > MAX_HEADER_LINES or data.lower().count(b"\ncontent-type:") > MAX_PARTS:
        raise BadMail
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.default)
        if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"]):
            raise BadMail
        texts = [_whole(message), *(_whole(inner) for inner in _attached(message))]
        return Letter(_header(message, "subject"), _sender(message), _sent_at(message), "\n\n".join(texts))
    # The standard parser raises many kinds on broken headers and unknown charsets.
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError) as flaw:
        raise BadMail from flaw


def text_of_html(html: str) -> str:
    """What a reader sees of a page: no scripts, blocks as lines, table cells parted by tabs."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    lines = (re.sub(r"[ \xa0]+", " ", line).strip() for line in "".join(seen.pieces).split("\n"))
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip()


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._hidden += 1
        elif tag == "br" or tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in BLOCKS:
            self.pieces.append("\n")

    def _hear(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data.replace("\n", " "))

    # The name the parser calls.
    handle_data = _hear


def _whole(message: EmailMessage) -> str:
    at = _sent_at(message)
    lines = [
        ("From", _sender(message)),
        ("Date", at.strftime("%Y-%m-%d %H:%M %z") if at else ""),
        ("Subject", _header(message, "subject")),
    ]
    head = "\n".join(f"{name}: {value}" for name, value in lines if value)
    return f"{head}\n\n{_body(message)}".strip()


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    if not isinstance(content, str):
        return ""
    return text_of_html(content) if part.get_content_type() == "text/html" else content.strip()


def _attached(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    if depth >= MAX_NESTED:
        return
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822" and isinstance(inner := part.get_content(), EmailMessage):
            yield inner
            yield from _attached(inner, depth + 1)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _sent_at(message: EmailMessage) -> datetime | None:
    sent = getattr(message["date"], "datetime", None)
    if not isinstance(sent, datetime):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
