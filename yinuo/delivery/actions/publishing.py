"""Publish the draft of a plan: it is frozen, and the client sees a copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.base import codes, dates
from yinuo.base.sides import OwnerSide
from yinuo.capture.absolutes import absolute_in
from yinuo.delivery.access import plan as access
from yinuo.delivery.actions.plan import lock, only_draft, plan_subject
from yinuo.delivery.models import PlannedTask, PlanPublishing
from yinuo.delivery.published import PublishedPlan, PublishedTask
from yinuo.delivery.queries import days
from yinuo.delivery.queries import plan as plans
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from yinuo.base.calendar import Working
    from yinuo.delivery.models import PlanVersion
    from yinuo.people.models import Member


class NothingToPublish(ValueError):
    """A plan without tasks tells nobody anything."""


class ReasonsMissing(ValueError):
    """Tasks moved since the plan published before, and nobody says why; `codes` names them."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


@dataclass(frozen=True, slots=True)
class Move:
    """A task that ends on another day than in the plan published before."""

    row: PlannedTask
    was: date | None


def moves_of(version: PlanVersion) -> list[Move]:
    """What moved since the version published before, in the order of the table; tasks with parts move with them."""
    before = plans.newest_published(version.project)
    if before is None:
        return []
    was = dict(before.planned.values_list("task_id", "finish"))
    return [
        Move(node.row, was[node.row.task_id])
        for node in plans.tree(plans.tasks(version), ())
        if not node.has_parts and was.get(node.row.task_id, node.row.finish) != node.row.finish
    ]


@transaction.atomic
def publish(
    version: PlanVersion,
    *,
    by: Member,
    at: datetime,
    reasons: Mapping[str, str] = MappingProxyType({}),
    otherwise: str = "",
) -> PublishedPlan:
    """Freeze the draft and show the client a copy of its tasks, but for those kept from the client.

    Every task that moved since the last published version needs its reason: its own in `reasons` by code, or
    `otherwise`. Raises Frozen, NothingToPublish, ReasonsMissing, and AbsoluteGuarantee (R45) with the task's `code`.
    """
    lock(version.project)
    only_draft(version)
    _give_reasons(version, reasons, otherwise)
    rows = plans.tasks(version)
    nodes = plans.tree(rows, ())
    if not nodes:
        raise NothingToPublish
    shown = _shown(nodes)
    _refuse_guarantees(shown)
    plan = _copied(version, shown, by=by, at=at)
    special = days.unusual(calendar_of(version.project), *days.span(version, rows))
    kept = " ".join(day.isoformat() for day in special)
    publishing = PlanPublishing.objects.create(version=version, published=plan, special_days=kept, by=by, at=at)
    evidence.record(
        verb="delivery.freeze_plan",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        happened_at=at,
        facts={"tasks": len(nodes), "shown": len(shown)},
        rows=[publishing],
    )
    return plan


def _give_reasons(version: PlanVersion, reasons: Mapping[str, str], otherwise: str) -> None:
    moved = moves_of(version)
    for move in moved:
        move.row.why = (reasons.get(move.row.task.code, "") or otherwise).strip()
    if missing := [move.row.task.code for move in moved if not move.row.why]:
        raise ReasonsMissing(missing)
    PlannedTask.objects.bulk_update([move.row for move in moved], ["why"], batch_size=200)


@dataclass(frozen=True, slots=True)
class _Shown:
    row: PlannedTask
    level: int
    parent: str
    has_parts: bool
    percent: int


def _shown(nodes: Sequence[plans.Node]) -> list[_Shown]:
    """The tree as the client sees it: parts of a hidden task hang on the nearest shown one above it."""
    above: list[tuple[int, str, int]] = []
    found: list[tuple[plans.Node, int, str]] = []
    for node in nodes:
        while above and above[-1][0] >= node.level:
            above.pop()
        if not node.row.is_shown:
            continue
        parent, level = (above[-1][1], above[-1][2] + 1) if above else ("", 0)
        above.append((node.level, node.row.task.thread, level))
        found.append((node, level, parent))
    parents = {parent for _node, _level, parent in found}
    return [
        _Shown(node.row, level, parent, node.row.task.thread in parents, node.percent) for node, level, parent in found
    ]


def _refuse_guarantees(shown: Sequence[_Shown]) -> None:
    for one in shown:
        for text in (one.row.name, one.row.why):
            if absolute := absolute_in(text):
                raise AbsoluteGuarantee(one.row.task.code, absolute.words)


def _copied(version: PlanVersion, shown: Sequence[_Shown], *, by: Member, at: datetime) -> PublishedPlan:
    text = _canonical_text(version, shown)
    plan = PublishedPlan.objects.create(
        project=version.project,
        number=version.number,
        by_name=by.person.name,
        published_at=at,
        canonical_text=text,
        sha256=codes.digest(text),
    )
    evidence.keep_document(text.encode(), media_type="text/plain; charset=utf-8")
    signed = access.signed_days(version.project_id, [one.row.task.thread for one in shown])
    cal = calendar_of(version.project)
    rows = [_copy(plan, place, one, signed.get(one.row.task.thread), cal) for place, one in enumerate(shown, start=1)]
    PublishedTask.objects.bulk_create(rows)
    evidence.record(
        verb="delivery.publish_plan",
        subject=plan_subject(version),
        by=by.person.name,
        project=version.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={"document_sha256": plan.sha256, "tasks": len(rows)},
        rows=[plan, *rows],
    )
    return plan


def _copy(plan: PublishedPlan, place: int, one: _Shown, signed_on: date | None, cal: Working) -> PublishedTask:
    row = one.row
    assert row.start is not None  # noqa: S101  # every verb computes the dates
    assert row.finish is not None  # noqa: S101  # as above
    return PublishedTask(
        plan=plan,
        thread=row.task.thread,
        parent=one.parent,
        place=place,
        level=one.level,
        name=row.name,
        side=row.side,
        owner_name=row.owner.name if row.owner else row.owner_name,
        is_milestone=row.is_milestone,
        has_parts=one.has_parts,
        starts_on=row.start,
        ends_on=row.finish,
        done_on=row.actual_finish,
        percent=one.percent,
        signed_on=signed_on,
        late=cal.workdays_between(signed_on, row.finish) if signed_on else None,
        why=row.why,
    )


def _canonical_text(version: PlanVersion, shown: Sequence[_Shown]) -> str:
    """The plan as a text in the project's language: what the hash in the evidence stands for."""
    project = version.project
    with translation.override(project.language):
        head = _("Plan %(number)s: %(project)s") % {"number": version.number, "project": project.name}
        lines = [_line(one) for one in shown]
    return "\n".join([head, "", *lines, ""])


def _line(one: _Shown) -> str:
    row = one.row
    assert row.finish is not None  # noqa: S101  # every verb computes the dates
    who = row.owner.name if row.owner else row.owner_name
    told = {
        "name": row.name,
        "side": OwnerSide(row.side).label,
        "who": who or "—",
        "day": dates.day(row.actual_finish or row.finish),
        "why": row.why,
    }
    if row.actual_finish:
        words = _("%(name)s; %(side)s, %(who)s; done on %(day)s") % told
    else:
        words = _("%(name)s; %(side)s, %(who)s; by %(day)s") % told
    if row.why:
        words = _("%(words)s; reason: %(why)s") % {"words": words, "why": row.why}
    return "  " * one.level + words
