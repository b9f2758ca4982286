"""Keep a file while its maker looks at it; forget it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from yinuo.base import once
from yinuo.delivery.models import FileIntake
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.capture.tables import Table
    from yinuo.people.models import Member


class IntakeGone(Exception):
    """The file was taken in, taken back or forgotten meanwhile."""


class StandsOtherwise(Exception):
    """What the file was held against has changed since it was looked at, or since it was taken in."""


@transaction.atomic
def hand_in(
    project: Project, *, by: Member, at: datetime, kind: str, file_name: str, data: bytes, table: Table | None
) -> FileIntake:
    """Keep a file and what was read of it. Nothing else changes: no event."""
    Project.objects.select_for_update().get(pk=project.pk)
    last = FileIntake.objects.filter(project=project, kind=kind).aggregate(last=Max("number"))["last"] or 0
    once.spend()
    return FileIntake.objects.create(
        project=project,
        kind=kind,
        number=last + 1,
        member=by,
        file_name=file_name,
        original=data,
        table=asdict(table) if table else {},
        at=at,
    )


@transaction.atomic
def map_columns(intake: FileIntake, columns: dict[str, Any], *, table: Table | None = None) -> None:
    """Keep what each column fills, or begin anew with another worksheet. No event, as `hand_in`."""
    once.spend()
    if table is not None:
        intake.table = asdict(table)
    intake.columns = columns
    intake.save(update_fields=["columns", "table"])


@transaction.atomic
def forget(intake: FileIntake) -> None:
    """Forget a file that was not taken in. No event: nothing came of it."""
    once.spend()
    FileIntake.objects.filter(pk=intake.pk, taken_at=None).delete()


def forget_old(before: datetime) -> int:
    """Forget files that came before a moment; how many."""
    gone, _of_tables = FileIntake.objects.filter(at__lt=before).delete()
    return gone


def opened(intake: FileIntake, *, taken: bool) -> FileIntake:
    """The file, read afresh under the lock of its project. Raises IntakeGone."""
    found = FileIntake.objects.filter(pk=intake.pk, taken_at__isnull=not taken).first()
    if found is None:
        raise IntakeGone
    return found


def told(intake: FileIntake) -> dict[str, Any]:
    """What an event says of the file."""
    return {"file": intake.file_name, "sha256": hashlib.sha256(bytes(intake.original)).hexdigest()}
