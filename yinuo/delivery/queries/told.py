"""Issues and risks as the client has them: the newest copy of each, while it is open there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Case, F, IntegerField, Max, Value, When

from yinuo.delivery.models import IssueState, RiskState, Severity
from yinuo.delivery.published import PublishedIssue, PublishedRisk

if TYPE_CHECKING:
    from datetime import date

    from yinuo.projects.models import Project


def open_issues(project: Project) -> list[PublishedIssue]:
    """The issues that the client was told of and was not told to be over, by their day. One query."""
    newest = PublishedIssue.objects.filter(project=project).values("thread").annotate(newest=Max("id"))
    rows = PublishedIssue.objects.filter(pk__in=newest.values("newest"), state__in=IssueState.live())
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "number"))


def flow(project: Project) -> list[tuple[date, date | None]]:
    """When each issue that the client knows was raised and, where it was told to be over, since when. One query."""
    zone, found = ZoneInfo(project.time_zone), {}
    rows = PublishedIssue.objects.filter(project=project).order_by("id")
    for thread, raised_on, state, told_at in rows.values_list("thread", "raised_on", "state", "told_at"):
        over = None if state in IssueState.live() else told_at.astimezone(zone).date()
        found[thread] = (raised_on, over)
    return list(found.values())


def open_risks(project: Project) -> list[PublishedRisk]:
    """The risks that may still happen as far as the client was told, high ones first. One query."""
    newest = PublishedRisk.objects.filter(project=project).values("thread").annotate(newest=Max("id"))
    weight = Case(
        *(When(level=level, then=Value(place)) for place, level in enumerate(Severity.values)),
        default=len(Severity.values),
        output_field=IntegerField(),
    )
    rows = PublishedRisk.objects.filter(pk__in=newest.values("newest"), state__in=RiskState.live())
    return list(rows.order_by(weight, "number"))
