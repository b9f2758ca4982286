"""Look an installation over: what is well, and how to mend what is not."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import clock, guards, reach
from yinuo.bridges import mailbox
from yinuo.evidence import jobs
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event

_FREE_BYTES = 1024**3
_BACKLOG = timedelta(hours=1)
_CLOCK_SLACK = timedelta(minutes=5)
_OLD_BACKUP = timedelta(days=2)
_EARLIEST = 2025
_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "recursive_triggers": "1"}
_PG_SETTINGS = {"fsync": {"on"}, "synchronous_commit": {"on", "local", "remote_write", "remote_apply"}}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is empty if it is well."""

    what: str
    mend: str = ""


class Command(BaseCommand):
    help = "Look the installation over; exit code 1 if something needs mending."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(_seen(migrations))
        is_new = any(finding.mend for finding in findings)  # tables that are not there yet need no finding each
        findings += [finding for look in (OUTSIDE if is_new else LOOKS) for finding in _seen(look)]
        for finding in findings:
            mark = _("mend") if finding.mend else _("ok")
            self.stdout.write(f"{mark:<5} {finding.what}")
            if finding.mend:
                self.stdout.write(f"      {finding.mend}")
        if count := sum(bool(finding.mend) for finding in findings):
            raise CommandError(
                ngettext("%(count)s thing to mend.", "%(count)s things to mend.", count) % {"count": count},
                returncode=1,
            )


def _seen(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A database that is not there or not migrated is a finding, not a crash."""
    try:
        yield from look()
    except DatabaseError as error:
        text = str(error).splitlines()[0]
        yield Finding(_("Database: %(error)s") % {"error": text}, _("Check DATABASE_URL, then run migrate."))


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        count = len(waiting)
        what = ngettext("%(count)s migration waits", "%(count)s migrations wait", count) % {"count": count}
        yield Finding(what, _("Run: yinuo migrate"))
    else:
        yield Finding(_("All migrations are applied"))


def guards_stand() -> Iterator[Finding]:
    names = guards.missing(connection)
    if names:
        yield Finding(
            _("Guards missing: %(names)s") % {"names": ", ".join(names)}, _("Run migrate: it installs them again.")
        )
    else:
        yield Finding(_("Every append-only table is guarded"))


def heads() -> Iterator[Finding]:
    flaws = evidence.heads()
    for flaw in flaws:
        yield Finding(str(flaw), _("Run verify, keep a copy of the database, and compare with the last receipt."))
    if not flaws:
        yield Finding(_("The head of every stream is its last event"))


def storage() -> Iterator[Finding]:
    name = f"doctor-{secrets.token_hex(8)}"
    try:
        kept = default_storage.save(name, ContentFile(b"well"))
        default_storage.delete(kept)
        free = shutil.disk_usage(settings.DATA).free
    except OSError as error:
        yield Finding(
            _("Files cannot be written: %(error)s") % {"error": error},
            _("Give the process the right to write to the data folder, or set YINUO_DATA."),
        )
        return
    what = _("Files can be written, %(free)s GB free") % {"free": f"{free / 1024**3:.1f}"}
    yield Finding(what, "" if free > _FREE_BYTES else _("Make room on the disk of the data folder."))


def durability() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        rows = [(name, _shown(f"SHOW {name}"), wanted) for name, wanted in _PG_SETTINGS.items()]
        mend = _("Set it back in postgresql.conf: an acknowledged signature must survive a power cut.")
    else:
        # A database in memory, as tests use it, cannot keep a write-ahead log.
        rows = [(name, _shown(f"PRAGMA {name}"), {value, "memory"}) for name, value in _PRAGMAS.items()]
        mend = _("Start the installation with its own settings; another program opened the file.")
    for name, value, wanted in rows:
        yield Finding(f"{name} = {value}", "" if value in wanted else mend)


def the_clock() -> Iterator[Finding]:
    now = clock.now()
    last = Event.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    ahead = last is not None and datetime.fromisoformat(last) > now + _CLOCK_SLACK
    what = _("The clock says %(now)s") % {"now": now.isoformat(timespec="seconds")}
    is_wrong = ahead or now.year < _EARLIEST
    yield Finding(what, _("The last event is later than now: set the clock, and keep it by NTP.") if is_wrong else "")


def mail() -> Iterator[Finding]:
    way = reach.way_of_mail()
    mend = ""
    if not reach.sends_mail() and not settings.TESTING:
        mend = _("Set EMAIL_URL: without it no code and no invitation reaches a client.")
    elif way == "smtp" and not settings.EMAIL_HOST:
        mend = _("EMAIL_URL names no server. Write it like smtps://name:password@mail.example.com:465.")
    yield Finding(_("Mail goes out by %(way)s") % {"way": way}, mend)


def mailbox_read() -> Iterator[Finding]:
    """Only where one is set: without it a mail server may hand letters over, or nobody answers by calendar."""
    if not settings.MAILBOX:
        return
    mend, host = "", ""
    try:
        place = mailbox.mailbox_of(settings.MAILBOX)
        host = place.host
        mailbox.waiting(place)
    except mailbox.BadMailbox:
        mend = _("YINUO_MAILBOX names no mailbox. Write it like imaps://name:password@mail.example.com/INBOX.")
    except mailbox.NotRead as problem:
        mend = _("It was not read: %(problem)s. Many providers want a password made for programs.") % {
            "problem": problem
        }
    yield Finding(_("Answers to invitations are read from the mailbox at %(host)s") % {"host": host or "—"}, mend)


def address() -> Iterator[Finding]:
    """A sheet link to this machine opens on no telephone."""
    near = reach.is_for_this_machine_only() and not (settings.DEMO or settings.TESTING)
    mend = _("Only this machine can open them. Set YINUO_URL to the address by which people reach it.")
    yield Finding(_("Links lead to %(address)s") % {"address": settings.URL}, mend if near else "")


def outbox() -> Iterator[Finding]:
    """Asked of the table itself: the room of notices stands on a higher floor."""
    if "notice" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM notice WHERE sent_at IS NULL AND dropped_at IS NULL AND due_at < %s",
            [connection.ops.adapt_datetimefield_value(clock.now() - _BACKLOG)],
        )
        (waiting,) = cursor.fetchone()
    what = ngettext(
        "%(count)s message has waited for over an hour", "%(count)s messages have waited for over an hour", waiting
    )
    yield Finding(what % {"count": waiting}, _("Start the worker, and check EMAIL_URL.") if waiting else "")


def backups() -> Iterator[Finding]:
    if settings.DEMO or settings.TESTING:
        return
    folder = settings.BACKUP_DIR
    if folder is None:
        yield Finding(_("No backup is made each night"), _("Set YINUO_BACKUP_DIR, best to a folder on another disk."))
        return
    newest = next(iter(jobs.held(folder)), None)
    if newest is None:
        yield Finding(_("There is no backup yet in %(folder)s") % {"folder": folder}, _("Start the worker."))
        return
    what = _("Last nightly backup: %(moment)s") % {"moment": newest.isoformat(timespec="minutes")}
    mend = _("It is older than two days: look at the worker's log, and for room in YINUO_BACKUP_DIR.")
    yield Finding(what, mend if clock.now() - newest > _OLD_BACKUP else "")


def _shown(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


OUTSIDE = (durability, storage, address, mail, mailbox_read, backups)
LOOKS = (guards_stand, heads, durability, storage, the_clock, address, mail, mailbox_read, outbox, backups)
