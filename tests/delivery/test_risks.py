"""Risks: how heavy, since when known, told to the client, acknowledged."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from tests.cast import Cast
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Issue, Risk, RiskOffer, RiskState, RiskStep, level_of
from yinuo.delivery.published import PublishedRisk
from yinuo.delivery.queries import risks as queries
from yinuo.evidence import queries as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Sheet

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
BASE = "/projects/P1/risks/"
TYPED = {
    "what": "排产规则依赖一人",
    "cause": "规则没有写下来",
    "effect": "他不在时无法复核",
    "probability": "4",
    "impact": "5",
    "response_kind": "mitigate",
    "response": "写成文档，两人复核",
    "contingency": "",
    "side": "",
    "owner": "邵国梁",
    "review_on": "2026-11-27",
    "known_on": "2026-11-04",
}


def noted(cast: Cast, what: str = "21 台设备没有数据接口", **more: object) -> Risk:
    facts = {
        "probability": 5,
        "impact": 4,
        "side": "ours",
        "owner": cast.lin.person,
        "known_on": date(2026, 11, 4),
        "response": "逐台选择采集方式",
        "contingency": "先半自动采集",
    }
    return delivery.note_risk(cast.p1, by=cast.lin, at=NOON, what=what, **{**facts, **more})


def asked(cast: Cast, *risks: Risk, at: datetime = NOON) -> Sheet:
    return delivery.put_on_sheet(
        cast.p1, by=cast.lin, at=at, risks=risks, title="风险", ask="请确认", contacts=[cast.wen],
        due_on=date(2026, 11, 27),
    )  # fmt: skip


def confirmed(cast: Cast, sheet: Sheet, on: date = TODAY, kind: str = "confirm") -> None:
    said = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=cast.wen.person_id, signed_on=on, message_text="知道了"
    )
    answers = [
        ledger.AnswerGiven(line.token, kind, chip="content" if kind == "not_accept" else "")
        for line in sheet.lines.all()
    ]
    ledger.reply(sheet, means=said, answers=answers, at=NOON)


@pytest.mark.parametrize(
    ("probability", "impact", "level"),
    [(5, 5, "high"), (3, 4, "high"), (2, 5, "middle"), (2, 3, "middle"), (1, 5, "low"), (1, 1, "low")],
)
def test_the_level_follows_from_probability_times_impact(probability: int, impact: int, level: str):
    assert level_of(probability, impact) == level


def test_a_risk_is_noted_with_the_day_we_knew(cast: Cast):
    risk = noted(cast)

    assert (risk.code, risk.level, risk.known_on, risk.rated_on) == ("K1", "high", date(2026, 11, 4), date(2026, 11, 4))
    (act,) = evidence.events_of("P1/K1")
    assert (act.verb, act.fact("what"), act.fact("level")) == ("delivery.note_risk", "21 台设备没有数据接口", "high")
    assert RiskStep.objects.get().state == RiskState.OPEN


def test_what_a_risk_does_not_know_is_refused(cast: Cast):
    with pytest.raises(TypeError):
        noted(cast, mood="bad")
    assert not Risk.objects.exists()


def test_another_level_is_rated_on_the_day_of_the_edit(cast: Cast):
    risk = noted(cast, probability=2, impact=3)

    delivery.edit_risk(risk, by=cast.lin, at=NOON, version=1, today=TODAY, response="再想想")
    assert risk.rated_on == date(2026, 11, 4)
    delivery.edit_risk(risk, by=cast.lin, at=NOON, version=2, today=TODAY, impact=5, probability=4)

    assert (risk.level, risk.rated_on) == ("high", TODAY)
    with pytest.raises(delivery.RiskEdited):
        delivery.edit_risk(risk, by=cast.lin, at=NOON, version=1, today=TODAY, impact=1)


def test_a_high_risk_is_untold_from_the_third_working_day(cast: Cast):
    noted(cast)
    noted(cast, "新项目经理经验不足", probability=2, impact=3)

    assert queries.untold(cast.p1, date(2026, 11, 6)) == ()
    (late,) = queries.untold(cast.p1, TODAY)
    assert (late.code, late.told_days) == ("K1", 12)


def test_telling_the_client_stops_the_clock_and_is_recorded_for_both(cast: Cast):
    risk = noted(cast)

    told = delivery.publish_risk(risk, by=cast.lin, at=NOON, cause="老设备没有网口")

    assert (told.number, told.version, told.cause, told.level) == (1, 1, "老设备没有网口", "high")
    assert queries.untold(cast.p1, TODAY) == ()
    row = queries.risk_row(risk, date(2026, 12, 4))
    assert (row.told_on, row.told_days) == (TODAY, 12)
    (act,) = evidence.events_of("P1/R1", stream="P1/shared")
    assert act.verb == "delivery.publish_risk"


def test_the_client_is_not_told_the_same_twice_and_numbers_leave_no_gap(cast: Cast):
    first, second = noted(cast), noted(cast, "停线窗口")
    delivery.publish_risk(second, by=cast.lin, at=NOON)
    with pytest.raises(delivery.NothingNew):
        delivery.publish_risk(second, by=cast.lin, at=NOON)
    delivery.publish_risk(first, by=cast.lin, at=NOON)
    delivery.close_risk(second, by=cast.lin, at=NOON, why="窗口定了")
    delivery.publish_risk(second, by=cast.lin, at=NOON)

    assert list(PublishedRisk.objects.order_by("id").values_list("number", "version", "what", "state")) == [
        (1, 1, "停线窗口", "open"),
        (2, 1, "21 台设备没有数据接口", "open"),
        (1, 2, "停线窗口", "closed"),
    ]


def test_confirming_its_line_acknowledges_a_risk(cast: Cast):
    risk = noted(cast)
    sheet = asked(cast, risk)

    line = sheet.lines.get()
    assert line.kind == "record"
    assert line.text == "风险（高）：21 台设备没有数据接口\n应对：逐台选择采集方式\n一旦发生：先半自动采集"
    assert PublishedRisk.objects.get().line_token == line.token
    assert [row.code for row in queries.unacknowledged(cast.p1, TODAY)] == ["K1"]

    confirmed(cast, sheet)

    row = queries.risk_row(risk, TODAY)
    assert (row.acknowledged_by, row.acknowledged_on, row.is_acknowledged, row.sheet) == ("温宁", TODAY, True, 1)
    assert queries.unacknowledged(cast.p1, TODAY) == ()


def test_not_accepting_the_line_is_no_acknowledgement(cast: Cast):
    risk = noted(cast)
    confirmed(cast, asked(cast, risk), kind="not_accept")

    assert not queries.risk_row(risk, TODAY).is_acknowledged


def test_an_acknowledgement_older_than_the_rating_does_not_count(cast: Cast):
    risk = noted(cast, probability=2, impact=3)
    confirmed(cast, asked(cast, risk, at=datetime(2026, 11, 9, 4, tzinfo=UTC)), on=date(2026, 11, 10))
    assert queries.risk_row(risk, TODAY).is_acknowledged

    delivery.edit_risk(risk, by=cast.lin, at=NOON, version=1, today=TODAY, probability=5)

    row = queries.risk_row(risk, TODAY)
    assert (row.level, row.acknowledged_on, row.is_acknowledged) == ("high", date(2026, 11, 10), False)


def test_a_high_risk_without_a_contingency_plan_stands_in_the_list_though_acknowledged(cast: Cast):
    risk = noted(cast, contingency="")
    confirmed(cast, asked(cast, risk))

    (row,) = queries.unacknowledged(cast.p1, TODAY)
    assert (row.is_acknowledged, row.contingency) == (True, "")


def test_a_risk_on_a_second_sheet_is_the_next_version_of_the_same_line(cast: Cast):
    risk = noted(cast)
    confirmed(cast, asked(cast, risk))
    delivery.edit_risk(risk, by=cast.lin, at=NOON, version=1, today=TODAY, response="全部换采集盒")

    line = asked(cast, risk).lines.get()

    first = RiskOffer.objects.order_by("id").first().line
    assert (line.thread, line.wording_version, line.agreed_before) == (first.thread, 2, first.text)


def test_what_has_happened_goes_on_as_an_issue(cast: Cast):
    risk = noted(cast)

    issue = delivery.risk_happened(risk, by=cast.lin, at=NOON, why="产线停了", raised_on=TODAY)

    assert (issue.code, issue.what, issue.origin, issue.severity, issue.owner) == (
        "I1", risk.what, "K1", "high", cast.lin.person,
    )  # fmt: skip
    assert delivery.risk_state(risk) == RiskState.HAPPENED
    with pytest.raises(delivery.WrongRiskState):
        delivery.close_risk(risk, by=cast.lin, at=NOON, why="又来")
    delivery.reopen_risk(risk, by=cast.lin, at=NOON, why="还会再来")
    with pytest.raises(delivery.WrongRiskState):
        delivery.reopen_risk(risk, by=cast.lin, at=NOON, why="又来")
    assert [row.code for row in queries.open_risks(cast.p1, TODAY)] == ["K1"]


def test_the_heaviest_live_risk_stands_first(cast: Cast):
    noted(cast, "轻", probability=1, impact=2)
    noted(cast, "重")
    over = noted(cast, "过去", probability=5, impact=5)
    delivery.close_risk(over, by=cast.lin, at=NOON, why="过了")

    assert [row.what for row in queries.risk_list(cast.p1, TODAY)] == ["重", "轻", "过去"]


def test_the_pages_note_rate_tell_and_end_a_risk(cast: Cast, as_lin: Client):
    first = as_lin.post(f"{BASE}new/", TYPED)
    bad = as_lin.post(f"{BASE}new/", TYPED | {"probability": "9", "known_on": ""})
    told = as_lin.post(f"{BASE}K1/telling/", {"what": "排产规则只有一人掌握", "response": "写成文档"}, follow=True)
    again = as_lin.post(f"{BASE}K1/telling/", {"what": "排产规则只有一人掌握", "response": "写成文档"}, follow=True)
    ended = as_lin.post(f"{BASE}K1/happening/", {"why": "他休假了"})

    assert first.headers["Location"] == f"{BASE}K1/"
    assert bad.status_code == 422
    assert "甲方现在可以看到这项风险。" in told.content.decode()
    assert "甲方看到的已经是这些内容。" in again.content.decode()
    assert ended.headers["Location"] == "/projects/P1/issues/I1/"
    assert Issue.objects.get().owner == cast.shao.person
    assert PublishedRisk.objects.get().what == "排产规则只有一人掌握"
    with pytest.raises(ObjectDoesNotExist):
        Risk.objects.get(code="K2")


def test_a_sheet_is_made_of_the_chosen_issues_and_risks(cast: Cast, as_lin: Client):
    noted(cast)
    delivery.raise_issue(
        cast.p1, by=cast.lin, at=NOON, what="样本没收到", side="client", owner=cast.wen.person, due_on=TODAY,
        raised_by="林知夏", raised_on=TODAY,
    )  # fmt: skip
    there = "/projects/P1/issues/sheet/"
    head = {
        "title": "风险与问题",
        "ask": "请确认",
        "contacts": cast.wen.person_id,
        "due_on": "2099-01-05",
        "authority": "window",
    }

    page = as_lin.get(f"{there}?issue=I1&risk=K1&issue=I99").content.decode()
    empty = as_lin.get(there, follow=True)
    answer = as_lin.post(there, head | {"issue": "I1", "risk": "K1"})

    assert "问题：样本没收到" in page
    assert "请先勾选要放进确认单的问题。" in empty.content.decode()
    sheet = Sheet.objects.get()
    assert answer.headers["Location"] == f"/projects/P1/sheets/{sheet.number}/"
    assert [line.text.partition("\n")[0] for line in sheet.lines.order_by("number")] == [
        "问题：样本没收到", "风险（高）：21 台设备没有数据接口",
    ]  # fmt: skip
