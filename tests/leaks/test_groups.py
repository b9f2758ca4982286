"""What a group that a client reads is told holds no word of ours: looked at with canaries, with leaks planted."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.bridges.robots import KEY, group_of
from yinuo.base import clock
from yinuo.base.confine import confined
from yinuo.counsel.models import Finding
from yinuo.delivery import for_client as delivery
from yinuo.delivery.models import Issue
from yinuo.desk.queries import digest
from yinuo.ledger.models import Entry
from yinuo.notices import actions as notices
from yinuo.notices import jobs
from yinuo.notices.actions import Group
from yinuo.notices.models import Notice
from yinuo.portal import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.figures import Figure
    from tests.leaks.scene import Scene

LAST_WEEK = timedelta(days=7)


@pytest.fixture
def shared_again() -> Iterator[None]:
    """Who writes for groups that a client reads is put back."""
    yield
    notices.compose_by(groups.write, client_reads=True)


def told(scene: Scene, *, client_reads: bool) -> str:
    """What one group of P1 is told today, with all that a robot ever says."""
    now = clock.now()
    with group_of("feishu") as group:
        group.is_signed = False
        robot = notices.add_robot(
            scene.cast.p1, by=scene.cast.lin, at=now, name="项目群", client_reads=client_reads, digest_at=time(9, 5),
            address=f"{group.origin}/open-apis/bot/v2/hook/{KEY}",
        )  # fmt: skip
        row = Notice.objects.get(robot=robot)
        Notice.objects.create(
            kind=notices.DIGEST, subject=row.subject, robot=robot, channel="robot", message_id=f"<{robot.pk}>",
            made_at=now, due_at=now,
        )  # fmt: skip
        jobs.speak_due(now + timedelta(seconds=1))
    return "\n".join(group.said)


def test_a_shared_group_reads_published_words_only(scene: Scene, figure: Figure):
    text = told(scene, client_reads=True)

    assert scene.of_p1.found(text) >= {"third title"}
    assert scene.private.found(text) | scene.of_p2.found(text) == set()
    assert not [token for token in scene.tokens if token in text]
    figure("Leaks", "words of ours in groups that a client reads", 0, wanted="0")


def test_a_group_of_ours_reads_ours_so_that_the_look_above_can_fail(scene: Scene):
    text = told(scene, client_reads=False)

    assert scene.private.found(text)
    assert "R45" not in text


@pytest.mark.usefixtures("shared_again")
def test_the_wrong_writer_planted_is_found(scene: Scene):
    notices.compose_by(digest.write, client_reads=True)

    assert scene.private.found(told(scene, client_reads=True))


@pytest.mark.parametrize("model", [Entry, Issue, Finding], ids=lambda model: model.__name__)
def test_a_row_of_ours_is_refused_by_the_database_and_nothing_is_said(scene, monkeypatch, model):
    monkeypatch.setattr(delivery, "issues", lambda *_asked: list(model.objects.all()))

    text = told(scene, client_reads=True)

    assert scene.private.found(text) | scene.of_p1.found(text) == set()
    assert "Error" in Notice.objects.get(kind=notices.DIGEST).last_error


def test_what_only_one_person_may_read_is_not_told_to_a_group(scene: Scene):
    with confined():
        visitor = groups.projects.reader_of("P1")

        assert (visitor.person_id, visitor.email, visitor.places[0].may_sign) == (0, "", False)
        assert groups.ledger.waiting(visitor, visitor.places[0]) == ()


def test_a_group_that_became_shared_while_its_message_waited_reads_the_shared_one(scene: Scene):
    group = Group(("P1",), is_firm=False, since=clock.now() - LAST_WEEK, at=clock.now())
    ours, shared = digest.write(group), groups.write(group)

    assert ours is not None
    assert shared is not None
    words = [notices.in_one_message(one, 18_000) for one in (ours, shared)]
    assert [bool(scene.private.found(text)) for text in words] == [True, False]
