"""The rooms' catalogues: brought up to date with the source, checked, and compiled."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yinuo.base import catalogue
from yinuo.base.paper import labels, labels_hant


class Command(BaseCommand):
    """Without an option: update every catalogue, draw its Traditional form, compile both, say what is still missing."""

    help = "Bring each room's Chinese catalogue up to date with its source, and compile it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a catalogue has a flaw")
        parser.add_argument("--compile", action="store_true", help="only compile the catalogues as they are")

    def handle(self, *, check: bool, compile: bool, **options: object) -> None:  # noqa: A002 - the option's own name
        all_words = catalogue.gather(Path(settings.PACKAGE), settings.ROOMS)
        if not (check or compile):
            known = catalogue.known(all_words)
            for words in all_words:
                catalogue.update(words, known)
                catalogue.draw(words)
            Path(labels_hant.__file__).write_text(catalogue.paper_drawn(labels.ZH))
        flaws = [] if compile else catalogue.flaws(all_words) + catalogue.drawn_flaws(all_words)
        for flaw in flaws:
            self.stdout.write(flaw)
        if check and flaws:
            raise CommandError(f"{len(flaws)} flaws in the catalogues; run `manage.py words` and write what is missing")
        if not check:
            for words in all_words:
                catalogue.compile_(words)
            self.stdout.write(f"{len(all_words)} catalogues compiled")
