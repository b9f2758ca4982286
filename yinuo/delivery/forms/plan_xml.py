"""A plan of Microsoft Project, judged task by task."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from yinuo.base import dates
from yinuo.base.paper.table import plain
from yinuo.base.sides import OwnerSide
from yinuo.bridges.msproject import reading
from yinuo.delivery.forms.plan_judged import MOST_HOURS, Judged, Judgement, Reader, lasting, parts, settled
from yinuo.delivery.models import Rule
from yinuo.delivery.queries.network import RULES
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yinuo.base.calendar import Working
    from yinuo.bridges.msproject.plan import Plan, PlanTask, Week
    from yinuo.delivery.actions.incoming import Standing

MAX_BYTES = 10 * 1024 * 1024
MOST_TASKS = 5000
USUAL_DAY = 480
CODE = re.compile(r"T\d{1,8}(?!\w)")
BACK = {rule: ours for ours, rule in RULES.items()}
DAYS_NAMED = 5
FURTHEST = 3660
"""Days of the file's calendar that are held against ours."""

REASONS = {
    "too large": gettext_lazy("The file is too large: at most 10 MB."),
    "no readable XML": gettext_lazy(
        "The file is damaged, or no XML that can be opened safely. Save the plan as XML anew."
    ),
    "not a plan of Microsoft Project": gettext_lazy(
        "This XML is no plan of Microsoft Project. Save the plan there as “XML Format (*.xml)”."
    ),
    "too many tasks": gettext_lazy("More than 5,000 tasks. Split the plan."),
    "no date of start": gettext_lazy("The plan has no date of start."),
}
OTHER = gettext_lazy(
    "A value in the plan cannot be read: %(what)s. Open and save it in Microsoft Project, then hand it in again."
)

COUNTED = {
    "manual": ngettext_lazy(
        "%(count)s task is set by hand there; here its days follow from what it waits for.",
        "%(count)s tasks are set by hand there; here their days follow from what they wait for.",
        "count",
    ),
    "held": ngettext_lazy(
        "%(count)s task that waits for nothing keeps its day by “not to start before”.",
        "%(count)s tasks that wait for nothing keep their days by “not to start before”.",
        "count",
    ),
    "rounded": ngettext_lazy(
        "%(count)s length that was no whole number of working days was rounded up.",
        "%(count)s lengths that were no whole numbers of working days were rounded up.",
        "count",
    ),
    "elapsed": ngettext_lazy(
        "%(count)s length counted in calendar days was made into working days.",
        "%(count)s lengths counted in calendar days were made into working days.",
        "count",
    ),
    "gone": ngettext_lazy(
        "%(count)s dependency on a task that is not in the file is left out.",
        "%(count)s dependencies on tasks that are not in the file are left out.",
        "count",
    ),
    "deadline": ngettext_lazy(
        "%(count)s deadline is left out.",
        "%(count)s deadlines are left out.",
        "count",
    ),
}
"""What is counted over a file and said once."""


def read(data: bytes) -> Plan:
    """The plan in a file; what cannot be read becomes a sentence that says what to do."""
    if len(data) > MAX_BYTES:
        raise forms.ValidationError(REASONS["too large"])
    try:
        plan = reading.read(data)
    except reading.NotMsProject as flaw:
        reason = REASONS.get(str(flaw))
        raise forms.ValidationError(reason or str(OTHER) % {"what": str(flaw).partition(": ")[2][:60]}) from flaw
    if len(plan.tasks) > MOST_TASKS:
        raise forms.ValidationError(REASONS["too many tasks"])
    if not plan.tasks:
        raise forms.ValidationError(_("The plan has no tasks."))
    return plan


def judged(plan: Plan, standing: Standing) -> Judgement:
    """Every task of the file, and what holds for all of it."""
    judge = _Judge(plan, standing)
    rows = judge.rows()
    return Judgement(tuple(rows), tuple(judge.notes()), plan.status.date() if plan.status else None)


