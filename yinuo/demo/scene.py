"""Who and what is on stage while the story is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yinuo.delivery.models import Issue, Risk
    from yinuo.demo.data.shapes import Two
    from yinuo.demo.dates import Shift
    from yinuo.ledger.models import Entry, Statement
    from yinuo.ledger.published import Sheet
    from yinuo.meetings.models import Meeting, Memo
    from yinuo.people.models import Contact, Firm, Member, Person
    from yinuo.projects.models import Project


@dataclass(slots=True)
class Scene:
    """Rows by the codes of the tables."""

    shift: Shift
    language: str
    firms: dict[str, Firm] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    lines: dict[tuple[str, str], str] = field(default_factory=dict)
    meetings: dict[tuple[str, str], Meeting] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)
    issues: dict[tuple[str, str], Issue] = field(default_factory=dict)
    risks: dict[tuple[str, str], Risk] = field(default_factory=dict)
    risk_sheets: dict[tuple[str, date], Sheet] = field(default_factory=dict)

    def words(self, two: Two) -> str:
        return self.shift.told(two, self.language)

    def day(self, day: date) -> date:
        return self.shift.day(day)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return self.shift.at(day, hour, minute)

    def person(self, code: str) -> Person:
        return self.members[code].person if code in self.members else self.contacts[code].person
