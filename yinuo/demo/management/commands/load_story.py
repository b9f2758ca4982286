"""Load the sample story into an empty installation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yinuo.base import clock
from yinuo.demo import samples, signins, story
from yinuo.demo.dates import ZONE, last_friday
from yinuo.people.models import Firm

EVERY = 25


class Command(BaseCommand):
    help = "Load the sample story: three projects, 36 expectations, 24 commitments, their sheets and answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, help="the story ends on the last Friday not after it")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")
        parser.add_argument("--again", action="store_true", help="load nothing, print the sign-ins once more")
        parser.add_argument("--quiet", action="store_true", help="print nothing but the sign-ins")

    def handle(self, *args: Any, **options: Any) -> str:
        """Returns the sign-ins as text, which Django prints."""
        if options["again"]:
            return signins.again()
        if Firm.objects.exists():
            raise CommandError("There is a firm here already; the story only goes into an empty installation.")
        as_of = last_friday(options["as_of"] or clock.today(ZONE))
        language = options["language"]

        def progress(number: int, of: int, day: date, what: str) -> None:
            if not options["quiet"] and (number % EVERY == 0 or number == of):
                self.stdout.write(f"  {number:>4}/{of}  {day}  {what}")

        scene = story.tell(as_of=as_of, language=language, progress=progress)
        files = samples.write(settings.DATA / "samples", language, scene.shift)
        listed = (f"  {path}" for path in files)
        return "\n".join((signins.of(scene).as_text(language), signins.HEADS["files"](language), *listed))
