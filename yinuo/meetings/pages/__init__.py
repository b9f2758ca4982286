"""Vendor pages of meetings and memos, one function an address."""

from yinuo.meetings.pages.meetings import (
    cancel_meeting,
    edit_meeting,
    meeting,
    meeting_people,
    meetings_page,
    new_meeting,
    no_memo,
    note_minute,
    send_invitations,
    write_memo,
)
from yinuo.meetings.pages.memos import (
    close_memo,
    edit_memo,
    edit_step,
    memo,
    new_cause,
    new_step,
    plan_step,
    remove_cause,
    remove_step,
    send_memo,
    settle_step,
)
from yinuo.meetings.pages.topics import settle_topic

__all__ = [
    "cancel_meeting",
    "close_memo",
    "edit_meeting",
    "edit_memo",
    "edit_step",
    "meeting",
    "meeting_people",
    "meetings_page",
    "memo",
    "new_cause",
    "new_meeting",
    "new_step",
    "no_memo",
    "note_minute",
    "plan_step",
    "remove_cause",
    "remove_step",
    "send_invitations",
    "send_memo",
    "settle_step",
    "settle_topic",
    "write_memo",
]
