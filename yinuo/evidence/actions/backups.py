"""Back up 备份 and restore 恢复: the whole book in one file, taken under load, and taken in again elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext as _

import yinuo
from yinuo.base import canonical, clock
from yinuo.base.backup import archive, cipher, erasures, snapshot
from yinuo.evidence import queries
from yinuo.evidence.access import path_of
from yinuo.evidence.actions.events import record
from yinuo.evidence.actions.persons import erase, keep_erasures
from yinuo.evidence.models import PersonKey

RESTORE = "evidence.restore"
"""The verb of the event that says: what follows was written after a restored backup."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup: what it holds, how large it is, and the SHA-256 of its manifest."""

    manifest: archive.Manifest
    size: int
    sha256: str


def back_up(target: Path, *, passphrase: str = "") -> Made:
    """Write a backup to `target`, which must not exist; sealed if there is a passphrase. Others may go on writing.

    The database's moment comes first and the files after it: a file stands before its row, so none is missing. Raises
    `FileExistsError`, `snapshot.NoTool`, `snapshot.Refused`; nothing is left behind then.
    """
    if target.exists():
        raise FileExistsError(target)
    keep_erasures(target.parent)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        draft = Path(folder) / "draft"
        with draft.open("xb") as file:
            draft.chmod(0o600)
            sealing = cipher.Sealing(file, passphrase) if passphrase else None
            manifest, sha256 = _pack(archive.Packing(sealing or file), Path(folder))
            if sealing:
                sealing.close()
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    return Made(manifest, target.stat().st_size, sha256)


def _pack(packing: archive.Packing, folder: Path) -> tuple[archive.Manifest, str]:
    with snapshot.taken(folder) as moment:
        manifest = archive.Manifest(
            made_at=canonical.moment(clock.now()),
            version=yinuo.__version__,
            vendor=connection.vendor,
            server=moment.server,
            migrations=_migrations(moment),
            tables=counts(moment),
            streams={name: [seq, link] for name, seq, link in moment.rows("SELECT name, seq, link FROM stream")},
            secret_key="kept" if (settings.DATA / archive.SECRET_KEY).is_file() else "environment",
        )
        packing.add(*moment.dump())
        documents = moment.rows("SELECT sha256 FROM document ORDER BY sha256")
    for (sha256,) in documents:
        _pack_document(packing, str(sha256), manifest.flaws)
    if manifest.secret_key == "kept":  # noqa: S105 - a word, not a secret
        packing.add(archive.SECRET_KEY, settings.DATA / archive.SECRET_KEY)
    packing.add_bytes(archive.ERASURES, erasures.text(queries.erasures()).encode())
    return manifest, packing.finish(manifest)


def _pack_document(packing: archive.Packing, sha256: str, flaws: list[str]) -> None:
    """A backup of a book with a broken file is still better than none; it says so."""
    try:
        if packing.add(f"files/{path_of(sha256)}", Path(default_storage.path(path_of(sha256)))) != sha256:
            flaws.append(_("the bytes of document %(sha256)s were changed") % {"sha256": sha256})
    except FileNotFoundError:
        flaws.append(_("the file of document %(sha256)s is gone") % {"sha256": sha256})


def _migrations(moment: snapshot.Snapshot) -> list[str]:
    return [f"{app}.{name}" for app, name in moment.rows("SELECT app, name FROM django_migrations ORDER BY app, name")]


def counts(moment: snapshot.Asked) -> dict[str, int]:
    """Rows of every table at that moment."""
    listed = (
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
    )
    quote = connection.ops.quote_name
    return {
        name: int(moment.rows(f"SELECT count(*) FROM {quote(name)}")[0][0])  # noqa: S608 - names of our own tables
        for (name,) in moment.rows(listed)
    }


class _Here:
    """The database as it stands now, asked like a moment."""

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())


@contextmanager
def unpacked(file: Path, *, passphrase: str = "") -> Iterator[tuple[archive.Manifest, str, Path]]:
    """The manifest of a backup, its SHA-256 and the folder of its parts, within the data folder until the block ends.

    Every part was compared with the manifest. Raises what `archive.unpack` raises.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as folder:
        manifest, sha256 = archive.unpack(file, Path(folder), passphrase)
        yield manifest, sha256, Path(folder)


def take_in(manifest: archive.Manifest, parts: Path) -> list[str]:
    """Load the database and put the files in their places; what differs from the manifest, nothing if all is there.

    Raises `snapshot.Refused`, `snapshot.NoTool`.
    """
    name = archive.POSTGRESQL if manifest.vendor == "postgresql" else archive.SQLITE
    for held in sorted((parts / "files").rglob("*")) if (parts / "files").exists() else ():
        if held.is_file():
            place = Path(default_storage.path(str(held.relative_to(parts / "files"))))
            place.parent.mkdir(parents=True, exist_ok=True)
            held.replace(place)
    if (parts / archive.SECRET_KEY).exists():
        (parts / archive.SECRET_KEY).replace(settings.DATA / archive.SECRET_KEY)
    snapshot.load(name, parts / name)
    here = _Here()
    tables, wanted = counts(here), manifest.tables
    flaws = [
        f"{table}: {tables.get(table)} ≠ {wanted.get(table)}"
        for table in sorted(tables.keys() | wanted)
        if tables.get(table) != wanted.get(table)
    ]
    heads = {str(row[0]): list(row[1:]) for row in here.rows("SELECT name, seq, link FROM stream")}
    return flaws + [
        f"{stream}: {heads.get(stream)} ≠ {manifest.streams.get(stream)}"
        for stream in sorted(heads.keys() | manifest.streams)
        if heads.get(stream) != manifest.streams.get(stream)
    ]


@transaction.atomic
def settle(manifest: archive.Manifest, sha256: str, *, erased: dict[str, str], at: datetime) -> list[str]:
    """Make a loaded backup fit to go on with; the persons erased anew.

    Nobody stays signed in, for a session ended since would live again; whoever was erased since is erased again; and an
    event says that the book goes on from a backup, upon which the outbox is held.
    """
    Session.objects.all().delete()
    record(
        verb=RESTORE,
        subject="firm",
        by="yinuo restore",
        facts={"made_at": manifest.made_at, "manifest_sha256": sha256},
        happened_at=at,
    )
    known = queries.erasures()
    again = [
        person
        for person in sorted(erased)
        if person not in known or PersonKey.objects.filter(person=person).exists()
    ]  # fmt: skip
    for person in again:
        why = _("Erased on %(day)s, before this backup was restored.") % {"day": erased[person][:10]}
        erase(person, by="yinuo restore", at=at, why=why)
    return again


def listed_erasures(paths: Iterable[Path]) -> dict[str, str]:
    """Who stands on any of these lists."""
    return {person: at for path in paths for person, at in erasures.read(path).items()}


def newer_migrations(manifest: archive.Manifest, known: set[str]) -> list[str]:
    """Migrations of the backup that this version does not know: it was made by a newer one."""
    return [name for name in manifest.migrations if name not in known]
