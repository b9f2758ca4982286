"""A next step becomes a task of the plan; a memo closes when none of its steps is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.evidence import actions as evidence
from yinuo.meetings.actions.memos import MemoClosed, memo_subject
from yinuo.meetings.models import Memo, MemoItem, MemoItemTask, MemoState
from yinuo.meetings.queries import rows_of, standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.delivery.models import Task
    from yinuo.people.models import Member

NAME = 200


class NotSent(ValueError):
    """What the client never read is not planned on his account."""


class NotConfirmed(ValueError):
    """A memo that the client has not confirmed stays open."""


class StepsLeft(ValueError):
    """R01: next steps that stand in no published plan and were not dropped by both; `codes` names them."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def plan_step(item: MemoItem, *, by: Member, at: datetime, task: Task | None = None) -> MemoItemTask:
    """Put a next step into the plan's draft as a task that says where it came from, or tie it to `task`.

    Twice changes nothing: a step becomes one task. Raises NotSent.
    """
    item = MemoItem.objects.select_for_update(of=("self",)).select_related("memo__project", "owner").get(pk=item.pk)
    if not item.memo.code:
        raise NotSent
    if (known := MemoItemTask.objects.filter(item=item).first()) is not None:
        return known
    task = task or delivery.add_task(
        item.memo.project,
        by=by,
        at=at,
        name=item.words[:NAME],
        side=item.side,
        owner=item.owner,
        due_on=item.due_on,
        origin=f"{item.memo.code}/{item.number}",
    )
    row = MemoItemTask.objects.create(item=item, task=task, by=by, at=at)
    evidence.record(
        verb="meetings.plan_step",
        subject=memo_subject(item.memo),
        by=by.person.name,
        project=item.memo.project.code,
        happened_at=at,
        facts={"number": item.number, "task": task.code},
        rows=[row],
    )
    return row


@transaction.atomic
def close_memo(memo: Memo, *, by: Member, at: datetime) -> Memo:
    """Close a memo that is confirmed and of which no step is left behind (R01).

    Raises MemoClosed, NotConfirmed, StepsLeft.
    """
    locked = Memo.objects.select_for_update(of=("self",)).select_related("project", "meeting").get(pk=memo.pk)
    if locked.closed_at:
        raise MemoClosed
    if standing_of(locked).state != MemoState.CONFIRMED:
        raise NotConfirmed
    items = locked.items.filter(is_gone=False, carried_to=None).select_related("memo__meeting", "owner")
    rows = rows_of(items.order_by("number"), locked.project, clock.today(locked.project.time_zone))
    if left := tuple(row.code for row in rows if row.is_open and not row.is_planned):
        raise StepsLeft(left)
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    evidence.record(
        verb="meetings.close_memo",
        subject=memo_subject(locked),
        by=by.person.name,
        project=locked.project.code,
        happened_at=at,
        facts={"steps": len(rows)},
    )
    return locked
