"""The plan before the client: milestones are put to him line by line, and a copy of the plan is his to read."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, sign_in
from tests.delivery.plans import GO_LIVE, begin, edit, publish, task
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery import for_client
from yinuo.delivery.published import PublishedPlanLine
from yinuo.delivery.queries import plan as plans
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Sheet, SheetLine
from yinuo.projects.access import visitor_of

LATER = date(2026, 12, 21)


def ask(cast: Cast, **values: object) -> Sheet:
    known = {"title": "计划里程碑确认", "ask": "请逐项确认。", "due_on": date.today() + timedelta(days=5)}
    return delivery.ask(cast.p1, by=cast.lin, at=clock.now(), contacts=[cast.wen], **known | values)


def confirm(cast: Cast, *lines: SheetLine, kind: str = "confirm") -> None:
    means = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=cast.wen.person_id, signed_on=date(2026, 4, 10), message_text="好的"
    )
    answers = [ledger.AnswerGiven(line.token, kind) for line in lines]
    ledger.reply(lines[0].sheet, means=means, answers=answers, at=clock.now())


def seen(cast: Cast) -> for_client.PlanSeen:
    visitor = visitor_of(cast.wen.person)
    assert visitor is not None
    plan = for_client.plan(visitor, visitor.places[0])
    assert plan is not None
    return plan


@pytest.fixture
def signed(cast: Cast) -> Sheet:
    """The first plan with two milestones, of which the client confirmed go-live."""
    task(cast, "蓝图签字", is_milestone=True, due_on=date(2026, 6, 5), side="client", owner=cast.lu.person)
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    task(cast, "配置", duration=3)
    publish(cast)
    sheet = ask(cast)
    confirm(cast, sheet.lines.get(number=2))
    return sheet


def test_each_milestone_is_a_line_and_the_confirmed_day_is_the_signed_one(cast: Cast, signed: Sheet) -> None:
    lines = list(signed.lines.order_by("number").values_list("kind", "text", "who", "due_on", "wording_version"))
    assert lines == [
        ("plan", "蓝图签字：2026年6月5日 周五", "陆明诚", date(2026, 6, 5), 1),
        ("plan", "上线：2026年10月12日 周一", "澄川软件", GO_LIVE, 1),
    ]
    assert [(line.name, line.signed_on) for line in plans.milestones(cast.p1)] == [
        ("蓝图签字", None),
        ("上线", GO_LIVE),
    ]
    assert list(Event.objects.filter(verb="delivery.ask_plan").values_list("subject", flat=True)) == ["P1/plan/1"]
    assert plans.signed_baseline(cast.p1) is None
    confirm(cast, signed.lines.get(number=1))
    baseline = plans.signed_baseline(cast.p1)
    assert baseline is not None
    assert baseline.number == 1


def test_a_refused_line_signs_nothing(cast: Cast) -> None:
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    publish(cast)
    confirm(cast, ask(cast).lines.get(), kind="not_accept")
    assert plans.milestones(cast.p1)[0].signed_on is None
    assert plans.signed_baseline(cast.p1) is None


def test_the_signed_day_stays_while_the_plan_moves_until_the_new_day_is_signed(cast: Cast, signed: Sheet) -> None:
    begin(cast)
    (one,) = cast.p1.tasks.filter(code="T2")
    edit(cast, one, rule_on=LATER)
    publish(cast, reasons={"T2": "期初数据晚 24 天"})
    (line,) = [line for line in plans.milestones(cast.p1) if line.code == "T2"]
    # From 12 October to 21 December 2026 lie fifty working days.
    assert (line.signed_on, line.last_on, line.now_on, line.late, line.why) == (
        GO_LIVE,
        GO_LIVE,
        LATER,
        50,
        "期初数据晚 24 天",
    )
    again = ask(cast, only={"T2"})
    new = again.lines.get()
    old = signed.lines.get(number=2)
    assert (new.thread, new.agreed_before, new.wording_version) == (old.thread, old.text, 2)
    confirm(cast, new)
    (line,) = [line for line in plans.milestones(cast.p1) if line.code == "T2"]
    assert (line.signed_on, line.late) == (LATER, 0)
    assert [(one.signed_on, one.late) for one in seen(cast).milestones if one.name == "上线"] == [(LATER, 0)]


def test_without_a_published_plan_there_is_nothing_to_ask(cast: Cast) -> None:
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    with pytest.raises(delivery.NothingToAsk):
        ask(cast)
    publish(cast)
    with pytest.raises(delivery.NothingToAsk):
        ask(cast, only=set())
    assert PublishedPlanLine.objects.count() == 0


def test_the_client_reads_the_plan_and_who_owes_what(cast: Cast, signed: Sheet, as_wen: Client) -> None:
    begin(cast)
    (one,) = cast.p1.tasks.filter(code="T2")
    edit(cast, one, rule_on=LATER)
    task(cast, "提供派工单样本", side="client", owner=cast.wen.person, due_on=date(2026, 11, 13))
    task(cast, "内部评审", is_shown=False, due_on=date(2026, 11, 10))
    publish(cast, reasons={"T2": "期初数据晚 24 天"})
    with time_machine.travel("2026-11-20T09:00:00+08:00"):
        plan = seen(cast)
        page = sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/plan/").content.decode()
    assert plan.number == 2
    assert [(line.name, line.signed_on, line.now_on, line.late, line.why) for line in plan.milestones] == [
        ("蓝图签字", None, date(2026, 6, 5), None, ""),
        ("上线", GO_LIVE, LATER, 50, "期初数据晚 24 天"),
    ]
    assert [(owed.words, owed.due_on) for owed in plan.you_owe] == [
        ("蓝图签字", date(2026, 6, 5)),
        ("提供派工单样本", date(2026, 11, 13)),
    ]
    assert [owed.words for owed in plan.we_owe] == ["配置"]
    assert "期初数据晚 24 天" in page
    assert "内部评审" not in page
    assert not re.search(r"\bT2\b", page)
    assert "/plan/" in as_wen.get(f"/portal/{cast.p1.token}/").content.decode()


def test_a_draft_is_nobodys_business(cast: Cast, as_wen: Client, as_he: Client) -> None:
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    where = f"/portal/{cast.p1.token}/plan/"
    assert as_wen.get(where).status_code == 404
    publish(cast)
    assert as_wen.get(where).status_code == 200
    assert as_he.get(where).status_code == 404
    begin(cast)
    task(cast, "第二版才有的任务")
    assert "第二版才有的任务" not in as_wen.get(where).content.decode()


def test_the_page_of_the_client_asks_no_more_for_a_long_plan(cast: Cast, as_wen: Client, signed: Sheet) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_wen.get(f"/portal/{cast.p1.token}/plan/").status_code == 200
        return len(caught)

    few = asked()
    begin(cast)
    for number in range(20):
        task(cast, f"节点 {number}", is_milestone=True, side="client")
    publish(cast)
    assert asked() == few


def test_the_desk_asks_by_a_form(cast: Cast, as_lin: Client) -> None:
    where = "/projects/P1/plan/asking/"
    assert as_lin.get(where).status_code == 302
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    publish(cast)
    page = as_lin.get(where).content.decode()
    assert 'value="T1"' in page
    typed = {
        "title": "里程碑",
        "ask": "请确认。",
        "contacts": cast.wen.person_id,
        "due_on": "2099-12-31",
        "authority": "window",
    }
    assert as_lin.post(where, typed).status_code == 422
    answer = as_lin.post(where, typed | {"milestones": "T1"})
    assert answer.status_code == 302
    assert Sheet.objects.get().lines.get().due_on == GO_LIVE
