"""Files as people have them, as text: notes, minutes, mails, pictures. Pure Python; the original is kept elsewhere."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from yinuo.capture import mail, package
from yinuo.capture.package import W

MAX_TEXT = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_TITLE = 160
ODD_ONE_IN = 50

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = {
    ".png": ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ".webp": ("image/webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
}
# What may stand around paragraphs, rows and cells.
AROUND = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
FULL_DATE = re.compile(r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


class Reason(StrEnum):
    """Why a file cannot be read; rooms put it into words."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    DAMAGED = "damaged"
    OTHER_KIND = "other_kind"
    EMPTY = "empty"


class Unreadable(Exception):
    """The file gives no text we may trust; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Read:
    """What was read. `text` has LF line ends and is empty for pictures.

    `when` is the day written in the file or its name, `at` the moment a mail was sent, `speakers` the sender of a mail.
    """

    text: str
    media_type: str
    title: str
    when: date | None = None
    speakers: tuple[str, ...] = ()
    at: datetime | None = None


def read(file_name: str, data: bytes) -> Read:
    """Read `data` by the kind its name says: .txt .md .docx .eml .png .jpg .webp.

    Raises:
        Unreadable: another kind, too large, damaged, no text in it, or empty.

    """
    name = PurePath(file_name.replace("\\", "/")).name
    kind = PurePath(name).suffix.lower()
    if not data:
        raise Unreadable(Reason.EMPTY)
    if kind in PICTURES:
        return _picture(name, kind, data)
    if kind not in READERS:
        raise Unreadable(Reason.OTHER_KIND)
    if len(data) > (MAX_TEXT if kind in {".txt", ".md"} else package.MAX_PACKAGE):
        raise Unreadable(Reason.TOO_LARGE)
    found = READERS[kind](name, data)
    if not found.text.strip():
        raise Unreadable(Reason.EMPTY)
    if len(found.text) > MAX_TEXT:
        raise Unreadable(Reason.TOO_LARGE)
    return found


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or GB18030, with or without byte order mark, LF line ends.

    Raises:
        Unreadable: it is none of these.

    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _lines(_strict(data.removeprefix(mark) if encoding == "utf-8" else data, encoding))
    guesses = ["utf-8", "gb18030"]
    if b"\0" in data[:2000]:
        wide = "utf-16-le" if data[1:200:2].count(0) > data[0:200:2].count(0) else "utf-16-be"
        # A stray NUL in plain text is left out; in UTF-16 every blank and line end holds one.
        guesses = ["utf-8", wide] if data.count(0) * ODD_ONE_IN < len(data) else [wide]
    for encoding in guesses:
        try:
            return _lines(_strict(data, encoding))
        except Unreadable:
            continue
    raise Unreadable(Reason.NOT_TEXT)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as flaw:
        raise Unreadable(Reason.NOT_TEXT) from flaw
    sample = text[:20_000]
    odd = sum(unicodedata.category(sign) in {"Cc", "Co", "Cn", "Cs"} and sign not in "\n\r\t\f" for sign in sample)
    if odd * ODD_ONE_IN > len(sample):
        raise Unreadable(Reason.NOT_TEXT)
    return text


def _lines(text: str) -> str:
    """LF line ends, and nothing that no database keeps: NUL and halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode()


def _stem(name: str) -> str:
    return _lines(PurePath(name).stem)[:MAX_TITLE]


def day_in(*places: str) -> date | None:
    """The first full date in the first of `places` that has one."""
    for place in places:
        for match in FULL_DATE.finditer(place):
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def _picture(name: str, kind: str, data: bytes) -> Read:
    media_type, opening = PICTURES[kind]
    if not opening.match(data):
        raise Unreadable(Reason.DAMAGED)
    return Read("", media_type, _stem(name), day_in(name))


def _plain(name: str, data: bytes) -> Read:
    text = decoded(data)
    return Read(text, "text/plain", _stem(name), day_in(name, text[:600]))


def _markdown(name: str, data: bytes) -> Read:
    text = decoded(data)
    heading = re.search(r"^#{1,3}\s+(.+?)\s*#*$", text[:4000], re.MULTILINE)
    return Read(text, "text/markdown", heading[1][:MAX_TITLE] if heading else _stem(name), day_in(name, text[:600]))


def _docx(name: str, data: bytes) -> Read:
    try:
        body = package.part(data, "word/document.xml").find(f"{W}body")
    except package.DamagedFile as flaw:
        raise Unreadable(Reason.DAMAGED) from flaw
    rows: list[str] = []
    if body is not None:
        _gather_rows(body, rows)
    text = "\n".join(rows).strip("\n")
    first = next((row.strip() for row in rows if row.strip()), "")
    title = first if first and len(first) <= MAX_TITLE // 2 else _stem(name)
    return Read(text, DOCX, title, day_in(name, text[:600]))


def _gather_rows(element: Any, rows: list[str]) -> None:
    """Paragraphs as lines and table rows as tab separated lines, in the order of the page."""
    for child in element:
        if child.tag == f"{W}p":
            rows.append(package.words(child))
        elif child.tag == f"{W}tbl":
            for row in _within(child, f"{W}tr"):
                # A table in a cell is words of that cell: every word is taken once.
                cells = (" ".join(package.words(cell).split()) for cell in _within(row, f"{W}tc"))
                rows.append("\t".join(cells))
        elif child.tag in AROUND:
            _gather_rows(child, rows)
        if len(rows) > MAX_ROWS:
            raise Unreadable(Reason.TOO_LARGE)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row: its children, also those that stand in a control or a tracked change."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND:
            yield from _within(child, tag)


def _eml(name: str, data: bytes) -> Read:
    try:
        letter = mail.letter(data)
    except mail.BadMail as flaw:
        raise Unreadable(Reason.DAMAGED) from flaw
    text = _lines(letter.text)
    when = letter.at.date() if letter.at else None
    speakers = (letter.sender,) if letter.sender else ()
    title = _lines(letter.subject)[:MAX_TITLE] or _stem(name)
    return Read(text, "message/rfc822", title, when, speakers, letter.at)


READERS: dict[str, Callable[[str, bytes], Read]] = {".txt": _plain, ".md": _markdown, ".docx": _docx, ".eml": _eml}
