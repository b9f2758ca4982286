"""Put a memo to the client as a sheet, line by line; the next version goes on in the same threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yinuo.base.sides import OwnerSide
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import access as words
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Agreement, Authority, LineKind
from yinuo.meetings.actions.meetings import next_code
from yinuo.meetings.actions.memos import MemoClosed, memo_subject
from yinuo.meetings.models import Meeting, Memo, MemoLine, MemoVersion
from yinuo.meetings.published import MemoPart, PublishedMemo, PublishedMemoLine, headed
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from yinuo.ledger.published import Sheet
    from yinuo.meetings.models import DelayCause, MemoItem
    from yinuo.people.models import Contact, Member

PREFIX = "MM-"


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a memo in the words of its paper; `cause` or `item` is the row behind it."""

    part: MemoPart
    text: str
    side: str = ""
    who: str = ""
    due_on: date | None = None
    cause: DelayCause | None = None
    item: MemoItem | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """The same in every version of the memo."""
        return (str(self.part), self.cause.pk if self.cause else None, self.item.pk if self.item else None)


def parts_of(memo: Memo) -> list[Said]:
    """What the next version says, in the order of the paper and in the project's language."""
    with translation.override(memo.project.language):
        said = [Said(MemoPart.HEAD, _head(memo))]
        if memo.work_done.strip():
            said.append(Said(MemoPart.WORK, headed(MemoPart.WORK, "", memo.work_done.strip())))
        if memo.purpose.strip():
            said.append(Said(MemoPart.PURPOSE, headed(MemoPart.PURPOSE, "", memo.purpose.strip())))
        causes = memo.causes.filter(is_gone=False).order_by("id")
        for cause in causes:
            text = headed(MemoPart.CAUSE, cause.side, cause.words)
            said.append(Said(MemoPart.CAUSE, text, cause.side, cause=cause))
        items = memo.items.filter(is_gone=False).select_related("owner").order_by("number")
        said += [_step(item) for item in items]
        return said


def _head(memo: Memo) -> str:
    facts = {"occasion": memo.occasion, "day": date_format(memo.on, "DATE_FORMAT")}
    parts = [_("%(occasion)s, %(day)s.") % facts]
    if memo.meeting.place:
        parts.append(_("Place: %(place)s.") % {"place": memo.meeting.place})
    if people := people_of(memo.meeting):
        parts.append(_("Present: %(people)s.") % {"people": people})
    if memo.previous and memo.previous.code:
        before = {"code": memo.previous.code, "day": date_format(memo.previous.on, "DATE_FORMAT")}
        parts.append(_("Follows memo %(code)s of %(day)s.") % before)
    return "\n".join(parts)


def people_of(meeting: Meeting) -> str:
    """Who was there, one side after the other, in the active language."""
    rows = meeting.attendees.select_related("person__member", "person__contact").order_by("id")
    people = sorted((row.person for row in rows), key=lambda person: hasattr(person, "member"))
    return pgettext("list", ", ").join(person.name for person in people)


def _step(item: MemoItem) -> Said:
    if item.owner:
        who = words.who(item.owner)
    elif item.side == OwnerSide.OURS:
        who = _("the vendor")
    else:
        who = _("the client") if item.side == OwnerSide.CLIENT else _("a third party")
    text = headed(MemoPart.STEP, item.side, item.words)
    return Said(MemoPart.STEP, text, item.side, who, item.due_on, item=item)


