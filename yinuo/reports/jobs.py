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

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.notices.actions import Told
    from yinuo.people.models import Person


@jobs.every(300, "reports.draft_due")
def draft_due(at: datetime) -> int:
    """Draft the weekly reports whose hour has come; how many."""
    return sum(actions.draft_report(project, at=at) is not None for project in queries.reporting())


def report_behind(subject: str) -> Report | None:
    """The report whose code is `subject`, such as `P1/report/33`."""
    code, _slash, number = subject.partition("/report/")
    if not number.isdecimal():
        return None
    rows = Report.objects.select_related("project", "publishing__published")
    return rows.filter(project__code=code, number=int(number)).first()


def published_letter(told: Told, person: Person) -> Letter | None:
    """To people of the client: the report is out, as PDF; nothing for somebody who sits there no more.

    Everything in it comes from the published copy.
    """
    report = report_behind(told.subject)
    visitor = projects.visitor_of(person)
    if report is None or visitor is None or not hasattr(report, "publishing"):
        return None
    if not any(place.project_id == report.project_id for place in visitor.places):
        return None
    row = report.publishing.published
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
        "url": f"{settings.URL}/portal/{report.project.token}/reports/{row.token}/",
        "by": row.by_name,
    }
    is_monthly = row.kind == ReportKind.EXECUTIVE
    words = _("Executive report %(number)s") if is_monthly else _("Weekly report %(number)s")
    subject = words % {"number": row.number}
    data = report_pdf(story, language=row.language, fingerprint=row.sha256, until=row.until)
    name = _("Report %(number)s.pdf") % {"number": row.number}
    return Letter(subject, text, attachments=(File(name, data, "application/pdf"),))


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
