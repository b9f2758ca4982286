"""The plans of the story say what table 2 says: signed days, today's days, how far apart they are."""

from __future__ import annotations

from datetime import date

import pytest

from yinuo.delivery.queries import plan as plans
from yinuo.demo.scene import Scene

pytestmark = pytest.mark.django_db

TABLE = {
    "P1": (
        ("启动会", "2026-04-08", "2026-04-08"),
        ("调研完成", "2026-05-15", "2026-05-15"),
        ("蓝图签字", "2026-06-05", "2026-06-12"),
        ("期初数据齐", "2026-09-18", "2026-10-12"),
        ("配置开发完成", "2026-08-28", "2026-12-04"),
        ("UAT 通过", "2026-09-30", "2026-12-11"),
        ("上线", "2026-10-12", "2026-12-21"),
        ("终验", "2027-01-15", "2027-02-26"),
    ),
    "P2": (
        ("销售交接", "2026-09-10", "2026-09-10"),
        ("启动会", "2026-09-16", "2026-09-16"),
        ("调研完成", "2026-10-23", "2026-10-23"),
        ("原型确认", "2026-11-13", "2026-11-27"),
        ("一线上线", "2026-12-31", "2027-01-22"),
        ("全厂上线", "2027-03-26", "2027-03-26"),
        ("终验", "2027-04-30", "2027-04-30"),
    ),
    "P3": (
        ("启动大会", "2026-02-25", "2026-02-25"),
        ("调研完成", "2026-04-30", "2026-05-12"),
        ("标准定稿", "2026-05-29", "2026-06-12"),
        ("上线", "2026-07-27", "2026-08-31"),
        ("初验", "2026-08-07", "2026-09-11"),
        ("终验", "2026-10-14", "2026-11-18"),
    ),
}
EXTRA = {"三个方案的高层会"}
"""Planned later, so never signed."""


@pytest.mark.parametrize("code", TABLE)
def test_the_milestones_stand_as_in_the_table(scene: Scene, code: str) -> None:
    lines = [line for line in plans.milestones(scene.projects[code]) if line.name not in EXTRA]

    told = [(line.name, str(line.signed_on), str(line.now_on)) for line in lines]
    assert told == list(TABLE[code])
    assert [line.name for line in lines if line.now_on != line.signed_on and not line.why] == []
    as_of = date(2026, 11, 20)
    assert [line.name for line in lines if (line.done_on is not None) != (line.now_on <= as_of)] == []


def test_plan_seven_of_the_first_project_lacks_the_review(scene: Scene) -> None:
    newest = plans.newest_published(scene.projects["P1"])

    assert newest is not None
    assert newest.number == 7
    assert not [row.name for row in plans.tasks(newest) if "排产复核" in row.name]
    assert {row.task.code: row.owner.name for row in plans.tasks(newest) if row.owner}["T9"] == "纪南"
    baseline = plans.signed_baseline(scene.projects["P1"])
    assert baseline is not None
    assert baseline.number == 1
