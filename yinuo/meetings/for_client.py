"""What the client sees of memos: those that were sent, as they were sent, and what was answered to each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from yinuo.base import clock
from yinuo.base.prepared import Given, Prepared
from yinuo.base.sides import OwnerSide
from yinuo.delivery import actions as delivery
from yinuo.ledger import for_client as ledger
from yinuo.ledger.published import SheetRecall
from yinuo.meetings import actions
from yinuo.meetings.actions import TooLate
from yinuo.meetings.published import (
    AgendaTopic,
    AgendaTopicStep,
    MemoPart,
    PublishedMeeting,
    PublishedMemo,
    PublishedMemoLine,
    headed,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.access import Place, Visitor

COMING = 5
"""Meetings to come on the client's first page."""

__all__ = [
    "MeetingSeen",
    "MemoLineSeen",
    "MemoRowSeen",
    "MemoSeen",
    "TooLate",
    "TopicSeen",
    "coming",
    "meeting",
    "memo",
    "memos",
    "propose",
]


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
    """One line of a memo: its part, whose side, its words without that part, and the line of the sheet that says it."""

    part: str
    side: str
    words: str
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
    def head(self) -> MemoLineSeen | None:
        """Occasion and people, as they were put to the client."""
        return next(iter(self.of(MemoPart.HEAD)), None)

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


@dataclass(frozen=True, slots=True)
class TopicSeen:
    """A topic somebody of the client proposed, and what was answered; `fate` is empty while nothing was."""

    words: str
    why: str
    by_name: str
    at: datetime
    fate: str
    said: str
    title: str
    on: date | None

    @property
    def chip(self) -> str:
        """Its name among the chips."""
        return f"topic_{self.fate or 'open'}"


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A meeting as the client was told of it last."""

    token: str
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    is_cancelled: bool
    takes_topics: bool


def coming(visitor: Visitor, place: Place) -> tuple[MeetingSeen, ...]:
    """The next announced meetings that have not ended; one called off stays until its time is over. One query."""
    del visitor  # whoever sits on the project may propose a topic
    return tuple(_meeting(row) for row in _coming(project=place.project_id, now=clock.now()))


_coming = Prepared(
    lambda: (
        PublishedMeeting.objects.filter(
            project=Given("project"),
            ends_at__gte=Given("now", PublishedMeeting._meta.get_field("ends_at")),  # noqa: SLF001  # documented API
        )
        .exclude(Exists(PublishedMeeting.objects.filter(thread=OuterRef("thread"), pk__gt=OuterRef("pk"))))
        .order_by("starts_at", "id")[:COMING]
    )
)


def _meeting(row: PublishedMeeting) -> MeetingSeen:
    takes = not row.is_cancelled and row.starts_at > clock.now()
    when = (row.starts_at, row.ends_at, row.time_zone)
    return MeetingSeen(row.token, row.title, *when, row.place, row.is_cancelled, takes)


def _newest(place: Place, token: str) -> PublishedMeeting:
    """As it was told last, by the token of any of its versions; the same 404 for a foreign one and for none."""
    rows = PublishedMeeting.objects.filter(project=place.project_id)
    row = rows.filter(thread__in=rows.filter(token=token).values("thread")).order_by("-id").first()
    if row is None:
        raise Http404
    return row


def meeting(visitor: Visitor, place: Place, token: str) -> tuple[MeetingSeen, tuple[TopicSeen, ...]]:
    """One announced meeting with the topics proposed for it or moved on to it; 404 for a foreign one and for none."""
    del visitor
    row = _newest(place, token)
    moved = AgendaTopicStep.objects.filter(thread=row.thread).values("topic")
    asked = AgendaTopic.objects.filter(project=place.project_id).filter(Q(thread=row.thread) | Q(pk__in=moved))
    listed = list(asked.order_by("id"))
    steps = {step.topic_id: step for step in AgendaTopicStep.objects.filter(topic__in=listed).order_by("id")}
    return _meeting(row), tuple(_topic(one, steps.get(one.pk)) for one in listed)


def _topic(row: AgendaTopic, step: AgendaTopicStep | None) -> TopicSeen:
    said = (step.fate, step.why, step.title, step.on) if step else ("", "", "", None)
    return TopicSeen(row.words, row.why, row.by_name, row.at, *said)


def propose(visitor: Visitor, place: Place, token: str, *, words: str, why: str) -> None:
    """The visitor proposes a topic. Raises TooLate once the meeting has begun or was called off."""
    speaker = delivery.Speaker(visitor.person_id, visitor.name, place.project_id)
    actions.propose_topic(speaker, _newest(place, token).thread, at=clock.now(), words=words, why=why)


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
    row: PublishedMemo | None = _by_token.first(project=place.project_id, token=token)
    if row is None:
        raise Http404
    sheet = ledger.sheet(visitor, place, row.sheet.token)
    by_number = {line.number: line for line in sheet.lines}
    newest: PublishedMemo | None = _newest_of.first(project=place.project_id, code=row.code)
    previous = _newest_of.first(project=place.project_id, code=row.previous_code) if row.previous_code else None
    # As the paper says it: "us" would be read as either side.
    sides = {OwnerSide.OURS: _("the vendor"), OwnerSide.CLIENT: _("the client"), OwnerSide.THIRD: _("a third party")}
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
        newer=newest.token if newest and newest.pk != row.pk else "",
        sheet=sheet,
        lines=tuple(
            MemoLineSeen(
                part,
                sides[OwnerSide(side)] if side else "",
                _bare(part, side, by_number[number], sheet),
                by_number[number],
            )
            for part, side, number in _lines(memo=row.pk)
        ),
    )


_by_token = Prepared(
    lambda: PublishedMemo.objects.select_related("sheet").filter(project=Given("project"), token=Given("token"))
)
_newest_of = Prepared(
    lambda: PublishedMemo.objects.filter(project=Given("project"), code=Given("code")).order_by("-pk")[:1]
)
_lines = Prepared(
    lambda: (
        PublishedMemoLine.objects.filter(memo=Given("memo"))
        .order_by("line__number")
        .values_list("part", "side", "line__number")
    )
)


def _bare(part: str, side: str, line: ledger.LineSeen, sheet: ledger.SheetSeen) -> str:
    """What the line says under a heading that names its part."""
    with translation.override(sheet.language):
        return line.text.removeprefix(headed(part, side, "").rstrip()).lstrip()
