"""A report draws itself: promises first, done, not done, next, milestones with their reason, who owes what."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.reports.conftest import change, publish_plan, published, task, today
from yinuo.base import clock
from yinuo.meetings import actions as meetings
from yinuo.reports import queries
from yinuo.reports.queries import Part


def drawn(cast: Cast, period: queries.Period, part: Part) -> list[tuple[str, str]]:
    return [(line.words, line.state) for line in queries.facts_of(cast.p1, period, today()).of(part)]


def test_what_the_last_report_promised_is_kept_moved_or_missed(cast: Cast, week: queries.Period):
    kept, moved, missed = task(cast, "联调", 5), task(cast, "培训", 5), task(cast, "上线清单", 5)
    publish_plan(cast)
    published(cast, week)
    assert drawn(cast, week, Part.NEXT) == [("联调", "open"), ("培训", "open"), ("上线清单", "open")]
    due_on = today() + timedelta(days=5)
    change(cast, kept, actual_start=today(), actual_finish=due_on)
    change(cast, moved, rule_on=due_on + timedelta(days=14))
    publish_plan(cast, "测试数据未到")
    following = queries.Period(week.until + timedelta(days=1), week.until + timedelta(days=7))

    found = queries.facts_of(cast.p1, following, following.until).of(Part.PROMISE)

    assert [(line.words, line.state, line.last_on) for line in found] == [
        ("联调", "kept", due_on),
        ("培训", "moved", due_on),
        ("上线清单", "missed", due_on),
    ]
    assert missed.code == found[2].code
    assert found[1].why == "测试数据未到"
    assert drawn(cast, following, Part.DONE) == [("联调", "done")]
    assert drawn(cast, following, Part.NOT_DONE) == [("上线清单", "open")]


def test_a_step_of_theirs_is_owed_by_them_and_a_dropped_one_by_nobody(cast: Cast, week: queries.Period):
    now = clock.now()
    meeting = meetings.plan_meeting(
        cast.p1, by=cast.lin, at=now, kind="site_visit", title="走访", starts_at=now, ends_at=now, people=[]
    )
    steps = [
        meetings.StepGiven("给样本", "client", cast.shao.person, today()),
        meetings.StepGiven("出报表", "ours", cast.lin.person, today()),
    ]
    memo = meetings.write_memo(meeting, by=cast.lin, at=now, work_done="看了派工", steps=steps)
    assert drawn(cast, week, Part.YOU_OWE) == []
    meetings.send_memo(memo, by=cast.lin, at=now, contacts=[cast.wen], due_on=today() + timedelta(days=3))

    assert drawn(cast, week, Part.YOU_OWE) == [("给样本", "open")]
    assert drawn(cast, week, Part.NOT_DONE) == [("出报表", "open")]
    theirs = memo.items.get(side="client")
    meetings.settle_step(theirs, by=cast.lin, at=now, fate="dropped", why="不需要", agreed_by=cast.wen.person)
    assert drawn(cast, week, Part.YOU_OWE) == []


def test_words_that_were_never_sent_and_hidden_tasks_stay_with_us(cast: Cast, week: queries.Period):
    task(cast, "联调", 2)
    task(cast, "内部评审", 2, is_shown=False)
    publish_plan(cast)

    facts = queries.facts_of(cast.p1, week, today())

    assert [line.words for line in facts.of(Part.NEXT)] == ["联调", "内部评审"]
    assert [(line.words, line.code) for line in facts.for_client.of(Part.NEXT)] == [("联调", "")]
    assert "内部评审" not in facts.for_client.canonical


def test_a_milestone_names_the_day_of_the_last_report_and_why_it_moved(cast: Cast, week: queries.Period):
    going_live = task(cast, "上线", 20, is_milestone=True, duration=0)
    publish_plan(cast)
    published(cast, week)
    was = queries.facts_of(cast.p1, week, today()).of(Part.MILESTONE)[0].now_on
    assert was is not None
    change(cast, going_live, rule_on=was + timedelta(days=7))
    publish_plan(cast, "数据晚到")
    change(cast, going_live, rule_on=was + timedelta(days=14))
    publish_plan(cast, "数据又晚到")
    following = queries.Period(week.until + timedelta(days=1), week.until + timedelta(days=7))

    (line,) = queries.facts_of(cast.p1, following, today()).of(Part.MILESTONE)

    assert (line.state, line.last_on, line.why) == ("moved", was, "数据又晚到")
    assert line.now_on is not None
    assert line.now_on > was + timedelta(days=7)


def test_the_number_of_queries_does_not_grow_with_the_facts(cast: Cast, week: queries.Period):
    task(cast, "任务", 2)
    publish_plan(cast)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.facts_of(cast.p1, week, today())
        return len(asked)

    few = count()
    for number in range(6):
        task(cast, f"任务 {number}", 2)
    publish_plan(cast)
    assert count() == few
