"""R02: work was late, and the memo of that time names no cause on either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_memos
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.published import PublishedTask
from yinuo.meetings.queries import memos

if TYPE_CHECKING:
    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today


@dataclass(frozen=True, slots=True)
class Planned:
    """A task as one published plan told it."""

    plan: int
    told_on: date
    thread: str
    name: str
    ends_on: date
    done_on: date | None


def find(asked: Asked) -> list[Found] | None:
    """Recent memos without a cause while tasks of the plan of that time ended late since the memo before."""
    plan = asked.once(_published_tasks)
    if not plan or not asked.once(has_memos):
        return None
    first = asked.today - timedelta(days=asked.values["days"])
    found = []
    for memo in memos.without_causes(asked.project):
        if memo.on < first:
            continue
        late = _late(plan, memo.since or first, memo.on)
        if late:
            facts = {"on": memo.on.isoformat(), "occasion": memo.occasion, "count": len(late), "task": late[0]}
            found.append(Found(memo.handle, facts))
    return found


def _published_tasks(asked: Asked) -> list[Planned]:
    rows = PublishedTask.objects.filter(plan__project=asked.project, has_parts=False).order_by("plan__number", "place")
    columns = rows.values_list("plan__number", "plan__published_at", "thread", "name", "ends_on", "done_on")
    return [Planned(number, asked.day(at), *rest) for number, at, *rest in list[tuple[Any, ...]](columns)]


def _late(told: list[Planned], since: date, until: date) -> list[str]:
    """Tasks that, by the plan in force on `until`, should have ended before, and are known not to have."""
    plan = max((one.plan for one in told if one.told_on <= until), default=0)
    newest = {one.thread: one for one in told}
    return [
        one.name
        for one in told
        if one.plan == plan and one.ends_on < until and _was_late(one, newest[one.thread], since)
    ]


def _was_late(one: Planned, newest: Planned, since: date) -> bool:
    """What no plan told afterwards may have ended in time: nobody knows."""
    if newest.done_on:
        return newest.done_on > max(since, one.ends_on)
    return newest.plan > one.plan or one.told_on > one.ends_on


def say(facts: Facts, _today: Today) -> str:
    told = ngettext(
        "The memo of “%(occasion)s” names no cause of delay, while “%(task)s” was late.",
        "The memo of “%(occasion)s” names no cause of delay, while %(count)s tasks were late, among them “%(task)s”.",
        facts["count"],
    )
    return told % facts


def leads(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("memo", args=[project, subject]), _("Name the causes"))


RULE = Rule(
    id="R02",
    title=_("Memo without causes of delay"),
    advice=_("Write down the causes of each side while both remember them; it is no blame, it is the record."),
    sources="S2-150…152",
    severity=RuleSeverity.WARNING,
    rank=46,
    find=find,
    say=say,
    leads=leads,
    settings=(Setting("days", _("days to look back"), 45, 7, 180),),
)
