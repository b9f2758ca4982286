"""Put published words where a client can find them, and find them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from yinuo.base import search
from yinuo.base.published import ClientSearchEntry


@dataclass(frozen=True, slots=True)
class Found:
    """One hit; `token` leads to the published row of `kind`."""

    project_id: int
    kind: str
    token: str
    title: str
    text: str
    at: datetime


def index(project_id: int, *, kind: str, token: str, title: str, text: str, at: datetime) -> ClientSearchEntry:
    """Make a published row findable, once; called by the action that publishes it, in its transaction."""
    entry, _is_new = ClientSearchEntry.objects.get_or_create(
        project_id=project_id,
        kind=kind,
        token=token,
        defaults={"title": title, "text": text, "folded": search.fold(f"{title}\n{text}"), "at": at},
    )
    return entry


def find(project_ids: Collection[int], query: str, limit: int = 50) -> list[Found]:
    """Published rows of these projects that hold every part of `query`, newest first."""
    parts = search.fold(query[: search.MAX_QUERY]).split()
    if not parts:
        return []
    rows = ClientSearchEntry.objects.filter(project_id__in=project_ids)
    for part in parts:
        rows = rows.filter(folded__contains=part)
    return [
        Found(row.project_id, row.kind, row.token, row.title, row.text, row.at)
        for row in rows.order_by("-at", "-id")[:limit]
    ]
