"""What is known here under a hash: told in full to those who may read it, to others only that it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse

from yinuo.base.paper import pdf
from yinuo.base.paper.sheet import clean
from yinuo.evidence import access as evidence
from yinuo.ledger import access
from yinuo.ledger.published import PublishedMeasurement, Reply, Sheet
from yinuo.people.access import member_of
from yinuo.projects import access as projects

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Known:
    """A sheet or a file that was shared. `number` and everything after it only for those who may read it."""

    is_sheet: bool
    number: int = 0
    title: str = ""
    project_name: str = ""
    on: date | None = None
    lines: int = 0
    agreed: int = 0
    href: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the asker may read what it is."""
        return bool(self.href)


def known(asker: object, sha256: str) -> Known | None:
    """The shared thing whose exact bytes have this hash; None if there is none. What is ours alone is never known."""
    sheet = _sheets().filter(sha256=sha256).first()
    if sheet is not None:
        return _of_sheet(asker, sheet)
    attached = evidence.shared_by_hash(sha256)
    shown = [(row, sheet) for row in attached if (sheet := _shown_with(row.token))]
    if not shown:
        return None
    for row, sheet in shown:
        if href := _may_read(asker, sheet):
            return Known(False, sheet.number, sheet.title, sheet.project_name, row.on, href=href)
    return Known(is_sheet=False)


def is_our_paper(asker: object, sha256: str, data: bytes) -> bool:
    """Whether a PDF is byte for byte what we print of this sheet today; for those who may read it only."""
    sheet = _sheets().filter(sha256=sha256).first()
    if sheet is None or not _may_read(asker, sheet):
        return False
    return pdf.sheet_pdf(access.paper_of(sheet)) == data


def changed_lines(asker: object, sha256: str, texts: dict[int, str]) -> tuple[int, ...] | None:
    """Numbers of the lines whose words differ from `texts`; None for whoever may not read the sheet."""
    sheet = _sheets().filter(sha256=sha256).first()
    if sheet is None or not _may_read(asker, sheet):
        return None
    ours = {number: clean(text) for number, text in sheet.lines.values_list("number", "text")}
    return tuple(sorted(number for number in ours.keys() | texts.keys() if ours.get(number) != texts.get(number)))


def is_ours(stream: str, seq: int, link: str) -> bool:
    """Whether our own record leads through this link; it tells nothing that its holder does not hold."""
    return evidence.holds(stream, seq, link)


def _sheets() -> QuerySet[Sheet]:
    return Sheet.objects.select_related("project").order_by("id")


def _shown_with(token: str) -> Sheet | None:
    """The sheet with which a file was shown, by a reply or a measurement."""
    reply = Reply.objects.filter(attachment_token=token).values("sheet")
    told = PublishedMeasurement.objects.filter(attachment_token=token).values("line__sheet")
    return _sheets().filter(pk__in=reply).first() or _sheets().filter(pk__in=told).first()


def _of_sheet(asker: object, sheet: Sheet) -> Known:
    href = _may_read(asker, sheet)
    if not href:
        return Known(is_sheet=True)
    counted = sheet.lines.aggregate(lines=Count("pk"), agreed=Count("agreement"))
    return Known(
        is_sheet=True,
        number=sheet.number,
        title=sheet.title,
        project_name=sheet.project_name,
        on=sheet.offered_at.astimezone(ZoneInfo(sheet.project.time_zone)).date(),
        lines=counted["lines"],
        agreed=counted["agreed"],
        href=href,
    )


def _may_read(asker: object, sheet: Sheet) -> str:
    """Where the asker reads the sheet; empty for whoever may not."""
    member = member_of(asker)
    if member is not None:
        is_mine = projects.open_to(member).filter(pk=sheet.project_id).exists()
        return reverse("sheet", args=[sheet.project.code, sheet.number]) if is_mine else ""
    visitor = projects.visitor_of(asker)
    if visitor is None or all(place.project_id != sheet.project_id for place in visitor.places):
        return ""
    return reverse("portal-sheet", args=[sheet.project.token, sheet.token])
