"""Days off and make-up days out of a pasted text: the State Council's yearly notice, or rows of day and kind.

A notice is read sentence by sentence: 放假 is off, 上班 is worked, 休息 only advice. A weekday in brackets and 共 N 天
are checked against the days, so that a slip of the keyboard does not pass. Whatever names a day and is not understood
is told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from yinuo.capture.dates import EARLIEST, LATEST

MOST_LINES = 1000
MOST_DAYS = 2000
LONGEST = timedelta(days=60)
"""No holiday lasts longer; a longer span is a slip."""
LONGEST_NAME = 60

_YEAR = re.compile(r"(\d{4})\s*年")
_ROW = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．]\s*(?P<name>[^：:。]{1,20})[：:]")
_SENTENCE = re.compile(r"[^。；;]+")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月\s*)?(?P<day>\d{1,2})\s*日(?P<said>\s*[（(][^）)]*[）)])?"
)
_TO = re.compile(r"\s*(?:至|到|—+|–|-|～|~)\s*")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT = re.compile(r"共\s*(\d{1,2})\s*天")
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_CELLS = re.compile(r"[\t,，;；|]")
_PLAIN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SIGNED = re.compile(r"\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
_OFF = frozenset({"off", "day off", "holiday", "0", "休", "休息", "放假", "假", "假日", "节假日", "休息日"})
_WORK = frozenset({"work", "working", "workday", "working day", "make-up", "make-up day", "1"}) | frozenset(
    {"班", "上班", "补班", "调休", "调休上班", "工作", "工作日"}
)


class Why(StrEnum):
    """What is wrong with a row."""

    NO_DAY = "no_day"
    NO_YEAR = "no_year"
    NO_KIND = "no_kind"
    NOT_A_DAY = "not_a_day"
    OTHER_YEAR = "other_year"
    WEEKDAY = "weekday"
    COUNT = "count"
    SPAN = "span"
    TWICE = "twice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Found:
    """One day as line `line` (from 1) says it: worked or off, and what the holiday is called."""

    line: int
    day: date
    works: bool
    name: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why line `line` could not be taken; `about` is the piece of it that is meant."""

    line: int
    why: Why
    about: str


@dataclass(slots=True)
class Reading:
    """What a text holds. `year` is the year it is about, None where none was told or named."""

    year: int | None
    days: list[Found] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read(text: str, year: int | None = None) -> Reading:
    """Read `text`; `year` is what a day without one belongs to, else the first year that the text names.

    With `year` told, a day of another year is wrong, save one of the December before.
    """
    lines = text.splitlines()
    named = _YEAR.search(text)
    reading = Reading(year or (int(named[1]) if named else None))
    if len(lines) > MOST_LINES:
        reading.wrong.append(Wrong(MOST_LINES + 1, Why.TOO_MANY, ""))
        return reading
    for number, line in enumerate(lines, start=1):
        _read_line(reading, number, line, asked=year)
        if len(reading.days) > MOST_DAYS:
            reading.wrong.append(Wrong(number, Why.TOO_MANY, ""))
            return reading
    return reading


def _read_line(reading: Reading, number: int, line: str, *, asked: int | None) -> None:
    if not line.strip() or _SIGNED.fullmatch(line):
        return
    cells = [cell.strip() for cell in _CELLS.split(line.strip())]
    try:
        if (plain := _PLAIN.fullmatch(cells[0])) and "放假" not in cells[0]:
            found = [_csv(number, plain, cells)]
        else:
            found = list(_notice(number, line, reading.year))
        for one in found:
            _take(reading, one, asked)
    except _BadError as bad:
        reading.wrong.append(Wrong(number, bad.why, bad.about))


class _BadError(Exception):
    def __init__(self, why: Why, about: str) -> None:
        super().__init__(why)
        self.why, self.about = why, about.strip()[:80]


def _take(reading: Reading, found: Found, asked: int | None) -> None:
    is_own = asked is None or found.day.year == asked or (found.day.year, found.day.month) == (asked - 1, 12)
    if not is_own:
        raise _BadError(Why.OTHER_YEAR, found.day.isoformat())
    if any(one.day == found.day for one in reading.days):
        raise _BadError(Why.TWICE, found.day.isoformat())
    reading.days.append(found)


def _csv(number: int, plain: re.Match[str], cells: list[str]) -> Found:
    day = _date(int(plain[1]), int(plain[2]), int(plain[3]), cells[0])
    kind = cells[1].lower() if len(cells) > 1 else ""
    if kind not in _OFF | _WORK:
        raise _BadError(Why.NO_KIND, cells[1] if len(cells) > 1 else cells[0])
    return Found(number, day, kind in _WORK, (cells[2] if len(cells) > 2 else "")[:LONGEST_NAME])  # noqa: PLR2004  # day, kind, name


def _notice(number: int, line: str, year: int | None) -> Iterator[Found]:
    row = _ROW.match(line)
    name = row["name"].strip() if row else ""
    body = line[row.end() :] if row else line
    if not row and not _DAY.search(body):
        return
    seen = 0
    for sentence in _SENTENCE.findall(body):
        works, off = "上班" in sentence, "放假" in sentence
        if not works and not off:
            continue
        days = list(_days(sentence, year))
        if not days and works:
            raise _BadError(Why.NO_DAY, sentence)
        _check_count(sentence, days)
        seen += len(days)
        yield from (Found(number, day, works, name) for day in days)
    if not seen:
        raise _BadError(Why.NO_KIND if _DAY.search(body) else Why.NO_DAY, line)


def _check_count(sentence: str, days: list[date]) -> None:
    said = _COUNT.search(sentence)
    if said and days and int(said[1]) != len(days):
        raise _BadError(Why.COUNT, said[0])


def _days(sentence: str, year: int | None) -> Iterator[date]:
    """Every day of a sentence, spans unfolded; a month or year left out is the one before."""
    before: tuple[date, int] | None = None
    month: int | None = None
    for found in _DAY.finditer(sentence):
        month = int(found["month"]) if found["month"] else month
        told = int(found["year"]) if found["year"] else (before[0].year if before else year)
        if told is None:
            raise _BadError(Why.NO_YEAR, found[0])
        if month is None:
            raise _BadError(Why.NOT_A_DAY, found[0])
        day = _date(told, month, int(found["day"]), found[0])
        said = _WEEKDAY.search(found["said"] or "")
        if said and _WEEKDAYS[said[1]] != day.weekday():
            raise _BadError(Why.WEEKDAY, found[0])
        if before and _TO.fullmatch(sentence[before[1] : found.start()]):
            yield from _span(before[0], day, sentence)
        else:
            yield day
        before = (day, found.end())


def _span(start: date, end: date, sentence: str) -> Iterator[date]:
    if not start < end <= start + LONGEST:
        raise _BadError(Why.SPAN, sentence)
    yield from (start + timedelta(days=n) for n in range(1, (end - start).days + 1))


def _date(year: int, month: int, day: int, about: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise _BadError(Why.NOT_A_DAY, about) from None
    if not EARLIEST <= found <= LATEST:
        raise _BadError(Why.NOT_A_DAY, about)
    return found
