"""Who wrote what in a pasted chat or mail thread: WeChat, Feishu, DingTalk, "From:" blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

MAX_LINES = 50_000

_NAME = r"(?P<name>[^\s\d:：,，。；;!！?？\[\]【】<>|\t][^:：,，。；;!！?？\[\]【】<>|\t\n]{0,29}?)"
_DAY = (
    r"(?P<day>(?:(?:20\d\d)\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|今天|昨天|前天|Today|Yesterday"
    r"|(?:星期|周)[一二三四五六日天])"
)
_CLOCK = r"(?P<clock>(?:上午|下午|中午|凌晨|早上|晚上)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap][Mm])?)"
_STAMP = rf"(?:{_DAY}[ ,，]?\s*(?:(?:星期|周)[一二三四五六日天]\s*)?)?{_CLOCK}"
# A name, then the time: WeChat, Feishu, DingTalk.
_NAME_FIRST = re.compile(rf"^\s*{_NAME}[:：]?\s+{_STAMP}\s*$")
# The time, then a name, with or without the words on the same line: exports.
_STAMP_FIRST = re.compile(rf"^\s*[\[【(（]?{_STAMP}[\]】)）]?\s+{_NAME}\s*(?:[:：]\s*(?P<words>.*))?$")
# A ruled line between days.
_DAY_LINE = re.compile(rf"^[\s—\-–=*]*{_DAY}(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_CLOCK})?[\s—\-–=*]*$")
_MAIL_FROM = re.compile(r"^[>\s]*+(?:From|发件人|寄件者)\s*+[:：]\s*+(?P<name>.+)$", re.IGNORECASE)
_MAIL_FACT = re.compile(
    r"^[>\s]*+(?P<field>Sent|Date|发送时间|日期|时间|To|Cc|收件人|抄送|Subject|主题)\s*+[:：]\s*+(?P<value>.*)$",
    re.IGNORECASE,
)
_MAIL_WROTE = re.compile(
    r"^[>\s]*+(?:On|在|于)?\s*+(?P<stamp>.{6,60}?)[,，]\s*+(?P<name>[^,，]{1,80}?)\s*+(?:wrote|写道)\s*+[:：]\s*$"
)
_ADDRESS = re.compile(r"\s*[<\[(（][^>\])）]*@[^>\])）]*[>\])）]|[\"']")
_NUMBERS = re.compile(r"\d+")
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOON = 12
# No head line is longer; keeps matching cheap.
MAX_HEAD = 200
DATE_FIELDS = frozenset({"sent", "date", "发送时间", "日期", "时间"})
FIELDS = DATE_FIELDS | {"to", "cc", "subject", "收件人", "抄送", "主题", "会议时间", "地点", "开始时间", "结束时间"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message: code points `start`–`end` of the original, without its head line. `clock` is local, zone unknown."""

    speaker: str
    when: date | None
    clock: time | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Head:
    speaker: str
    when: date | None
    clock: time | None
    words_at: int


def utterances(text: str, today: date, names: frozenset[str] = frozenset()) -> list[Utterance]:
    """Messages in order; empty when `text` does not look like a thread. A day without a year is the last such day.

    `names` are people of the project: "温宁：好的" counts as a message of hers only when she is among them.
    """
    found: list[Utterance] = []
    head: _Head | None = None
    day: date | None = None
    for start, line in _lines(text):
        if stamped := len(line) <= MAX_HEAD and _DAY_LINE.match(line):
            day = _day(stamped["day"], today) or day
            found += _closed(text, head, start)
            head = None
            continue
        # A thread that tells times opens each message by one; a name alone is then only somebody being called.
        lone = None if head and head.clock else _alone(line, start, day, names)
        if opened := lone or _opened(line, start, today, day, names):
            found += _closed(text, head, start)
            head = opened
        elif head and (fact := _MAIL_FACT.match(line[:MAX_HEAD])) and _is_blank(text, head.words_at, start):
            head = _with_fact(head, fact, start + len(line), today)
    return found + _closed(text, head, len(text))


