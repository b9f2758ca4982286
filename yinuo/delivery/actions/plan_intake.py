"""Take the tasks of a file into the draft of the plan in one act; take the whole of it back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yinuo.delivery.actions import intake as files
from yinuo.delivery.actions.incoming import Arranged, Standing, arranged
from yinuo.delivery.actions.intake import IntakeGone, StandsOtherwise
from yinuo.delivery.actions.plan import COPIED, DESCRIBED, copied, lock, plan_subject, reckon
from yinuo.delivery.actions.tasks import ReasonMissing
from yinuo.delivery.models import Dependency, FileIntake, PlannedTask, PlanVersion, Task, TaskDrop
from yinuo.delivery.queries import plan as plans
from yinuo.evidence import actions as evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yinuo.delivery.actions.incoming import Incoming
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

BATCH = 200
TYPED = tuple(name for name in COPIED if name not in ("start", "finish", "total_float", "is_critical"))
LINKED = ("before_id", "after_id", "kind", "lag")
DROPPED = ("task_id", "name", "why", "by_id", "at")


class NothingToTake(ValueError):
    """No row of the file is good."""


def stamp(version: PlanVersion | None) -> str:
    """What a plan says, as a short text that another state of it does not share."""
    text = json.dumps(_said(version) if version else None, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(version: PlanVersion) -> dict[str, Any]:
    """Everything that people typed into a version."""
    words = PlanVersion.objects.filter(pk=version.pk).values(*DESCRIBED).get()
    return {
        "number": version.number,
        "words": {name: words[name] for name in sorted(words)},
        "tasks": list(version.planned.order_by("place", "id").values_list(*TYPED, "why")),
        "links": list(version.dependencies.order_by("before_id", "after_id").values_list(*LINKED)),
        "drops": list(version.drops.order_by("task_id").values_list(*DROPPED)),
    }


@transaction.atomic
def take_plan(
    intake: FileIntake, incoming: Incoming, *, by: Member, at: datetime, seen: str, why: str = ""
) -> PlanVersion:
    """The draft becomes what the file says, or is begun with it; one event. `seen` is the stamp it was looked at with.

    Raises:
        IntakeGone: it was taken in or forgotten a moment ago.
        StandsOtherwise: the plan has changed since it was looked at.
        NothingToTake: no row is good.
        ReasonMissing: a task that the client knows would be left out without `why`.
        Ring, TooLong: as `edit_task`.

    """
    project = intake.project
    lock(project)
    intake = files.opened(intake, taken=False)
    if not incoming.tasks:
        raise NothingToTake
    standing = Standing(project)
    if stamp(standing.version) != seen:
        raise StandsOtherwise
    made = arranged(standing, incoming)
    before = _said(standing.draft) if standing.draft else None
    version = standing.draft or copied(project, standing.published, by=by, at=at)
    _drop(version, standing, made, by=by, at=at, why=why)
    _write(version, made, by=by, at=at)
    if incoming.data_date and incoming.data_date != version.data_date:
        PlanVersion.objects.filter(pk=version.pk).update(data_date=incoming.data_date, revision=version.revision + 1)
    kept = json.loads(json.dumps(before, cls=DjangoJSONEncoder))
    back = {"before": kept, "after": stamp(version)}
    FileIntake.objects.filter(pk=intake.pk).update(taken_at=at, back=back)
    counts = {"added": len(made.added), "changed": len(made.changed), "dropped": len(made.dropped)}
    _record("delivery.import_plan", version, by=by, at=at, facts={**files.told(intake), **counts})
    return version


def _record(verb: str, version: PlanVersion, *, by: Member, at: datetime, facts: dict[str, Any]) -> None:
    evidence.record(
        verb=verb,
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts=facts,
    )


def known_to_client(standing: Standing, made: Arranged) -> list[PlannedTask]:
    """Of what is left out, the tasks that stand in the published plan: they need a reason."""
    if standing.published is None:
        return []
    known = set(standing.published.planned.values_list("task_id", flat=True))
    return [row for row in made.dropped if row.task_id in known]


def _drop(version: PlanVersion, standing: Standing, made: Arranged, *, by: Member, at: datetime, why: str) -> None:
    known = known_to_client(standing, made)
    if known and not why.strip():
        raise ReasonMissing
    TaskDrop.objects.filter(version=version, task__in=[row.task_id for row in made.rows if row.task_id > 0]).delete()
    TaskDrop.objects.bulk_create(
        TaskDrop(version=version, task=row.task, name=row.name, why=why, by=by, at=at) for row in known
    )


def _write(version: PlanVersion, made: Arranged, *, by: Member, at: datetime) -> None:
    """The rows of the version become those of `made`; what is new gets its key."""
    new = {row.task_id: row.task for row in made.rows if row.task_id < 0}
    for task in new.values():
        task.pk, task.by, task.at = None, by, at
    Task.objects.bulk_create(new.values(), batch_size=BATCH)
    for row in made.rows:
        row.version, row.task = version, new.get(row.task_id, row.task)
        row.parent = new.get(row.parent_id, row.parent) if row.parent_id else None
    for link in made.links:
        link.version = version
        link.before, link.after = new.get(link.before_id, link.before), new.get(link.after_id, link.after)
    _replace(version, made.rows, made.links)


def _replace(version: PlanVersion, rows: Sequence[PlannedTask], links: Sequence[Dependency]) -> None:
    Dependency.objects.filter(version=version).delete()
    PlannedTask.objects.filter(version=version).delete()
    PlannedTask.objects.bulk_create(rows, batch_size=BATCH)
    Dependency.objects.bulk_create(links, batch_size=BATCH)


def may_undo(intake: FileIntake) -> bool:
    """Whether the draft still stands as the file left it."""
    version = plans.draft(intake.project)
    return intake.back is not None and version is not None and stamp(version) == intake.back["after"]


@transaction.atomic
def undo_plan(intake: FileIntake, *, by: Member, at: datetime) -> None:
    """The draft becomes what it was before the file came, or goes if there was none; codes of new tasks stay taken.

    Raises IntakeGone when it was undone before, StandsOtherwise when the draft was changed or published since.
    """
    project: Project = intake.project
    lock(project)
    intake = files.opened(intake, taken=True)
    version = plans.draft(project)
    if version is None or intake.back is None or not may_undo(intake):
        raise StandsOtherwise
    _record("delivery.undo_plan_import", version, by=by, at=at, facts=files.told(intake))
    before = intake.back["before"]
    intake.delete()
    if before is None:
        version.delete()
        return
    PlanVersion.objects.filter(pk=version.pk).update(**before["words"], revision=version.revision + 1)
    rows = [PlannedTask(version=version, **dict(zip((*TYPED, "why"), row, strict=True))) for row in before["tasks"]]
    links = [Dependency(version=version, **dict(zip(LINKED, link, strict=True))) for link in before["links"]]
    _replace(version, rows, links)
    TaskDrop.objects.filter(version=version).delete()
    TaskDrop.objects.bulk_create(
        TaskDrop(version=version, **dict(zip(DROPPED, drop, strict=True))) for drop in before["drops"]
    )
    version.refresh_from_db()
    reckon(version)


__all__ = [
    "IntakeGone",
    "NothingToTake",
    "StandsOtherwise",
    "known_to_client",
    "may_undo",
    "stamp",
    "take_plan",
    "undo_plan",
]
