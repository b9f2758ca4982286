"""From lines to a sheet in one act: word what is new or changed, then offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from yinuo.ledger.actions.entries import Edited
from yinuo.ledger.actions.sheets import offer
from yinuo.ledger.actions.wordings import CriterionGiven, word
from yinuo.ledger.models import Criterion, Entry, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class Draft:
    """One line as it is about to be put to the client."""

    entry: Entry
    text: str
    due_on: date
    criterion: CriterionGiven
    after: int | None = None
    """The version it was written upon, 0 for none; None does not ask."""


@transaction.atomic
def put_to_client(
    project: Project, *, by: Member, at: datetime, drafts: Sequence[Draft], language: str, **head: Any
) -> Sheet:
    """Offer `drafts` on one sheet; a line whose newest wording says the same keeps its version.

    `head` and the errors are those of `offer`; Edited when somebody worded a line meanwhile.
    """
    wordings = [_wording(draft, by=by, at=at, language=language) for draft in drafts]
    return offer(project, by=by, at=at, wordings=wordings, language=language, **head)


def _wording(draft: Draft, *, by: Member, at: datetime, language: str) -> Wording:
    Entry.objects.select_for_update().get(pk=draft.entry.pk)
    newest = Wording.objects.filter(entry=draft.entry).order_by("-version").first()
    if draft.after not in (None, newest.version if newest else 0):
        raise Edited(draft.entry)
    if newest and (newest.text, newest.due_on) == (draft.text, draft.due_on) and _same(newest, draft.criterion):
        newest.entry = draft.entry
        return newest
    return word(
        draft.entry,
        by=by,
        at=at,
        text=draft.text,
        language=language,
        due_on=draft.due_on,
        criterion=draft.criterion,
    )


def _same(wording: Wording, given: CriterionGiven) -> bool:
    kept = Criterion.objects.filter(wording=wording).first()
    if kept is None:
        return False
    return all(
        getattr(kept, name) == getattr(given, name)
        for name in ("shape", "metric", "unit", "target", "minimum", "target_on", "minimum_on", "measurer")
        if name in _told_by(kept.shape)
    )


def _told_by(shape: str) -> frozenset[str]:
    """The fields that count for a shape; the others are left over from another choice."""
    fields = {"shape", "metric", "measurer"}
    if shape == "number":
        fields |= {"unit", "target", "minimum"}
    if shape == "by_date":
        fields |= {"target_on", "minimum_on"}
    return frozenset(fields)
