"""Reads of meetings and memos: lists, one page, what is owed (R01–R04, R49, R52)."""

from yinuo.meetings.queries.meetings import (
    AgendaLine,
    MeetingRow,
    Rehearsed,
    agenda,
    attendees,
    executive_reports,
    minutes,
    rehearsals,
)
from yinuo.meetings.queries.parts import MemoParts, parts_of
from yinuo.meetings.queries.standing import Standing, standing_of, standings
from yinuo.meetings.queries.steps import ItemRow, open_steps, rows_of
from yinuo.meetings.queries.topics import TopicRow, topics

__all__ = [
    "AgendaLine",
    "ItemRow",
    "MeetingRow",
    "MemoParts",
    "Rehearsed",
    "Standing",
    "TopicRow",
    "agenda",
    "attendees",
    "executive_reports",
    "minutes",
    "open_steps",
    "parts_of",
    "rehearsals",
    "rows_of",
    "standing_of",
    "standings",
    "topics",
]
