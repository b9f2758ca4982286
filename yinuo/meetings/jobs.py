"""What the worker does for meetings: letters to our side, and what came to our own address."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from yinuo.base import jobs
from yinuo.bridges import icalendar, mailbox
from yinuo.meetings import actions
from yinuo.meetings.models import Meeting
from yinuo.meetings.published import AgendaTopic
from yinuo.notices.actions import Letter
from yinuo.people.access import member_of
from yinuo.projects.access import open_to

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.notices.actions import Told
    from yinuo.people.models import Person

log = logging.getLogger(__name__)


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


@jobs.every(60, "meetings.read_mailbox")
def read_mailbox(at: datetime) -> int:
    """Write back what calendar programs answered by mail; how many answers were taken.

    Several workers may do this at the same time: the same answer again changes nothing. Raises `BadMailbox`, and
    `NotRead`, after which the worker waits longer each time.
    """
    if not settings.MAILBOX:
        return 0
    place = mailbox.mailbox_of(settings.MAILBOX)
    with closing(mailbox.unread(place, largest=icalendar.LARGEST_LETTER)) as letters:
        return sum(_is_taken(letter, at) for letter in letters)


def _is_taken(letter: bytes, at: datetime) -> bool:
    """Whether the letter answers an invitation; what is no answer, or comes too late, is passed over."""
    try:
        sender, data = icalendar.calendar_part(letter)
        actions.take_reply(icalendar.reply(data), sender=sender, at=at)
    except icalendar.BadCalendar:
        return False
    except (actions.NotInvited, actions.OldAnswer, actions.Called) as refused:
        log.info("an answer was not taken: %s", type(refused).__name__)
        return False
    except (OperationalError, InterfaceError):
        raise  # the database is away, not the letter wrong: it stays unread and comes again
    except Exception:
        # Anybody may write to this address: a letter that breaks us must not stand before all that come after it.
        log.exception("an answer was not understood")
        return False
    return True
