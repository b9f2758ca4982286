"""`take_reply < LETTER`: for the mail server, which hands over each letter that comes to our own address."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandError

from yinuo.base import clock
from yinuo.bridges import icalendar
from yinuo.meetings import actions


class Command(BaseCommand):
    help = "Read one letter from standard input and write its answer to an invitation back to the meeting."

    def handle(self, *args: object, **options: object) -> None:
        """Exit code 1 and one line for a letter that holds no answer we can use."""
        try:
            sender, data = icalendar.calendar_part(sys.stdin.buffer.read())
            row = actions.take_reply(icalendar.reply(data), sender=sender, at=clock.now())
        except icalendar.BadCalendar:
            raise CommandError("There is no answer to an invitation in this letter.") from None
        except (actions.NotInvited, actions.OldAnswer, actions.Called) as refused:
            raise CommandError(f"The answer was not taken: {type(refused).__name__}.") from None
        self.stdout.write(f"{row.meeting.code} {row.reply}")
