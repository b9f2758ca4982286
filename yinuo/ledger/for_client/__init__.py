"""What the client sees and does in the ledger: sheets to answer, what was agreed, what was measured."""

from yinuo.ledger.actions import AlreadyAgreed, AnswerGiven, NotOnThisSheet, SheetClosed
from yinuo.ledger.for_client.answering import (
    Asked,
    From,
    NotAsked,
    answer,
    answer_by_link,
    asked_by_link,
    send_code,
    send_code_by_link,
)
from yinuo.ledger.for_client.home import Counted, Home, Waiting, agreed, agreed_line, home, waiting
from yinuo.ledger.for_client.seen import AnswerSeen, LineSeen, MeasurementSeen, SealSeen, SheetSeen
from yinuo.ledger.for_client.sheets import paper, paper_by_link, sheet, sheet_by_link, sheets
from yinuo.ledger.published import AnswerKind, Chip
from yinuo.signing.actions import CodeGone, CodesTooOften, LinkGone, WrongCode

__all__ = [
    "AlreadyAgreed",
    "AnswerGiven",
    "AnswerKind",
    "AnswerSeen",
    "Asked",
    "Chip",
    "CodeGone",
    "CodesTooOften",
    "Counted",
    "From",
    "Home",
    "LineSeen",
    "LinkGone",
    "MeasurementSeen",
    "NotAsked",
    "NotOnThisSheet",
    "SealSeen",
    "SheetClosed",
    "SheetSeen",
    "Waiting",
    "WrongCode",
    "agreed",
    "agreed_line",
    "answer",
    "answer_by_link",
    "asked_by_link",
    "home",
    "paper",
    "paper_by_link",
    "send_code",
    "send_code_by_link",
    "sheet",
    "sheet_by_link",
    "sheets",
    "waiting",
]
