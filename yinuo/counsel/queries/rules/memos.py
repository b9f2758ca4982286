"""Meetings and memos as several rules read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.meetings.models import Meeting, Memo

if TYPE_CHECKING:
    from datetime import date

    from yinuo.counsel.queries.rules.rule import Asked


def has_meetings(asked: Asked) -> bool:
    """Whether the book holds meetings at all."""
    return Meeting.objects.filter(project=asked.project).exists()


def has_memos(asked: Asked) -> bool:
    """Whether a memo was ever sent."""
    return Memo.objects.filter(project=asked.project).exclude(code="").exists()


def last_met_on(asked: Asked) -> date | None:
    """The day of the last meeting held."""
    rows = Meeting.objects.filter(project=asked.project, cancelled_at=None).order_by("-ends_at")
    days = (asked.day(ends_at) for ends_at in rows.values_list("ends_at", flat=True)[:50])
    return next((day for day in days if day <= asked.today), None)