class _Judge(Reader):
    def __init__(self, plan: Plan, standing: Standing) -> None:
        super().__init__(standing)
        self.plan = plan
        self.cal = calendar_of(standing.project)
        self.begins = standing.project.started_on
        self.says_owners = any(task.owner for task in plan.tasks)
        week = next((week for week in plan.weeks if week.number == plan.calendar), None)
        self.week = week
        spans = [sum(last - first for first, last in day) for day in week.days] if week else []
        self.day = max(spans, default=0) or USUAL_DAY
        self.counts: Counter[str] = Counter()

    def rows(self) -> list[Judged]:
        rows: list[Judged] = []
        above: list[tuple[int, int]] = []
        for key, task in enumerate(self.plan.tasks, start=1):
            while above and above[-1][0] >= task.level:
                above.pop()
            rows.append(Judged(key, " ".join(plain(task.name).split()), parent=above[-1][1] if above else None))
            above.append((task.level, key))
        whole = parts(rows)
        keys = {task.number: key for key, task in enumerate(self.plan.tasks, start=1)}
        for row, task in zip(rows, self.plan.tasks, strict=True):
            self._row(row, task, keys, has_parts=row.key in whole)
        settled(rows)
        return rows

    def _row(self, row: Judged, task: PlanTask, keys: dict[int, int], *, has_parts: bool) -> None:
        row.code = found[0] if (found := CODE.match(task.notes)) else ""
        self.named(row)
        row.waits_for = tuple(
            (keys[link.before], link.kind.value, self._lag(link.lag, is_elapsed=link.is_elapsed))
            for link in task.links
            if link.before in keys
        )
        self.counts["gone"] += len(task.links) - len(row.waits_for)
        if self.says_owners or task.side:
            self.owned(row, task.owner, task.side if task.side in OwnerSide.values else "")
        if task.work and not has_parts:
            row.values["effort"] = Decimal(min(task.work / 60, MOST_HOURS)).quantize(Decimal("0.1"))
        if any(one.side for one in self.plan.tasks):
            row.values["is_shown"] = not task.is_hidden
        self._lasts(row, task, has_parts=has_parts)
        self._ruled(row, task, has_parts=has_parts)
        if not has_parts:
            row.values |= {
                "start": task.start.date() if task.start else None,
                "finish": task.finish.date() if task.finish else None,
            }
            begun, done = task.actual_start, task.actual_finish
            self.progressed(row, task.percent, begun.date() if begun else None, done.date() if done else None)

    def _lag(self, minutes: int, *, is_elapsed: bool) -> int:
        if is_elapsed:
            self.counts["elapsed"] += 1
            return round(minutes / (24 * 60) * 5 / 7)
        if minutes % self.day:
            self.counts["rounded"] += 1
        return ceil(minutes / self.day) if minutes > 0 else -ceil(-minutes / self.day)

    def _lasts(self, row: Judged, task: PlanTask, *, has_parts: bool) -> None:
        row.values["is_milestone"] = not has_parts and task.minutes == 0 and (task.is_milestone or not task.percent)
        if has_parts:
            return
        days = ceil(max(task.minutes, 0) / self.day)
        if task.is_elapsed and task.start and task.finish:
            self.counts["elapsed"] += 1
            days = lasting(self.cal, task.start.date(), task.finish.date())
        elif task.minutes % self.day:
            self.counts["rounded"] += 1
        self.lasting(row, days)
        if task.is_milestone and task.minutes:
            row.remarks.append(_("A milestone that lasts is a task here."))

    def _ruled(self, row: Judged, task: PlanTask, *, has_parts: bool) -> None:
        """Its rule; a task that nothing drives keeps its day by one, where the file begins later than the project."""
        rule, day = (BACK[task.rule], task.rule_at.date()) if task.rule and task.rule_at else (None, None)
        if task.is_manual and not has_parts:
            self.counts["manual"] += 1
        is_free = not task.links and not has_parts and not task.actual_start and task.start
        if rule is None and is_free and task.start and (task.is_manual or self.plan.start.date() > self.begins):
            first = task.start.date()
            if first > self.begins:
                rule, day = Rule.START_NO_EARLIER, first
                self.counts["held"] += 1
        row.values |= {"rule": rule.value if rule else "", "rule_on": day}
        if task.deadline:
            self.counts["deadline"] += 1

    def notes(self) -> Iterator[str]:
        """What holds for the file as a whole, each thing once."""
        for sort, text in COUNTED.items():
            if self.counts[sort]:
                yield str(text % {"count": self.counts[sort]})
        begins = self.plan.start.date()
        if begins < self.begins and not self.standing.rows:
            told = {"there": dates.day(begins), "here": dates.day(self.begins)}
            yield _("The plan begins on %(there)s, the project on %(here)s: nothing is placed before.") % told
        yield from self._told()
        yield from self._calendar()

    def _told(self) -> Iterator[str]:
        words = {
            "as late as possible": _("“As late as possible” is read as “as soon as possible”: %(names)s."),
            "a link to another file": _("Links to other files are left out: %(names)s."),
            "a lag in percent": _("Lags in percent are left out: %(names)s."),
            "more than one resource": _("Of several resources the first is the owner: %(names)s."),
            "days off that return by a rule": _("Days off that return by a rule are left out: %(names)s."),
        }
        numbers = {str(task.number): task.name for task in self.plan.tasks}
        for reason, text in words.items():
            names = [
                numbers.get(name, name) if reason == "more than one resource" else name
                for one, name in self.plan.told
                if one == reason
            ]
            if names:
                yield text % {"names": _listed(names)}

    def _calendar(self) -> Iterator[str]:
        """Where the file's calendar works on other days than the project does."""
        ends = [end for end in (self.plan.finish, *(task.finish for task in self.plan.tasks)) if end]
        if self.week is None or not ends:
            return
        first, last = self.plan.start.date(), max(ends).date()
        differing = list(_differing(self.week, self.cal, first, min(last, first + timedelta(FURTHEST))))
        if differing:
            told = {"days": _listed([day.isoformat() for day in differing])}
            yield _("The file works on other days than the project: %(days)s. The project's own days hold.") % told


def _differing(week: Week, cal: Working, first: date, last: date) -> Iterator[date]:
    special = {}
    for one in week.exceptions:
        for number in range(min((one.last - one.first).days, FURTHEST) + 1):
            special[one.first + timedelta(number)] = bool(one.spans)
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        if special.get(day, bool(week.days[day.weekday()])) != cal.is_workday(day):
            yield day


def _listed(names: list[str]) -> str:
    more = len(names) - DAYS_NAMED
    told = ", ".join(name[:40] for name in names[:DAYS_NAMED])
    return _("%(names)s and %(more)s more") % {"names": told, "more": more} if more > 0 else told
