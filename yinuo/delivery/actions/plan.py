"""Begin a draft of the plan, say what it is for, throw it away; compute its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from yinuo.base import merge
from yinuo.base.prepared import Given, Prepared
from yinuo.delivery.models import Dependency, PlannedTask, PlanPublishing, PlanVersion
from yinuo.delivery.queries import network
from yinuo.delivery.queries import plan as plans
from yinuo.delivery.queries.network import Ring, TooLong
from yinuo.evidence import actions as evidence
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.delivery.models import Task
    from yinuo.people.models import Member

__all__ = [
    "Edited",
    "Frozen",
    "Ring",
    "TooLong",
    "describe",
    "draft_of",
    "drop_draft",
    "lock",
    "only_draft",
    "plan_subject",
    "reckon",
    "record_plan_export",
    "start_draft",
    "task_subject",
]

WORDS = ("goal", "strategy", "action", "capability", "verification")
DESCRIBED = frozenset({*WORDS, "data_date"})
COPIED = (
    *("task_id", "parent_id", "place", "name", "side", "owner_id", "owner_name", "effort", "duration", "rule"),
    *("rule_on", "percent", "actual_start", "actual_finish", "is_milestone", "is_shown"),
    *("start", "finish", "total_float", "is_critical"),
)


class Frozen(ValueError):
    """The version was published: it stays as it was."""


class Edited(merge.Edited):
    """Somebody else changed the version or the task since the form was opened."""


def plan_subject(version: PlanVersion) -> str:
    """The code that events carry for a version: `P1/plan/8`."""
    return f"{version.project.code}/plan/{version.number}"


def task_subject(project: Project, task: Task) -> str:
    """The code that events carry for a task: `P1/plan/T12`."""
    return f"{project.code}/plan/{task.code}"


_lock = Prepared(lambda: Project.objects.select_for_update().filter(pk=Given("project")).values_list("pk"))


def lock(project: Project) -> None:
    """Whoever changes the plan of a project does so one after the other."""
    _lock(project=project.pk)


def only_draft(version: PlanVersion) -> None:
    """Raises Frozen once `version` was published, read afresh."""
    if PlanPublishing.objects.filter(version=version).exists():
        raise Frozen


@transaction.atomic
def start_draft(project: Project, *, by: Member, at: datetime) -> PlanVersion:
    """The draft of the plan; where there is none, a new one made from the newest published version, or from nothing."""
    lock(project)
    return plans.draft(project) or _begin(project, by=by, at=at)


def draft_of(project: Project, *, by: Member, at: datetime) -> PlanVersion:
    """The same for verbs that hold the lock already."""
    return plans.draft(project) or _begin(project, by=by, at=at)


def _begin(project: Project, *, by: Member, at: datetime) -> PlanVersion:
    before = plans.newest_published(project)
    version = copied(project, before, by=by, at=at)
    evidence.record(
        verb="delivery.start_draft",
        subject=plan_subject(version),
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"from": before.number if before else None},
    )
    return version


def copied(project: Project, before: PlanVersion | None, *, by: Member, at: datetime) -> PlanVersion:
    """A new version that says what `before` said; whoever asks for it records the event."""
    words = {name: getattr(before, name) for name in DESCRIBED} if before else {}
    number = before.number + 1 if before else 1
    version = PlanVersion.objects.create(project=project, number=number, by=by, at=at, **words)
    if before:
        PlannedTask.objects.bulk_create(
            PlannedTask(version=version, **{name: getattr(row, name) for name in COPIED})
            for row in before.planned.order_by("place", "id")
        )
        Dependency.objects.bulk_create(
            Dependency(version=version, before_id=row.before_id, after_id=row.after_id, kind=row.kind, lag=row.lag)
            for row in before.dependencies.order_by("id")
        )
    return version


@transaction.atomic
def describe(version: PlanVersion, *, by: Member, at: datetime, revision: int, **changes: Any) -> PlanVersion:
    """Say what the plan is for, how it is reached and checked, and as of which day its progress was noted.

    Raises Frozen, and Edited when another change came first (`revision` is the one the form was opened with).
    """
    if unknown := changes.keys() - DESCRIBED:
        raise TypeError(unknown)
    lock(version.project)
    only_draft(version)
    changed = {name: value for name, value in changes.items() if getattr(version, name) != value}
    if not changed:
        return version
    rows = PlanVersion.objects.filter(pk=version.pk, revision=revision)
    updated = rows.update(**changed, revision=F("revision") + 1)
    version.refresh_from_db(fields=[*DESCRIBED, "revision"])
    if not updated:
        raise Edited
    if "data_date" in changed:
        reckon(version)
    evidence.record(
        verb="delivery.describe_plan",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts=changed,
    )
    return version


@transaction.atomic
def drop_draft(version: PlanVersion, *, by: Member, at: datetime) -> None:
    """Throw a draft away; the published plan stays. Raises Frozen for a published one."""
    lock(version.project)
    only_draft(version)
    evidence.record(
        verb="delivery.drop_draft",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"tasks": version.planned.count()},
    )
    version.delete()


@transaction.atomic
def record_plan_export(version: PlanVersion, *, by: Member, at: datetime, form: str) -> None:
    """A version was taken out as a file of the kind `form`."""
    evidence.record(
        verb="delivery.export_plan",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"form": form},
    )


def reckon(version: PlanVersion) -> None:
    """Compute every date of the draft anew and keep those that changed. Raises Ring and TooLong."""
    rows = plans.tasks(version)
    found = network.placed(version, rows, plans.waits(version))
    changed = [row for row in rows if network.moved(row, found[row.task_id])]
    for row in changed:
        now = found[row.task_id]
        row.start, row.finish, row.total_float, row.is_critical = (
            now.start,
            now.finish,
            now.total_float,
            now.is_critical,
        )
    PlannedTask.objects.bulk_update(changed, ["start", "finish", "total_float", "is_critical"], batch_size=200)
