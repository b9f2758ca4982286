"""What the client sees of memos: those that were sent, as they were sent, and what was answered to each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import Http404

from yinuo.base.sides import OwnerSide
from yinuo.ledger import for_client as ledger
from yinuo.ledger.published import SheetRecall
from yinuo.meetings.published import MemoPart, PublishedMemo, PublishedMemoLine

if TYPE_CHECKING:
    from datetime import date

    from yinuo.people.access import Place, Visitor


@dataclass(frozen=True, slots=True)
class MemoRowSeen:
    """One memo in a list: its newest version."""

    token: str
    code: str
    version: int
    on: date
    occasion: str


@dataclass(frozen=True, slots=True)
class MemoLineSeen:
    """One line of a memo: its part, whose side, and the line of the sheet that says it."""

    part: str
    side: str
    line: ledger.LineSeen


@dataclass(frozen=True, slots=True)
class MemoSeen:
    """A memo as it was sent. `newer` and `previous` are tokens of other memos, empty where there is none."""

    token: str
    code: str
    version: int
    on: date
    occasion: str
    place: str
    people: str
    previous_code: str
    previous: str
    newer: str
    sheet: ledger.SheetSeen
    lines: tuple[MemoLineSeen, ...]

    def of(self, part: str) -> tuple[MemoLineSeen, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part == part)

    @property
    def work(self) -> tuple[MemoLineSeen, ...]:
        return self.of(MemoPart.WORK)

    @property
    def purpose(self) -> tuple[MemoLineSeen, ...]:
        return self.of(MemoPart.PURPOSE)

    @property
    def causes(self) -> tuple[MemoLineSeen, ...]:
        return self.of(MemoPart.CAUSE)

    @property
    def steps(self) -> tuple[MemoLineSeen, ...]:
        return self.of(MemoPart.STEP)

    @property
    def open_count(self) -> int:
        """Lines that can still be answered."""
        return sum(one.line.is_open and one.line.answer is None for one in self.lines)


def memos(visitor: Visitor, place: Place, *, limit: int = 100) -> tuple[MemoRowSeen, ...]:
    """The memos sent on this project, the newest version of each, newest first; none that was taken back. One query."""
    del visitor  # whoever sits on the project reads its memos
    newer = PublishedMemo.objects.filter(project=OuterRef("project"), code=OuterRef("code"), pk__gt=OuterRef("pk"))
    rows = PublishedMemo.objects.filter(project=place.project_id).exclude(Exists(newer)).exclude(_taken_back())
    return tuple(
        MemoRowSeen(row.token, row.code, row.version, row.on, row.occasion)
        for row in rows.order_by("-on", "-id")[:limit]
    )


def _taken_back() -> Exists:
    return Exists(SheetRecall.objects.filter(sheet=OuterRef("sheet")))


def memo(visitor: Visitor, place: Place, token: str) -> MemoSeen:
    """One version of a memo; the same 404 for a foreign one and for none."""
    row = PublishedMemo.objects.select_related("sheet").filter(project=place.project_id, token=token).first()
    if row is None:
        raise Http404
    sheet = ledger.sheet(visitor, place, row.sheet.token)
    by_number = {line.number: line for line in sheet.lines}
    parts = PublishedMemoLine.objects.filter(memo=row).order_by("line__number")
    same = PublishedMemo.objects.filter(project=place.project_id)
    newest = same.filter(code=row.code, pk__gt=row.pk).order_by("-pk").first()
    previous = same.filter(code=row.previous_code).order_by("-pk").first() if row.previous_code else None
    sides = {side.value: str(side.label) for side in OwnerSide}
    return MemoSeen(
        token=row.token,
        code=row.code,
        version=row.version,
        on=row.on,
        occasion=row.occasion,
        place=row.place,
        people=row.people,
        previous_code=row.previous_code,
        previous=previous.token if previous else "",
        newer=newest.token if newest else "",
        sheet=sheet,
        lines=tuple(
            MemoLineSeen(part, sides.get(side, ""), by_number[number])
            for part, side, number in parts.values_list("part", "side", "line__number")
        ),
    )
