"""The calendar part of a letter, and who sent the letter."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from itertools import islice

from yinuo.bridges.icalendar.reading import LARGEST, BadCalendar

LARGEST_LETTER = 2 * 1024 * 1024
MOST_PARTS = 100


def calendar_part(letter: bytes) -> tuple[str, bytes]:
    """The sender's address in small letters, and the first part of text/calendar. Raises `BadCalendar`."""
    if len(letter) > LARGEST_LETTER:
        raise BadCalendar
    try:
        message = message_from_bytes(letter, policy=default)
        assert isinstance(message, EmailMessage)  # noqa: S101  # what this policy makes
        sender = parseaddr(str(message["From"] or ""))[1].strip().lower()
        for part in islice(message.walk(), MOST_PARTS):
            if part.get_content_type() == "text/calendar":
                data = part.get_payload(decode=True)
                if isinstance(data, bytes) and len(data) <= LARGEST:
                    return sender, data
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        # Whatever the standard library makes of a broken letter.
        raise BadCalendar from None
    raise BadCalendar
