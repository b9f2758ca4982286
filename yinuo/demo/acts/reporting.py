"""Weekly reports are written and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.demo.data.reports import WEEKLY
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import BadNews
from yinuo.reports.published import PublishedReport, ReportAnswer, ReportAnswerKind

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.data.reports import SaidRow, WeeklyRow
    from yinuo.demo.scene import Scene


def report_is_written(scene: Scene, row: WeeklyRow) -> None:
    """Begun in the afternoon; published before 17:00 unless it is the draft of this week."""
    by = scene.members[row.by]
    report = reports.begin_report(
        scene.projects[row.project],
        by=by,
        at=scene.at(row.until, 16, 20),
        period=queries.Period(scene.day(row.since), scene.day(row.until)),
        number=row.number,
    )
    words = {"status": scene.words(row.status)}
    if not row.is_draft:
        words |= {"risk_words": scene.words(row.risks), "solution_words": scene.words(row.solutions)}
        words |= {"done_words": scene.words(row.done), "not_done_words": scene.words(row.not_done)}
        words |= {"next_words": scene.words(row.next), "bad_news": BadNews.YES.value}
        words |= {"bad_news_words": scene.words(row.not_done)}
    report = reports.write_report(report, by=by, at=scene.at(row.until, 16, 40), version=report.version, **words)
    if not row.is_draft:
        reports.publish_report(report, by=by, at=scene.at(row.until, 16, 50))


def report_is_read(scene: Scene, row: SaidRow) -> None:
    """Somebody of the client's side opens it and taps: clear, or a question."""
    person, at = scene.contacts[row.by].person, scene.at(row.on, 9, 20)
    published = PublishedReport.objects.get(project=scene.projects[row.project], number=row.number)
    question = scene.words(row.question)
    kind = ReportAnswerKind.QUESTION if question else ReportAnswerKind.CLEAR
    reports.read_report(published, person_id=person.pk, name=person.name, at=at)
    reports.answer_report(published, person_id=person.pk, name=person.name, at=at, kind=kind.value, words=question)


def question_is_answered(scene: Scene, row: SaidRow, on: date) -> None:
    """The manager's reply below the question."""
    project = scene.projects[row.project]
    said = ReportAnswer.objects.get(
        report__project=project, report__number=row.number, person_id=scene.contacts[row.by].person_id
    )
    manager = scene.members[next(weekly.by for weekly in WEEKLY if weekly.number == row.number)]
    reports.reply_to_question(said, by=manager, at=scene.at(on, 10, 5), words=scene.words(row.reply))
