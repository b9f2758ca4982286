"""Reads for the vendor's eyes only."""

from __future__ import annotations

from collections.abc import Iterable

from yinuo.base import search as words
from yinuo.counsel.models import SearchEntry
from yinuo.projects.models import Project


def search(member_projects: Iterable[Project], query: str, limit: int = 50) -> list[SearchEntry]:
    """Entries of these projects that hold every part of `query`, newest first."""
    scopes = [str(project.pk) for project in member_projects]
    # Bigrams may stand apart, so some candidates fall away.
    ids = words.find("search_entry", query, limit * 4, scopes=scopes)
    rows = (
        SearchEntry.objects.filter(pk__in=ids, project_id__in=scopes).select_related("project").order_by("-at", "-pk")
    )
    return [row for row in rows if words.holds(f"{row.title}\n{row.text}", query)][:limit]
