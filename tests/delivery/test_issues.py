"""The issue list: what stands in the way, whose turn it is, and what became of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast
from tests.ledger.conftest import Lines, lines  # noqa: F401  # the fixture
from yinuo.base import clock
from yinuo.base.sides import OwnerSide
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Issue, IssueAnswer, IssueLink, IssueState, IssueStep
from yinuo.delivery.queries import issues as queries
from yinuo.evidence import queries as evidence

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def raised(cast: Cast, what: str = "派工单样本没有收到", **more: object) -> Issue:
    facts = {
        "side": OwnerSide.CLIENT,
        "owner": cast.wen.person,
        "due_on": date(2026, 11, 13),
        "severity": "high",
        "raised_by": "苏白",
        "raised_on": date(2026, 11, 6),
    }
    return delivery.raise_issue(cast.p1, by=cast.lin, at=NOON, what=what, **{**facts, **more})


def verbs(code: str) -> list[str]:
    return [act.verb for act in evidence.events_of(f"P1/{code}")]


def test_an_issue_is_raised_with_whose_turn_it_is(cast: Cast):
    issue = raised(cast, origin="MM-108/3")

    assert Issue.objects.values_list("code", "owner", "owner_name", "side", "origin").get() == (
        "I1", cast.wen.person_id, "温宁", "client", "MM-108/3",
    )  # fmt: skip
    assert delivery.issue_state(issue) == IssueState.OPEN
    (act,) = evidence.events_of("P1/I1")
    assert (act.verb, act.fact("what"), act.fact("owner")) == ("delivery.raise_issue", "派工单样本没有收到", "温宁")


def test_codes_go_on_after_the_highest_and_a_given_one_is_kept(cast: Cast):
    first = raised(cast, code="I41")
    second = raised(cast)

    assert (first.code, second.code) == ("I41", "I42")


def test_a_name_without_a_seat_may_own_an_issue(cast: Cast):
    issue = raised(cast, side=OwnerSide.THIRD, owner="  机房供应商 ")

    assert (issue.owner, issue.owner_name) == (None, "机房供应商")


def test_answered_is_not_closed_and_closed_can_be_opened_again(cast: Cast):
    issue = raised(cast)

    delivery.answer_issue(issue, by=cast.lin, at=NOON, text="11 月 18 日已收到两份样本。")
    assert delivery.issue_state(issue) == IssueState.ANSWERED
    delivery.close_issue(issue, by=cast.lin, at=NOON, why="样本齐了")
    with pytest.raises(delivery.WrongIssueState):
        delivery.answer_issue(issue, by=cast.lin, at=NOON, text="又来")
    delivery.reopen_issue(issue, by=cast.lin, at=NOON, why="缺夜班的")

    assert list(IssueStep.objects.order_by("id").values_list("state", "why")) == [
        ("open", ""),
        ("answered", ""),
        ("closed", "样本齐了"),
        ("reopened", "缺夜班的"),
    ]
    assert IssueAnswer.objects.get().by_name == "林知夏"
    assert verbs("I1") == [
        "delivery.raise_issue", "delivery.answer_issue", "delivery.close_issue", "delivery.reopen_issue",
    ]  # fmt: skip


def test_what_is_over_is_not_ended_twice_and_what_is_open_not_opened(cast: Cast):
    issue = raised(cast)
    with pytest.raises(delivery.WrongIssueState):
        delivery.reopen_issue(issue, by=cast.lin, at=NOON, why="没关过")
    delivery.drop_issue(issue, by=cast.lin, at=NOON, why="流程改了")

    for verb in (delivery.close_issue, delivery.drop_issue):
        with pytest.raises(delivery.WrongIssueState) as refused:
            verb(issue, by=cast.lin, at=NOON, why="再来")
        assert refused.value.state == "dropped"
    assert IssueStep.objects.count() == 2


def test_an_edit_records_what_changed_and_refuses_what_was_overtaken(cast: Cast):
    issue = raised(cast)
    before = issue.version

    delivery.edit_issue(issue, by=cast.lin, at=NOON, version=before, due_on=date(2026, 11, 27), owner=cast.shao.person)

    (_raised, edited) = evidence.events_of("P1/I1")
    assert (edited.fact("due_on"), edited.fact("owner")) == ("2026-11-27", "邵国梁")
    assert edited.fact("what") is None
    with pytest.raises(delivery.IssueEdited):
        delivery.edit_issue(issue, by=cast.lin, at=NOON, version=before, severity="low")
    issue.refresh_from_db()
    assert (issue.severity, issue.version) == ("high", 2)


def test_an_edit_that_changes_nothing_leaves_no_trace(cast: Cast):
    issue = raised(cast)

    delivery.edit_issue(issue, by=cast.lin, at=NOON, version=1, what=issue.what, owner=cast.wen.person)

    assert verbs("I1") == ["delivery.raise_issue"]


def test_an_issue_is_tied_to_what_it_stands_in_the_way_of(cast: Cast, lines: Lines):  # noqa: F811
    issue = raised(cast)

    delivery.link_issue(issue, [lines.wish, lines.duty], by=cast.lin, at=NOON)
    delivery.link_issue(issue, [lines.wish], by=cast.lin, at=NOON)
    delivery.unlink_issue(issue, lines.duty, by=cast.lin, at=NOON)
    delivery.unlink_issue(issue, lines.duty, by=cast.lin, at=NOON)

    assert list(IssueLink.objects.values_list("entry__code", flat=True)) == [lines.wish.code]
    assert verbs("I1")[1:] == ["delivery.link_issue", "delivery.link_issue", "delivery.unlink_issue"]
    assert queries.issue_row(issue, TODAY).entries == ((lines.wish.code, "expectation"),)


def test_an_issue_is_not_tied_across_projects(cast: Cast, lines: Lines):  # noqa: F811
    foreign = delivery.raise_issue(
        cast.p2, by=cast.zhou, at=NOON, what="网络不通", side="ours", owner=cast.zhou.person, due_on=None,
        raised_by="周砚", raised_on=TODAY,
    )  # fmt: skip

    with pytest.raises(delivery.OtherProject):
        delivery.link_issue(foreign, [lines.wish], by=cast.zhou, at=NOON)
    assert not IssueLink.objects.exists()


def test_ageing_counts_what_is_live_in_days_and_whose_turn_it_is(cast: Cast):
    raised(cast)
    raised(cast, side=OwnerSide.OURS, owner=cast.lin.person, severity="low", due_on=TODAY, raised_on=date(2026, 10, 1))
    answered = raised(cast, due_on=None, severity="middle", raised_on=TODAY)
    delivery.answer_issue(answered, by=cast.lin, at=NOON, text="在查")
    over = raised(cast)
    delivery.close_issue(over, by=cast.lin, at=NOON)

    aged = queries.ageing(cast.p1, TODAY)

    assert (aged.live, aged.overdue, aged.high, aged.answered, aged.oldest_days) == (3, 1, 1, 1, 50)
    assert aged.sides == {"ours": 1, "client": 2, "third": 0}
    assert aged.bands == (1, 1, 0, 1)


def test_overdue_is_told_in_working_days_and_ends_with_the_issue(cast: Cast):
    issue = raised(cast)
    late = queries.issue_row(issue, TODAY)
    delivery.close_issue(issue, by=cast.lin, at=NOON)
    over = queries.issue_row(issue, TODAY + timedelta(30))

    assert (late.overdue, late.days_open) == (5, 14)
    assert (over.overdue, over.days_open) == (0, 14)


def listed(cast: Cast, **filters: object) -> list[str]:
    found = queries.issue_list(cast.p1, queries.IssueFilters(**filters), member=cast.lin, today=TODAY)
    return [row.code for row in found.rows]


def test_the_list_is_narrowed_and_sorted(cast: Cast):
    raised(cast)
    ours = raised(
        cast, "接口文档没写完", side=OwnerSide.OURS, owner=cast.lin.person, severity="low", due_on=date(2026, 12, 1)
    )
    dropped = raised(cast, "打印机换型号", due_on=None, severity="middle")
    delivery.drop_issue(dropped, by=cast.lin, at=NOON, why="不影响")
    delivery.answer_issue(ours, by=cast.lin, at=NOON, text="周五前补齐")

    assert listed(cast) == ["I1", "I2", "I3"]
    assert listed(cast, is_descending=True) == ["I2", "I1", "I3"]
    assert listed(cast, sort="code", is_descending=True) == ["I3", "I2", "I1"]
    assert listed(cast, state="live") == ["I1", "I2"]
    assert listed(cast, state="dropped") == ["I3"]
    assert listed(cast, side="ours") == ["I2"] == listed(cast, mine=True)
    assert listed(cast, severity="high") == ["I1"]
    assert listed(cast, due="late") == ["I1"]
    assert listed(cast, due="none") == ["I3"]
    assert listed(cast, words="接口") == ["I2"] == listed(cast, words="补齐") == listed(cast, words="i2")
    assert listed(cast, sort="severity") == ["I1", "I2", "I3"]
    assert [row.code for row in queries.open_issues(cast.p1, TODAY)] == ["I1", "I2"]


def test_a_long_list_is_paged(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for _ in range(3):
        raised(cast)

    first = queries.issue_list(cast.p1, queries.IssueFilters(sort="code"), member=cast.lin, today=TODAY)
    second = queries.issue_list(cast.p1, queries.IssueFilters(sort="code", page=2), member=cast.lin, today=TODAY)

    assert ([row.code for row in first.rows], first.total, first.has_more) == (["I1", "I2"], 3, True)
    assert ([row.code for row in second.rows], second.total, second.has_more) == (["I3"], 3, False)


def test_time_comes_from_the_verb(cast: Cast):
    raised(cast)

    assert IssueStep.objects.get().at == NOON < clock.now() + timedelta(3650)
