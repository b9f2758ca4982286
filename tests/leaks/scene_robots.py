"""A robot of our own group, switched off again; what we called it and why it is silent are canaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.house.matrix_robots import ROBOT
from yinuo.base import clock
from yinuo.notices import actions as notices

if TYPE_CHECKING:
    from tests.leaks.scene import Scene


def plant(scene: Scene) -> None:
    """Switched off, so that it says nothing while others read their mail."""
    word, by, now = scene.private.word, scene.cast.lin, clock.now()
    robot = notices.add_robot(
        scene.cast.p1, by=by, at=now, name=word("robot.name"), address=ROBOT["address"], secret=ROBOT["secret"]
    )
    notices.switch_off(robot, by=by, at=now, reason=word("robot.off_reason"))
