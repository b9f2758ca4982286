"""The letters of the ledger: composed when they are sent, from what the reader may see then (decision 10)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import jobs
from yinuo.base.paper import pdf
from yinuo.evidence import access as evidence
from yinuo.ledger import access, actions
from yinuo.ledger.for_client.seen import sheet_seen
from yinuo.ledger.models import Offer
from yinuo.ledger.published import PublishedMeasurement, Reply, Sheet
from yinuo.notices import queries as notices
from yinuo.notices.actions import File, Letter
from yinuo.people.access import member_of
from yinuo.people.models import Person
from yinuo.projects import access as projects
from yinuo.projects import queries as seats
from yinuo.signing import actions as signing

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.ledger.for_client.seen import LineSeen, SheetSeen
    from yinuo.notices.actions import Told
    from yinuo.people.models import Member

LINK_DAYS = timedelta(days=30)
DRAFT_DAYS = timedelta(days=7)


@jobs.every(3600, "ledger.drop_old_drafts")
def drop_old_drafts(at: datetime) -> int:
    """Forget imports that nobody finished within a week; how many."""
    return actions.drop_old_drafts(at - DRAFT_DAYS)


def sheet_behind(subject: str) -> Sheet | None:
    """The sheet whose code is `subject`, such as `P1/S3`."""
    code, _slash, number = subject.partition("/S")
    if not number.isdigit():
        return None
    return Sheet.objects.select_related("project").filter(project__code=code, number=int(number)).first()


def asked_people(told: Told) -> list[Person]:
    """Whom a sheet was put to, as long as they sit on the project and have an address."""
    sheet = sheet_behind(told.subject)
    if sheet is None:
        return []
    people = Person.objects.filter(pk__in=sheet.contacts.values("person_id")).exclude(email=None)
    return [person for person in people if _sits_on(sheet, person)]


def reminded_people(told: Told) -> list[Person]:
    """Of those asked, whoever was written to before: by invitation, or with this very sheet (decision 18)."""
    sheet = sheet_behind(told.subject)
    if sheet is None:
        return []
    invited = {person.pk for person in access.invited_readers(sheet)}
    written = notices.told_before("ledger.offered", told.subject)
    return [person for person in asked_people(told) if person.pk in invited | written]


def nobody_else(_told: Told) -> list[Person]:
    """For kinds whose readers are named when the notice is written."""
    return []


def _sits_on(sheet: Sheet, person: Person) -> bool:
    visitor = projects.visitor_of(person)
    return visitor is not None and any(place.project_id == sheet.project_id for place in visitor.places)


def _link(sheet: Sheet, person: Person, at: datetime) -> str | None:
    """A fresh link for this letter, in the name of whoever put the sheet to the client."""
    by = _putter(sheet)
    if by is None:
        return None
    secret = signing.make_link(
        actions.sheet_subject(sheet),
        project_id=sheet.project_id,
        by=by,
        at=at,
        last_on=sheet.due_on + LINK_DAYS,
        for_person_id=person.pk,
    )
    return f"{settings.URL}/link/{secret}/"


def _putter(sheet: Sheet) -> Member | None:
    """Who put the sheet to the client; for one without an entry of the ledger, our project manager."""
    offer = Offer.objects.filter(line__sheet=sheet).select_related("by__person").first()
    if offer is not None:
        return offer.by
    seat = seats.manager_seat(sheet.project)
    return member_of(seat.person) if seat else None


def offered_letter(told: Told, person: Person) -> Letter | None:
    """Here is a sheet to answer; nothing when it was taken back or settled meanwhile."""
    sheet = sheet_behind(told.subject)
    if sheet is None or not _sits_on(sheet, person):
        return None
    seen = sheet_seen(sheet)
    link = _link(sheet, person, told.at) if seen.open_count else None
    if link is None:
        return None
    text = _(
        "%(name)s,\n\n%(ask)s\n\n"
        "Confirmation sheet %(number)s “%(title)s” has %(count)s, please answer by %(day)s:\n\n"
        "%(link)s\n\n"
        "The link opens this one sheet. Your answers are confirmed with a code that comes to this mailbox.\n\n"
        "%(from_name)s, %(from_firm)s"
    ) % {
        "name": person.called,
        "ask": seen.ask,
        "number": seen.number,
        "title": seen.title,
        "count": _lines(seen.open_count),
        "day": formats.date_format(seen.due_on, "DATE_FORMAT"),
        "link": link,
        "from_name": seen.from_name,
        "from_firm": seen.from_firm,
    }
    return Letter(_("Confirmation sheet %(number)s to answer") % {"number": seen.number}, text)


def reminder_letter(told: Told, person: Person) -> Letter | None:
    """The same sheet again, with what is still open."""
    letter = offered_letter(told, person)
    if letter is None:
        return None
    return Letter(_("Reminder: %(subject)s") % {"subject": letter.subject}, letter.text)


def _lines(count: int) -> str:
    return ngettext("%(count)s line", "%(count)s lines", count) % {"count": count}


def measured_letter(told: Told, person: Person) -> Letter | None:
    """What was measured of a line that was agreed."""
    sheet = sheet_behind(told.subject)
    row = PublishedMeasurement.objects.filter(token=told.payload, line__sheet=sheet).select_related("line").first()
    if sheet is None or row is None or not _sits_on(sheet, person):
        return None
    text = _("%(line)s\n\nMeasured on %(day)s: %(value)s, %(gap)s. %(note)s\n\n%(url)s") % {
        "line": row.line.text,
        "day": formats.date_format(row.measured_on, "DATE_FORMAT"),
        "value": row.value,
        "gap": row.gap,
        "note": row.note,
        "url": f"{settings.URL}/portal/{sheet.project.token}/agreed/{row.line.token}/",
    }
    return Letter(_("Measured: what was agreed on sheet %(number)s") % {"number": sheet.number}, text)


def receipt_letter(told: Told, person: Person) -> Letter | None:
    """What was answered, with the sheet as PDF and the hash of the text that was signed (decision 13)."""
    sheet = sheet_behind(told.subject)
    reply = Reply.objects.filter(token=told.payload, sheet=sheet).first()
    if sheet is None or reply is None or reply.person_id != person.pk:
        return None
    seen = sheet_seen(sheet)
    held = evidence.receipt(
        sheet.project.code,
        subject=told.subject,
        verb="ledger.reply",
        fact=f"row:reply:{reply.pk}",
        document=sheet.sha256,
    )
    text = _(
        "%(name)s,\n\n"
        "this is your copy of confirmation sheet %(number)s “%(title)s” as you answered it:\n\n"
        "%(answers)s\n\n"
        "Signed text, SHA-256: %(hash)s\nReceipt: %(code)s\n\n"
        "The sheet is attached. Keep this mail: with it the record can be checked without us. Programs read the "
        "attached receipt.json, or these lines:\n\n%(places)s"
    ) % {
        "name": person.called,
        "number": seen.number,
        "title": seen.title,
        "answers": "\n".join(_answer_text(line) for line in seen.lines if line.answer),
        "hash": seen.sha256,
        "code": reply.short_code,
        "places": held.text,
    }
    paper = access.paper_of(sheet)
    name = _("Confirmation sheet %(number)s.pdf") % {"number": seen.number}
    return Letter(
        _("Your answers to confirmation sheet %(number)s") % {"number": seen.number},
        text,
        attachments=(
            File(name, pdf.sheet_pdf(paper), "application/pdf"),
            File("receipt.json", held.json, "application/json"),
        ),
    )


def _answer_text(line: LineSeen) -> str:
    words = {
        "confirm": _("confirmed"),
        "not_accept": _("not accepted"),
        "ask": _("asked"),
    }
    answer = line.answer
    if answer is None:
        return ""
    more = " ".join(part for part in (answer.chip_words, answer.words) if part)
    said = _("%(answer)s (%(more)s)") % {"answer": words[answer.kind], "more": more} if more else words[answer.kind]
    return f"{line.number}. {line.text}\n   → {said}"


def answered_letter(told: Told, person: Person) -> Letter | None:
    """To the owner at our side: who answered what; declined lines come back with their reason."""
    sheet = sheet_behind(told.subject)
    reply = Reply.objects.filter(token=told.payload, sheet=sheet).first()
    if sheet is None or reply is None:
        return None
    seen: SheetSeen = sheet_seen(sheet)
    text = _("%(by)s answered confirmation sheet %(number)s “%(title)s”:\n\n%(answers)s\n\n%(url)s") % {
        "by": reply.by_name,
        "number": seen.number,
        "title": seen.title,
        "answers": "\n".join(_answer_text(line) for line in seen.lines if line.answer),
        "url": f"{settings.URL}/projects/{sheet.project.code}/sheets/{seen.number}/",
    }
    return Letter(_("Sheet %(number)s was answered by %(by)s") % {"number": seen.number, "by": reply.by_name}, text)
