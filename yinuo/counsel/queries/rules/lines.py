"""The lines of a project's ledger as the rules read them, and the words that recur in their findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinuo.counsel.queries.rules.rule import Act
from yinuo.ledger.models import Entry, EntryKind, ImportRow, Measurement, Shape, State, Step, Wording

if TYPE_CHECKING:
    from datetime import date

    from yinuo.counsel.queries.rules.rule import Asked, Facts

RAW = (State.STATED, State.CLARIFIED)
LIVE = (State.AGREED, State.IN_DELIVERY, State.MEASURED)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger with where it stands and its newest wording."""

    pk: int
    code: str
    kind: str
    words: str
    entry_class: str
    source: str
    holder: str
    quoted: str
    heard_on: date
    state: str
    state_on: date
    looked_on: date
    text: str
    metric: str
    lacks: tuple[str, ...]
    is_history: bool
    """Came with an import and nobody did anything with it since: imported history is silent (decision 23)."""

    @property
    def is_wish(self) -> bool:
        return self.kind == EntryKind.EXPECTATION

    @property
    def is_open(self) -> bool:
        return self.state not in State.ended()


def lines(asked: Asked) -> list[Line]:
    """Every line of the project, by code; lines of an import that was taken back are left out. Two queries."""
    wordings = {row[0]: row[1:] for row in _wordings(asked)}
    step = Step.objects.filter(entry=OuterRef("pk")).order_by("-id")
    measured = Measurement.objects.filter(entry=OuterRef("pk")).order_by("-id")
    rows = (
        Entry.objects.of(asked.project)
        .filter(is_undone=False)
        .with_state()
        .annotate(
            state_at=Subquery(step.values("at")[:1]),
            measured_at=Subquery(measured.values("at")[:1]),
            is_imported=Exists(ImportRow.objects.filter(entry=OuterRef("pk"))),
        )
        .order_by("code")
        .values_list(
            *("pk", "code", "kind", "words", "entry_class", "source_kind", "holder__name", "statement__words", "at"),
            *(F("state"), F("state_at"), F("measured_at"), F("is_imported")),
        )
    )
    return [_line(asked, row, wordings.get(row[0])) for row in rows]


def _wordings(asked: Asked) -> list[tuple[Any, ...]]:
    """The newest wording of each line with its criterion."""
    newer = Wording.objects.filter(entry=OuterRef("entry"), version__gt=OuterRef("version"))
    return list(
        Wording.objects.filter(~Exists(newer), entry__project=asked.project).values_list(
            *("entry_id", "text", "due_on", "at", "criterion", "criterion__metric"),
            *("criterion__shape", "criterion__target", "criterion__measurer_id"),
        )
    )


def _line(asked: Asked, row: tuple[Any, ...], worded: tuple[Any, ...] | None) -> Line:
    pk, code, kind, words, entry_class, source, holder, quoted, at, state, state_at, measured_at, is_imported = row
    text, due_on, worded_at, criterion, metric, shape, target, measurer = worded or (None,) * 8
    needed = {"metric": metric and metric.strip(), "due_on": due_on, "measurer": measurer}
    if shape == Shape.NUMBER:
        needed["target"] = target is not None
    return Line(
        pk=pk,
        code=code,
        kind=kind,
        words=words,
        entry_class=entry_class,
        source=source,
        holder=holder,
        quoted=quoted or "",
        heard_on=asked.day(at),
        state=state,
        state_on=asked.day(state_at or at),
        looked_on=asked.day(max(moment for moment in (at, state_at, worded_at, measured_at) if moment)),
        text=text or "",
        metric=metric or "",
        lacks=tuple(name for name, fact in needed.items() if not fact) if criterion else ("criterion",),
        is_history=is_imported and state in RAW and worded is None,
    )


def home(project: str, code: str) -> str:
    """The page of a line."""
    return reverse("entry" if code.startswith("E") else "commitment", args=[project, code])


def leads_to_line(project: str, subject: str, _facts: Facts) -> Act:
    return Act(home(project, subject), _("Open the line"))


def leads_to_wording(project: str, subject: str, _facts: Facts) -> Act:
    return Act(reverse("entry-word", args=[project, subject]), _("Write the wording"))
