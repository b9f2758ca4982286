"""The tables of the story come out exactly, frozen at 2026-11-20."""

from datetime import date
from decimal import Decimal

import pytest

from tests.demo import golden
from yinuo.base import calendar
from yinuo.demo.data.levels import LEVELS
from yinuo.demo.data.outcomes import MEASURED
from yinuo.demo.data.projects import PROJECTS
from yinuo.demo.data.shapes import EntryRow
from yinuo.demo.scene import Scene
from yinuo.demo.story import ENTRIES
from yinuo.ledger import access
from yinuo.ledger.models import Entry, EntryClass, EntryKind, Measurement, State, Step
from yinuo.projects.models import Contract, Project, Seat

pytestmark = pytest.mark.django_db

WISH_STATES = (
    ("有疑问", State.ASKED),
    ("未达标", State.MISSED),
    ("已确认", State.AGREED),
    ("已婉拒", State.REFUSED),
    ("已澄清", State.CLARIFIED),
    ("原话", State.STATED),
    ("梦想", State.STATED),
    ("已实测", State.MEASURED),
    ("已达标", State.MET),
    ("降低期望后重签，已达标", State.MET),
)
"""Decision 19: how the paper's words stand in the ledger."""

PROMISE_STATES = {
    **dict.fromkeys(("C101", "C103", "C201", "C202", "C204"), State.STATED),
    **dict.fromkeys(("C102", "C301"), State.CORRECTED),
    **dict.fromkeys(("C104", "C205", "C208", "C307", "C308"), State.IN_DELIVERY),
    **dict.fromkeys(("C107", "C206", "C302", "C303", "C304", "C305", "C306"), State.KEPT),
    "C105": State.NOT_KEPT,
    "C106": State.ASKED,
    "C108": State.OFFERED,
    "C203": State.CLARIFIED,
    "C207": State.AGREED,
}
DUTIES = {"C105", "C207", "C304"}


def _state_of(paper: str) -> State:
    return next(state for words, state in WISH_STATES if paper.startswith(words))


def test_every_expectation_stands_as_in_the_table(scene: Scene) -> None:
    loaded = {
        entry.code: (entry.holder.contact.code, entry.words, entry.need, entry.due_on, entry.state)
        for entry in Entry.objects.with_state().filter(kind=EntryKind.EXPECTATION).select_related("holder__contact")
    }

    assert loaded == {
        code: (holder, words, need, date.fromisoformat(due), _state_of(state))
        for code, holder, words, need, _criterion, due, _e, _p, _s, state in golden.EXPECTATIONS
    }


def test_every_commitment_stands_as_in_the_table(scene: Scene) -> None:
    codes = {scene.person(code).pk: code for code in (*scene.members, *scene.contacts)}
    loaded = {
        entry.code: (
            entry.project.code,
            codes[entry.holder_id],
            codes[entry.towards_id],
            entry.words,
            entry.due_on,
            entry.state,
        )
        for entry in Entry.objects.with_state().exclude(kind=EntryKind.EXPECTATION).select_related("project")
    }

    assert loaded == {
        code: (project, holder, towards, words, date.fromisoformat(due), PROMISE_STATES[code])
        for code, project, holder, towards, words, _kind, due, _note in golden.COMMITMENTS
    }
    assert set(Entry.objects.filter(kind=EntryKind.DUTY).values_list("code", flat=True)) == DUTIES


def test_there_are_three_projects_with_their_contracts(scene: Scene) -> None:
    assert list(Project.objects.order_by("code").values_list("code", flat=True)) == ["P1", "P2", "P3"]
    assert set(Contract.objects.values_list("project__code", "amount_cents")) == {
        ("P1", 268_000_000),
        ("P2", 345_000_000),
        ("P3", 412_000_000),
    }
    assert Seat.objects.filter(project__code="P1", person=scene.person("V08")).get().until == date(2026, 9, 30)


def test_a_vision_is_kept_and_not_promised(scene: Scene) -> None:
    assert list(Entry.objects.filter(entry_class=EntryClass.VISION).values_list("code", flat=True)) == ["E211"]


def test_the_criterion_is_the_one_of_the_table() -> None:
    without = {"E112", "E202", "E205", "E211"}
    written = {code: row.measure.metric.zh.replace("[", "").replace("]", "") for code, row in _wishes() if row.measure}

    assert written == {row[0]: row[4] for row in golden.EXPECTATIONS if row[0] not in without}


def _wishes() -> list[tuple[str, EntryRow]]:
    return [(code, row) for code, row in ENTRIES.items() if row.kind == EntryKind.EXPECTATION]


def test_levels_are_the_tables_and_satisfaction_follows_from_them() -> None:
    assert {row[0]: row[6:9] for row in golden.EXPECTATIONS} == LEVELS
    for code, (e, p, s) in LEVELS.items():
        slope = Decimal("0.8") if p < e else Decimal("0.4")
        computed = 50 + Decimal("0.6") * (p - 50) + slope * (p - e)
        assert abs(min(max(computed, Decimal(0)), Decimal(100)) - s) <= Decimal("0.5"), code


def test_what_was_measured_gives_the_p_of_the_table(scene: Scene) -> None:
    wanted = {(row.entry, row.on): row.performance for row in MEASURED if row.performance is not None}
    computed = {
        (row.entry.code, row.measured_on): access.measured(row, "zh-hans", calendar.mainland()).p
        for row in Measurement.objects.select_related("entry", "criterion")
    }

    assert {key: computed[key] for key in wanted} == wanted
    assert {code: p for (code, _on), p in wanted.items()} == {code: LEVELS[code][1] for code, _on in wanted}


@pytest.mark.parametrize("outcome", ["met", "missed"])
def test_a_wish_ended_as_its_last_measurement_says(scene: Scene, outcome: str) -> None:
    ended = Entry.objects.with_state().filter(kind=EntryKind.EXPECTATION, state=outcome)
    last = [entry.measurements.select_related("criterion").latest("id") for entry in ended]

    assert last
    assert {access.measured(row, "zh-hans", calendar.mainland()).outcome for row in last} == {outcome}


def test_a_wish_was_declined_with_its_reason(scene: Scene) -> None:
    step = Step.objects.get(entry__code="E112", state=State.REFUSED)

    assert (step.at.date(), step.by_name) == (date(2026, 11, 6), "沈牧")
    assert step.why.startswith("零问题无法衡量")


def test_all_projects_of_the_data_are_loaded(scene: Scene) -> None:
    assert set(scene.projects) == {row.code for row in PROJECTS}
    assert (len(scene.members), len(scene.contacts)) == (12, 30)
