"""The search index follows the events."""

import pytest
from django.test import TestCase

from yinuo.base import clock
from yinuo.counsel import jobs, queries
from yinuo.counsel.models import IndexMark, SearchEntry
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger


def enter(cast):
    return ledger.enter(
        cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words="按规则排产"
    )


def test_a_line_is_found_as_soon_as_it_is_told(cast):
    with TestCase.captureOnCommitCallbacks(execute=True):
        entry = enter(cast)

    assert [(row.kind, row.subject) for row in queries.search([cast.p1], "排产")] == [("entry", entry.code)]


def test_what_was_missed_is_caught_up_once(cast):
    enter(cast)
    assert not SearchEntry.objects.exists()

    assert jobs.catch_up(clock.now()) == Event.objects.count()
    assert jobs.catch_up(clock.now()) == 0
    assert IndexMark.objects.get().event_id == Event.objects.latest("pk").pk
    assert [row.title for row in queries.search([cast.p1], "排产")] == ["按规则排产"]


@pytest.mark.parametrize("subject", ["P1/seat/1", "P1/E999", "P9/E1", "person/1", "P1", "P1/S9.9", "P1/T0", "P1/Nx"])
def test_what_is_no_thing_of_a_project_is_left_out(cast, subject):
    assert queries.findable(subject) is None
