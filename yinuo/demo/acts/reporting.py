"""Weekly reports are written and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import BadNews

if TYPE_CHECKING:
    from yinuo.demo.data.reports import WeeklyRow
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
