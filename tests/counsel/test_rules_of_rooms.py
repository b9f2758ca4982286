"""What the rules about meetings, plans and money fire about, what settles it, and when they cannot judge."""

from datetime import date, timedelta

import pytest

from tests.acceptance.conftest import contract_of, payment
from tests.changes.test_changes import approved, asked
from tests.counsel.book import TODAY, fires, on, said, wish
from tests.counsel.test_rules import agree
from tests.delivery import plans
from tests.delivery.test_risks import noted
from tests.meetings.conftest import answered, planned, sent, step, written
from tests.reports.conftest import begun
from yinuo.acceptance import actions as acceptance
from yinuo.base import clock
from yinuo.changes import actions as changes
from yinuo.counsel import actions as counsel
from yinuo.delivery import actions as delivery
from yinuo.meetings import actions as meetings
from yinuo.reports import actions as acts
from yinuo.reports import queries as reports

pytestmark = pytest.mark.usefixtures("friday")
ROOMS = ("R01", "R02", "R03", "R04", "R27", "R34", "R38", "R39", "R43", "R44", "R49", "R51", "R53")


@pytest.mark.parametrize("rule", ROOMS)
def test_an_empty_book_gives_no_answer(cast, rule):
    assert fires(cast.p1, rule) == "no_data"


def published(cast, **more):
    """A plan with one task, published today."""
    plans.task(cast, "排产开发", **more)
    plans.publish(cast, otherwise="第一版")


def test_a_visit_has_its_memo_within_two_working_days(cast):
    meeting = planned(cast, -2)
    assert fires(cast.p1, "R03") == "silent"

    with on(TODAY + timedelta(days=3)):
        assert fires(cast.p1, "R03") == [meeting.code]
        assert said(cast.p1, "R03") == ["“车间走访”结束已 3 个工作日，还没有备忘录。"]
        meetings.waive_memo(meeting, by=cast.lin, at=clock.now())
        assert fires(cast.p1, "R03") == "silent"


def test_a_memo_is_confirmed_within_three_working_days_and_a_no_is_an_answer(cast):
    assert fires(cast.p1, "R04") == "no_data"
    version = sent(cast, written(cast, planned(cast)))
    with on(TODAY + timedelta(days=5)):
        assert fires(cast.p1, "R04") == "silent"
    with on(TODAY + timedelta(days=6)):
        assert fires(cast.p1, "R04") == [version.memo.code]
        answered(cast, version, cause="not_accept")
        assert fires(cast.p1, "R04") == "silent"


def test_a_next_step_is_in_the_plan_within_three_working_days(cast):
    memo = sent(cast, written(cast, planned(cast), step(cast, "召开排产复核会"))).memo
    assert fires(cast.p1, "R01") == "no_data"
    with on(TODAY - timedelta(days=2)):
        published(cast)
    code = f"{memo.code}/1"

    with on(TODAY + timedelta(days=1)):
        assert fires(cast.p1, "R01") == "silent"
    with on(TODAY + timedelta(days=5)):
        assert fires(cast.p1, "R01") == [code]
        assert said(cast.p1, "R01") == ["“召开排产复核会”约定已 5 个工作日，不在计划 v1 里。"]
        plans.task(cast, "召开排产复核会", origin=code)
        plans.publish(cast, otherwise="加会")
        assert fires(cast.p1, "R01") == "silent"


def test_a_memo_names_the_causes_of_what_was_late(cast):
    with on(TODAY - timedelta(days=20)):
        published(cast, duration=5)
    memo = meetings.write_memo(planned(cast), by=cast.lin, at=clock.now(), work_done="看了进度", steps=[step(cast)])
    assert fires(cast.p1, "R02") == "no_data"
    sent(cast, memo)
    memo.refresh_from_db()
    before = fires(cast.p1, "R02")

    meetings.add_cause(memo, by=cast.lin, at=clock.now(), given=meetings.CauseGiven("ours", "排产返工"))

    assert (before, fires(cast.p1, "R02")) == ([memo.code], "silent")


def test_a_meeting_is_a_look_at_all(cast):
    line = wish(cast, "按规则排产")
    agree(cast, line)
    with on(TODAY + timedelta(days=40)):
        assert fires(cast.p1, "R23") == [line.code]
        planned(cast, -1)
        assert fires(cast.p1, "R23") == "silent"


def test_a_decisive_report_is_rehearsed_twice_with_a_fallback_and_a_short_version(cast):
    report = planned(cast, 3, "executive_report", title="向总裁汇报")
    assert fires(cast.p1, "R49") == "no_data"
    meetings.change_meeting(report, by=cast.lin, at=clock.now(), version=report.version, needs_rehearsal=True)
    assert fires(cast.p1, "R49") == [report.code]

    for days in (-2, -1):
        rehearsal = planned(cast, days, "rehearsal", title="演练")
        meetings.change_meeting(rehearsal, by=cast.lin, at=clock.now(), version=rehearsal.version, rehearses=report)
    report.refresh_from_db()
    meetings.change_meeting(
        report, by=cast.lin, at=clock.now(), version=report.version, has_fallback=True, has_short_version=True
    )
    assert fires(cast.p1, "R49") == "silent"


