"""Reads of imports: drafts of one's own, what was taken in, which rows were left out, what undoing would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404

from yinuo.ledger.models import Entry, Import, ImportDraft, ImportRow, ImportUndo

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from yinuo.people.models import Member
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """One import with its numbers. `undo` is there once it was taken back."""

    taken_in: Import
    lines: int
    left_out: int
    undo: ImportUndo | None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the list of imports."""

    number: int
    file_name: str
    by: str
    at: datetime
    lines: int
    is_undone: bool


def imports(project: Project) -> list[ImportLine]:
    """All imports of the project, newest first. One query."""
    rows = (
        Import.objects.filter(project=project)
        .annotate(lines=Count("rows__entry"))
        .order_by("-number")
        .values_list("number", "file_name", "by__person__name", "at", "lines", "undo")
    )
    return [ImportLine(number, name, by, at, lines, bool(undo)) for number, name, by, at, lines, undo in rows]


def drafts(project: Project, member: Member) -> list[tuple[int, str, datetime]]:
    """Number, file and beginning of the member's own unfinished imports, newest first."""
    rows = ImportDraft.objects.filter(project=project, member=member).order_by("-number")
    return list(rows.values_list("number", "file_name", "at"))


def draft(project: Project, member: Member, number: int) -> ImportDraft:
    """One's own draft; 404 for anybody else's and for what is gone."""
    found = ImportDraft.objects.filter(project=project, member=member, number=number).first()
    if found is None:
        raise Http404
    return found


def import_facts(project: Project, number: int) -> ImportFacts:
    """One import; 404 where there is none. Three queries."""
    row = (
        Import.objects.select_related("by__person", "source", "project").filter(project=project, number=number).first()
    )
    if row is None:
        raise Http404
    counted = ImportRow.objects.filter(taken_in=row).aggregate(lines=Count("entry"), rows=Count("pk"))
    undo = ImportUndo.objects.select_related("by__person").filter(taken_in=row).first()
    return ImportFacts(row, counted["lines"], counted["rows"] - counted["lines"], undo)


def left_out_rows(taken_in: Import) -> list[tuple[int, list[str], str]]:
    """Number, cells and reason of every row that became no line."""
    rows = ImportRow.objects.filter(taken_in=taken_in, entry=None).order_by("number")
    return list(rows.values_list("number", "cells", "why"))


def is_import(project: Project, number: int) -> bool:
    """Whether something was taken in under this number."""
    return Import.objects.filter(project=project, number=number).exists()


def lines_of(keys: Collection[int]) -> list[tuple[str, str, str]]:
    """Code, kind and words of these lines."""
    return list(Entry.objects.filter(pk__in=keys).order_by("pk").values_list("code", "kind", "words"))


def import_of_source(project: Project, number: int) -> int | None:
    """The number of the import that source `number` of the project belongs to."""
    found = Import.objects.filter(project=project, source__number=number)
    return found.values_list("number", flat=True).first()
