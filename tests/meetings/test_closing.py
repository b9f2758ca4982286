"""No agreed line is lost: a step goes into the plan once, a memo closes when none is left behind (R01)."""

import pytest

from tests.cast import Cast
from tests.meetings.conftest import answered, planned, sent, step, written
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Task
from yinuo.delivery.queries import plan
from yinuo.evidence.models import Event
from yinuo.meetings import actions as meetings
from yinuo.meetings import queries
from yinuo.meetings.models import Fate, Meeting, Memo, MemoItemTask
from yinuo.meetings.queries import memos


def published(cast: Cast) -> None:
    version = plan.draft(cast.p1)
    assert version
    delivery.publish(version, by=cast.lin, at=clock.now(), otherwise="备忘录约定")


def test_a_step_becomes_one_task_that_knows_where_it_came_from(cast: Cast, memo: Memo):
    sent(cast, memo, code="MM-108")
    item = memo.items.get()

    for _twice in range(2):
        meetings.plan_step(item, by=cast.lin, at=clock.now())

    task = Task.objects.get()
    row = plan.tasks(plan.draft(cast.p1))[0]
    assert (task.origin, row.name, row.side, row.owner, row.finish) == (
        "MM-108/1",
        "召开排产复核会",
        "ours",
        cast.lin.person,
        item.due_on,
    )
    assert MemoItemTask.objects.get().task == task
    assert Event.objects.filter(verb="meetings.plan_step").get().subject == "P1/MM-108"


def test_a_step_that_the_client_never_read_is_not_planned(cast: Cast, memo: Memo):
    with pytest.raises(meetings.NotSent):
        meetings.plan_step(memo.items.get(), by=cast.lin, at=clock.now())

    assert not Task.objects.exists()


def test_a_planned_step_is_owed_until_the_plan_is_published(cast: Cast, memo: Memo):
    sent(cast, memo)
    meetings.plan_step(memo.items.get(), by=cast.lin, at=clock.now())
    before = [row.code for row in memos.unplanned(cast.p1)]

    published(cast)

    assert (before, memos.unplanned(cast.p1)) == (["MM-1/1"], [])
    (row,) = queries.open_steps(cast.p1, clock.today("Asia/Shanghai"))
    assert (row.task, row.is_planned) == (Task.objects.get().code, True)


def test_a_memo_closes_only_when_nothing_of_it_is_left_behind(cast: Cast, visit: Meeting):
    memo = written(cast, visit, *(step(cast, words) for words in ("进计划", "不做了", "做完了", "顺延了", "忘掉的")))
    version = sent(cast, memo)
    with pytest.raises(meetings.NotConfirmed):
        meetings.close_memo(memo, by=cast.lin, at=clock.now())
    answered(cast, version)
    items = {item.number: item for item in memo.items.select_related("memo__project", "memo__meeting")}
    meetings.plan_step(items[1], by=cast.lin, at=clock.now())
    published(cast)
    given = {"by": cast.lin, "at": clock.now()}
    meetings.settle_step(items[2], fate=Fate.DROPPED, agreed_by=cast.wen.person, why="不用了", **given)
    meetings.settle_step(items[3], fate=Fate.DONE, **given)
    nxt = planned(cast, days=-1)
    meetings.settle_step(items[4], fate=Fate.CARRIED, meeting=nxt, **given)
    meetings.write_memo(nxt, **given)

    with pytest.raises(meetings.StepsLeft) as left:
        meetings.close_memo(memo, **given)
    assert left.value.codes == ("MM-1/5",)
    meetings.settle_step(items[5], fate=Fate.DONE, **given)
    meetings.close_memo(memo, **given)

    memo.refresh_from_db()
    assert queries.standing_of(memo).state == "closed"
    assert Event.objects.filter(verb="meetings.close_memo").get().subject == "P1/MM-1"


def test_a_closed_memo_is_changed_no_more(cast: Cast, memo: Memo):
    version = sent(cast, memo)
    answered(cast, version)
    item = memo.items.select_related("memo__project", "memo__meeting").get()
    meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.DONE)
    meetings.close_memo(memo, by=cast.lin, at=clock.now())

    for act in (
        lambda: meetings.close_memo(memo, by=cast.lin, at=clock.now()),
        lambda: meetings.add_step(memo, by=cast.lin, at=clock.now(), given=step(cast)),
        lambda: meetings.change_memo(memo, by=cast.lin, at=clock.now(), version=1, purpose="别的"),
        lambda: meetings.add_cause(memo, by=cast.lin, at=clock.now(), given=meetings.CauseGiven("ours", "别的")),
        lambda: sent(cast, memo),
    ):
        with pytest.raises(meetings.MemoClosed):
            act()
