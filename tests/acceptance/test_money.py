"""Money: what is due, what it waits for, what was written down wrongly."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.acceptance.conftest import TODAY, Money, contract_of, invoiced, payment, received, signed
from tests.ledger.conftest import lines as lines  # noqa: PLC0414  # a fixture
from tests.ledger.conftest import offered, worded
from yinuo.acceptance import actions, queries
from yinuo.acceptance.models import Invoice, MoneyCorrection, PaymentMilestone, Receipt, TriggerDocument
from yinuo.base import clock, merge
from yinuo.evidence import queries as evidence
from yinuo.ledger import actions as ledger

GO_LIVE = 80_400_000


def last_event(subject: str):
    return evidence.events_of(subject)[-1]


def confirmed(cast, sheet, *numbers: int) -> None:
    said = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=cast.wen.person_id, signed_on=TODAY, message_text="好的"
    )
    rows = sheet.lines.filter(number__in=numbers)
    ledger.reply(sheet, means=said, answers=[ledger.AnswerGiven(row.token, "confirm") for row in rows], at=clock.now())


def test_a_payment_is_its_share_of_the_contract_unless_an_amount_is_named(money: Money):
    assert (money.advance.code, money.advance.amount_cents, money.advance.currency) == ("F1", GO_LIVE, "CNY")
    assert (money.go_live.code, money.final.code) == ("F2", "F3")
    act = last_event("P1/F2")
    assert (act.verb, act.stream, act.fact("amount_cents"), act.fact("trigger_name")) == (
        "acceptance.add_milestone",
        "P1/vendor",
        GO_LIVE,
        "上线确认单",
    )
    with pytest.raises(ValueError, match="None"):
        actions.add_milestone(
            money.contract, by=money.cast.lin, at=clock.now(), name="无", trigger_kind="other", trigger_name="无",
            due_on=TODAY,
        )  # fmt: skip


def test_payments_never_come_to_more_than_the_contract(money: Money):
    with pytest.raises(actions.TooMuch) as refused:
        payment(money.contract, money.cast, "太多", "25.01", TODAY)

    assert refused.value.left_cents == 67_000_000
    assert payment(money.contract, money.cast, "其余", "25", TODAY).amount_cents == 67_000_000


def test_where_a_payment_stands_follows_from_its_rows(money: Money):
    assert (money.row(money.go_live).state, money.row(money.go_live).chip) == ("unready", "payment_missing")
    signed(money, money.go_live, TODAY)
    assert money.row(money.go_live).state == "ready"
    invoiced(money, money.go_live, GO_LIVE)
    assert money.row(money.go_live).state == "invoiced"
    received(money, money.go_live, 1)
    assert (money.row(money.go_live).state, money.row(money.go_live).open_cents) == ("part_paid", GO_LIVE - 1)
    received(money, money.go_live, GO_LIVE - 1)
    row = money.row(money.go_live)
    assert (row.state, row.open_cents, row.days_over, row.band) == ("paid", 0, 0, "")
    assert [last.verb for last in evidence.events_of("P1/F2")] == [
        "acceptance.add_milestone",
        "acceptance.file_document",
        "acceptance.invoice",
        "acceptance.receive",
        "acceptance.receive",
    ]


def test_the_day_is_counted_from_the_paper_once_it_is_signed(money: Money):
    assert money.row(money.final).due_on == date(2027, 2, 26)

    signed(money, money.final, date(2026, 11, 18))

    assert money.row(money.final).due_on == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("days", "band", "level"),
    [(0, "not_due", 0), (1, "to_15", 0), (14, "to_15", 0), (15, "to_15", 15), (16, "to_30", 15), (30, "to_30", 30),
     (31, "to_60", 30), (60, "to_60", 60), (61, "over_60", 60)],
)  # fmt: skip
def test_age_is_counted_in_natural_days_and_told_at_15_30_and_60(money: Money, days: int, band: str, level: int):
    signed(money, money.go_live, date(2026, 10, 12))
    today = money.go_live.due_on + timedelta(days=days)
    received(money, money.advance, money.advance.amount_cents)

    row = money.row(money.go_live, today)

    assert (row.days_over, row.band) == (days, band)
    told = [(one.row.code, one.kind, one.level) for one in queries.money.project_attention(money.cast.p1, today)]
    assert told == ([("F2", "overdue", level)] if level else [])


def test_a_day_that_came_without_its_paper_is_told_on_that_day(money: Money):
    received(money, money.advance, money.advance.amount_cents)
    due = money.go_live.due_on

    assert queries.money.project_attention(money.cast.p1, due - timedelta(days=1)) == []
    (alert,) = queries.money.project_attention(money.cast.p1, due)
    assert (alert.kind, alert.row.code, alert.row.band) == ("missing", "F2", "no_paper")


def test_nothing_is_invoiced_or_received_beyond_the_amount_nor_a_number_used_twice(money: Money):
    invoiced(money, money.go_live, 80_000_000)
    received(money, money.go_live, 80_000_000)

    with pytest.raises(actions.TooMuch) as refused:
        invoiced(money, money.go_live, 400_001, "FP-2")
    assert refused.value.left_cents == 400_000
    with pytest.raises(actions.TooMuch):
        received(money, money.go_live, 400_001)
    with pytest.raises(actions.AlreadyThere):
        invoiced(money, money.final, 1, "FP-1")
    assert (Invoice.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_wrong_record_stays_counts_no_more_and_may_be_written_anew(money: Money):
    wrong = invoiced(money, money.go_live, 1_000)

    row = actions.correct(wrong, by=money.cast.lin, at=clock.now(), why="金额写错")

    assert (row.invoice, row.why, Invoice.objects.count()) == (wrong, "金额写错", 1)
    assert money.row(money.go_live).invoiced_cents == 0
    act = last_event("P1/F2")
    assert (act.verb, act.fact("what"), act.fact("why")) == ("acceptance.correct", "invoice", "金额写错")
    assert invoiced(money, money.go_live, GO_LIVE, "FP-1").number == "FP-1"
    with pytest.raises(actions.AlreadyCorrected):
        actions.correct(wrong, by=money.cast.lin, at=clock.now(), why="再来")


def test_a_payment_is_taken_out_only_while_nothing_stands_on_it(money: Money):
    paper = signed(money, money.go_live, TODAY)
    with pytest.raises(actions.InUse):
        actions.correct(money.go_live, by=money.cast.lin, at=clock.now(), why="合同没有这一笔")
    actions.correct(paper, by=money.cast.lin, at=clock.now(), why="不是这张")

    actions.correct(money.go_live, by=money.cast.lin, at=clock.now(), why="合同没有这一笔")

    assert [row.code for row in queries.money.milestones(money.cast.p1, TODAY)] == ["F1", "F3"]
    assert MoneyCorrection.objects.filter(milestone=money.go_live).count() == 1
    for act in (lambda: signed(money, money.go_live, TODAY), lambda: received(money, money.go_live, 1)):
        with pytest.raises(actions.AlreadyCorrected):
            act()
    assert payment(money.contract, money.cast, "新的", "30", TODAY).code == "F4"


def test_terms_are_changed_with_their_reason_and_never_unseen(money: Money):
    row = actions.change_milestone(
        money.go_live, by=money.cast.lin, at=clock.now(), version=1, why="补充协议二", due_on=date(2027, 1, 4)
    )

    (change,) = row.changes.all()
    assert (change.before, change.after, change.why) == (
        {"due_on": "2026-10-26"},
        {"due_on": "2027-01-04"},
        "补充协议二",
    )
    assert (row.due_on, row.version) == (date(2027, 1, 4), 2)
    assert last_event("P1/F2").fact("why") == "补充协议二"
    with pytest.raises(merge.Edited):
        actions.change_milestone(row, by=money.cast.lin, at=clock.now(), version=1, why="晚了", name="上线")
    with pytest.raises(actions.TooMuch):
        actions.change_milestone(row, by=money.cast.lin, at=clock.now(), version=2, why="加", amount_cents=10**12)
    same = actions.change_milestone(row, by=money.cast.lin, at=clock.now(), version=2, why="没变", name=row.name)
    assert (same.version, same.changes.count()) == (2, 1)


def test_a_sheet_counts_as_the_paper_once_its_every_line_is_agreed(money: Money, lines):
    cast = money.cast
    sheet = offered(cast, worded(cast, lines.wish), worded(cast, lines.promise))
    confirmed(cast, sheet, 1)
    with pytest.raises(actions.NotAgreed):
        signed(money, money.go_live, TODAY, sheet=sheet)
    assert TriggerDocument.objects.count() == 0

    confirmed(cast, sheet, 2)
    signed(money, money.go_live, TODAY, sheet=sheet)

    paper = money.row(money.go_live).paper
    assert paper is not None
    assert paper.sheet_number == sheet.number


def test_the_first_open_link_is_named_with_whoever_sees_to_it(money: Money, lines):
    cast, now = money.cast, clock.now()

    def blocking():
        link = queries.chain.chain(cast.p1, money.row(money.go_live)).blocking
        return link and (link.kind, link.ours, link.theirs)

    assert blocking() == ("paper", "林知夏", "秦丽")
    actions.tie(money.go_live, lines.wish, by=cast.lin, at=now)
    assert blocking() == ("expectation", "林知夏", "")
    sheet = offered(cast, worded(cast, lines.wish))
    confirmed(cast, sheet, 1)
    ledger.conclude(lines.wish, by=cast.lin, at=now, state="met")
    assert blocking() == ("paper", "林知夏", "秦丽")
    signed(money, money.go_live, TODAY)
    assert blocking() == ("invoice", "林知夏", "")
    invoiced(money, money.go_live, GO_LIVE)
    assert blocking() == ("receipt", "林知夏", "温宁")
    received(money, money.go_live, GO_LIVE)
    assert blocking() is None


def test_a_paper_signed_all_the_same_opens_the_way_to_the_invoice(money: Money, lines):
    actions.tie(money.go_live, lines.wish, by=money.cast.lin, at=clock.now())

    signed(money, money.go_live, TODAY)

    chain = queries.chain.chain(money.cast.p1, money.row(money.go_live))
    assert [(link.kind, link.is_done, link.is_blocking) for link in chain.links] == [
        ("expectation", False, False),
        ("sheet", False, False),
        ("paper", True, False),
        ("invoice", False, True),
        ("receipt", False, False),
    ]


def test_a_line_of_another_project_is_not_tied(money: Money, lines):
    foreign = ledger.enter(
        money.cast.p2, by=money.cast.zhou, at=clock.now(), kind="expectation", holder=money.cast.he.person, words="看板"
    )
    with pytest.raises(ValueError, match=foreign.code):
        actions.tie(money.go_live, foreign, by=money.cast.lin, at=clock.now())

    actions.tie(money.go_live, lines.wish, by=money.cast.lin, at=clock.now())
    actions.untie(money.go_live, lines.wish, by=money.cast.lin, at=clock.now())
    actions.untie(money.go_live, lines.wish, by=money.cast.lin, at=clock.now())
    verbs = [act.verb for act in evidence.events_of("P1/F2")][-2:]
    assert (money.go_live.rests_on.count(), verbs) == (0, ["acceptance.tie", "acceptance.untie"])


def test_sums_are_kept_apart_by_currency_and_age(money: Money):
    euro = contract_of(money.cast, 1_000_00)
    type(euro).objects.filter(pk=euro.pk).update(currency="EUR")
    euro.refresh_from_db()
    payment(euro, money.cast, "许可", "100", date(2026, 11, 1), trigger_kind="contract", trigger_name="合同")
    received(money, money.advance, 40_400_000)
    rows = queries.money.milestones(money.cast.p1, TODAY)

    yuan, foreign = queries.money.sums(rows, [money.cast.p1.pk])

    assert (yuan.currency, yuan.contract_cents, yuan.received_cents) == ("CNY", 268_000_000, 40_400_000)
    assert dict(yuan.ages)["no_paper"] == 40_000_000 + GO_LIVE
    assert (yuan.due_cents, yuan.open_cents) == (120_400_000, 201_000_000 - 40_400_000)
    assert (foreign.currency, foreign.due_cents) == ("EUR", 100_000)
    assert Decimal(str(yuan.bars[1].width)) == 200


def test_ten_times_the_payments_cost_as_many_statements(money: Money, lines, django_assert_num_queries):
    actions.tie(money.advance, lines.wish, by=money.cast.lin, at=clock.now())

    def cost() -> None:
        rows = queries.money.milestones(money.cast.p1, TODAY)
        queries.money.sums(rows, [money.cast.p1.pk])
        queries.chain.chain(money.cast.p1, rows[0])

    with django_assert_num_queries(4 + 1 + 7):
        cost()
    big = contract_of(money.cast, 10**12)
    for number in range(30):
        one = payment(big, money.cast, f"第 {number} 笔", "1", TODAY)
        invoiced(money, one, 1, f"FP-{number}")
        received(money, one, 1)
    assert PaymentMilestone.objects.count() == 33
    with django_assert_num_queries(4 + 1 + 7):
        cost()


def test_the_drawing_holds_every_day_up_to_a_year_ahead(money: Money):
    received(money, money.advance, money.advance.amount_cents, date(2026, 4, 2))
    payment(money.contract, money.cast, "质保金", "5", date(2028, 2, 25))
    rows = queries.money.milestones(money.cast.p1, TODAY)

    drawn = queries.timeline.timeline(rows, TODAY)

    assert drawn is not None
    assert [track.row.code for track in drawn.tracks] == ["F1", "F2", "F3"]
    assert [mark.kind for mark in drawn.tracks[0].marks] == ["due", "received"]
    assert drawn.tracks[0].first < drawn.tracks[0].last < drawn.tracks[1].first < (drawn.today or 0)
    assert queries.timeline.timeline([], TODAY) is None
