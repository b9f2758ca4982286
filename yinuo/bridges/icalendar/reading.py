"""Text into components, and the answer to an invitation out of them; strict in size, lenient in dress."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yinuo.bridges.icalendar.event import PartStat

LARGEST = 256 * 1024
MOST_LINES = 5000
DEEPEST = 8
_VALUES = r'(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_LINE = re.compile(rf"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+={_VALUES})*):")
_PARAM = re.compile(rf";(?P<key>[A-Za-z0-9-]+)=(?P<value>{_VALUES})")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_CIRCUMFLEX = re.compile(r"\^([\^n'])")


class BadCalendar(Exception):
    """No calendar, one that is too large, or one without what was looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters, its value as written."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value with its escapes undone."""
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """Something between BEGIN and END."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """Every property of that name."""
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> str:
        """The text of the first property of that name, "" without one."""
        return next((line.text for line in self.all(name)), "")


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody's answer to an invitation."""

    uid: str
    sequence: int
    email: str
    status: PartStat
    comment: str


def components(data: bytes) -> list[Component]:
    """The calendars in `data`. Raises `BadCalendar`."""
    if len(data) > LARGEST:
        raise BadCalendar
    root = Component("")
    open_ones = [root]
    for count, (name, params, value) in enumerate(_lines(data)):
        if count > MOST_LINES or len(open_ones) > DEEPEST:
            raise BadCalendar
        if name == "BEGIN":
            made = Component(value.strip().upper())
            open_ones[-1].parts.append(made)
            open_ones.append(made)
        elif name == "END":
            if len(open_ones) == 1 or open_ones.pop().name != value.strip().upper():
                raise BadCalendar
        else:
            open_ones[-1].lines.append(Line(name, params, value))
    if len(open_ones) > 1 or not root.parts or root.lines:
        raise BadCalendar
    return root.parts


def reply(data: bytes) -> Reply:
    """The answer in `data`: METHOD:REPLY with one event and one attendee. Raises `BadCalendar`."""
    for calendar in components(data):
        if calendar.name != "VCALENDAR" or calendar.one("METHOD").upper() != "REPLY":
            continue
        for event in calendar.parts:
            attendees = event.all("ATTENDEE")
            if event.name == "VEVENT" and len(attendees) == 1 and event.one("UID"):
                return _reply(event, attendees[0])
    raise BadCalendar


def _reply(event: Component, attendee: Line) -> Reply:
    scheme, _, address = attendee.value.strip().partition(":")
    sequence = event.one("SEQUENCE").strip() or "0"
    if scheme.lower() != "mailto" or not address or not sequence.isdecimal():
        raise BadCalendar
    try:
        status = PartStat(attendee.params.get("PARTSTAT", "").upper())
    except ValueError:
        raise BadCalendar from None
    return Reply(event.one("UID"), int(sequence[:9]), address.strip().lower(), status, event.one("COMMENT"))


def _lines(data: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    # Folding is of octets: a line may be cut within a character.
    unfolded = re.sub(rb"\r?\n[ \t]", b"", data)
    try:
        text = unfolded.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCalendar from None
    for line in re.split(r"\r?\n", text):
        if not line.strip():
            continue
        found = _LINE.match(line)
        if found is None:
            raise BadCalendar
        yield found["name"].upper(), _params(found["params"]), line[found.end() :]


def _params(written: str) -> dict[str, str]:
    return {found["key"].upper(): _param(found["value"]) for found in _PARAM.finditer(written)}


def _param(value: str) -> str:
    bare = value[1:-1] if value.startswith('"') and value.endswith('"') and value.count('"') == 2 else value  # noqa: PLR2004  # one pair
    return _CIRCUMFLEX.sub(lambda found: {"^": "^", "n": "\n", "'": '"'}[found[1]], bare)
