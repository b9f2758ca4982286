"""Two versions side by side, and the timeline of signed days against today's plan."""

from __future__ import annotations

from datetime import date

from django.test import Client

from tests.cast import Cast
from tests.delivery.plans import GO_LIVE, begin, edit, publish, row, task
from yinuo.base import clock, timeline
from yinuo.base.marks import PromiseRow
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import PlanVersion
from yinuo.delivery.queries.compare import compare


def three_versions(cast: Cast) -> None:
    """Go-live moves twice; research goes, training comes."""
    gate = task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    gone = task(cast, "补充调研", duration=3)
    task(cast, "配置", duration=3)
    publish(cast)
    begin(cast)
    edit(cast, gate, rule_on=date(2026, 11, 9))
    publish(cast, reasons={gate.code: "期初数据晚 24 天"})
    begin(cast)
    edit(cast, gate, rule_on=date(2026, 12, 21))
    delivery.drop_task(row(cast, gone), by=cast.lin, at=clock.now(), why="并入配置")
    task(cast, "补训", duration=2)
    publish(cast, reasons={gate.code: "排产返工 15 人日"})


def version(number: int) -> PlanVersion:
    return PlanVersion.objects.select_related("project").get(number=number)


def test_moved_added_and_left_out_with_every_reason(cast: Cast) -> None:
    three_versions(cast)
    found = compare(version(1), version(3))
    assert [(one.code, one.was, one.now, one.days, one.why) for one in found.moved] == [
        ("T1", GO_LIVE, date(2026, 12, 21), 50, ((2, "期初数据晚 24 天"), (3, "排产返工 15 人日")))
    ]
    assert [(one.name, one.now) for one in found.added] == [("补训", date(2026, 3, 23))]
    assert [(one.name, one.why) for one in found.dropped] == [("补充调研", ((3, "并入配置"),))]
    assert found.same == 1
    assert [one.days for one in compare(version(1), version(2)).moved] == [20]
    same = compare(version(2), version(2))
    assert (same.moved, same.added, same.dropped, same.same) == ((), (), (), 3)


def test_the_page_takes_two_versions_in_either_order(as_lin: Client, cast: Cast) -> None:
    assert as_lin.get("/projects/P1/plan/comparison/").status_code == 302
    three_versions(cast)
    there = as_lin.get("/projects/P1/plan/comparison/?from=1&to=3").content.decode()
    back = as_lin.get("/projects/P1/plan/comparison/?from=3&to=1").content.decode()
    for words in ("期初数据晚 24 天", "排产返工 15 人日", "并入配置", "补训"):
        assert words in there
        assert words in back
    assert as_lin.get("/projects/P1/plan/comparison/?from=x&to=99").status_code == 200


def test_a_mark_of_the_timeline_stands_where_its_day_is() -> None:
    rows = (
        PromiseRow("蓝图签字", date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), 0),
        PromiseRow("上线", date(2026, 1, 31), date(2026, 3, 2), None, 18, "数据晚到"),
        PromiseRow("终验", None, date(2026, 4, 1)),
    )
    drawn = timeline.draw(rows, date(2026, 2, 15))
    assert drawn is not None
    first, second, third = drawn.bars
    left, right = timeline.LEFT, timeline.WIDTH - timeline.RIGHT
    assert (first.plan, third.plan) == (left, right)
    # 30 and 60 of 90 days.
    assert second.signed == round(left + (right - left) / 3, 1)
    assert second.plan == round(left + (right - left) * 2 / 3, 1)
    assert second.slip == (second.signed, second.plan - second.signed)
    assert (first.slip, first.tone, second.tone, third.signed, third.tone) == (None, "on", "late", None, "on")
    assert drawn.today == round(left + (right - left) / 2, 1)
    assert "数据晚到" in second.title
    assert drawn.months[0].at == left
    assert timeline.draw((), date(2026, 2, 15)) is None


def test_the_months_of_a_long_timeline_do_not_crowd() -> None:
    rows = (PromiseRow("始", date(2020, 1, 1), date(2020, 1, 1)), PromiseRow("终", None, date(2060, 1, 1)))
    drawn = timeline.draw(rows, date(1999, 1, 1))
    assert drawn is not None
    assert 3 <= len(drawn.months) <= timeline.MOST_MONTHS + 1
    assert drawn.today is None


def test_a_long_name_is_cut_to_its_column() -> None:
    rows = (PromiseRow("关键用户逐条走通六条业务流程并签字确认", None, date(2026, 1, 1)),)
    drawn = timeline.draw(rows, date(2026, 1, 1))
    assert drawn is not None
    assert drawn.bars[0].name.endswith("…")
    assert len(drawn.bars[0].name) < 13