@transaction.atomic
def send_memo(
    memo: Memo,
    *,
    by: Member,
    at: datetime,
    contacts: Sequence[Contact],
    due_on: date,
    authority: str = Authority.WINDOW,
    language: str = "",
    tell: bool = False,
    code: str = "",
) -> MemoVersion:
    """Send the memo, or its next version, as a sheet to be confirmed line by line.

    The first sending gives the memo its code. Raises MemoClosed, and what `ledger.offer_lines` raises.
    """
    project = Project.objects.select_for_update().get(pk=memo.project_id)
    memo = Memo.objects.select_for_update(of=("self",)).select_related("project", "meeting", "previous").get(pk=memo.pk)
    if memo.closed_at:
        raise MemoClosed
    _give_code(memo, code)
    memo.project.language = language or memo.project.language
    said, before = parts_of(memo), _newest_lines(memo)
    agreed = _agreed(before)
    number = memo.versions.count() + 1
    sheet = ledger.offer_lines(
        project,
        by=by,
        at=at,
        lines=[_given(one, before.get(one.key), number, agreed) for one in said],
        contacts=contacts,
        due_on=due_on,
        authority=authority,
        language=memo.project.language,
        tell=tell,
        **_heading(memo, number),
    )
    return _published(memo, sheet, said, number, by=by, at=at)


def _give_code(memo: Memo, code: str) -> None:
    if not memo.code:
        taken = Memo.objects.filter(project=memo.project_id).values_list("code", flat=True)
        memo.code = code or next_code(taken, PREFIX)
        memo.save(update_fields=["code"])


def _heading(memo: Memo, number: int) -> dict[str, str]:
    facts = {"code": memo.code, "occasion": memo.occasion, "number": number}
    with translation.override(memo.project.language):
        if number == 1:
            title = _("Memo %(code)s: %(occasion)s") % facts
        else:
            title = _("Memo %(code)s, version %(number)s: %(occasion)s") % facts
        ask = _("Please confirm line by line; where a line is not right, say what it should say.")
    return {"title": title[:160], "ask": ask}


def _newest_lines(memo: Memo) -> dict[tuple[str, int | None, int | None], MemoLine]:
    rows = MemoLine.objects.filter(version__memo=memo).select_related("line").order_by("id")
    return {(row.part, row.cause_id, row.item_id): row for row in rows}


def _agreed(before: Mapping[tuple[str, int | None, int | None], MemoLine]) -> dict[str, str]:
    """The words that were agreed last, by thread."""
    threads = [row.line.thread for row in before.values()]
    rows = Agreement.objects.filter(line__thread__in=threads).order_by("line_id")
    return dict(rows.values_list("line__thread", "line__text"))


def _given(said: Said, before: MemoLine | None, number: int, agreed: Mapping[str, str]) -> ledger.LineGiven:
    thread = before.line.thread if before else ""
    return ledger.LineGiven(
        kind=LineKind.PLAN if said.part == MemoPart.STEP else LineKind.RECORD,
        text=said.text,
        who=said.who,
        due_on=said.due_on,
        version=number,
        thread=thread,
        agreed_before=agreed.get(thread, ""),
    )


def _published(memo: Memo, sheet: Sheet, said: Sequence[Said], number: int, *, by: Member, at: datetime) -> MemoVersion:
    """The client's copy, and what ties it to our rows."""
    with translation.override(memo.project.language):
        people = people_of(memo.meeting)
    published = PublishedMemo.objects.create(
        project=sheet.project,
        sheet=sheet,
        code=memo.code,
        version=number,
        kind=memo.meeting.kind,
        on=memo.on,
        occasion=memo.occasion,
        place=memo.meeting.place,
        people=people,
        previous_code=memo.previous.code if memo.previous else "",
        previous_on=memo.previous.on if memo.previous else None,
        sent_at=at,
    )
    lines = list(sheet.lines.order_by("number"))
    shown = PublishedMemoLine.objects.bulk_create(
        PublishedMemoLine(memo=published, line=line, part=one.part, side=one.side)
        for one, line in zip(said, lines, strict=True)
    )
    evidence.record(
        verb="meetings.send_memo",
        subject=memo_subject(memo),
        by=by.person.name,
        project=memo.project.code,
        side=Side.SHARED,
        happened_at=at,
        facts={"version": number, "sheet": sheet.number, "lines": len(lines)},
        rows=[published, *shown],
    )
    version = MemoVersion.objects.create(memo=memo, number=number, published=published, sheet=sheet, by=by, at=at)
    MemoLine.objects.bulk_create(
        MemoLine(version=version, part=one.part, cause=one.cause, item=one.item, line=line)
        for one, line in zip(said, lines, strict=True)
    )
    return version
