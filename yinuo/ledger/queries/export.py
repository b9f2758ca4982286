"""The whole register as it is narrowed and sorted, for taking it out in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from yinuo.capture.columns import Target
from yinuo.ledger.models import Entry, EntryClass
from yinuo.ledger.queries.gaps import gaps_of
from yinuo.ledger.queries.register import narrowed

if TYPE_CHECKING:
    from datetime import date

    from yinuo.ledger.queries.register import Filters
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

HEADINGS = {
    Target.CODE: _("Code"),
    Target.KIND: _("Kind"),
    Target.CLASS: _("Class"),
    Target.WORDS: _("Words"),
    Target.HOLDER: _("Who"),
    Target.TOWARDS: _("To whom"),
    Target.RAISED_ON: _("Raised on"),
    Target.DUE_ON: _("By when"),
    Target.STATE: _("State"),
    Target.SOURCE: _("Source"),
    Target.OWNER: _("Looked after by"),
    Target.NEED: _("Need behind it"),
    Target.IMPORTANCE: _("Importance"),
    Target.NOTE: _("Note"),
}
"""What a column is called in a file, on the way out and on the way in."""
MOST = 20_000
BATCH = 500
ORDERS = {"due": F("due_on"), "code": F("code"), "holder": F("holder__name"), "state": F("state")}


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One entry with everything a file says of it."""

    id: int
    code: str
    kind: str
    words: str
    holder: str
    towards: str
    source: str
    due_on: date | None
    state: str
    entry_class: str
    owner: str
    need: str
    importance: int | None
    gap: str

    @property
    def is_vision(self) -> bool:
        return self.entry_class == EntryClass.VISION


def register_whole(
    project: Project, filters: Filters, *, member: Member, today: date, language: str
) -> tuple[ExportRow, ...]:
    """Every line that the filters leave, in their order, at most `MOST`."""
    rows = narrowed(Entry.objects.of(project).with_state(), filters, project=project, member=member, today=today)
    key = ORDERS.get(filters.sort, ORDERS["due"])
    order = (key.desc(nulls_first=True), "-pk") if filters.is_descending else (key.asc(nulls_last=True), "pk")
    found: list[tuple[Any, ...]] = list(
        rows.order_by(*order).values_list(
            *("id", "code", "kind", "words", "holder__name", "towards__name", "source_kind", "due_on", "state"),
            *("entry_class", "owner__person__name", "need", "importance"),
        )[:MOST]
    )
    gaps: dict[int, str] = {}
    for start in range(0, len(found), BATCH):
        keys = [row[0] for row in found[start : start + BATCH]]
        gaps |= {key: gap.gap for key, gap in gaps_of(project, keys, language).items()}
    return tuple(ExportRow(*[*row[:5], row[5] or "", *row[6:], gaps.get(row[0], "")]) for row in found)
