"""Move the story in time by whole weeks, in its days and in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yinuo.base import clock
from yinuo.demo.data.shapes import AS_OF, Two

ZONE = "Asia/Shanghai"
FRIDAY = 4
MARK = re.compile(r"\[(\d{4}-\d\d-\d\d)(?::(day|month))?\]")
PLAIN = re.compile(r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<zh>(\d{1,2})月(\d{1,2})日)|(?P<en>(\d{1,2}) ([A-Z][a-z]+ber))")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def last_friday(today: date) -> date:
    """The last Friday not after `today` (decision 29)."""
    return today - timedelta(days=(today.weekday() - FRIDAY) % 7)


@dataclass(frozen=True, slots=True)
class Shift:
    """Whole weeks between the tables' as-of day and the one asked for, rounded down to a Friday."""

    by: timedelta

    @classmethod
    def to(cls, as_of: date) -> Shift:
        return cls(last_friday(as_of) - AS_OF)

    def day(self, day: date) -> date:
        return day + self.by

    def maybe(self, day: date | None) -> date | None:
        return None if day is None else self.day(day)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """The moment on the shifted `day`, in the story's zone; never later than now."""
        told = datetime.combine(self.day(day), time(hour, minute), ZoneInfo(ZONE))
        return min(told, clock.now())

    def told(self, words: Two, language: str) -> str:
        """The words in `language`, their marked days moved along."""
        return MARK.sub(lambda found: self._mark(found, language), words(language))

    def plain(self, text: str) -> str:
        """A sample file's text with its written days moved along."""
        return PLAIN.sub(self._plain, text)

    def _mark(self, found: re.Match[str], language: str) -> str:
        day = self.day(date.fromisoformat(found[1]))
        if found[2] is None:
            return day.isoformat()
        if language == "en":
            month = MONTHS[day.month - 1]
            return f"{day.day} {month}" if found[2] == "day" else month
        return f"{day.month} 月 {day.day} 日" if found[2] == "day" else f"{day.month} 月"

    def _plain(self, found: re.Match[str]) -> str:
        if iso := found["iso"]:
            return self.day(date.fromisoformat(iso)).isoformat()
        if found["zh"]:
            day = self.day(date(AS_OF.year, int(found[3]), int(found[4])))
            return f"{day.month}月{day.day}日"
        day = self.day(date(AS_OF.year, MONTHS.index(found[7]) + 1, int(found[6])))
        return f"{day.day} {MONTHS[day.month - 1]}"
