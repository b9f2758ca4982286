"""Agree when a project reports, and draft the report at that hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.base import merge
from yinuo.evidence import actions as evidence
from yinuo.notices import actions as notices
from yinuo.people.access import member_of
from yinuo.projects import queries as projects
from yinuo.projects.models import Project
from yinuo.reports import queries
from yinuo.reports.actions.reports import begin_report, report_subject
from yinuo.reports.models import ReportTime

if TYPE_CHECKING:
    from datetime import datetime, time

    from yinuo.people.models import Member
    from yinuo.reports.models import Report

DRAFTED = "reports.drafted"


@transaction.atomic
def agree_time(
    project: Project, *, by: Member, at: datetime, version: int, is_on: bool, weekday: int, hour: time
) -> ReportTime:
    """Say when the weekly report of `project` is drafted by itself, or that it is not. Raises Edited.

    `version` is that of the row the form was made from, 0 for none.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    row = ReportTime.objects.filter(project=project).first() or ReportTime(project=project, version=0)
    if row.version != version:
        raise merge.Edited(row.pk)
    told: dict[str, Any] = {"is_on": is_on, "weekday": int(weekday), "hour": f"{hour:%H:%M}"}
    if row.version and (row.is_on, row.weekday, row.hour) == (is_on, int(weekday), hour):
        return row
    row.is_on, row.weekday, row.hour, row.version = is_on, int(weekday), hour, version + 1
    row.by, row.at = by, at
    row.save()
    evidence.record(
        verb="reports.agree_time",
        subject=f"{project.code}/report",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts=told,
    )
    return row


@transaction.atomic
def draft_report(project: Project, *, at: datetime) -> Report | None:
    """Draft the next weekly report if its hour has come, in its manager's name, and tell him; None if it has not.

    Two workers draft one report between them.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    seat = projects.manager_seat(project)
    manager = member_of(seat.person) if seat else None
    if manager is None or not queries.is_due(project, at):
        return None
    report = begin_report(project, by=manager, at=at, is_by_itself=True)
    notices.tell(DRAFTED, report_subject(project.code, report.number), at=at, to=[manager.person])
    return report
