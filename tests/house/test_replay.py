"""What is put back for a test is what was made, to the last row and sign."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from tests import cast as everybody
from tests import replay
from tests.leaks import scene
from tests.leaks.scene import Scene
from yinuo.base import clock
from yinuo.evidence import queries as evidence
from yinuo.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """Nothing is kept yet."""
    kept = {}
    monkeypatch.setattr(replay, "_kept", kept)
    return kept


@pytest.fixture
def build():
    """Builds the scene, and remembers how often it did."""

    def build() -> Scene:
        build.called += 1
        return scene.build(everybody.build())

    build.called = 0
    return build


def everything():
    return {head: sorted(lines) for head, lines in replay.rows().items()}


def made_and_undone(build):
    """The rows that `build` makes, on a database that has them no more."""
    with transaction.atomic():
        replay.replayed(build)
        made = everything()
        transaction.set_rollback(True)
    assert everything() != made
    return made


def test_rows_put_back_are_those_that_were_made(build):
    made = made_and_undone(build)

    again = replay.replayed(build)

    assert build.called == 1
    assert everything() == made
    assert evidence.verify() == []
    assert Entry.objects.filter(project=again.cast.p1).count() > scene.HIDDEN


def test_a_test_changes_what_it_was_given_for_itself_alone(build):
    made_and_undone(build)
    with transaction.atomic():
        replay.replayed(build).cast.p1.name = "改了"
        transaction.set_rollback(True)

    assert replay.replayed(build).cast.p1.name == "ERP 实施"


def test_rows_of_another_day_are_made_anew(build):
    made_and_undone(build)

    with time_machine.travel(clock.now() + timedelta(days=1)):
        replay.replayed(build)

    assert build.called == 2


def test_nothing_is_made_on_the_eve_of_its_test():
    def day() -> date:
        return clock.today("Asia/Shanghai")

    eve = datetime(2026, 11, 22, 15, 59, 50, tzinfo=UTC)
    with time_machine.travel(eve):
        assert replay.replayed(day) == date(2026, 11, 22)
    with time_machine.travel(eve + timedelta(seconds=30)):
        assert replay.replayed(day) == date(2026, 11, 23)


def test_rows_are_never_of_the_time_to_come(build):
    made_and_undone(build)

    with time_machine.travel(clock.now() - timedelta(seconds=61)):
        replay.replayed(build)

    assert build.called == 2


def test_what_changes_rows_that_stood_is_called_each_time(cast):
    def rename() -> None:
        rename.called += 1
        type(cast.p1).objects.filter(pk=cast.p1.pk).update(name=f"第 {rename.called} 次")

    rename.called = 0
    replay.replayed(rename)
    replay.replayed(rename)

    assert rename.called == 2


@pytest.mark.django_db(transaction=True)
def test_where_commits_are_real_everything_is_done_anew(build, kept):
    replay.replayed(build)

    assert build.called == 1
    assert kept == {}
