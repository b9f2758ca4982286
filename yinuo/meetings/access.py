"""The gate to a meeting and to a memo: within one project, by their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404

from yinuo.base.prepared import Given, Prepared
from yinuo.meetings.models import Meeting, Memo, MemoItem
from yinuo.meetings.published import AgendaTopic

if TYPE_CHECKING:
    from yinuo.projects.models import Project


def meeting_for(project: Project, code: str) -> Meeting:
    """The meeting `code` of `project`; 404 for foreign and missing ones."""
    rows = Meeting.objects.select_related("project__account__firm", "rehearses", "waiver", "memo")
    meeting = rows.filter(project=project, code=code).first()
    if meeting is None:
        raise Http404
    return meeting


def memo_for(project: Project, handle: str) -> Memo:
    """The memo MM-108 of `project`, or that of the meeting M12, sent or not; 404 for foreign and missing ones."""
    memo: Memo | None = _memo.first(project=project.pk, handle=handle)
    if memo is None:
        raise Http404
    return memo


_memo = Prepared(
    lambda: (
        Memo.objects.select_related("project__account__firm", "meeting", "previous")
        .filter(Q(code=Given("handle")) | Q(meeting__code=Given("handle")), project=Given("project"))
        .order_by("id")[:1]
    )
)


def item_of(memo: Memo, number: int) -> MemoItem:
    """One next step of `memo`; 404 where there is none."""
    item = MemoItem.objects.select_related("owner", "memo__project", "memo__meeting").filter(
        memo=memo, number=number, is_gone=False
    )
    if (found := item.first()) is None:
        raise Http404
    return found


def topic_of(meeting: Meeting, token: str) -> AgendaTopic:
    """A topic of the client's that belongs to `meeting` now; 404 for one that moved on, and for none."""
    topic = AgendaTopic.objects.filter(project=meeting.project_id, token=token).first()
    if topic is None:
        raise Http404
    newest = topic.steps.order_by("-id").first()
    if (newest.thread if newest else topic.thread) != meeting.token:
        raise Http404
    return topic


def handle_of(memo: Memo) -> str:
    """What names a memo in an address: its code, or its meeting's while nothing was sent."""
    return memo.code or memo.meeting.code
