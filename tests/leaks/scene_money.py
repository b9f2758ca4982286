"""What we write down about money; every word and figure of it is a canary, whatever seat a visitor holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yinuo.acceptance import actions as acceptance
from yinuo.base import clock
from yinuo.projects.models import Contract

if TYPE_CHECKING:
    from tests.leaks.scene import Scene
    from yinuo.ledger.models import Entry

DAY = date(2026, 11, 18)


def plant(scene: Scene, entry: Entry) -> None:
    """One payment with every record, one correction, one change of terms; the amounts are figures of ours."""
    word, by, now = scene.private.word, scene.cast.lin, clock.now()
    for name, figure in (
        ("payment amount", "6113977.31"),
        ("invoice amount", "5113973.37"),
        ("receipt amount", "4113971.39"),
        ("code of a payment", "F977"),
    ):
        scene.private.figure(name, figure)
    contract = Contract.objects.get(project=scene.cast.p1)
    payment = acceptance.add_milestone(
        contract, by=by, at=now, code="F977", name=word("payment.name"), trigger_kind="go_live",
        trigger_name=word("payment.paper"), due_on=DAY, share=Decimal(30), amount_cents=611397731,
    )  # fmt: skip
    acceptance.tie(payment, entry, by=by, at=now)
    acceptance.file_document(
        payment, by=by, at=now, name=word("paper.name"), signed_on=DAY, signed_by=word("paper.signer")
    )
    invoice = {"issued_on": DAY, "amount_cents": 511397337}
    wrong = acceptance.record_invoice(payment, by=by, at=now, number=word("invoice.wrong"), **invoice)
    acceptance.correct(wrong, by=by, at=now, why=word("invoice.why"))
    acceptance.record_invoice(payment, by=by, at=now, number=word("invoice.number"), **invoice)
    acceptance.receive(payment, by=by, at=now, received_on=DAY, amount_cents=411397139, note=word("receipt.note"))
    acceptance.change_milestone(
        payment, by=by, at=now, version=1, why=word("payment.why"), days_after=7, name=word("payment.new name")
    )
