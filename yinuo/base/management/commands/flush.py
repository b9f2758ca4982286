"""Empty every table between tests: takes the guards away, flushes, puts them back."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections
from django.utils.translation import gettext as _

from yinuo.base import guards


class Command(flush.Command):
    """Refuses outside tests: an installation's ledger is never emptied."""

    def handle(self, **options: Any) -> None:
        if not settings.TESTING:
            raise CommandError(_("The ledger is append-only: flush works in tests only."))
        connection = connections[options["database"]]
        guards.drop(connection)
        try:
            super().handle(**options)
        finally:
            guards.install(connection)
