"""Begin a report, write its words, publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max

from yinuo.base import codes
from yinuo.base.merge import Edited
from yinuo.capture.absolutes import absolute_in
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger.actions import AbsoluteGuarantee
from yinuo.notices import actions as notices
from yinuo.projects import queries as projects
from yinuo.projects.models import Project
from yinuo.reports import queries
from yinuo.reports.models import BadNews, Report, ReportKind, ReportPublishing, ReportRecipient
from yinuo.reports.published import PublishedReport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Model

    from yinuo.people.models import Member, Person

PUBLISHED = "reports.published"
CHANGEABLE = frozenset({*queries.TEXTS, "bad_news"})


class DraftOpen(ValueError):
    """One report is being written already; `report` is it."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.pk)
        self.report = report


class Frozen(ValueError):
    """A published report is not changed any more: corrections are an addendum."""


class BadNewsUnanswered(ValueError):
    """Nobody said whether there is bad news, or which."""


class NotSeated(ValueError):
    """A report is sent to people on the client's side of its project, and to nobody else."""


class Incomplete(ValueError):
    """R53: `missing` names the parts that are not there."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def report_subject(project_code: str, number: int) -> str:
    """The code that events carry: `P1/report/33`."""
    return f"{project_code}/report/{number}"


@transaction.atomic
def begin_report(
    project: Project,
    *,
    by: Member,
    at: datetime,
    period: queries.Period | None = None,
    number: int | None = None,
    kind: str = ReportKind.WEEKLY,
    is_by_itself: bool = False,
) -> Report:
    """Begin the report on `period`, else on the week or month after the last one; `number` is the next unless given.

    `is_by_itself` says that the worker did it for `by`. Raises DraftOpen.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    if (open_one := queries.draft(project, kind)) is not None:
        raise DraftOpen(open_one)
    following = queries.next_month if kind == ReportKind.EXECUTIVE else queries.next_period
    told = period or following(project, at.astimezone(ZoneInfo(project.time_zone)).date())
    last = Report.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    report = Report.objects.create(
        project=project,
        kind=ReportKind(kind),
        number=number or last + 1,
        since=told.since,
        until=told.until,
        by=by,
        at=at,
    )
    facts = {"kind": report.kind, "since": report.since, "until": report.until}
    keep("reports.begin_report", report, by="" if is_by_itself else by.person.name, at=at, facts=facts)
    return report


def _draft(report: Report) -> Report:
    """The report, locked, as it stands now. Raises Frozen."""
    locked = Report.objects.select_for_update().select_related("project").get(pk=report.pk)
    if ReportPublishing.objects.filter(report=locked).exists():
        raise Frozen
    return locked


@transaction.atomic
def write_report(report: Report, *, by: Member, at: datetime, version: int, **changes: Any) -> Report:
    """Change our words or the answer on bad news; numbers are facts. Raises Frozen, Edited when `version` is old."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(unknown)
    _draft(report)
    changed = {name: value for name, value in changes.items() if getattr(report, name) != value}
    if not changed:
        return report
    if not Report.objects.filter(pk=report.pk, version=version).update(**changed, version=F("version") + 1):
        report.refresh_from_db()
        raise Edited(report.pk)
    report.refresh_from_db()
    keep("reports.write_report", report, by=by.person.name, at=at, facts=changed)
    return report


@transaction.atomic
def publish_report(
    report: Report, *, by: Member, at: datetime, release_why: str = "", to: Iterable[Person] = ()
) -> PublishedReport:
    """Freeze both layers of the draft: facts, words and the report as drawn; the client reads the client's.

    It is sent to the people `to`, of the client's side of the project. `release_why` lets a report go out in which
    parts are missing (R53, decision 23). Raises Frozen, BadNewsUnanswered, Incomplete, NotSeated, and
    AbsoluteGuarantee (R45) with the name of the text.
    """
    report = _draft(report)
    today = at.astimezone(ZoneInfo(report.project.time_zone)).date()
    facts = queries.facts_of(report.project, queries.Period(report.since, report.until), today)
    missing = _judge(report, facts, release_why)
    language, texts, shown = report.project.language, queries.texts_of(report), facts.for_client
    row = _copied(report, shown, queries.story_of(report, shown, texts, language=language), by, at)
    frozen = ReportPublishing.objects.create(
        report=report,
        published=row,
        data=facts.canonical,
        story=queries.story_of(report, facts, texts, language=language).canonical,
        missing=" ".join(missing),
        released_why=release_why if missing else "",
        by=by,
        at=at,
    )
    told = {"missing": frozen.missing, "released_why": frozen.released_why, "bad_news": report.bad_news}
    sent = _sent(report, frozen, to, at)
    keep("reports.freeze_report", report, by=by.person.name, at=at, facts=told, rows=[frozen, *sent])
    return row


def _sent(report: Report, frozen: ReportPublishing, to: Iterable[Person], at: datetime) -> list[ReportRecipient]:
    """The mails that tell of it, in the same transaction."""
    people = {person.pk: person for person in to}
    if people.keys() - {seat.person_id for seat in projects.client_seats(report.project)}:
        raise NotSeated
    rows = [ReportRecipient.objects.create(publishing=frozen, person=person) for person in people.values()]
    if rows:
        notices.tell(PUBLISHED, report_subject(report.project.code, report.number), at=at, to=people.values())
    return rows


def _judge(report: Report, facts: queries.Facts, release_why: str) -> tuple[str, ...]:
    if not report.bad_news or (report.bad_news == BadNews.YES and not report.bad_news_words.strip()):
        raise BadNewsUnanswered
    missing = queries.missing(report, facts)
    if missing and not release_why.strip():
        raise Incomplete(missing)
    for name, text in queries.texts_of(report).items():
        if absolute := absolute_in(text):
            raise AbsoluteGuarantee(name, absolute.words)
    return missing


def _copied(report: Report, facts: queries.Facts, story: queries.Story, by: Member, at: datetime) -> PublishedReport:
    data, drawn, text = facts.canonical, story.canonical, story.text
    whole = f"{data}\n{drawn}\n{text}"
    row = PublishedReport.objects.create(
        project=report.project,
        kind=report.kind,
        number=report.number,
        since=report.since,
        until=report.until,
        language=report.project.language,
        title=story.title,
        by_name=by.person.name,
        published_at=at,
        data=data,
        story=drawn,
        text=text,
        sha256=codes.digest(whole),
    )
    evidence.keep_document(whole.encode(), media_type="text/plain; charset=utf-8")
    told = {"document_sha256": row.sha256, "since": row.since, "until": row.until}
    keep("reports.publish_report", report, by=by.person.name, at=at, facts=told, rows=[row], side=Side.SHARED)
    return row


def keep(
    verb: str,
    report: Report | PublishedReport,
    *,
    by: str,
    at: datetime,
    facts: dict[str, Any],
    rows: Iterable[Model] = (),
    side: str = Side.VENDOR,
) -> None:
    """Record what was done to a report; `by` is empty for the worker."""
    project = report.project
    evidence.record(
        verb=verb,
        subject=report_subject(project.code, report.number),
        by=by,
        project=project.code,
        side=side,
        happened_at=at,
        facts=facts,
        rows=rows,
    )