def test_a_month_without_a_report_is_named_only_where_it_was_agreed(cast):
    planned(cast, -40, "executive_report", title="月度汇报")
    assert fires(cast.p1, "R52") == "off"

    counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R52", is_on=True, values={"months": 2})

    assert fires(cast.p1, "R52") == ["P1"]
    assert said(cast.p1, "R52") == ["2026年9月没有高管汇报。"]
    september = reports.Period(date(2026, 9, 1), date(2026, 9, 30))
    page = acts.begin_report(cast.p1, by=cast.lin, at=clock.now(), period=september, kind="executive")
    acts.write_report(page, by=cast.lin, at=clock.now(), version=1, status="按计划", bad_news="none")
    assert fires(cast.p1, "R52") == ["P1"]
    acts.publish_report(page, by=cast.lin, at=clock.now())
    assert fires(cast.p1, "R52") == "silent"


def test_a_plan_says_what_it_is_for(cast):
    published(cast)
    assert fires(cast.p1, "R43") == ["plan/1"]
    assert said(cast.p1, "R43") == ["计划 v1 没有写：目标、策略、行动、能力、验证。"]

    words = dict.fromkeys(("goal", "strategy", "action", "capability", "verification"), "写明")
    plan = plans.begin(cast)
    delivery.describe(plan, by=cast.lin, at=clock.now(), revision=plan.revision, **words)
    plans.publish(cast)

    assert fires(cast.p1, "R43") == "silent"


def test_dates_are_confirmed_within_three_working_days(cast):
    published(cast, is_milestone=True, duration=0)
    assert fires(cast.p1, "R44") == "silent"
    with on(TODAY + timedelta(days=6)):
        assert fires(cast.p1, "R44") == ["plan/1"]


def test_money_that_is_due_wants_its_paper_and_then_its_receipt(cast):
    contract = contract_of(cast)
    due = payment(contract, cast, "上线款", "30", date(2026, 10, 26))
    payment(contract, cast, "验收款", "15", date(2027, 2, 26))
    assert fires(cast.p1, "R51") == [due.code]
    assert said(cast.p1, "R51") == ["“上线款”到期已 25 天，作为付款依据的“上线确认单”还没有。"]

    acceptance.correct(due, by=cast.lin, at=clock.now(), why="改为分期")
    assert fires(cast.p1, "R51") == "silent"


def test_bad_news_is_told_within_two_working_days(cast):
    risk = noted(cast, known_on=TODAY - timedelta(days=2))
    assert fires(cast.p1, "R27") == "silent"
    with on(TODAY + timedelta(days=3)):
        assert fires(cast.p1, "R27") == [risk.code]
        assert said(cast.p1, "R27") == ["“21 台设备没有数据接口”已得知 3 个工作日，还没有告诉客户。"]
        delivery.publish_risk(risk, by=cast.lin, at=clock.now())
        assert fires(cast.p1, "R27") == "silent"

    low = noted(cast, "小事", probability=1, impact=1)
    with on(TODAY + timedelta(days=30)):
        assert low.code not in fires(cast.p1, "R27")


def test_a_high_risk_is_acknowledged_within_seven_days(cast):
    risk = noted(cast)
    noted(cast, "小事", probability=1, impact=1)
    rated = risk.rated_on
    with on(rated + timedelta(days=6)):
        assert fires(cast.p1, "R39") == "silent"
    with on(rated + timedelta(days=7)):
        assert fires(cast.p1, "R39") == [risk.code]
        assert said(cast.p1, "R39") == ["高风险“21 台设备没有数据接口”评定已 7 天，客户还没有确认。"]


def test_a_change_comes_through_the_window_person(cast):
    fine = asked(cast, is_agreed_inside=True, asked_on=TODAY - timedelta(days=10))
    assert fires(cast.p1, "R34") == "silent"
    past = asked(cast, "客户列表换颜色", asked_by=cast.shao.person, asked_on=TODAY - timedelta(days=5))
    asked(cast, "价格隐藏", asked_by=cast.shao.person, asked_on=TODAY - timedelta(days=4))

    assert fine.code not in fires(cast.p1, "R34")
    assert fires(cast.p1, "R34") == [past.code]
    assert said(cast.p1, "R34") == ["“客户列表换颜色”由邵国梁提出，没有经过接口人。"]


def test_a_change_that_asks_for_a_guarantee_is_named(cast):
    letter = asked(cast, "上线零问题承诺书")
    wish(cast, "按规则排产")

    assert fires(cast.p1, "R45") == [letter.code]


def test_a_missing_budget_is_a_hint_and_a_used_one_a_warning(cast):
    contract_of(cast)
    assert fires(cast.p1, "R38") == ["P1"]
    assert said(cast.p1, "R38") == ["没有设变更预算：每一项都要单独去谈。"]

    changes.set_budget(cast.p1, by=cast.lin, at=clock.now(), amount_cents=100_000, currency="CNY", why="合同附件")
    assert fires(cast.p1, "R38") == "silent"
    change = asked(cast)
    approved(change, cast)
    changes.use_budget(change, by=cast.lin, at=clock.now(), amount_cents=80_000, on=TODAY)
    assert fires(cast.p1, "R38") == "silent"
    changes.use_budget(change, by=cast.lin, at=clock.now(), amount_cents=1_000, on=TODAY)
    assert said(cast.p1, "R38") == ["变更预算已用 81%。"]


def test_a_report_is_whole_and_goes_out(cast):
    since = TODAY - timedelta(days=6)
    report = begun(cast, reports.Period(since, TODAY))
    assert fires(cast.p1, "R53") == [f"report/{report.number}"]
    assert said(cast.p1, "R53")[0].startswith(f"第 {report.number} 期报告还缺：")
    with on(TODAY - timedelta(days=1)):
        assert fires(cast.p1, "R53") == "silent"
