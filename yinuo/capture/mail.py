"""A mail file as one text: head lines, the text part, and mails attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from html import unescape

from yinuo.capture.dates import EARLIEST, LATEST

MAX_PARTS = 400
MAX_HEADER_LINES = 2000
MAX_NESTED = 5
MAX_LINES = 500_000
# Each line is compared with the boundary of every part around it.
MAX_COMPARED = 5_000_000
MAX_PAGE = 3_000_000
# Characters of one header; those that are taken apart are never so long.
MAX_HEADER = 100_000
MAX_READ_HEADER = 4000
READ = frozenset(
    {"from", "subject", "date", "content-type", "content-disposition", "content-transfer-encoding", "mime-version"}
)
AROUND = re.compile(rb"^content-type\s*:\s*(?:multipart|message)", re.IGNORECASE | re.MULTILINE)

BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
UNSEEN = frozenset({"head", "script", "style", "title", "template"})
RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title")}
QUOTED = re.compile(r"=\s*+([\"'])")
TAG = re.compile(r"/?([a-zA-Z][^\s/><]*)")

# The standard parser raises many kinds on broken headers and unknown charsets.
FLAWS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError)


class BadMail(Exception):
    """Not a mail, or one made to be costly."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `text` starts with From, Date and Subject lines; quoted mails stay in it."""

    subject: str
    sender: str
    at: datetime | None
    text: str


class _Careful(EmailPolicy):
    """The parser's own rules, but no header is longer than any honest one."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name = sourcelines[0].partition(":")[0].strip().lower()
        if sum(map(len, sourcelines)) > (MAX_READ_HEADER if name in READ else MAX_HEADER):
            raise BadMail
        parsed: tuple[str, str] = super().header_source_parse(list(sourcelines))
        return parsed


def letter(data: bytes) -> Letter:
    """Read an .eml file.

    Raises:
        BadMail: no mail, too many parts, lines or header lines, a header too long.

    """
    data = data.lstrip().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    _bounded(data)
    try:
        message = message_from_bytes(data, policy=_Careful())
        if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"]):
            raise BadMail
        texts = [_whole(message), *(_whole(inner) for inner in _attached(message))]
        return Letter(_header(message, "subject"), _sender(message), _sent_at(message), "\n\n".join(texts))
    except FLAWS as flaw:
        raise BadMail from flaw


def _bounded(data: bytes) -> None:
    """Refuse what would take the parser long: it goes line by line and part by part."""
    lines = data.count(b"\n")
    around = sum(1 for _found in AROUND.finditer(data))
    if (
        data.split(b"\n\n", 1)[0].count(b"\n") > MAX_HEADER_LINES
        or data.lower().count(b"\ncontent-type") > MAX_PARTS
        or around > MAX_PARTS // 4
        or lines > MAX_LINES
        or lines * (around + 1) > MAX_COMPARED
    ):
        raise BadMail


def text_of_html(html: str) -> str:
    """What a reader sees of a page: no scripts, blocks as lines, table cells parted by tabs.

    Takes time in proportion to the page, however broken it is; the standard parser does not.

    Raises:
        BadMail: longer than `MAX_PAGE`.

    """
    if len(html) > MAX_PAGE:
        raise BadMail
    lines = (re.sub(r"[ \xa0]+", " ", line).strip() for line in "".join(_Page(html).seen()).split("\n"))
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip()


class _Page:
    """Reads a page from left to right and never looks twice for a sign that does not come any more."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._gone: set[str] = set()
        self._next: dict[str, tuple[int, int]] = {}

    def seen(self) -> Iterator[str]:
        """Words, and the white space that blocks and cells make."""
        at, hidden = 0, 0
        while (start := self._find("<", at)) < len(self.html):
            if not hidden:
                yield self._words(at, start)
            tag = TAG.match(self.html, start + 1)
            name = tag[1].lower() if tag else ""
            at = self._end_of_tag(start, tag.end()) if tag else self._end_of_other(start)
            if tag and tag[0].startswith("/"):
                hidden = max(0, hidden - 1) if name in UNSEEN else hidden
                if name in BLOCKS and not hidden:
                    yield "\n"
                continue
            if name in RAW:
                at = self._end_of_raw(name, at)
            hidden += name in UNSEEN
            if not hidden:
                yield _mark(name) if tag else self.html[start:at] if at == start + 1 else ""
        if not hidden:
            yield self._words(at, len(self.html))

    def _words(self, start: int, end: int) -> str:
        return unescape(self.html[start:end]).replace("\n", " ")

    def _find(self, sign: str, at: int) -> int:
        """Where `sign` stands next, else the end of the page."""
        asked, found = self._next.get(sign, (0, -1))
        if not asked <= at <= found:
            found = self.html.find(sign, at)
            found = found if found >= 0 else len(self.html)
            self._next[sign] = at, found
        return found

    def _end_of_tag(self, start: int, at: int) -> int:
        """Behind the next ">" that stands in no quoted value."""
        while (end := self._find(">", at)) < len(self.html):
            quoted = QUOTED.search(self.html, at, end)
            if quoted is None:
                return end + 1
            closing = self._find(quoted[1], quoted.end())
            if closing == len(self.html):
                return end + 1
            at = closing + 1
        return len(self.html)

    def _end_of_other(self, start: int) -> int:
        """Behind a comment, a declaration, an end without a name; a lone "<" is a word."""
        if self.html.startswith("<!--", start):
            return min(self._find("-->", start + 4) + 3, len(self.html))
        if self.html[start + 1 : start + 2] in {"!", "?", "/"}:
            return min(self._find(">", start) + 1, len(self.html))
        return start + 1

    def _end_of_raw(self, name: str, at: int) -> int:
        """At the end tag of what is no HTML inside."""
        found = None if name in self._gone else RAW[name].search(self.html, at)
        if found is None:
            self._gone.add(name)
        return found.start() if found else len(self.html)


def _mark(name: str) -> str:
    if name == "br" or name in BLOCKS:
        return "\n"
    return "\t" if name in {"td", "th"} else ""


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
    if not isinstance(sent, datetime) or not EARLIEST <= sent.date() <= LATEST:
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
