"""Checks are run and kept; people put findings off, take them up again, set rules, say whom they told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.base import clock, merge
from yinuo.counsel import queries
from yinuo.counsel.models import (
    CheckMark,
    Finding,
    RuleAnswer,
    RuleSetting,
    RuleSeverity,
    Snooze,
    SnoozeEnd,
    Telling,
)
from yinuo.counsel.queries.findings import events_of
from yinuo.counsel.queries.rules import RULES
from yinuo.evidence import actions as evidence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from yinuo.counsel.queries.outcomes import Outcome
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

LONGEST = timedelta(days=92)
HINT = 30
"""How far down Today a hint stands below the same thing said as a warning."""


class BadDay(ValueError):
    """A finding is put off from tomorrow on, for three months at most."""


class AlreadyPutOff(ValueError):
    """The finding was put off before, and that still holds."""


@transaction.atomic
def check(project: Project, *, at: datetime) -> list[Outcome]:
    """Ask every rule and keep what it answers. No event: everything kept here follows from what was recorded."""
    mark, _is_new = CheckMark.objects.select_for_update().get_or_create(
        project=project, defaults={"events": 0, "at": at}
    )
    told = events_of(project)
    found = queries.outcomes(project, today=clock.today(project.time_zone))
    RuleAnswer.objects.bulk_create(
        [RuleAnswer(project=project, rule=one.rule.id, verdict=one.verdict) for one in found],
        update_conflicts=True,
        unique_fields=["project", "rule"],
        update_fields=["verdict"],
    )
    _keep(project, found, at)
    CheckMark.objects.filter(pk=mark.pk).update(events=told, at=at)
    return found


def _keep(project: Project, found: list[Outcome], at: datetime) -> None:
    """New findings come, known ones are seen again, the others are gone."""
    known = {(row.rule, row.subject): row for row in Finding.objects.filter(project=project, gone_at=None)}
    new: list[Finding] = []
    again: list[Finding] = []
    for rule, one, severity in ((outcome.rule, *heard) for outcome in found for heard in outcome.found):
        row = known.pop((rule.id, one.subject), None)
        kept = row or Finding(project=project, rule=rule.id, subject=one.subject, first_seen_at=at)
        kept.severity, kept.facts, kept.last_seen_at = severity, dict(one.facts), at
        kept.rank = max(rule.rank - (HINT if severity == RuleSeverity.NUDGE else 0), 0)
        (again if row else new).append(kept)
    Finding.objects.bulk_create(new)
    Finding.objects.bulk_update(again, ["severity", "rank", "facts", "last_seen_at"], batch_size=200)
    Finding.objects.filter(pk__in=[row.pk for row in known.values()]).update(gone_at=at)


@transaction.atomic
def put_off(project: Project, *, by: Member, at: datetime, rule: str, subject: str, until: date, why: str) -> Snooze:
    """Leave a finding alone until the evening of `until`. Raises BadDay, AlreadyPutOff."""
    today = clock.today(project.time_zone)
    if not today < until <= today + LONGEST:
        raise BadDay(until)
    _fires, off = queries.findings_of(project, today=today)
    if any((row.rule.id, row.subject) == (rule, subject) for row in off):
        raise AlreadyPutOff(f"{rule} {subject}")
    row = Snooze.objects.create(project=project, rule=rule, subject=subject, until=until, why=why, by=by, at=at)
    evidence.record(
        verb="counsel.put_off",
        subject=f"{project.code}/{subject}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"rule": rule, "until": until, "why": why},
        rows=[row],
    )
    return row


@transaction.atomic
def take_up(snooze: Snooze, *, by: Member, at: datetime) -> SnoozeEnd:
    """A finding that was put off comes back now."""
    row = SnoozeEnd.objects.create(snooze=snooze, by=by, at=at)
    evidence.record(
        verb="counsel.take_up",
        subject=f"{snooze.project.code}/{snooze.subject}",
        by=by.person.name,
        project=snooze.project.code,
        happened_at=at,
        facts={"rule": snooze.rule},
        rows=[row],
    )
    return row


@transaction.atomic
def set_rule(
    project: Project,
    *,
    by: Member,
    at: datetime,
    rule: str,
    is_on: bool,
    values: Mapping[str, int],
    was: Mapping[str, object] | None = None,
) -> RuleSetting:
    """Turn a rule on or off for a project and set its numbers.

    `was` is what stood when the form was merged. Raises merge.Edited when something else stands now, ValueError for
    a number the rule does not know or outside its range.
    """
    now = queries.settings_of(project, RULES[rule])
    if was is not None and dict(was) != {"is_on": now.is_on, **now.values}:
        raise merge.Edited(rule)
    ranges = {setting.name: range(setting.least, setting.most + 1) for setting in RULES[rule].settings}
    for name, value in values.items():
        if value not in ranges.get(name, ()):
            raise ValueError(name)
    row = RuleSetting.objects.create(project=project, rule=rule, is_on=is_on, values=dict(values), by=by, at=at)
    evidence.record(
        verb="counsel.set_rule",
        subject=f"{project.code}/{rule}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"is_on": is_on, **values},
        rows=[row],
    )
    return row


@transaction.atomic
def tell(project: Project, *, by: Member, at: datetime, subject: str, told_on: date) -> Telling:
    """Somebody of the client's was told in person about `subject` (R37)."""
    row = Telling.objects.create(project=project, subject=subject, told_on=told_on, by=by, at=at)
    evidence.record(
        verb="counsel.tell",
        subject=f"{project.code}/{subject}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"told_on": told_on},
        rows=[row],
    )
    return row
