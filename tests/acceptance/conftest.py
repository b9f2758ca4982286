"""A contract with payments to try the verbs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Cast
from yinuo.acceptance import actions, queries
from yinuo.acceptance.models import PaymentMilestone
from yinuo.acceptance.queries.money import MilestoneRow
from yinuo.base import clock
from yinuo.projects import actions as projects
from yinuo.projects.models import Contract

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Money:
    """The contract of P1 over 2,680,000 yuan: paid in advance, at go-live, at acceptance."""

    cast: Cast
    contract: Contract
    advance: PaymentMilestone
    go_live: PaymentMilestone
    final: PaymentMilestone

    def row(self, milestone: PaymentMilestone, today: date = TODAY) -> MilestoneRow:
        found = queries.money.milestone(self.cast.p1, milestone.code, today)
        assert found is not None
        return found


def contract_of(cast: Cast, cents: int = 268_000_000) -> Contract:
    return projects.record_contract(
        cast.p1,
        by=cast.lin,
        number=f"HL-{cents}",
        title="ERP 系统实施合同",
        amount_cents=cents,
        currency="CNY",
        signed_on=date(2026, 3, 20),
    )


def payment(contract: Contract, cast: Cast, name: str, share: str, due_on: date, **terms: Any) -> PaymentMilestone:
    terms = {"trigger_kind": "go_live", "trigger_name": "上线确认单"} | terms
    return actions.add_milestone(
        contract, by=cast.lin, at=clock.now(), name=name, share=Decimal(share), due_on=due_on, **terms
    )


@pytest.fixture
def money(cast: Cast) -> Money:
    contract = contract_of(cast)
    return Money(
        cast,
        contract,
        payment(contract, cast, "预付款", "30", date(2026, 3, 31), trigger_kind="contract", trigger_name="合同"),
        payment(contract, cast, "上线款", "30", date(2026, 10, 26)),
        payment(
            contract,
            cast,
            "验收款",
            "15",
            date(2027, 2, 26),
            trigger_kind="final",
            trigger_name="验收单",
            days_after=30,
        ),
    )


def signed(money: Money, milestone: PaymentMilestone, on: date, **more: Any) -> Any:
    """The paper of a payment is there."""
    return actions.file_document(
        milestone, by=money.cast.lin, at=clock.now(), name=milestone.trigger_name, signed_on=on, **more
    )


def invoiced(money: Money, milestone: PaymentMilestone, cents: int, number: str = "FP-1") -> Any:
    return actions.record_invoice(
        milestone, by=money.cast.lin, at=clock.now(), number=number, issued_on=TODAY, amount_cents=cents
    )


def received(money: Money, milestone: PaymentMilestone, cents: int, on: date = TODAY) -> Any:
    return actions.receive(milestone, by=money.cast.lin, at=clock.now(), received_on=on, amount_cents=cents)
