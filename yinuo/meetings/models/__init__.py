"""Meetings, their minutes, memos and next steps: our side's rows."""

from yinuo.meetings.models.meetings import (
    Attendee,
    AttendeeReply,
    Meeting,
    MeetingKind,
    MemoWaiver,
    Minute,
    MinuteEntry,
    MinuteIssue,
    MinuteKind,
    MinuteRisk,
)
from yinuo.meetings.models.memos import (
    DelayCause,
    Fate,
    Memo,
    MemoItem,
    MemoItemDrop,
    MemoItemStep,
    MemoItemTask,
    MemoLine,
    MemoState,
    MemoVersion,
)

__all__ = [
    "Attendee",
    "AttendeeReply",
    "DelayCause",
    "Fate",
    "Meeting",
    "MeetingKind",
    "Memo",
    "MemoItem",
    "MemoItemDrop",
    "MemoItemStep",
    "MemoItemTask",
    "MemoLine",
    "MemoState",
    "MemoVersion",
    "MemoWaiver",
    "Minute",
    "MinuteEntry",
    "MinuteIssue",
    "MinuteKind",
    "MinuteRisk",
]
