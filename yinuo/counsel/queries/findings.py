"""What the last check found, as a page shows it: put into words, with where it leads, without what was put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Sum

from yinuo.base import clock
from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.counsel.models import CheckMark, Finding, RuleAnswer, RuleSeverity, Snooze, SnoozeEnd, Verdict
from yinuo.counsel.queries.outcomes import Set, set_rules
from yinuo.counsel.queries.rules import RULES, Facts, Rule, Today
from yinuo.evidence.models import Stream
from yinuo.projects.access import calendar_of
from yinuo.projects.models import LEADING, Project, Seat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from yinuo.counsel.queries.rules import Act
    from yinuo.people.models import Member

ORDER = {RuleSeverity.BLOCK: 0, RuleSeverity.WARNING: 1, RuleSeverity.NUDGE: 2}
MOST = 60
"""Findings of all projects that are ranked at once."""
PAUSE = 60
"""Seconds between two checks of a project in which much is happening."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on a page. `snooze` is the decision to put it off, while that holds."""

    pk: int
    project: str
    rule: Rule
    subject: str
    severity: str
    facts: Facts
    first_seen_at: datetime
    snooze: Snooze | None
    today: Today

    @property
    def message(self) -> str:
        return self.rule.say(self.facts, self.today)

    @property
    def act(self) -> Act:
        return self.rule.leads(self.project, self.subject, self.facts)

    @property
    def word(self) -> str:
        return str(RuleSeverity(self.severity).label)


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule with its answer for a project and how it is set; `verdict` is empty before the first check."""

    rule: Rule
    verdict: str
    count: int
    set_to: Set

    @property
    def word(self) -> str:
        return str(Verdict(self.verdict or Verdict.NO_DATA).label)


class Pressing(NamedTuple):
    """A finding as Today ranks it: read as columns, put into words only if it is among the first."""

    project_id: int
    rule: Rule
    subject: str
    rank: int
    facts: Facts
    first_seen_at: datetime


def pressing(projects: Sequence[Project], *, member: Member | None, at_most: int) -> list[Pressing]:
    """What fires on `projects` and was not put off, most pressing first. One query.

    With `member` only on those where this person sits as project manager or director.
    """
    if not projects:
        return []
    rows = _pressing[member is not None](
        projects=[project.pk for project in projects],
        person=member.person_id if member else None,
        day=min(clock.todays(project.time_zone for project in projects).values()),
    )
    found = ((RULES.get(rule), project, *rest) for project, rule, *rest in rows[:at_most])
    return [Pressing(project, rule, *rest) for rule, project, *rest in found if rule]


def _ranked(*, is_led: bool) -> QuerySet[Finding, Any]:
    held = Snooze.objects.filter(
        ~Exists(SnoozeEnd.objects.filter(snooze=OuterRef("pk"))),
        project=OuterRef("project"),
        rule=OuterRef("rule"),
        subject=OuterRef("subject"),
        until__gte=Given("day"),
    )
    rows = Finding.objects.filter(~Exists(held), project__in=GivenIds("projects"), gone_at=None)
    if is_led:
        seats = Seat.objects.filter(project=OuterRef("project"), person=Given("person"), until=None, role__in=LEADING)
        rows = rows.filter(Exists(seats))
    columns = ("project_id", "rule", "subject", "rank", "facts", "first_seen_at")
    return rows.order_by("-rank", "id").values_list(*columns)[:MOST]


_pressing = (Prepared(partial(_ranked, is_led=False)), Prepared(partial(_ranked, is_led=True)))


def _open(projects: Sequence[Project]) -> QuerySet[Finding]:
    return Finding.objects.filter(project__in=projects, gone_at=None)


def findings_of(project: Project, *, today: date) -> tuple[list[Shown], list[Shown]]:
    """What fires on `project`, hardest first, and what of it was put off. Two queries."""
    ended = SnoozeEnd.objects.filter(snooze=OuterRef("pk"))
    held = Snooze.objects.filter(~Exists(ended), project=project, until__gte=today).select_related("by__person")
    off = {(snooze.rule, snooze.subject): snooze for snooze in held.order_by("id")}
    rows = [row for row in _open([project]) if row.rule in RULES]
    shown = [_shown(row, project, off.get((row.rule, row.subject)), today) for row in rows]
    shown.sort(key=lambda row: (ORDER[RuleSeverity(row.severity)], -row.rule.rank, row.subject))
    return [row for row in shown if row.snooze is None], [row for row in shown if row.snooze]


def _shown(row: Finding, project: Project, snooze: Snooze | None, today: date) -> Shown:
    return Shown(
        pk=row.pk,
        project=project.code,
        rule=RULES[row.rule],
        subject=row.subject,
        severity=row.severity,
        facts=row.facts,
        first_seen_at=row.first_seen_at,
        snooze=snooze,
        today=Today(today, calendar_of(project)),
    )


def counts_of(project_ids: Sequence[int]) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """Of each project that was checked: findings by severity, those put off included; rules that cannot judge.

    Two queries.
    """
    answers = RuleAnswer.objects.filter(project__in=project_ids, rule__in=RULES)
    fires: dict[int, dict[str, int]] = {}
    unknown: dict[int, int] = {}
    for project, verdict, count in answers.values_list("project_id", "verdict").annotate(count=Count("pk")).order_by():
        fires.setdefault(project, {})
        if verdict == Verdict.NO_DATA:
            unknown[project] = count
    rows = Finding.objects.filter(project__in=project_ids, rule__in=RULES, gone_at=None)
    for project, severity, count in rows.values_list("project_id", "severity").annotate(count=Count("pk")).order_by():
        fires.setdefault(project, {})[severity] = count
    return fires, unknown


def finding_of(project: Project, pk: int, *, today: date) -> Shown | None:
    """One open finding of this project and no other."""
    fires, off = findings_of(project, today=today)
    return next((row for row in (*fires, *off) if row.pk == pk), None)


def put_off(project: Project, pk: int, *, today: date) -> Snooze | None:
    """A decision of this project that still holds."""
    ended = SnoozeEnd.objects.filter(snooze=OuterRef("pk"))
    return Snooze.objects.filter(~Exists(ended), project=project, pk=pk, until__gte=today).first()


def answers_of(project: Project, counts: dict[str, int]) -> list[ShownRule]:
    """Every rule with its last answer, by number; `counts` says how often each fires. Two queries."""
    known = dict(RuleAnswer.objects.filter(project=project).values_list("rule", "verdict"))
    settings = set_rules(project)
    return [
        ShownRule(rule, known.get(rule.id, ""), counts.get(rule.id, 0), settings[rule.id]) for rule in RULES.values()
    ]


def settings_of(project: Project, rule: Rule) -> Set:
    """How one rule is set on a project."""
    return set_rules(project)[rule.id]


def checked_at(project: Project) -> datetime | None:
    """When the project was last checked."""
    return CheckMark.objects.filter(project=project).values_list("at", flat=True).first()


def events_of(project: Project) -> int:
    """How many events both streams of the project hold. One query."""
    names = (f"{project.code}/vendor", f"{project.code}/shared")
    return Stream.objects.filter(name__in=names).aggregate(told=Sum("seq"))["told"] or 0


def due_for_check(at: datetime, *, at_most: int) -> list[Project]:
    """Running projects with news since their last check, or unchecked today; longest unchecked first. Three queries."""
    marks = {mark.project_id: mark for mark in CheckMark.objects.all()}
    told: dict[str, int] = {}
    for name, seq in Stream.objects.values_list("name", "seq"):
        code = name.partition("/")[0]
        told[code] = told.get(code, 0) + seq
    due = []
    for project in Project.objects.filter(closed_on=None).order_by("code"):
        mark = marks.get(project.pk)
        if mark is None or _is_due(project, mark, told.get(project.code, 0), at):
            due.append((mark.at.timestamp() if mark else 0.0, project))
    return [project for _at, project in sorted(due, key=lambda pair: pair[0])[:at_most]]


def _is_due(project: Project, mark: CheckMark, told: int, at: datetime) -> bool:
    if (at - mark.at).total_seconds() < PAUSE:
        return False
    zone = ZoneInfo(project.time_zone)
    return told != mark.events or at.astimezone(zone).date() > mark.at.astimezone(zone).date()
