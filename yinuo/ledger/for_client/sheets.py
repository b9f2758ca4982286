"""Sheets as the client opens them, signed in or through the sheet link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import Http404

from yinuo.base import files
from yinuo.base.prepared import Given, Prepared
from yinuo.evidence import access as evidence
from yinuo.ledger import access
from yinuo.ledger.for_client.seen import ReceiptSeen, SheetSeen, receipt_seen, sheet_seen
from yinuo.ledger.published import Answer, AnswerKind, PublishedMeasurement, Reply, Sheet, SheetLine
from yinuo.signing import actions as signing
from yinuo.signing.actions import Means

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from yinuo.base.paper.sheet import SheetPaper
    from yinuo.people.access import Place, Visitor


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet in a list."""

    token: str
    number: int
    title: str
    due_on: date
    open_count: int
    is_recalled: bool


def sheet(visitor: Visitor, place: Place, token: str) -> SheetSeen:
    """One sheet of the project; 404 for any other."""
    del visitor
    return sheet_seen(access.sheet_for(token, [place.project_id]))


NewestSheet = tuple[int, str, int, str, "date", int | None]
"""Key, token, number, title, day, and the key of what took it back."""


def newest_sheets(place: Place) -> list[NewestSheet]:
    """The newest fifty, newest first."""
    return list(
        Sheet.objects.filter(project=place.project_id)
        .order_by("-number")
        .values_list("id", "token", "number", "title", "due_on", "recall")[:50]
    )


def sheet_rows(rows: Sequence[NewestSheet], still_open: Mapping[int, int]) -> tuple[SheetRow, ...]:
    """The same as the client reads them, with what `open_counts` says of each."""
    return tuple(
        SheetRow(token, number, title, due_on, 0 if recall else still_open.get(pk, 0), recall is not None)
        for pk, token, number, title, due_on, recall in rows
    )


def open_counts(sheet_ids: Sequence[int]) -> dict[int, int]:
    """How many lines of each sheet nobody confirmed or declined yet; an oral word leaves a line open.

    A line offered anew on a later sheet is open there only.
    """
    settled = set(
        Answer.objects.filter(line__sheet__in=sheet_ids, kind__in=(AnswerKind.CONFIRM, AnswerKind.NOT_ACCEPT))
        .exclude(reply__means=Means.ORAL)
        .values_list("line_id", flat=True)
    )
    counts: dict[int, int] = {}
    standing = SheetLine.objects.filter(sheet__in=sheet_ids).exclude(access.offered_anew())
    for pk, sheet_id in standing.values_list("id", "sheet_id"):
        counts[sheet_id] = counts.get(sheet_id, 0) + (pk not in settled)
    return counts


def open_link(secret: str, *, at: datetime) -> date:
    """Knock with a link: the day it is where the sheet lives. The first opening is remembered.

    Raises LinkGone: revoked, past its last day there, or never made.
    """
    link = signing.open_link(secret, on=at.astimezone(UTC).date())
    zone: str = _zone(project=link.project_id)[0][0]
    on = at.astimezone(ZoneInfo(zone)).date()
    if on > link.last_on:
        raise signing.LinkGone
    return on


def sheet_by_link(secret: str, *, on: date) -> SheetSeen:
    """The one sheet that a link opens, read-only until a code is given. Raises signing's LinkGone."""
    return sheet_seen(linked(secret, on=on))


def linked(secret: str, *, on: date) -> Sheet:
    link = signing.open_link(secret, on=on)
    found: list[Sheet] = _numbered(project=link.project_id, number=int(link.subject.rpartition("/S")[2]))
    return found[0]


_zone = Prepared(lambda: Sheet.objects.filter(project=Given("project")).values_list("project__time_zone")[:1])
_numbered = Prepared(
    lambda: Sheet.objects.select_related("project").filter(project=Given("project"), number=Given("number"))
)


def paper(visitor: Visitor, place: Place, token: str) -> SheetPaper:
    """The sheet as paper, for its PDF and DOCX."""
    del visitor
    return access.paper_of(access.sheet_for(token, [place.project_id]))


def paper_by_link(secret: str, *, on: date, link: str = "") -> SheetPaper:
    """The same through a link; `link` is printed as QR."""
    return access.paper_of(linked(secret, on=on), link=link)


def receipt(visitor: Visitor, place: Place, sheet_token: str, token: str) -> ReceiptSeen:
    """What the visitor gave on a sheet; 404 for what somebody else gave."""
    found = access.sheet_for(sheet_token, [place.project_id])
    return _receipt(Reply.objects.filter(sheet=found, token=token, person_id=visitor.person_id))


def receipt_by_link(secret: str, token: str, *, on: date) -> ReceiptSeen:
    """What was given on the sheet behind a link, by its unguessable token."""
    return _receipt(Reply.objects.filter(sheet=linked(secret, on=on), token=token, means=Means.CODE))


def _receipt(rows: QuerySet[Reply]) -> ReceiptSeen:
    row = rows.select_related("sheet").first()
    if row is None:
        raise Http404
    return receipt_seen(row)


def file_shown(visitor: Visitor, place: Place, token: str) -> bool:
    """Whether a file was referred to by a row the client may read; nothing of the file itself is read."""
    del visitor
    return bool(token) and (
        Reply.objects.filter(sheet__project=place.project_id, attachment_token=token).exists()
        or PublishedMeasurement.objects.filter(line__sheet__project=place.project_id, attachment_token=token).exists()
    )


def open_file(visitor: Visitor, place: Place, token: str) -> tuple[files.Paper, bytes]:
    """A shared file and its bytes; the same 404 for files that were not shown, are ours, or do not exist.

    It is named by its bytes: the name under which it lies with us may say what we think of it.
    """
    found = (
        evidence.shared_attachment(token, project_code=place.project_code)
        if file_shown(visitor, place, token)
        else None
    )
    if found is None:
        raise Http404
    ending = found.name.rpartition(".")[2].lower()
    return replace(found, name=f"{found.sha256[:12]}.{ending}"), evidence.document_bytes(found.sha256)
