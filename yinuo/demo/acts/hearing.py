"""Words are heard and become lines of the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryClass, EntryKind
from yinuo.projects.models import ContractClause

if TYPE_CHECKING:
    from yinuo.demo.data.shapes import EntryRow, Measure, SourceRow
    from yinuo.demo.scene import Scene

MANAGERS = {"P1": "V04", "P2": "V05", "P3": "V06"}
WINDOWS = {"P1": "H03", "P2": "Y03", "P3": "Q03"}


def words_are_heard(scene: Scene, row: SourceRow) -> None:
    """Keep a source and quote the exact words in it; words that are not there stop the story."""
    by, at, text = scene.members[row.by], scene.at(row.on, 10), scene.words(row.text)
    source = ledger.hear(
        scene.projects[row.project],
        by=by,
        at=at,
        kind=row.kind,
        title=scene.words(row.title),
        occurred_on=scene.day(row.on),
        text=text,
    )
    for code, speaker, quoted in row.quotes:
        words = scene.words(quoted)
        start = text.index(words)
        scene.statements[code] = ledger.quote(
            source, by=by, at=at, start=start, end=start + len(words), speaker=scene.person(speaker).name
        )


def line_is_entered(scene: Scene, row: EntryRow) -> None:
    """Who, the words, by when; the need behind them while it is still raw."""
    project = scene.projects[row.project]
    owner = row.holder if row.kind == EntryKind.COMMITMENT else row.towards
    clause = ContractClause.objects.filter(contract__project=project, number=row.clause).first()
    scene.entries[row.code] = ledger.enter(
        project,
        by=scene.members[MANAGERS[row.project]],
        at=scene.at(row.heard_on, 11),
        kind=row.kind,
        holder=scene.person(row.holder),
        towards=scene.person(row.towards),
        words=scene.words(row.words),
        due_on=scene.day(row.due_on),
        statement=scene.statements.get(row.code),
        clause=clause,
        source_kind=row.source,
        owner=scene.members[owner],
        code=row.code,
        need=scene.words(row.need) if row.state == "stated" else "",
    )


def line_is_clarified(scene: Scene, row: EntryRow) -> None:
    """The need is understood; a wish that is only a vision is kept as one."""
    entry, by, at = scene.entries[row.code], scene.members[MANAGERS[row.project]], scene.at(row.heard_on, 11, 30)
    if row.is_vision:
        ledger.clarify(entry, by=by, at=at, version=entry.version, entry_class=EntryClass.VISION)
    elif row.need.zh and row.state != "stated":
        ledger.clarify(entry, by=by, at=at, version=entry.version, need=scene.words(row.need))


def line_is_worded(scene: Scene, row: EntryRow) -> None:
    """A line with a criterion that is on no sheet yet: worded, not offered."""
    if row.measure:
        ledger.word(
            scene.entries[row.code],
            by=scene.members[MANAGERS[row.project]],
            at=scene.at(row.heard_on, 11, 45),
            text=scene.words(row.measure.metric),
            language=scene.language,
            due_on=scene.day(row.due_on),
            criterion=criterion(scene, row.project, row.measure),
        )


def lines_are_linked(scene: Scene, row: EntryRow, wish: EntryRow) -> None:
    """A promise or duty serves a wish."""
    ledger.link(
        scene.entries[wish.code],
        scene.entries[row.code],
        by=scene.members[MANAGERS[row.project]],
        at=scene.at(max(row.heard_on, wish.heard_on), 11, 50),
    )


def criterion(scene: Scene, project: str, measure: Measure) -> ledger.CriterionGiven:
    """The criterion as a form would give it; the window person measures (decision 21)."""

    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return ledger.CriterionGiven(
        shape=measure.shape,
        metric=scene.words(measure.metric),
        unit=scene.words(measure.unit),
        target=number(measure.target),
        minimum=number(measure.minimum),
        baseline=number(measure.baseline),
        lower_is_better=measure.lower,
        target_on=scene.shift.maybe(measure.target_on),
        minimum_on=scene.shift.maybe(measure.minimum_on),
        measurer=scene.person(WINDOWS[project]),
    )
