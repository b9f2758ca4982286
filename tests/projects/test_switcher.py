"""The way from one project to another stays short however many there are."""

from __future__ import annotations

from tests.cast import STARTED, Cast
from yinuo.base import clock
from yinuo.projects import actions as projects
from yinuo.projects import queries


def test_a_member_switches_between_the_projects_with_a_seat(cast: Cast):
    assert [code for code, _name in queries.switchable(cast.lin)] == ["P1"]
    assert [code for code, _name in queries.switchable(cast.shen)] == ["P1", "P2"]


def test_of_many_projects_the_twelve_begun_last_are_offered(cast: Cast):
    for number in range(10, 10 + queries.SWITCHABLE):
        projects.open_project(
            cast.hualing,
            by=cast.admin,
            at=clock.now(),
            code=f"P{number}",
            name="二期",
            started_on=STARTED.replace(year=STARTED.year + 1),
            time_zone="Asia/Shanghai",
            language="zh-hans",
            manager=cast.lin,
        )

    assert [code for code, _name in queries.switchable(cast.lin)] == [f"P{number}" for number in range(10, 22)]
