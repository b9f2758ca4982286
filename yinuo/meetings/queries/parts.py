"""What hangs on one memo: causes of delay, next steps, versions sent, the memo after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yinuo.base.prepared import Given, Prepared
from yinuo.meetings.models import DelayCause, Memo, MemoItem, MemoVersion

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class MemoParts:
    """Items with owner, meeting and what they were carried from; versions newest first, with their sheet."""

    items: Sequence[MemoItem]
    causes: Sequence[DelayCause]
    versions: Sequence[MemoVersion]
    following: Memo | None
    """The first memo sent that goes on from this one."""


def parts_of(memo: Memo) -> MemoParts:
    """What the memo's page shows beside its own words. Four queries."""
    return MemoParts(_items(memo=memo.pk), _causes(memo=memo.pk), _sent(memo=memo.pk), _following.first(memo=memo.pk))


_items = Prepared(
    lambda: (
        MemoItem.objects.filter(memo=Given("memo"), is_gone=False)
        .select_related("memo__meeting", "owner", "carried_from__memo")
        .order_by("number")
    )
)
_causes = Prepared(lambda: DelayCause.objects.filter(memo=Given("memo"), is_gone=False).order_by("id"))
_sent = Prepared(lambda: MemoVersion.objects.filter(memo=Given("memo")).select_related("sheet").order_by("-number"))
_following = Prepared(lambda: Memo.objects.filter(previous=Given("memo")).exclude(code="").order_by("on", "id")[:1])
