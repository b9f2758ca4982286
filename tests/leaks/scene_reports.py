"""A report in two layers and the draft of the next: what is ours alone in them is a canary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yinuo.base import clock
from yinuo.projects import queries as seats
from yinuo.reports import actions as reports
from yinuo.reports import queries

if TYPE_CHECKING:
    from tests.leaks.scene import Scene


def plant(scene: Scene) -> None:
    """Published in a week before whose end a hidden task is due, so that the internal layer names it."""
    cast, by, now = scene.cast, scene.cast.lin, clock.now()
    period = queries.Period(date(2026, 12, 12), date(2026, 12, 18))
    out = reports.begin_report(cast.p1, by=by, at=now, period=period)
    shown = scene.of_p1.word("report status")
    out = reports.write_report(out, by=by, at=now, version=1, status=shown, bad_news="none")
    why = scene.private.word("report.released_why")
    people = [seat.person for seat in seats.client_seats(cast.p1)]
    row = reports.publish_report(out, by=by, at=now, release_why=why, to=people)
    asker = cast.wen.person
    said = reports.answer_report(
        row, person_id=asker.pk, name=asker.name, at=now, kind="question", words=scene.of_p1.word("report question")
    )
    reports.reply_to_question(said, by=by, at=now, words=scene.of_p1.word("report reply"))
    reports.add_addendum(row, by=by, at=now, words=scene.of_p1.word("report correction"))
    draft = reports.begin_report(cast.p1, by=by, at=now)
    words = {name: scene.private.word(f"report.{name}") for name in queries.TEXTS}
    reports.write_report(draft, by=by, at=now, version=1, bad_news="yes", **words)
