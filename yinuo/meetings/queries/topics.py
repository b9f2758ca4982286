"""The client's own topics for a meeting, and what was said to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from yinuo.meetings.published import AgendaTopic, AgendaTopicStep, TopicFate

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic as the meeting's page shows it. `came_from` is the meeting it was moved on from."""

    token: str
    words: str
    why: str
    by_name: str
    at: datetime
    step: AgendaTopicStep | None
    is_here: bool
    came_from: bool

    @property
    def is_open(self) -> bool:
        """It belongs to this meeting and nobody answered it here."""
        return self.is_here and (self.step is None or self.step.fate == TopicFate.CARRIED)

    @property
    def is_taken(self) -> bool:
        """It stands on this meeting's agenda."""
        return self.is_here and self.step is not None and self.step.fate == TopicFate.TAKEN

    @property
    def chip(self) -> str:
        """Its name among the chips."""
        return "topic_open" if self.is_open or self.step is None else f"topic_{self.step.fate}"


def topics(meeting: Meeting) -> list[TopicRow]:
    """Those proposed for the meeting or moved on to it, oldest first. Two queries."""
    moved = AgendaTopicStep.objects.filter(thread=meeting.token).values("topic")
    rows = list(AgendaTopic.objects.filter(Q(thread=meeting.token) | Q(pk__in=moved)).order_by("id"))
    steps = {row.topic_id: row for row in AgendaTopicStep.objects.filter(topic__in=rows).order_by("id")}
    return [
        TopicRow(
            token=row.token,
            words=row.words,
            why=row.why,
            by_name=row.by_name,
            at=row.at,
            step=(step := steps.get(row.pk)),
            is_here=(step.thread if step else row.thread) == meeting.token,
            came_from=row.thread != meeting.token,
        )
        for row in rows
    ]
