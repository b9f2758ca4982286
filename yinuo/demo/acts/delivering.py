"""Work begins, is measured and ends; wishes we cannot fulfil are declined."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.ledger import actions as ledger

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.data.outcomes import Ended
    from yinuo.demo.data.shapes import MeasureRow
    from yinuo.demo.scene import Scene


def work_begins(scene: Scene, code: str, by: str, on: date) -> None:
    ledger.begin(scene.entries[code], by=scene.members[by], at=scene.at(on, 9, 30))


def line_is_measured(scene: Scene, row: MeasureRow) -> None:
    """One value, what follows from it, and the word to the client."""
    by, entry, note = scene.members[row.by], scene.entries[row.entry], scene.words(row.note)
    measurement = ledger.measure(
        entry,
        by=by,
        at=scene.at(row.on, 17),
        measured_on=scene.day(row.on),
        number=None if row.number is None else Decimal(row.number),
        reached_on=scene.shift.maybe(row.reached_on),
        is_met=row.is_met,
        note=note,
    )
    if row.outcome:
        ledger.conclude(entry, by=by, at=scene.at(row.on, 17), state=row.outcome, why=note)
    if row.tell:
        ledger.publish_measurement(measurement, by=by, at=scene.at(row.on, 17), note=note, tell=False)


def line_ends(scene: Scene, row: Ended) -> None:
    """A wish is declined with its reason, or a sales promise is put right."""
    by, at, why = scene.members[row.by], scene.at(row.on, 18), scene.words(row.why)
    if row.state == "refused":
        ledger.refuse(scene.entries[row.entry], by=by, at=at, why=why)
    else:
        ledger.conclude(scene.entries[row.entry], by=by, at=at, state=row.state, why=why)
