"""A report draws itself: promises first, done, not done, next, milestones with their reason, who owes what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.reports.conftest import change, issue, publish_plan, published, risk, task, today, written
from yinuo.base import clock
from yinuo.changes import actions as changes
from yinuo.delivery import actions as delivery
from yinuo.meetings import actions as meetings
from yinuo.reports import queries
from yinuo.reports.models import ReportPublishing
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


def asked(cast: Cast, words: str) -> None:
    changes.ask(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        asked_on=today(),
        asked_by=cast.wen.person,
        words=words,
        kind="requirement",
        effort_days=Decimal(22),
        schedule_days=14,
        cost_cents=990_000,
    )


def test_what_the_client_was_never_told_stands_in_our_layer_only(cast: Cast, week: queries.Period):
    issue(cast, "接口人要离职", "内部先顶上")
    risk(cast, "我方顾问不够", cause="同时三个项目", response="借调一人")

    facts = queries.facts_of(cast.p1, week, today())

    assert [(line.part, line.words, line.code, line.told_on) for line in facts.lines] == [
        (Part.ISSUE, "接口人要离职", "I1", None),
        (Part.RISK, "我方顾问不够", "K1", None),
        (Part.SOLUTION, "内部先顶上", "I1", None),
        (Part.SOLUTION, "借调一人", "K1", None),
    ]
    assert facts.for_client.lines == ()
    report = written(cast, week, risk_words="", solution_words="")
    assert queries.missing(report, facts) == ("risk", "solution")


def test_the_client_reads_its_own_words_and_numbers_and_we_read_ours(cast: Cast, week: queries.Period):
    issue(cast, "没有告知的问题")
    told = issue(cast, "样本他们一直拖着", "再催一次")
    delivery.publish_issue(told, by=cast.lin, at=clock.now(), what="派工单样本没有收到", answer="周三现场收齐")
    danger = risk(cast, "盘点会毁掉上线", response="劝他们改期")
    delivery.publish_risk(danger, by=cast.lin, at=clock.now(), what="年底停产盘点", response="提前一周盘点")

    facts = queries.facts_of(cast.p1, week, today())

    ours = [(line.part, line.words, line.code, line.about) for line in facts.lines]
    assert ours == [
        (Part.ISSUE, "没有告知的问题", "I1", ""),
        (Part.ISSUE, "样本他们一直拖着", "I2", ""),
        (Part.RISK, "盘点会毁掉上线", "K1", ""),
        (Part.SOLUTION, "再催一次", "I2", "样本他们一直拖着"),
        (Part.SOLUTION, "劝他们改期", "K1", "盘点会毁掉上线"),
    ]
    theirs = [(line.part, line.words, line.code, line.about) for line in facts.for_client.lines]
    assert theirs == [
        (Part.ISSUE, "派工单样本没有收到", "1", ""),
        (Part.RISK, "年底停产盘点", "1", ""),
        (Part.SOLUTION, "周三现场收齐", "1", "派工单样本没有收到"),
        (Part.SOLUTION, "提前一周盘点", "1", "年底停产盘点"),
    ]
    report = written(cast, week, risk_words="", solution_words="")
    assert queries.missing(report, facts) == ()


def test_what_we_closed_stays_with_the_client_until_it_is_told(cast: Cast, week: queries.Period):
    row = issue(cast, "样本没有收到")
    delivery.publish_issue(row, by=cast.lin, at=clock.now())
    delivery.close_issue(row, by=cast.lin, at=clock.now(), why="收齐了")

    facts = queries.facts_of(cast.p1, week, today())
    assert (facts.of(Part.ISSUE), len(facts.for_client.of(Part.ISSUE))) == ((), 1)

    delivery.publish_issue(row, by=cast.lin, at=clock.now())
    assert queries.facts_of(cast.p1, week, today()).for_client.of(Part.ISSUE) == ()


def test_the_ages_of_our_issues_are_counted_for_us_alone(cast: Cast, week: queries.Period):
    delivery.publish_issue(issue(cast, "样本没有收到"), by=cast.lin, at=clock.now())
    old = {"raised_on": today() - timedelta(days=31), "due_on": today() - timedelta(days=1), "severity": "low"}
    delivery.raise_issue(
        cast.p1, by=cast.lin, at=clock.now(), what="旧的", side="ours", owner="网络商", raised_by="林知夏", **old
    )

    row = published(cast, week)

    ours = queries.read(ReportPublishing.objects.get(published=row).story)
    (counts,) = [section.counts for section in ours.sections if section.name == "issue"]
    assert [number for _name, number in counts] == [2, 1, 1, 0, 0, 1]
    assert {section.counts for section in queries.read(row.story).sections} == {()}
    assert "ages" not in row.data


def test_changes_nobody_decided_are_ours_alone(cast: Cast, week: queries.Period):
    asked(cast, "手机审批")

    facts = queries.facts_of(cast.p1, week, today())

    assert [(line.words, line.state) for line in facts.of(Part.CHANGE)] == [("手机审批", "asked")]
    assert facts.for_client.lines == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh-hans",
            ("未结束的问题", "高", "未告知客户", "尚未决定的变更（仅我方可见）", "22 人日", "工期 +2 周", "第 1 号"),
        ),
        (
            "en",
            ("Open issues", "high", "client not told", "Changes nobody decided yet (ours alone)", "+2 weeks", "No. 1"),
        ),
    ],
)
def test_trouble_is_said_in_the_language_of_the_project(
    cast: Cast, week: queries.Period, language: str, words: tuple[str, ...]
):
    issue(cast, "一")
    delivery.publish_issue(issue(cast, "二"), by=cast.lin, at=clock.now())
    asked(cast, "手机审批")
    report = written(cast, week)

    both = [queries.drawn(report, today(), for_client=layer, language=language).canonical for layer in (False, True)]

    assert [word for word in words if word not in "".join(both)] == []
    assert "手机审批" not in both[1]


def test_the_number_of_queries_does_not_grow_with_the_facts(cast: Cast, week: queries.Period):
    def trouble(number: int) -> None:
        delivery.publish_issue(issue(cast, f"问题 {number}", "答"), by=cast.lin, at=clock.now())
        delivery.publish_risk(risk(cast, f"风险 {number}", response="应对"), by=cast.lin, at=clock.now())
        asked(cast, f"变更 {number}")

    task(cast, "任务", 2)
    publish_plan(cast)
    trouble(0)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.facts_of(cast.p1, week, today())
        return len(asked)

    few = count()
    for number in range(6):
        task(cast, f"任务 {number}", 2)
        trouble(number)
    publish_plan(cast)
    assert count() == few
    assert few <= 35
