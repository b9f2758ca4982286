"""Reads of files handed in: one's own unfinished ones, and what was taken in lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from yinuo.delivery.models import FileIntake

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.people.models import Member
    from yinuo.projects.models import Project


def _light(project: Project, kind: str) -> QuerySet[FileIntake]:
    rows = FileIntake.objects.filter(project=project, kind=kind).select_related("member__person")
    return rows.defer("original", "table", "columns").order_by("-number")


def unfinished(project: Project, kind: str, member: Member) -> list[FileIntake]:
    """The member's own files that were not taken in, newest first, without their content. One query."""
    return list(_light(project, kind).filter(member=member, taken_at=None))


def taken(project: Project, kind: str) -> list[FileIntake]:
    """What was taken in within the last days, newest first, without the content. One query."""
    return list(_light(project, kind).filter(taken_at__isnull=False))


def own(project: Project, kind: str, member: Member, number: int) -> FileIntake:
    """One's own unfinished file; 404 for anybody else's and for what is gone."""
    rows = FileIntake.objects.filter(project=project, kind=kind, member=member, taken_at=None)
    found = rows.select_related("project").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def taken_in(project: Project, kind: str, number: int) -> FileIntake:
    """What was taken in under this number; 404 once it was undone or is older than it is kept."""
    found = _light(project, kind).filter(number=number, taken_at__isnull=False).select_related("project").first()
    if found is None:
        raise Http404
    return found
