"""The letters of meetings to our side: composed when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from yinuo.meetings.models import Meeting
from yinuo.meetings.published import AgendaTopic
from yinuo.notices.actions import Letter
from yinuo.people.access import member_of
from yinuo.projects.access import open_to

if TYPE_CHECKING:
    from yinuo.notices.actions import Told
    from yinuo.people.models import Person


def topic_letter(told: Told, person: Person) -> Letter | None:
    """The client proposed a topic; nothing for somebody who may not enter the project any more."""
    topic = AgendaTopic.objects.filter(token=told.payload).first()
    meeting = Meeting.objects.select_related("project").filter(token=topic.thread).first() if topic else None
    member = member_of(person)
    if topic is None or meeting is None or member is None:
        return None
    if not open_to(member).filter(pk=meeting.project_id).exists():
        return None
    facts = {
        "by": topic.by_name,
        "words": topic.words,
        "why": topic.why or "—",
        "title": meeting.title,
        "url": f"{settings.URL}/projects/{meeting.project.code}/meetings/{meeting.code}/#topics",
    }
    subject = _("Topic for “%(title)s”: %(words)s") % facts
    text = _("%(by)s proposes a topic for “%(title)s”:\n\n%(words)s\nWhy: %(why)s\n\n%(url)s") % facts
    return Letter(subject, text)
