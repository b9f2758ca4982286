"""The due date in one line of Chinese or English, by fixed conventions; vague and anchored phrases give none.

Weeks start on Monday. 本周X this week, 下周X the next; a bare weekday the next one on or after today. 本周内 Friday.
月底 the last day, 月初 5th, 上旬 10th, 月中 15th, 中旬 20th. "X 前" and "by X" mean X itself. N 个工作日内 the n-th
working day after today, N 天内 n days on, 一个月内 the same day next month. No year: the next such date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

EARLIEST = date(1970, 1, 1)
LATEST = date(2199, 12, 31)
"""No day of this trade lies outside; within, a year can be added to any day or taken from it."""

FRIDAY = 4
MAX_LINE = 2000
# Characters beside a date that are looked at.
NEAR = 40
FAR_OFF = 300
DECEMBER = 12

_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "半": 0}
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
_EN_DAY = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_EN_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BEFORE = r"(?:\s*(?:之前|以前|前))?"


class Calendar(Protocol):
    """The part of a calendar that due dates need."""

    def is_workday(self, day: date) -> bool: ...

    def add_workdays(self, day: date, n: int) -> date: ...


@dataclass(frozen=True, slots=True)
class Due:
    """`day` as said by code points `start`–`end` of the line, with the name of the rule that gave it."""

    day: date
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    day: Callable[[re.Match[str], date, Calendar], date | None]


def due(text: str, today: date, calendar: Calendar) -> Due | None:
    """The due date in `text`, never before `today`; a stated date wins over a relative one.

    `today` lies between `EARLIEST` and `LATEST`.
    """
    for rules in (STATED, RELATIVE):
        found = [hit for rule in rules for hit in _hits(rule, text, today, calendar)]
        if found:
            return min(found, key=lambda hit: (hit.start, -hit.end))
    return None


def _hits(rule: _Rule, text: str, today: date, calendar: Calendar) -> list[Due]:
    hits = []
    for match in rule.pattern.finditer(text[:MAX_LINE]):
        day = rule.day(match, today, calendar)
        if day is not None and day >= today and not _is_anchored(text, match):
            hits.append(Due(day, match.start(), match.end(), rule.name))
    return hits


def _is_anchored(text: str, match: re.Match[str]) -> bool:
    """Counted from an event, or coming again and again."""
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    counted = "n" in match.re.groupindex
    return bool(
        (counted and re.search(r"(?:后|之后|以后|起|之日起)\s*(?:的|，|,)?\s*$", before))
        or (counted and re.match(r"\s*(?:of|after|from|following)\b", after, re.IGNORECASE))
        or re.search(r"[一二三四五六日天]\s*[到至~—-]\s*$", before)
        or re.search(r"(?:每个?|每逢|\bevery|\beach|上个?|\blast)\s*$", before, re.IGNORECASE)
    )


def _number(found: str) -> int:
    if found.isdigit():
        return int(found)
    if found.lower() in _WORDS:
        return _WORDS[found.lower()]
    tens, ten, ones = found.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_such(today: date, month: int, day: int) -> date | None:
    this_year = _date(today.year, month, day)
    return this_year if this_year and this_year >= today else _date(today.year + 1, month, day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _month_on(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _full(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    return _date(int(match["year"]), int(match["month"]), int(match["date"]))


def _month_day(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    day = _next_such(today, int(match["month"]), int(match["date"]))
    # A day just past, and not said as a limit, is a day of the past.
    is_limit = match[0].endswith("前") or match[0][:1].isalpha()
    return day if day and (is_limit or (day - today).days < FAR_OFF) else None


def _english(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    month = _MONTHS.index(match["month"].lower()) + 1
    if match["year"]:
        return _date(int(match["year"]), month, int(match["date"]))
    return _next_such(today, month, int(match["date"]))


def _day_word(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    days = {"今": 0, "明": 1, "后": 2, "大": 3, "t": 0}
    word = match["word"].lower()
    return today + timedelta(days=1 if word == "tomorrow" else days[word[0]])


def _weekday(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    return _in_week(match["week"] or "", _WEEKDAYS[match["day"]], today)


def _english_weekday(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    number = next(n for n, name in enumerate(_ENGLISH_DAYS) if name.startswith(match["day"].lower()[:3]))
    week = (match["week"] or "").lower().strip()
    return _in_week({"this": "本", "next": "下"}.get(week, ""), number, today)


def _in_week(week: str, weekday: int, today: date) -> date:
    if week.startswith("下"):
        return _monday(today) + timedelta(days=7 * week.count("下") + weekday)
    if week:
        return _monday(today) + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _week_end(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    is_next = match["week"].lower().startswith(("下", "next"))
    return _monday(today) + timedelta(days=FRIDAY + 7 * is_next)


def _in_month(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    which, part = match["which"] or "", match["part"]
    first = today.replace(day=1)
    if which.startswith("下"):
        first = _month_on(first, 1)
    elif which[:1].isdigit():
        month = int(re.match(r"\d+", which)[0])  # type: ignore[index]  # the pattern starts with digits
        if not 1 <= month <= DECEMBER:
            return None
        first = date(today.year + (month < today.month), month, 1)
    if part in {"底", "末", "下旬"}:
        return _month_end(first.year, first.month)
    day = first.replace(day={"初": 5, "上旬": 10, "中": 15, "中旬": 20}[part])
    # 月初 said on the 20th means the coming month's.
    return _month_on(day, 1) if not which and day < today else day


def _english_month_end(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    if match["unit"].lower() == "year":
        return date(today.year, 12, 31)
    first = _month_on(today.replace(day=1), 1 if (match["which"] or "").lower().startswith("next") else 0)
    return _month_end(first.year, first.month)


def _quarter(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    found = match["q"] or match["han"]
    month = 3 * (int(found) if found.isdigit() else _DIGITS[found])
    end = _month_end(today.year, month)
    return end if end >= today else _month_end(today.year + 1, month)


def _half(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    return _next_such(today, 6, 30)


def _year_end(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    return date(today.year, 12, 31)


def _workdays(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    return calendar.add_workdays(today, _number(match["n"]))


def _span(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    n, unit = _number(match["n"]), match["unit"].lower()
    if unit.startswith(("小时", "hour")):
        return today + timedelta(days=-(-n // 24))
    if unit.startswith(("周", "星期", "week", "礼拜")):
        return today + timedelta(days=7 * n)
    if unit.startswith(("月", "month")):
        return _month_on(today, n)
    return today + timedelta(days=n)


def _festival(match: re.Match[str], today: date, calendar: Calendar) -> date | None:
    """The calendar day before the first day off."""
    month, day = {"国": (10, 1), "十": (10, 1), "元": (1, 1), "五": (5, 1), "劳": (5, 1)}[match["feast"][0]]
    start = _next_such(today, month, day)
    last = start - timedelta(days=1) if start else None
    while last and not calendar.is_workday(last):
        last -= timedelta(days=1)
    return last


def _rule(name: str, pattern: str, day: Callable[[re.Match[str], date, Calendar], date | None]) -> _Rule:
    return _Rule(name, re.compile(pattern, re.IGNORECASE), day)


STATED = (
    _rule(
        "full date",
        rf"(?<![\d-])(?P<year>20\d\d)\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<date>\d{{1,2}})(?!\d)[日号]?{_BEFORE}",
        _full,
    ),
    _rule(
        "month and day",
        rf"(?<![\d年.-])(?P<month>\d{{1,2}})\s*月\s*(?P<date>\d{{1,2}})\s*[日号]?{_BEFORE}(?!\d)",
        _month_day,
    ),
    _rule(
        "day month",
        rf"\b(?P<date>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_EN_MONTH}(?:,?\s+(?P<year>20\d\d))?\b",
        _english,
    ),
    _rule(
        "month day", rf"\b{_EN_MONTH}\s+(?P<date>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?(?!\d)", _english
    ),
    _rule(
        "month/day", r"(?<![\d/.-])(?P<month>\d{1,2})[/-](?P<date>\d{1,2})(?![\d/.-])\s*(?:之前|以前|前|号)", _month_day
    ),
    _rule("month/day", r"\b(?:by|before|due)\s+(?P<month>\d{1,2})[/-](?P<date>\d{1,2})(?![\d/.-])", _month_day),
)
RELATIVE = (
    _rule(
        "day", rf"(?P<word>大后天|后天|明[天日早晚]|今[天日晚]|\btoday\b|\btomorrow\b|\btonight\b){_BEFORE}", _day_word
    ),
    _rule(
        "weekday",
        rf"(?P<week>下下个?|下个?|本|这个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?!\s*[到至~—-]\s*(?:周|星期))(?![个]?[季月]){_BEFORE}",
        _weekday,
    ),
    _rule("weekday", rf"\b(?P<week>this\s+|next\s+)?{_EN_DAY}\b(?!\s*[-–]\s*\w)(?!s\b)", _english_weekday),
    _rule("end of week", rf"(?P<week>本周|这周|下周|周)(?:之内|以内|内|末前|底){_BEFORE}", _week_end),
    _rule("end of week", r"\b(?:by |before )?(?:the )?end of (?P<week>the|this|next) week\b", _week_end),
    _rule(
        "part of month",
        rf"(?P<which>下个?月|本月|这个月|(?<!\d)\d{{1,2}}\s*月)(?P<part>底|末|初|上旬|中旬|下旬|中(?!旬)){_BEFORE}",
        _in_month,
    ),
    _rule("part of month", rf"(?P<which>)(?<![个下本\d])月(?P<part>底|末|初|中(?!旬)){_BEFORE}", _in_month),
    _rule("end of month", r"\bend of (?P<which>the |this |next )?(?P<unit>month|year)\b", _english_month_end),
    _rule("quarter", r"(?:\bQ(?P<q>[1-4])(?!\d)|第?(?P<han>[一二三四])季度)(?:末|底|内|结束前)?", _quarter),
    _rule("half year", r"上半年(?:内|底|结束前)?", _half),
    _rule("end of year", rf"(?:年底|年内|年末){_BEFORE}", _year_end),
    _rule("working days", rf"{_N}\s*个?\s*工作日(?:之内|以内|内)", _workdays),
    _rule("working days", rf"\b(?:within|in)\s+{_N}\s+(?:working|business)\s+days?\b", _workdays),
    _rule("span", rf"{_N}\s*个?\s*(?P<unit>天|日|周|星期|礼拜|月|小时)(?:之内|以内|内)", _span),
    _rule("span", rf"\b(?:within|in)\s+{_N}\s+(?P<unit>days?|weeks?|months?|hours?)\b", _span),
    _rule("before the holiday", r"(?P<feast>国庆节?|十一|元旦|五一|劳动节)(?:节)?(?:之前|前)", _festival),
)