def speakers(text: str, today: date) -> list[str]:
    """Who speaks, in order of the first message."""
    return list(dict.fromkeys(said.speaker for said in utterances(text, today)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n")[:MAX_LINES]:
        yield start, line.rstrip("\r")
        start += len(line) + 1


def _opened(line: str, start: int, today: date, day: date | None, names: frozenset[str]) -> _Head | None:
    stamped = _stamped(line, start, today, day) if len(line) <= MAX_HEAD else None
    return stamped or _mailed(line[:MAX_HEAD], start + len(line)) or _named(line, start, day, names)


def _stamped(line: str, start: int, today: date, day: date | None) -> _Head | None:
    match = _NAME_FIRST.match(line) or _STAMP_FIRST.match(line)
    if not match or match["name"].strip().lower() in FIELDS:
        return None
    has_words = match.re is _STAMP_FIRST and match["words"] is not None
    at = start + (match.start("words") if has_words else len(line))
    return _Head(match["name"].strip(), _day(match["day"], today) or day, _clock(match["clock"]), at)


def _mailed(line: str, end: int) -> _Head | None:
    if match := _MAIL_FROM.match(line):
        name = match["name"].strip()
        return _Head(_ADDRESS.sub("", name).strip() or name, None, None, end)
    if match := _MAIL_WROTE.match(line):
        name = _ADDRESS.sub("", match["name"]).strip() or match["name"]
        return _Head(name, _mail_day(match["stamp"]), _mail_clock(match["stamp"]), end)
    return None


def _is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing was said since the head line; a gap longer than a head line is not looked through."""
    return end - start <= MAX_HEAD and not text[start:end].strip()


def _alone(line: str, start: int, day: date | None, names: frozenset[str]) -> _Head | None:
    """Some copies set the name on a line of its own."""
    return _Head(line.strip(), day, None, start + len(line)) if line.strip() in names else None


def _named(line: str, start: int, day: date | None, names: frozenset[str]) -> _Head | None:
    for sign in "：:":
        name, found, _words = line.partition(sign)
        if found and name.strip() in names:
            return _Head(name.strip(), day, None, start + len(name) + 1)
    return None


def _closed(text: str, head: _Head | None, end: int) -> list[Utterance]:
    if head is None:
        return []
    words = text[head.words_at : end]
    start = head.words_at + len(words) - len(words.lstrip())
    stop = head.words_at + len(words.rstrip())
    return [Utterance(head.speaker, head.when, head.clock, start, stop)] if stop > start else []


def _with_fact(head: _Head, fact: re.Match[str], end: int, today: date) -> _Head:
    if fact["field"].lower() not in DATE_FIELDS:
        return _Head(head.speaker, head.when, head.clock, end)
    value = fact["value"]
    return _Head(head.speaker, _mail_day(value), _mail_clock(value), end)


def _day(found: str | None, today: date) -> date | None:
    if not found:
        return None
    back = {"今天": 0, "Today": 0, "昨天": 1, "Yesterday": 1, "前天": 2}.get(found)
    if back is not None:
        return today - timedelta(days=back)
    if found[0] in "星周":
        weekday = _WEEKDAYS.index(found[-1].replace("天", "日"))
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    numbers = [int(number) for number in _NUMBERS.findall(found)]
    if len(numbers) == 3:  # noqa: PLR2004  # year, month, day
        return _date(*numbers)
    this_year = _date(today.year, *numbers)
    return this_year if this_year and this_year <= today else _date(today.year - 1, *numbers)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(found: str) -> time | None:
    hour, minute, second = ([int(number) for number in _NUMBERS.findall(found)] + [0])[:3]
    later = found.startswith(("下午", "晚上")) or found.lower().endswith("pm")
    if later and hour < NOON:
        hour += NOON
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _mail_day(stamp: str) -> date | None:
    if match := re.search(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", stamp):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    months = "|".join(_MONTHS)
    if match := re.search(rf"(\d{{1,2}})\.?\s+({months})[a-z]*\.?,?\s+(20\d\d)", stamp, re.IGNORECASE):
        return _date(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    if match := re.search(rf"({months})[a-z]*\.?\s+(\d{{1,2}}),?\s+(20\d\d)", stamp, re.IGNORECASE):
        return _date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    return None


def _mail_clock(stamp: str) -> time | None:
    match = re.search(_CLOCK, stamp)
    return _clock(match["clock"].strip()) if match else None
