"""The payments of the three contracts (story table 9); numbers of invoices, signers and days of issue are ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import Two


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The paper that makes it due. `signer` is a code of the client; None for the contract itself."""

    name: Two
    on: date
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment: percent, yuan, the paper of the contract, the day; then what became of it."""

    project: str
    code: str
    name: Two
    percent: int
    yuan: int
    kind: str
    paper_name: Two
    due_on: date
    paper: PaperRow | None = None
    invoiced_on: date | None = None
    received_on: date | None = None
    lines: tuple[str, ...] = ()
    clause: str = ""
    days_after: int | None = None


CONTRACT = Two("合同", "Contract")
ADVANCE = Two("预付款", "Advance payment")
WARRANTY = Two("质保金", "Warranty retention")
END_OF_WARRANTY = Two("质保期满确认单", "End-of-warranty confirmation")
GO_LIVE = Two("上线确认单", "Go-live confirmation")
ACCEPTANCE = Two("验收单", "Acceptance certificate")
BLUEPRINT = Two("蓝图签字单", "Blueprint sign-off")
PROTOTYPE = Two("原型确认单", "Prototype confirmation")
SCHEME = Two("方案签字单", "Scheme sign-off")
PRELIMINARY = Two("初验单", "Preliminary acceptance certificate")
FINAL = Two("终验单", "Final acceptance certificate")

PAYMENTS = (
    PaymentRow(
        "P1", "F1", ADVANCE, 30, 804_000, "contract", CONTRACT, date(2026, 3, 31),
        PaperRow(CONTRACT, date(2026, 3, 20)), date(2026, 3, 23), date(2026, 3, 31),
    ),
    PaymentRow(
        "P1", "F2", Two("蓝图确认", "Blueprint confirmed"), 20, 536_000, "design", BLUEPRINT, date(2026, 6, 26),
        PaperRow(BLUEPRINT, date(2026, 6, 12), "H02"), date(2026, 6, 15), date(2026, 7, 2),
    ),
    PaymentRow(
        "P1", "F3", Two("上线款", "Go-live payment"), 30, 804_000, "go_live", GO_LIVE, date(2026, 10, 26),
        lines=("E103",), clause="2.1",
    ),
    PaymentRow(
        "P1", "F4", Two("验收款", "Acceptance payment"), 15, 402_000, "final", ACCEPTANCE, date(2027, 2, 26),
    ),
    PaymentRow("P1", "F5", WARRANTY, 5, 134_000, "warranty", END_OF_WARRANTY, date(2028, 2, 25)),
    PaymentRow(
        "P2", "F1", ADVANCE, 30, 1_035_000, "contract", CONTRACT, date(2026, 9, 18),
        PaperRow(CONTRACT, date(2026, 9, 8)), date(2026, 9, 10), date(2026, 9, 17), clause="6.1",
    ),
    PaymentRow(
        "P2", "F2", Two("原型确认", "Prototype confirmed"), 15, 517_500, "design", PROTOTYPE, date(2026, 11, 13),
        lines=("C206",), clause="6.1",
    ),
    PaymentRow(
        "P2", "F3", Two("一线上线", "First line live"), 25, 862_500, "go_live", GO_LIVE, date(2027, 1, 29),
        lines=("E203",), clause="6.1",
    ),
    PaymentRow(
        "P2", "F4", Two("终验", "Final acceptance"), 25, 862_500, "final", ACCEPTANCE, date(2027, 4, 30), clause="6.1",
    ),
    PaymentRow("P2", "F5", WARRANTY, 5, 172_500, "warranty", END_OF_WARRANTY, date(2028, 4, 28), clause="6.1"),
    PaymentRow(
        "P3", "F1", ADVANCE, 30, 1_236_000, "contract", CONTRACT, date(2026, 2, 27),
        PaperRow(CONTRACT, date(2026, 2, 9)), date(2026, 2, 11), date(2026, 3, 4), clause="5.2",
    ),
    PaymentRow(
        "P3", "F2", Two("初步方案", "Preliminary scheme"), 20, 824_000, "design", SCHEME, date(2026, 6, 30),
        PaperRow(SCHEME, date(2026, 6, 12), "Q02"), date(2026, 6, 15), date(2026, 7, 14), clause="5.2",
    ),
    PaymentRow(
        "P3", "F3", Two("初验", "Preliminary acceptance"), 30, 1_236_000, "preliminary", PRELIMINARY,
        date(2026, 9, 30), PaperRow(PRELIMINARY, date(2026, 9, 11), "Q02"), date(2026, 9, 14), date(2026, 10, 12),
        lines=("E302", "E304"), clause="5.2",
    ),
    PaymentRow(
        "P3", "F4", Two("终验", "Final acceptance"), 15, 618_000, "final", FINAL, date(2026, 12, 18),
        PaperRow(FINAL, date(2026, 11, 18), "Q02"), date(2026, 11, 19), lines=("E303",), clause="5.2", days_after=30,
    ),
    PaymentRow(
        "P3", "F5", WARRANTY, 5, 206_000, "warranty", END_OF_WARRANTY, date(2028, 11, 17), clause="5.2",
    ),
)  # fmt: skip
