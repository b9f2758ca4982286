"""Changes: through whom they came, what they take, who approved them and how, what was begun before."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from yinuo.base import clock, merge
from yinuo.changes import actions, queries
from yinuo.changes.models import ChangeRequest, ChangeState, ChangeStep, WorkBeforeApproval
from yinuo.evidence import queries as evidence

TODAY = date(2026, 11, 20)
HERE = "/projects/P1/changes/"


def asked(cast: Cast, words: str = "移动审批", **told: Any) -> ChangeRequest:
    told = {"asked_by": cast.wen.person, "asked_on": date(2026, 9, 9), "kind": "requirement"} | told
    return actions.ask(cast.p1, by=cast.lin, at=clock.now(), words=words, **told)


def stepped(change: ChangeRequest, cast: Cast, state: str, why: str = "双方高层会") -> ChangeStep:
    return actions.step(change, by=cast.lin, at=clock.now(), state=state, why=why)


def approved(change: ChangeRequest, cast: Cast, **told: Any) -> ChangeStep:
    told = {"decided_by": "陆明诚", "decided_on": TODAY, "means": "paper"} | told
    return actions.approve(change, by=cast.lin, at=clock.now(), **told)


def begun(change: ChangeRequest, cast: Cast, effort: str = "3") -> WorkBeforeApproval:
    return actions.note_work(
        change, by=cast.lin, at=clock.now(), member=cast.lin, on=TODAY, effort_days=Decimal(effort), why="客户催促"
    )


def row_of(cast: Cast, change: ChangeRequest) -> queries.requests.ChangeRow:
    found = queries.requests.change(cast.p1, change.code)
    assert found is not None
    return found


def test_asked_by_the_window_person_it_came_through_the_window_person(cast: Cast):
    change = asked(cast)

    assert (change.code, change.window_by, change.window_on) == ("CR-101", cast.wen.person, date(2026, 9, 9))
    act = evidence.events_of("P1/CR-101")[-1]
    assert (act.verb, act.stream, act.fact("words")) == ("changes.ask", "P1/vendor", "移动审批")
    assert asked(cast, code="CR-205").code == "CR-205"
    assert asked(cast).code == "CR-206"


def test_a_change_is_asked_for_by_the_client_and_taken_up_by_the_window_person(cast: Cast):
    for told in ({"asked_by": cast.lin.person}, {"asked_by": cast.shao.person, "window_by": cast.lu.person}):
        with pytest.raises(actions.NotTheClient):
            asked(cast, **told)
    change = asked(cast, asked_by=cast.shao.person)
    assert change.window_on is None

    with pytest.raises(actions.NotTheClient):
        actions.route(
            change, by=cast.lin, at=clock.now(), window_by=cast.lu.person, window_on=TODAY, is_agreed_inside=True
        )
    actions.route(
        change, by=cast.lin, at=clock.now(), window_by=cast.wen.person, window_on=TODAY, is_agreed_inside=True
    )

    assert (change.window_by, change.is_agreed_inside) == (cast.wen.person, True)
    assert evidence.events_of("P1/CR-101")[-1].verb == "changes.route"


def test_a_change_that_waits_for_the_window_person_is_told_after_five_days(cast: Cast):
    asked(cast, "换颜色", asked_by=cast.shao.person, asked_on=TODAY - timedelta(days=5), is_agreed_inside=True)
    asked(cast, "昨天才提", asked_by=cast.shao.person, asked_on=TODAY - timedelta(days=4), is_agreed_inside=True)
    asked(cast, "没问内部", is_agreed_inside=None)
    asked(cast, "都齐了", is_agreed_inside=True)

    told = queries.requests.unrouted(queries.requests.listed(cast.p1), TODAY)

    assert {(one.row.words, one.kind) for one in told} == {("换颜色", "window"), ("没问内部", "inside")}


def test_an_approval_says_who_and_by_which_means(cast: Cast):
    change = asked(cast)
    for told, refused in (
        ({"means": "oral"}, actions.NotSigned),
        ({"means": "code"}, actions.NotSigned),
        ({"decided_by": " "}, ValueError),
        ({"is_partly": True}, ValueError),
    ):
        with pytest.raises(refused):
            approved(change, cast, **told)
    assert actions.state_of(change) == ChangeState.ASKED
    with pytest.raises(ValueError, match="approved"):
        stepped(change, cast, "approved")

    step = approved(change, cast, is_partly=True, why="先做瓶颈工序")

    assert (step.state, step.decided_by, step.means) == ("partly", "陆明诚", "paper")
    act = evidence.events_of("P1/CR-101")[-1]
    assert (act.verb, act.fact("means"), act.fact("why")) == ("changes.approve", "paper", "先做瓶颈工序")
    with pytest.raises(actions.WrongState) as again:
        approved(change, cast)
    assert again.value.state == "partly"


def test_the_database_itself_takes_no_approval_without_a_name(cast: Cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeStep.objects.create(change=asked(cast), state="approved", by=cast.lin, at=clock.now())


def test_steps_follow_each_other_and_some_need_their_reason(cast: Cast):
    change = asked(cast)
    with pytest.raises(ValueError, match="declined"):
        stepped(change, cast, "declined", " ")
    with pytest.raises(actions.WrongState):
        stepped(change, cast, "done")
    stepped(change, cast, "assessed")
    stepped(change, cast, "escalated")
    approved(change, cast)
    stepped(change, cast, "in_work")
    stepped(change, cast, "done")
    with pytest.raises(actions.WrongState):
        stepped(change, cast, "declined")
    stepped(change, cast, "closed")

    states = list(change.steps.order_by("pk").values_list("state", flat=True))
    assert states == ["asked", "assessed", "escalated", "approved", "in_work", "done", "closed"]
    assert len(evidence.events_of("P1/CR-101")) == 7


def test_work_before_approval_is_told_until_somebody_approves(cast: Cast):
    change = asked(cast, effort_days=Decimal(22), schedule_days=14)
    assert begun(change, cast).effort_days == 3
    begun(change, cast, "0.5")

    (early,) = queries.requests.early(queries.requests.listed(cast.p1))
    assert (early.kind, early.row.code, early.row.work_days) == ("work", "CR-101", Decimal("3.5"))
    assert evidence.events_of("P1/CR-101")[-1].verb == "changes.work_before"
    approved(change, cast)
    assert queries.requests.early(queries.requests.listed(cast.p1)) == []
    with pytest.raises(actions.WrongState):
        begun(change, cast)


def test_a_change_approved_without_its_effects_is_told(cast: Cast):
    approved(asked(cast, effort_days=Decimal(2)), cast)

    (early,) = queries.requests.early(queries.requests.listed(cast.p1))

    assert early.kind == "effects"


def test_the_budget_is_never_overdrawn_and_told_above_eighty_percent(cast: Cast):
    change = asked(cast)
    assert queries.budget.alert(queries.budget.budget(cast.p1)) == "none"
    with pytest.raises(actions.NoBudget):
        actions.use_budget(change, by=cast.lin, at=clock.now(), amount_cents=1, on=TODAY)
    actions.set_budget(cast.p1, by=cast.lin, at=clock.now(), amount_cents=20_000, currency="CNY", why="附件三")

    def use(cents: int, why: str = "") -> None:
        actions.use_budget(change, by=cast.lin, at=clock.now(), amount_cents=cents, on=TODAY, why=why)

    use(16_000)
    line = queries.budget.budget(cast.p1)
    assert line is not None
    assert (line.percent, line.left_cents, queries.budget.alert(line)) == (80, 4_000, "")
    use(1)
    assert queries.budget.alert(queries.budget.budget(cast.p1)) == "used"
    for cents, why in ((4_000, ""), (-16_002, "写错")):
        with pytest.raises(actions.TooMuch):
            use(cents, why)
    for cents in (0, -1):
        with pytest.raises(ValueError, match=str(cents)):
            use(cents)
    use(-1, "写错")
    assert queries.budget.alert(queries.budget.budget(cast.p1)) == ""
    assert [act.verb for act in evidence.events_of("P1/change-budget")] == ["changes.set_budget"]


def test_an_edit_is_never_overwritten_unseen(cast: Cast):
    change = asked(cast)
    actions.edit(change, by=cast.lin, at=clock.now(), version=1, effort_days=Decimal(22))

    assert (change.effort_days, change.version) == (22, 2)
    with pytest.raises(merge.Edited):
        actions.edit(change, by=cast.lin, at=clock.now(), version=1, schedule_days=14)
    with pytest.raises(actions.NotTheClient):
        actions.edit(change, by=cast.lin, at=clock.now(), version=2, asked_by=cast.lin.person)
    assert evidence.events_of("P1/CR-101")[-1].fact("effort_days") == "22"


def test_a_change_says_what_it_takes_in_words(cast: Cast):
    weeks = row_of(cast, asked(cast, effort_days=Decimal("38.0"), schedule_days=28))
    days = row_of(cast, asked(cast, effort_days=Decimal("0.5"), schedule_days=0))
    less = row_of(cast, asked(cast, schedule_days=-3))

    assert (weeks.effort_text, weeks.schedule_text) == ("38 人日", "+4 周")
    assert (days.effort_text, days.schedule_text) == ("0.5 人日", "0 天")
    assert (less.effort_text, less.schedule_text) == ("", "−3 天")


def test_a_change_is_written_down_and_shown_with_what_nobody_decided(cast: Cast, as_lin: Client):
    body = {"words": "移动审批", "kind": "requirement", "asked_by": cast.shao.person_id, "asked_on": "2026-09-09"}

    answer = as_lin.post(f"{HERE}new/", body)

    assert answer.headers["Location"] == f"{HERE}CR-101/"
    page = as_lin.get(f"{HERE}CR-101/").content.decode()
    assert "尚未决定：是否归口、甲方内部是否一致、工作量、工期影响、费用由谁承担、由谁批准。" in page
    listed = as_lin.get(HERE).content.decode()
    assert "邵国梁提出，未走统一归口。" in listed
    assert "合同没有设变更预算" in listed


def test_approving_by_form_needs_more_than_a_word(cast: Cast, as_lin: Client):
    asked(cast)
    there = f"{HERE}CR-101/approval/"

    oral = as_lin.post(there, {"decided_by": "陆明诚", "decided_on": "2026-11-20", "means": "oral"})
    code = as_lin.post(there, {"decided_by": "陆明诚", "decided_on": "2026-11-20", "means": "code"})
    done = as_lin.post(there, {"decided_by": "陆明诚", "decided_on": "2026-11-20", "means": "message"})

    assert [answer.status_code for answer in (oral, code, done)] == [422, 422, 302]
    assert "陆明诚" in as_lin.get(f"{HERE}CR-101/").content.decode()
    again = as_lin.post(there, {"decided_by": "陆明诚", "decided_on": "2026-11-20", "means": "message"}, follow=True)
    assert "变更处于“已批准”时不能这样做。" in again.content.decode()


def test_pages_cost_as_much_with_ten_times_the_changes(cast: Cast, as_lin: Client):
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_lin.get(path).status_code == 200
        return len(caught)

    actions.set_budget(cast.p1, by=cast.lin, at=clock.now(), amount_cents=10**6, currency="CNY", why="附件三")

    def change() -> None:
        one = asked(cast)
        begun(one, cast)
        approved(one, cast)
        actions.use_budget(one, by=cast.lin, at=clock.now(), amount_cents=10, on=TODAY)

    change()
    for path in (HERE, f"{HERE}CR-101/"):
        cost(path)
    before = [cost(path) for path in (HERE, f"{HERE}CR-101/")]
    for _number in range(20):
        change()

    assert [cost(path) for path in (HERE, f"{HERE}CR-101/")] == before


def test_no_client_opens_changes(cast: Cast, as_wen: Client, as_he: Client):
    asked(cast)
    for client in (as_wen, as_he):
        for path in (HERE, f"{HERE}CR-101/", f"{HERE}new/"):
            assert client.get(path).status_code == 404


def test_the_changes_go_out_as_they_stand_and_that_is_recorded(cast: Cast, as_lin: Client):
    asked(cast, "=移动审批", effort_days=Decimal(22), schedule_days=14, cost_cents=1_250)

    text = b"".join(as_lin.post(f"{HERE}export/", {"form": "csv"}).streaming_content).decode("utf-8-sig")

    _heads, first = csv.reader(io.StringIO(text, newline=""))
    assert first == [
        *(
            "CR-101",
            "'=移动审批",
            "需求变更",
            "温宁",
            "2026-09-09",
            "温宁",
            "22 人日",
            "'+2 周",
            "12.50",
            "",
            "",
            "已提出",
        ),
    ]
    act = evidence.events_of("P1/changes")[-1]
    assert (act.verb, act.fact("form"), act.fact("changes")) == ("changes.export", "csv", 1)
    assert as_lin.post(f"{HERE}export/", {"form": "exe"}).status_code == 404
