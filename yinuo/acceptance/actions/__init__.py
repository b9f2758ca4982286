"""The verbs of money: set a payment up, file its paper, invoice it, receive it, correct a record."""

from yinuo.acceptance.actions.milestones import (
    NotAgreed,
    TooMuch,
    add_milestone,
    change_milestone,
    record_export,
    subject_of,
    tie,
    untie,
)
from yinuo.acceptance.actions.payments import (
    AlreadyCorrected,
    AlreadyThere,
    InUse,
    correct,
    file_document,
    receive,
    record_invoice,
)

__all__ = [
    "AlreadyCorrected",
    "AlreadyThere",
    "InUse",
    "NotAgreed",
    "TooMuch",
    "add_milestone",
    "change_milestone",
    "correct",
    "file_document",
    "receive",
    "record_export",
    "record_invoice",
    "subject_of",
    "tie",
    "untie",
]
