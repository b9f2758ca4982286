"""Table 9 of the story comes out exactly, and what it says of each payment."""

from datetime import date

import pytest

from yinuo.acceptance import queries
from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.scene import Scene

pytestmark = pytest.mark.django_db

TABLE = (
    ("P1", "预付款", "30%", 804_000, "合同", date(2026, 3, 31), date(2026, 3, 31)),
    ("P1", "蓝图确认", "20%", 536_000, "蓝图签字单", date(2026, 6, 26), date(2026, 7, 2)),
    ("P1", "上线款", "30%", 804_000, "上线确认单", date(2026, 10, 26), None),
    ("P1", "验收款", "15%", 402_000, "验收单", date(2027, 2, 26), None),
    ("P1", "质保金", "5%", 134_000, "质保期满确认单", date(2028, 2, 25), None),
    ("P2", "预付款", "30%", 1_035_000, "合同", date(2026, 9, 18), date(2026, 9, 17)),
    ("P2", "原型确认", "15%", 517_500, "原型确认单", date(2026, 11, 13), None),
    ("P2", "一线上线", "25%", 862_500, "上线确认单", date(2027, 1, 29), None),
    ("P2", "终验", "25%", 862_500, "验收单", date(2027, 4, 30), None),
    ("P2", "质保金", "5%", 172_500, "质保期满确认单", date(2028, 4, 28), None),
    ("P3", "预付款", "30%", 1_236_000, "合同", date(2026, 2, 27), date(2026, 3, 4)),
    ("P3", "初步方案", "20%", 824_000, "方案签字单", date(2026, 6, 30), date(2026, 7, 14)),
    ("P3", "初验", "30%", 1_236_000, "初验单", date(2026, 9, 30), date(2026, 10, 12)),
    ("P3", "终验", "15%", 618_000, "终验单", date(2026, 12, 18), None),
    ("P3", "质保金", "5%", 206_000, "质保期满确认单", date(2028, 11, 17), None),
)


def rows_of(scene: Scene, code: str) -> list[queries.money.MilestoneRow]:
    return queries.money.milestones(scene.projects[code], AS_OF)


def test_every_payment_stands_as_in_the_table(scene: Scene) -> None:
    loaded = [
        (row.project, row.name, row.share_text, row.amount_cents // 100, row.trigger_name, row.due_on, row.received_on)
        for code in ("P1", "P2", "P3")
        for row in rows_of(scene, code)
    ]

    assert tuple(loaded) == TABLE
    assert [row.chip for code in ("P1", "P2", "P3") for row in rows_of(scene, code)] == [
        *("payment_paid", "payment_paid", "payment_missing", "payment_unready", "payment_unready"),
        *("payment_paid", "payment_missing", "payment_unready", "payment_unready", "payment_unready"),
        *("payment_paid", "payment_paid", "payment_paid", "payment_invoiced", "payment_unready"),
    ]
    for code in ("P1", "P2", "P3"):
        (sums,) = queries.money.sums(rows_of(scene, code), [scene.projects[code].pk])
        assert sums.planned_cents == sums.contract_cents


def test_r51_names_the_two_payments_of_the_golden_list(scene: Scene) -> None:
    told = {
        code: [
            (one.row.name, one.kind, one.row.days_over)
            for one in queries.money.project_attention(scene.projects[code], AS_OF)
        ]
        for code in ("P1", "P2", "P3")
    }

    assert told == {"P1": [("上线款", "missing", 25)], "P2": [("原型确认", "missing", 7)], "P3": []}


def test_why_the_thirty_percent_of_p1_are_not_paid(scene: Scene) -> None:
    row = next(row for row in rows_of(scene, "P1") if row.code == "F3")
    chain = queries.chain.chain(scene.projects["P1"], row)

    blocking = chain.blocking
    assert blocking is not None
    assert (blocking.kind, [line.code for line in chain.lines], chain.lines[0].state) == (
        "expectation",
        ["E103"],
        "missed",
    )
    assert blocking.ours == chain.lines[0].owner
