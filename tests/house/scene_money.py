"""Money on P1, so that its addresses lead somewhere."""

from datetime import date
from decimal import Decimal

from yinuo.acceptance import actions as acceptance
from yinuo.base import clock
from yinuo.projects import actions as projects


def slots(cast, wish):
    """A contract, a payment with every record and a tied line, a payment with nothing on it."""
    now, by = clock.now(), cast.lin
    contract = projects.record_contract(
        cast.p1, by=by, number="HL-2026-031", title="ERP 实施合同", amount_cents=100_000, currency="CNY",
        signed_on=date(2026, 3, 20),
    )  # fmt: skip
    spare, payment = (
        acceptance.add_milestone(
            contract, by=by, at=now, name=name, trigger_kind="go_live", trigger_name="上线确认单",
            due_on=date(2026, 10, 26), share=Decimal(share),
        )
        for name, share in (("多余", 10), ("上线款", 60))
    )  # fmt: skip
    acceptance.tie(payment, wish, by=by, at=now)
    acceptance.file_document(payment, by=by, at=now, name="上线确认单", signed_on=date(2026, 11, 18))
    acceptance.record_invoice(payment, by=by, at=now, number="FP-1", issued_on=date(2026, 11, 18), amount_cents=20_000)
    receipt = acceptance.receive(payment, by=by, at=now, received_on=date(2026, 11, 19), amount_cents=20_000)
    return {
        "contract": contract.pk,
        "payment": payment.code,
        "spare_payment": spare.code,
        "receipt": receipt.pk,
    }
