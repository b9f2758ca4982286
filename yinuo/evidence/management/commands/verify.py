"""Compute the whole evidence again and say which event does not stand."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Stream


class Command(BaseCommand):
    help = "Check every recorded event, fact and witnessed row; exit code 1 and one line for each flaw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("stream", nargs="?", help="One stream only, such as firm or P1/vendor.")
        parser.add_argument("--documents", action="store_true", help="Also read the bytes of every kept file.")

    def handle(self, *args: Any, **options: Any) -> None:
        if Stream._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001 - public API
            raise CommandError(_("There is no book in this database yet. Run migrate, or look at YINUO_DATA."))
        start = time.perf_counter()
        report = evidence.examine(options["stream"], documents=options["documents"])
        seconds = time.perf_counter() - start
        for checked in report.streams:
            self.stdout.write(_line(checked))
        if options["documents"]:
            count = report.documents
            self.stdout.write(ngettext("%(count)s document", "%(count)s documents", count) % {"count": count})
        for flaw in report.flaws:
            self.stderr.write(str(flaw))
        if options["stream"] and not report.streams:
            raise CommandError(_("There is no stream named %(name)s.") % {"name": options["stream"]})
        if report.flaws:
            count = len(report.flaws)
            raise CommandError(
                ngettext("%(count)s flaw found.", "%(count)s flaws found.", count) % {"count": count}, returncode=1
            )
        total = sum(checked.events for checked in report.streams)
        self.stdout.write(
            ngettext("%(count)s event stands. %(seconds)s s.", "All %(count)s events stand. %(seconds)s s.", total)
            % {"count": total, "seconds": f"{seconds:.2f}"}
        )


def _line(checked: evidence.Checked) -> str:
    counts = {"stream": checked.stream, "events": checked.events, "link": checked.link, "erased": checked.erased}
    if checked.erased:
        return _("%(stream)s: %(events)s events, %(erased)s facts erased, head %(link)s") % counts
    return _("%(stream)s: %(events)s events, head %(link)s") % counts
