"""Keep and drop named views of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yinuo.evidence import actions as evidence
from yinuo.ledger.models import SavedView

if TYPE_CHECKING:
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


@transaction.atomic
def save_view(project: Project, *, by: Member, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep the filters of `query` (a URL query string) under `name`; the same name again replaces them."""
    view, _ = SavedView.objects.update_or_create(
        project=project, member=by, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    _record("ledger.save_view", view, by)
    return view


@transaction.atomic
def drop_view(view: SavedView, *, by: Member) -> None:
    """Forget one of one's own views."""
    _record("ledger.drop_view", view, by)
    view.delete()


def _record(verb: str, view: SavedView, by: Member) -> None:
    evidence.record(
        verb=verb,
        subject=f"{view.project.code}/views",
        by=by.person.name,
        project=view.project.code,
        facts={"name": view.name, "query": view.query},
    )
