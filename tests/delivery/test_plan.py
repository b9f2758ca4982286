"""The plan: drafts, dates that follow from other dates, versions that stay as they were."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast
from tests.delivery.plans import GO_LIVE, begin, days, draft, edit, publish, row, task
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions import MoveTo, Wait
from yinuo.delivery.models import Dependency, PlannedTask, PlanVersion, Task, TaskDrop
from yinuo.delivery.published import PublishedPlan, PublishedTask
from yinuo.delivery.queries import plan as plans
from yinuo.evidence.models import Event
from yinuo.ledger.actions import AbsoluteGuarantee


def verbs(subject: str) -> list[str]:
    return list(Event.objects.filter(subject=subject).order_by("id").values_list("verb", flat=True))


def test_the_first_task_begins_the_first_draft(cast: Cast) -> None:
    one = task(cast, "蓝图设计", owner=cast.lin.person, duration=5)
    assert (one.code, one.origin) == ("T1", "")
    assert draft(cast).number == 1
    assert verbs("P1/plan/1") == ["delivery.start_draft"]
    assert verbs("P1/plan/T1") == ["delivery.add_task"]
    assert days(cast) == {"蓝图设计": (date(2026, 3, 20), date(2026, 3, 26))}


def test_a_task_due_on_a_day_ends_on_that_day(cast: Cast) -> None:
    one = task(cast, "排产复核会", due_on=date(2026, 11, 13), origin="MM-108/3")
    assert row(cast, one).finish == date(2026, 11, 13)
    assert Task.objects.get().origin == "MM-108/3"


def test_what_waits_begins_on_the_working_day_after(cast: Cast) -> None:
    first = task(cast, "配置", duration=3, rule="start_no_earlier", rule_on=date(2026, 9, 28))
    task(cast, "联调", duration=2, waits_for=[Wait(first.code)])
    task(cast, "培训", duration=1, waits_for=[Wait(first.code, "FS", 1)])
    # 1 to 7 October 2026 are holidays, Saturday the 10th is worked for them.
    assert days(cast) == {
        "配置": (date(2026, 9, 28), date(2026, 9, 30)),
        "联调": (date(2026, 10, 8), date(2026, 10, 9)),
        "培训": (date(2026, 10, 9), date(2026, 10, 9)),
    }


@pytest.mark.parametrize(
    ("rule", "day", "reached"),
    [
        ("finish_no_earlier", date(2026, 10, 12), date(2026, 10, 12)),
        ("must_finish", date(2026, 10, 12), date(2026, 10, 12)),
        ("start_no_earlier", date(2026, 10, 12), date(2026, 10, 12)),
        ("finish_no_earlier", date(2026, 10, 3), date(2026, 10, 8)),
        ("finish_no_earlier", date(2026, 10, 9), date(2026, 10, 9)),
        ("", None, date(2026, 3, 20)),
    ],
)
def test_a_milestone_with_a_day_of_its_own_is_reached_on_it(
    cast: Cast, rule: str, day: date | None, reached: date
) -> None:
    one = task(cast, "上线", is_milestone=True, rule=rule, rule_on=day)
    assert (row(cast, one).start, row(cast, one).finish) == (reached, reached)


def test_a_milestone_closes_the_day_on_which_the_work_before_it_ends(cast: Cast) -> None:
    work = task(cast, "试运行", duration=5, rule="start_no_earlier", rule_on=date(2026, 11, 16))
    gate = task(cast, "终验", is_milestone=True, waits_for=[Wait(work.code)])
    task(cast, "交接", duration=1, waits_for=[Wait(gate.code)])
    found = days(cast)
    assert found["终验"] == (date(2026, 11, 20), date(2026, 11, 20))
    assert found["交接"] == (date(2026, 11, 23), date(2026, 11, 23))


def test_what_was_done_keeps_its_days_and_what_is_left_lies_after_the_data_date(cast: Cast) -> None:
    done = task(cast, "调研", duration=5, actual_start=date(2026, 4, 13), actual_finish=date(2026, 5, 15))
    half = task(cast, "蓝图", duration=10, actual_start=date(2026, 5, 18), percent=50)
    version = draft(cast)
    delivery.describe(version, by=cast.lin, at=clock.now(), revision=version.revision, data_date=date(2026, 6, 1))
    found = days(cast)
    assert found["调研"] == (date(2026, 4, 13), date(2026, 5, 15))
    assert row(cast, done).percent == 100
    assert found["蓝图"] == (date(2026, 5, 18), date(2026, 6, 5))
    assert row(cast, half).total_float == 0


def test_float_and_the_critical_chain_are_told(cast: Cast) -> None:
    long = task(cast, "开发", duration=10)
    short = task(cast, "文档", duration=4)
    task(cast, "上线", is_milestone=True, waits_for=[Wait(long.code), Wait(short.code)])
    assert [(one.name, one.total_float, one.is_critical) for one in plans.tasks(draft(cast))] == [
        ("开发", 0, True),
        ("文档", 6, False),
        ("上线", 0, True),
    ]


def test_a_task_with_parts_spans_them_and_is_as_far_as_they_are(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    first = task(cast, "期初数据", parent=whole, duration=3, actual_start=date(2026, 3, 20), percent=50)
    task(cast, "培训", parent=whole, duration=2, waits_for=[Wait(first.code)])
    assert days(cast)["上线准备"] == (date(2026, 3, 20), date(2026, 3, 26))  # 3 + 2 working days from Friday
    nodes = plans.tree(plans.tasks(draft(cast)), plans.dependencies(draft(cast)))
    assert [(node.row.name, node.level, node.has_parts, node.waits_for, node.percent) for node in nodes] == [
        ("上线准备", 0, True, "", 30),
        ("期初数据", 1, False, "", 50),
        ("培训", 1, False, "T2", 0),
    ]


def test_what_waits_for_a_task_with_parts_waits_for_all_of_them(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    task(cast, "期初数据", parent=whole, duration=3)
    task(cast, "培训", parent=whole, duration=5)
    after = task(cast, "切换", waits_for=[Wait(whole.code)], duration=1)
    assert row(cast, after).start == date(2026, 3, 27)


def test_tasks_that_would_wait_for_each_other_are_refused_by_name(cast: Cast) -> None:
    first = task(cast, "配置")
    second = task(cast, "联调", waits_for=[Wait(first.code)])
    third = task(cast, "切换", waits_for=[Wait(second.code)])
    events = Event.objects.count()
    with pytest.raises(delivery.Ring) as ring:
        edit(cast, first, waits_for=[Wait(third.code)])
    assert sorted(ring.value.codes) == ["T1", "T2", "T3"]
    assert " → " in str(ring.value)
    with pytest.raises(delivery.Ring):
        edit(cast, first, waits_for=[Wait(first.code)])
    assert list(Dependency.objects.values_list("before__code", "after__code")) == [("T1", "T2"), ("T2", "T3")]
    assert Event.objects.count() == events


def test_a_part_cannot_wait_for_the_whole_it_is_part_of(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    part = task(cast, "期初数据", parent=whole)
    with pytest.raises(delivery.Ring) as ring:
        edit(cast, part, waits_for=[Wait(whole.code)])
    assert set(ring.value.codes) == {"T1", "T2"}


def test_a_task_is_no_part_of_itself_of_its_parts_or_of_a_milestone(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    part = task(cast, "期初数据", parent=whole)
    gate = task(cast, "上线", is_milestone=True)
    for one, parent in ((whole, whole), (whole, part), (part, gate)):
        with pytest.raises(delivery.BadParent):
            edit(cast, one, parent=parent)
    assert row(cast, part).parent == whole


@pytest.mark.parametrize(
    "values",
    [
        {"percent": 30},
        {"percent": 100, "actual_start": date(2026, 4, 1)},
        {"actual_start": date(2026, 4, 10), "actual_finish": date(2026, 4, 9)},
    ],
)
def test_progress_without_its_days_is_refused(cast: Cast, values: dict[str, object]) -> None:
    one = task(cast, "调研")
    with pytest.raises(delivery.BadProgress):
        edit(cast, one, **values)
    assert row(cast, one).percent == 0


def test_a_plan_that_never_ends_is_refused(cast: Cast) -> None:
    first = task(cast, "开发", duration=2000)
    second = task(cast, "开发", duration=2000, waits_for=[Wait(first.code)])
    with pytest.raises(delivery.TooLong):
        task(cast, "开发", duration=2000, waits_for=[Wait(second.code)])
    assert PlannedTask.objects.count() == 2


def test_an_edit_records_what_changed_and_refuses_to_overwrite(cast: Cast) -> None:
    one = task(cast, "联调", duration=2)
    before = row(cast, one)
    edit(cast, one, duration=4, owner=cast.wen.person, side="client")
    assert (row(cast, one).duration, row(cast, one).owner, row(cast, one).side) == (4, cast.wen.person, "client")
    assert verbs("P1/plan/T1") == ["delivery.add_task", "delivery.edit_task"]
    with pytest.raises(delivery.Edited):
        delivery.edit_task(before, by=cast.lin, at=clock.now(), revision=before.revision, duration=9)
    assert row(cast, one).duration == 4
    edit(cast, one, duration=4)
    assert verbs("P1/plan/T1") == ["delivery.add_task", "delivery.edit_task"]


def test_tasks_move_among_their_neighbours_in_and_out(cast: Cast) -> None:
    first, second, third = (task(cast, name) for name in ("甲", "乙", "丙"))

    def move(one: Task, to: MoveTo) -> bool:
        return delivery.move_task(row(cast, one), by=cast.lin, at=clock.now(), to=to)

    def shape() -> list[tuple[str, int]]:
        return [(node.row.name, node.level) for node in plans.tree(plans.tasks(draft(cast)), ())]

    assert not move(first, MoveTo.UP)
    assert not move(first, MoveTo.IN)
    assert not move(first, MoveTo.OUT)
    assert move(third, MoveTo.UP)
    assert shape() == [("甲", 0), ("丙", 0), ("乙", 0)]
    assert move(third, MoveTo.IN)
    assert move(second, MoveTo.IN)
    assert shape() == [("甲", 0), ("丙", 1), ("乙", 1)]
    assert move(third, MoveTo.OUT)
    assert shape() == [("甲", 0), ("乙", 1), ("丙", 0)]
    assert verbs("P1/plan/T3") == ["delivery.add_task", *["delivery.move_task"] * 3]


def test_publishing_freezes_the_version_and_copies_it_for_the_client(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    hidden = task(cast, "内部评审", is_shown=False, parent=whole)
    task(cast, "期初数据", parent=hidden, side="client", owner=cast.wen.person, effort=12, duration=3)
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    version = draft(cast)
    plan = publish(cast)
    assert plans.is_published(plans.newest_published(cast.p1) or version)
    assert plans.draft(cast.p1) is None
    rows = PublishedTask.objects.order_by("place").values_list("name", "level", "has_parts", "owner_name", "ends_on")
    assert list(rows) == [
        ("上线准备", 0, True, "", date(2026, 3, 24)),
        ("期初数据", 1, False, "温宁", date(2026, 3, 24)),
        ("上线", 0, False, "", GO_LIVE),
    ]
    assert "内部评审" not in plan.canonical_text
    assert "温宁" in plan.canonical_text
    assert verbs("P1/plan/1") == ["delivery.start_draft", "delivery.publish_plan", "delivery.freeze_plan"]
    for act in (
        lambda: delivery.describe(version, by=cast.lin, at=clock.now(), revision=1, goal="按期上线"),
        lambda: delivery.drop_draft(version, by=cast.lin, at=clock.now()),
        lambda: delivery.publish(version, by=cast.lin, at=clock.now()),
        lambda: delivery.drop_task(version.planned.first(), by=cast.lin, at=clock.now()),
    ):
        with pytest.raises(delivery.Frozen):
            act()
    assert PublishedPlan.objects.count() == 1


def test_the_next_version_begins_as_the_published_one_and_leaves_it_alone(cast: Cast) -> None:
    first = task(cast, "联调", duration=2)
    task(cast, "上线", is_milestone=True, waits_for=[Wait(first.code)])
    version = draft(cast)
    delivery.describe(version, by=cast.lin, at=clock.now(), revision=version.revision, goal="按期上线")
    publish(cast)
    second = begin(cast)
    assert (second.number, second.goal) == (2, "按期上线")
    assert begin(cast) == second
    edit(cast, first, duration=20)
    old = PlanVersion.objects.get(number=1)
    assert [one.finish for one in plans.tasks(old)] == [date(2026, 3, 23)] * 2
    assert [one.finish for one in plans.tasks(second)] == [date(2026, 4, 17)] * 2


def test_what_moved_needs_its_reason(cast: Cast) -> None:
    first = task(cast, "联调", duration=2)
    gate = task(cast, "上线", is_milestone=True, waits_for=[Wait(first.code)])
    publish(cast)
    begin(cast)
    edit(cast, first, duration=5)
    with pytest.raises(delivery.ReasonsMissing) as missing:
        publish(cast, reasons={first.code: "接口文档晚到"})
    assert missing.value.codes == (gate.code,)
    assert PublishedPlan.objects.count() == 1
    publish(cast, reasons={first.code: "接口文档晚到"}, otherwise="随联调顺延")
    rows = PublishedTask.objects.filter(plan__number=2).order_by("place").values_list("name", "why")
    assert list(rows) == [("联调", "接口文档晚到"), ("上线", "随联调顺延")]


def test_a_guarantee_that_nobody_can_keep_is_not_published(cast: Cast) -> None:
    one = task(cast, "保证上线零问题", is_milestone=True)
    with pytest.raises(AbsoluteGuarantee) as refused:
        publish(cast)
    assert refused.value.code == one.code
    edit(cast, one, is_shown=False)
    assert publish(cast).number == 1


def test_an_empty_plan_is_not_published(cast: Cast) -> None:
    begin(cast)
    with pytest.raises(delivery.NothingToPublish):
        publish(cast)


def test_leaving_out_what_was_published_needs_a_reason(cast: Cast) -> None:
    whole = task(cast, "上线准备")
    part = task(cast, "期初数据", parent=whole)
    publish(cast)
    begin(cast)
    fresh = task(cast, "补训")
    with pytest.raises(delivery.ReasonMissing):
        delivery.drop_task(row(cast, whole), by=cast.lin, at=clock.now())
    delivery.drop_task(row(cast, whole), by=cast.lin, at=clock.now(), why="并入切换")
    delivery.drop_task(row(cast, fresh), by=cast.lin, at=clock.now())
    assert list(TaskDrop.objects.values_list("name", "why")) == [("上线准备", "并入切换")]
    assert row(cast, part).parent is None
    assert [one.name for one in plans.tasks(draft(cast))] == ["期初数据"]


def test_a_thrown_away_draft_leaves_the_published_plan(cast: Cast) -> None:
    task(cast, "联调")
    publish(cast)
    delivery.drop_draft(begin(cast), by=cast.lin, at=clock.now())
    assert plans.draft(cast.p1) is None
    assert begin(cast).number == 2
    assert [one.name for one in plans.tasks(draft(cast))] == ["联调"]
