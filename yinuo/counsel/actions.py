"""What the vendor keeps for itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yinuo.base import search
from yinuo.counsel.models import SearchEntry
from yinuo.projects.models import Project


@transaction.atomic
def index(project: Project, *, subject: str, kind: str, title: str, text: str, at: datetime) -> SearchEntry:
    """Make a thing findable for the project's members, or anew when it changed. A derived copy: no event."""
    entry, _is_new = SearchEntry.objects.update_or_create(
        project=project,
        kind=kind,
        subject=subject,
        defaults={"title": title[:200], "text": text, "at": at},
    )
    search.put("search_entry", entry.pk, f"{title}\n{text}", scope=str(project.pk))
    return entry


@transaction.atomic
def forget(project: Project, *, subject: str, kind: str) -> None:
    """Take a thing out of the index."""
    for entry in SearchEntry.objects.filter(project=project, kind=kind, subject=subject):
        search.drop("search_entry", entry.pk)
        entry.delete()
