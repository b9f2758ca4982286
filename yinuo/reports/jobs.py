"""The worker drafts reports at the agreed hour; the letters of reports, composed when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from yinuo.base import dates, jobs
from yinuo.base.paper.report import report_pdf
from yinuo.notices.actions import File, Letter
from yinuo.people.access import member_of
from yinuo.projects import access as projects
from yinuo.projects.access import open_to
from yinuo.reports import actions, queries
from yinuo.reports.models import Report, ReportKind
from yinuo.reports.published import ReportAnswer, ReportReply

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.notices.actions import Told
    from yinuo.people.models import Person
    from yinuo.reports.published import PublishedReport


@jobs.every(300, "reports.draft_due")
def draft_due(at: datetime) -> int:
    """Draft the weekly reports whose hour has come; how many."""
    return sum(actions.draft_report(project, at=at) is not None for project in queries.reporting())


def report_behind(subject: str) -> Report | None:
    """The report whose code is `subject`, such as `P1/report/33`."""
    code, _slash, number = subject.partition("/report/")
    if not number.isdecimal():
        return None
    rows = Report.objects.select_related("project", "publishing__published__project")
    return rows.filter(project__code=code, number=int(number)).first()


def published_letter(told: Told, person: Person) -> Letter | None:
    """To people of the client: the report is out, as PDF; nothing for somebody who sits there no more.

    Everything in it comes from the published copy.
    """
    row = _read_by(told, person)
    if row is None:
        return None
    story = queries.read(row.story)
    status = next((section.words for section in story.sections if section.name == "status"), "")
    text = _(
        "%(name)s,\n\n"
        "%(title)s\n%(status)s\n\n"
        "The whole report is attached. Read it here, and say with one tap whether it is clear or what you ask:\n\n"
        "%(url)s\n\n"
        "%(by)s"
    ) % {
        "name": person.called,
        "title": "\n".join((story.title, *story.head)),
        "status": f"\n{status}" if status else "",
        "url": _portal(row),
        "by": row.by_name,
    }
    subject = _named(row)
    data = report_pdf(story, language=row.language, fingerprint=row.sha256, until=row.until)
    name = _("Report %(number)s.pdf") % {"number": row.number}
    return Letter(subject, text, attachments=(File(name, data, "application/pdf"),))


def corrected_letter(told: Told, person: Person) -> Letter | None:
    """To whoever was sent the report: what was corrected below it."""
    row = _read_by(told, person)
    added = row.addenda.filter(pk=int(told.payload)).first() if row else None
    if row is None or added is None:
        return None
    text = _("%(name)s,\n\n%(title)s was corrected:\n\n%(words)s\n\n%(url)s\n\n%(by)s") % {
        "name": person.called,
        "title": row.title,
        "words": added.words,
        "url": _portal(row),
        "by": added.by_name,
    }
    return Letter(_("%(report)s, corrected") % {"report": _named(row)}, text)


def replied_letter(told: Told, person: Person) -> Letter | None:
    """To whoever asked: the question and the reply."""
    row = _read_by(told, person)
    reply = ReportReply.objects.filter(pk=int(told.payload), answer__report=row).select_related("answer").first()
    if row is None or reply is None:
        return None
    text = _("%(name)s,\n\nyou asked about %(title)s:\n\n%(question)s\n\n%(by)s answers:\n\n%(words)s\n\n%(url)s") % {
        "name": person.called,
        "title": row.title,
        "question": reply.answer.words,
        "by": reply.by_name,
        "words": reply.words,
        "url": _portal(row),
    }
    return Letter(_("%(report)s: your question") % {"report": _named(row)}, text)


def asked_letter(told: Told, person: Person) -> Letter | None:
    """To our manager: somebody of the client asks; nothing when it is answered already or he may not enter any more."""
    report = report_behind(told.subject)
    member = member_of(person)
    said = ReportAnswer.objects.filter(pk=int(told.payload), replies=None).first()
    if report is None or member is None or said is None or not open_to(member).filter(pk=report.project_id).exists():
        return None
    facts = {
        "name": person.called,
        "who": said.name,
        "title": report.publishing.published.title,
        "words": said.words,
        "url": f"{settings.URL}/projects/{report.project.code}/reports/{report.number}/questions/{said.pk}/",
    }
    text = _("%(name)s,\n\n%(who)s asks about %(title)s:\n\n%(words)s\n\nReply here:\n\n%(url)s") % facts
    return Letter(_("A question about report %(number)s") % {"number": report.number}, text)


def _read_by(told: Told, person: Person) -> PublishedReport | None:
    """The published report, if `person` of the client sits where he may read it."""
    report, visitor = report_behind(told.subject), projects.visitor_of(person)
    if report is None or visitor is None or not hasattr(report, "publishing"):
        return None
    is_there = any(place.project_id == report.project_id for place in visitor.places)
    return report.publishing.published if is_there else None


def _portal(row: PublishedReport) -> str:
    return f"{settings.URL}/portal/{row.project.token}/reports/{row.token}/"


def _named(row: PublishedReport) -> str:
    is_monthly = row.kind == ReportKind.EXECUTIVE
    words = _("Executive report %(number)s") if is_monthly else _("Weekly report %(number)s")
    return words % {"number": row.number}


def drafted_letter(told: Told, person: Person) -> Letter | None:
    """To our manager: the report is drafted; nothing when it is out already or he may not enter any more."""
    report = report_behind(told.subject)
    member = member_of(person)
    if report is None or member is None or hasattr(report, "publishing"):
        return None
    if not open_to(member).filter(pk=report.project_id).exists():
        return None
    text = _(
        "%(name)s,\n\n"
        "weekly report %(number)s of “%(project)s”, up to %(until)s, is drafted from what is on record. Write your "
        "words to it, answer the question for bad news, and publish it:\n\n"
        "%(url)s"
    ) % {
        "name": person.called,
        "number": report.number,
        "project": report.project.name,
        "until": dates.day(report.until),
        "url": f"{settings.URL}/projects/{report.project.code}/reports/{report.number}/",
    }
    return Letter(_("Weekly report %(number)s is drafted") % {"number": report.number}, text)
