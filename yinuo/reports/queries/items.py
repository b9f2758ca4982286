"""What somebody is to do by a day, wherever it was agreed: tasks, next steps, promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yinuo.base.sides import OwnerSide
from yinuo.delivery.queries import plan
from yinuo.ledger.models import Offer, State, Step
from yinuo.ledger.published import PublishedMeasurement
from yinuo.meetings.models import Fate, MemoItem, MemoItemStep, MemoLine

if TYPE_CHECKING:
    from datetime import date

    from yinuo.projects.models import Project

PROMISED: dict[str, str] = {"commitment": OwnerSide.OURS, "duty": OwnerSide.CLIENT}
OUTCOMES = frozenset({"met", "missed"})
FAILED = frozenset({State.MISSED, State.NOT_KEPT})
OVER = frozenset({State.MET, State.KEPT, *FAILED})
GONE = frozenset({State.REFUSED, State.WITHDRAWN, State.WAIVED})


@dataclass(frozen=True, slots=True)
class Item:
    """`is_missed`: it was measured and not reached. `is_shared`: the client has these words already."""

    key: str
    code: str
    words: str
    who: str
    side: str
    due_on: date | None
    done_on: date | None
    why: str
    is_shared: bool
    is_missed: bool = False


def items_of(project: Project) -> list[Item]:
    """Tasks of the plan that holds, next steps of sent memos, agreed promises and duties. Seven queries."""
    return [*_tasks(project), *_steps(project), *_promises(project)]


def _tasks(project: Project) -> list[Item]:
    version = plan.newest_published(project)
    if version is None:
        return []
    rows = plan.tasks(version)
    parents = {row.parent_id for row in rows}
    return [
        Item(
            key=f"task:{row.task.thread}",
            code=row.task.code,
            words=row.name,
            who=row.owner.name if row.owner else row.owner_name,
            side=row.side,
            due_on=row.finish,
            done_on=row.actual_finish,
            why=row.why,
            is_shared=row.is_shown,
        )
        for row in rows
        if row.task_id not in parents and not row.is_milestone
    ]


def _steps(project: Project) -> list[Item]:
    """Next steps in their newest memo; dropped by both, they are gone. Shared are the words that were sent."""
    listed = MemoItem.objects.filter(memo__project=project, is_gone=False).exclude(memo__code="")
    rows = list(listed.select_related("memo", "owner").order_by("memo__on", "number"))
    steps = MemoItemStep.objects.filter(item__in=[row.pk for row in rows]).order_by("id")
    fates = {step.item_id: step for step in steps}
    followed = {row.carried_from_id for row in rows}
    lines = MemoLine.objects.filter(item__in=[row.pk for row in rows]).order_by("id")
    sent = dict(lines.values_list("item_id", "line__text"))
    zone = ZoneInfo(project.time_zone)
    found = []
    for row in rows:
        fate = fates.get(row.pk)
        if row.pk in followed or (fate and fate.fate == Fate.DROPPED):
            continue
        is_done = fate is not None and fate.fate == Fate.DONE
        found.append(
            Item(
                key=f"step:{row.memo.code}/{row.number}",
                code=f"{row.memo.code}/{row.number}",
                words=row.words,
                who=row.owner.name if row.owner else "",
                side=row.side,
                due_on=row.due_on,
                done_on=fate.at.astimezone(zone).date() if fate and is_done else None,
                why="",
                is_shared=row.words in sent.get(row.pk, ""),
            )
        )
    return found


def _promises(project: Project) -> list[Item]:
    """What was agreed on a sheet, in its newest agreed words, with what came of it; what was withdrawn is gone."""
    offers = Offer.objects.filter(line__sheet__project=project, line__agreement__isnull=False)
    rows = offers.filter(line__kind__in=PROMISED).select_related("line", "wording__entry").order_by("line_id")
    newest = {offer.line.thread: offer for offer in rows}
    told = PublishedMeasurement.objects.filter(line__thread__in=newest).select_related("line").order_by("id")
    ends = {one.line.thread: (one.outcome == "missed", one.measured_on) for one in told if one.outcome in OUTCOMES}
    steps = Step.objects.filter(entry__in=[offer.wording.entry_id for offer in newest.values()]).order_by("id")
    states = {step.entry_id: step for step in steps}
    zone, found = ZoneInfo(project.time_zone), []
    for thread, offer in newest.items():
        line, state = offer.line, states.get(offer.wording.entry_id)
        if state and state.state in GONE:
            continue
        if state and state.state in OVER:
            ends[thread] = (state.state in FAILED, state.at.astimezone(zone).date())
        is_missed, ended_on = ends.get(thread, (False, None))
        found.append(
            Item(
                key=f"line:{thread}",
                code=offer.wording.entry.code,
                words=line.text,
                who=line.who,
                side=PROMISED[line.kind],
                due_on=line.due_on,
                done_on=ended_on,
                why="",
                is_shared=True,
                is_missed=is_missed,
            )
        )
    return found
