"""R02: work was late, and the memo of that time names no cause on either side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yinuo.counsel.models import RuleSeverity
from yinuo.counsel.queries.rules.memos import has_memos
from yinuo.counsel.queries.rules.rule import Act, Found, Rule, Setting
from yinuo.delivery.published import PublishedTask
from yinuo.meetings.queries import memos

if TYPE_CHECKING:
    from datetime import date

    from yinuo.counsel.queries.rules.rule import Asked, Facts, Today

Planned = tuple["date", "date", "date | None", str]
"""When the plan was published, when it said the task would end, when it was done, the task."""


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
    columns = rows.values_list("plan__published_at", "ends_on", "done_on", "name")
    return [(asked.day(at), ends_on, done_on, name) for at, ends_on, done_on, name in columns]


def _late(plan: list[Planned], since: date, until: date) -> list[str]:
    """Tasks that, by the plan in force on `until`, should have ended before and had not, or only since `since`."""
    known = [at for at, _ends, _done, _name in plan if at <= until]
    newest = max(known, default=None)
    return [
        name
        for at, ends_on, done_on, name in plan
        if at == newest and ends_on < until and (done_on is None or (done_on > since and done_on > ends_on))
    ]


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
