"""Next steps of memos as lists show them: open, late, carried on, escalated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.base.prepared import GivenIds, Prepared
from yinuo.base.sides import OwnerSide
from yinuo.delivery.models import PlannedTask
from yinuo.delivery.queries.plan import newest_published
from yinuo.meetings.models import Fate, MemoItem, MemoItemStep, MemoItemTask
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yinuo.projects.models import Project

ESCALATE_AT = 3


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One next step as lists show it. `carries` counts how often it was carried on; `fate` is empty while open."""

    item_id: int
    memo_id: int
    memo: str
    number: int
    words: str
    side: str
    owner: str
    due_on: date | None
    on: date
    fate: str
    carries: int
    days_late: int
    is_known: bool
    """Whether somebody and a day stand there."""
    task: str = ""
    """The task of the plan that it became."""
    is_planned: bool = False
    """Whether that task stands in the published plan that holds today."""

    @property
    def code(self) -> str:
        """MM-108/1."""
        return f"{self.memo}/{self.number}"

    @property
    def side_label(self) -> str:
        """Whose side, in the active language."""
        return str(OwnerSide(self.side).label)

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return self.fate not in (Fate.DONE, Fate.DROPPED)

    @property
    def chip(self) -> str:
        """Its name among the chips: what became of it; while open, how often it was carried on."""
        if not self.is_open or self.fate == Fate.ESCALATED:
            return f"step_{self.fate}"
        if self.is_to_be_escalated:
            return "step_escalate"
        return "step_worn" if self.is_worn else f"step_{self.fate or 'open'}"

    @property
    def is_to_be_escalated(self) -> bool:
        """Carried three times (peers §4.5)."""
        return self.carries >= ESCALATE_AT and self.fate != Fate.ESCALATED

    @property
    def is_worn(self) -> bool:
        """Carried twice: amber."""
        return self.carries == ESCALATE_AT - 1


def rows_of(items: Iterable[MemoItem], project: Project, today: date) -> list[ItemRow]:
    """Next steps as lists show them; their memo with meeting and owner stand on them already. Two queries."""
    listed = list(items)
    keys = [item.pk for item in listed]
    fates: dict[int, str] = {}
    carried: dict[int, int] = {}
    for item_id, fate in _fates(items=keys) if keys else ():
        fates[item_id] = fate
        carried[item_id] = carried.get(item_id, 0) + (fate == Fate.CARRIED)
    followed = {item_id for (item_id,) in _followed(items=keys)} if keys else set()
    cal, tasks = calendar_of(project), _tasks(project, keys)
    return [
        ItemRow(
            item_id=item.pk,
            memo_id=item.memo_id,
            memo=item.memo.code or item.memo.meeting.code,
            number=item.number,
            words=item.words,
            side=item.side,
            owner=item.owner.name if item.owner else "",
            due_on=item.due_on,
            on=item.memo.on,
            fate=fates.get(item.pk, ""),
            carries=item.carries + (0 if item.pk in followed else carried.get(item.pk, 0)),
            days_late=cal.workdays_between(item.due_on, today) if item.due_on and item.due_on < today else 0,
            is_known=bool(item.owner_id and item.due_on),
            task=tasks.get(item.pk, ("", False))[0],
            is_planned=tasks.get(item.pk, ("", False))[1],
        )
        for item in listed
    ]


_fates = Prepared(
    lambda: MemoItemStep.objects.filter(item__in=GivenIds("items")).order_by("id").values_list("item_id", "fate")
)
_followed = Prepared(lambda: MemoItem.objects.filter(carried_from__in=GivenIds("items")).values_list("carried_from_id"))
_links = Prepared(
    lambda: MemoItemTask.objects.filter(item__in=GivenIds("items")).values_list("item_id", "task_id", "task__code")
)


def _tasks(project: Project, items: list[int]) -> dict[int, tuple[str, bool]]:
    """The task of each step, and whether it stands in the published plan that holds today. Three queries."""
    links = {item: (task, code) for item, task, code in _links(items=items)} if items else {}
    if not links:
        return {}
    plan = newest_published(project)
    held = PlannedTask.objects.filter(version=plan, task__in=[task for task, _code in links.values()])
    shown = set(held.values_list("task_id", flat=True)) if plan else set()
    return {item: (code, task in shown) for item, (task, code) in links.items()}


def _items(project: Project) -> list[MemoItem]:
    rows = MemoItem.objects.filter(memo__project=project, is_gone=False).exclude(memo__code="")
    return list(rows.select_related("memo__meeting", "owner").order_by("memo__on", "memo_id", "number"))


def open_steps(project: Project, today: date) -> list[ItemRow]:
    """Next steps of sent memos that are neither done, nor dropped, nor carried on into a newer memo, oldest first."""
    items = _items(project)
    followed = {item.carried_from_id for item in items}
    rows = rows_of([item for item in items if item.pk not in followed], project, today)
    return [row for row in rows if row.fate not in (Fate.DONE, Fate.DROPPED)]
