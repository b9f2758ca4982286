"""Take a backup in again, in an empty place, and prove that all of it is there."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import clock
from yinuo.base.backup import archive, cipher, erasures, passphrases, snapshot
from yinuo.evidence import actions as evidence
from yinuo.evidence.management.commands.backup import no_tool, summary


class Command(BaseCommand):
    help = "Take a backup in again in an empty data folder (and an empty database), check it and go on with it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="An empty folder, or a new one.")
        parser.add_argument("--verify", action="store_true", help="Also compute every event and every file again.")
        parser.add_argument(
            "--erasures", type=Path, action="append", default=[], metavar="LIST", help="Lists of erased persons."
        )
        passphrases.add_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(_("There is no backup %(file)s. Nothing was restored.") % {"file": options["file"]})
        _refuse_full(options["into"])
        try:
            passphrase = passphrases.given(options)
            with _opened(options["file"], passphrase) as (manifest, sha256, parts):
                self._take_in(manifest, sha256, parts, options)
        except archive.PassphraseNeeded as error:
            raise CommandError(_("This backup is encrypted: give its passphrase with --passphrase-file.")) from error
        except cipher.WrongPassphrase as error:
            raise CommandError(
                _("The passphrase is wrong, or the backup was changed. Nothing was restored.")
            ) from error
        except archive.Damaged as error:
            text = _("This is no whole backup: %(what)s. Nothing was restored.")
            raise CommandError(text % {"what": error}) from error
        except snapshot.NoTool as error:
            raise CommandError(no_tool(error)) from error
        except (snapshot.Refused, OSError) as error:
            raise CommandError(_("Restoring stopped: %(error)s. Empty the target.") % {"error": error}) from error
        if options["verify"]:
            call_command("verify", documents=True, stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(
            _("Restored into %(folder)s. Start it: YINUO_DATA=%(folder)s yinuo serve") % {"folder": settings.DATA}
        )

    def _take_in(self, manifest: archive.Manifest, sha256: str, parts: Path, options: dict[str, Any]) -> None:
        facts = {"moment": manifest.made_at, "version": manifest.version, "server": manifest.server}
        self.stdout.write(_("Backup of %(moment)s, Yinuo %(version)s, %(server)s") % facts)
        self.stdout.write(_("Manifest SHA-256 %(sha256)s") % {"sha256": sha256})
        _refuse_foreign(manifest)
        if flaws := evidence.take_in(manifest, parts):
            for flaw in flaws:
                self.stderr.write(flaw)
            raise CommandError(_("What was restored is not what the manifest says. Do not use it."), returncode=1)
        self.stdout.write(summary(manifest.tables, manifest.streams, manifest.files))
        self.stdout.write(_("Every count and every head is that of the manifest."))
        call_command("migrate", verbosity=0)
        beside = [options["file"].parent / erasures.NAME, parts / archive.ERASURES, *options["erasures"]]
        again = evidence.settle(manifest, sha256, erased=evidence.listed_erasures(beside), at=clock.now())
        text = ngettext("%(count)s erasure was applied again.", "%(count)s erasures were applied again.", len(again))
        self.stdout.write(text % {"count": len(again)})
        self.stdout.write(_("Everybody signs in anew. Letters that were waiting are held: see each project's notices."))
        if manifest.secret_key != "kept":  # noqa: S105 - a word, not a secret
            self.stderr.write(_("Set YINUO_SECRET_KEY to what it was: codes on their way and waiting letters need it."))


def _opened(file: Path, passphrase: str) -> AbstractContextManager[tuple[archive.Manifest, str, Path]]:
    return evidence.unpacked(file, passphrase=passphrase)


def _refuse_full(into: Path) -> None:
    """The settings were read for this folder, and nothing is in it."""
    if into.resolve() != settings.DATA:
        raise CommandError(_("Type yinuo restore, or set YINUO_DATA to the folder of --into."))
    if any(into.iterdir()):
        raise CommandError(_("%(folder)s is not empty. Nothing was restored.") % {"folder": into})
    name = Path(str(connection.settings_dict["NAME"]))
    is_taken = name.exists() if connection.vendor == "sqlite" else bool(connection.introspection.table_names())
    if is_taken:
        raise CommandError(_("The database %(name)s is not empty. Nothing was restored.") % {"name": name})


def _refuse_foreign(manifest: archive.Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise CommandError(
            _("This backup holds %(theirs)s, and DATABASE_URL names %(ours)s. Nothing was restored.")
            % {"theirs": manifest.vendor, "ours": connection.vendor}
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := evidence.newer_migrations(manifest, known):
        text = _("This backup was made by a newer version (%(names)s). Install that one first.")
        raise CommandError(text % {"names": ", ".join(newer[:3])})
