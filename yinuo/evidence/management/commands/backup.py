"""Write the whole book into one file while everybody goes on working."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base.backup import passphrases, snapshot
from yinuo.evidence import actions as evidence


class Command(BaseCommand):
    help = "Write database, files and secret key into one file, consistent while others go on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="A new file.")
        passphrases.add_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].resolve()
        start = time.perf_counter()
        try:
            passphrase = passphrases.given(options)
            made = evidence.back_up(target, passphrase=passphrase)
        except FileExistsError as error:
            raise CommandError(_("%(file)s exists already: name a new file.") % {"file": target}) from error
        except snapshot.NoTool as error:
            raise CommandError(no_tool(error)) from error
        except (snapshot.Refused, OSError) as error:
            raise CommandError(_("No backup was made: %(error)s") % {"error": error}) from error
        seconds = f"{time.perf_counter() - start:.1f}"
        facts = {"file": target, "size": filesizeformat(made.size), "seconds": seconds}
        self.stdout.write(_("%(file)s, %(size)s, in %(seconds)s s") % facts)
        self.stdout.write(summary(made.manifest.tables, made.manifest.streams, made.manifest.files))
        self.stdout.write(_("Manifest SHA-256 %(sha256)s") % {"sha256": made.sha256})
        self._warn(made, is_sealed=bool(passphrase))

    def _warn(self, made: evidence.Made, *, is_sealed: bool) -> None:
        if not is_sealed:
            self.stderr.write(
                _(
                    "NOT ENCRYPTED: whoever reads this file reads every word of the book and holds the keys to it. "
                    "Give a passphrase: --passphrase-file, or YINUO_BACKUP_PASSPHRASE."
                )
            )
        if made.manifest.secret_key != "kept":  # noqa: S105 - a word, not a secret
            self.stderr.write(
                _("The secret key comes from YINUO_SECRET_KEY and is not in the backup: keep it elsewhere.")
            )
        for flaw in made.manifest.flaws:
            self.stderr.write(flaw)
        if count := len(made.manifest.flaws):
            text = ngettext("%(count)s file is not whole.", "%(count)s files are not whole.", count)
            raise CommandError(text % {"count": count}, returncode=1)


def no_tool(error: snapshot.NoTool) -> str:
    return _(
        "PostgreSQL's own tools of the server's version are needed: %(tool)s. On Debian and Ubuntu they are in the "
        "package postgresql-client."
    ) % {"tool": error}


def summary(tables: dict[str, int], streams: dict[str, Any], files: dict[str, Any]) -> str:
    kept = sum(name.startswith("files/") for name in files)
    return _("%(rows)s rows in %(tables)s tables, %(events)s events in %(streams)s streams, %(files)s files") % {
        "rows": sum(tables.values()),
        "tables": len(tables),
        "events": tables.get("event", 0),
        "streams": len(streams),
        "files": kept,
    }
