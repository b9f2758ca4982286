"""Reads of the ledger for our side: register, one entry, answers board, gaps."""

from yinuo.ledger.queries.board import Board, BoardLine, BoardSheet, board, sheet_on_board
from yinuo.ledger.queries.entry import (
    EntryPage,
    LinkedEntry,
    MeasurementRow,
    OfferRow,
    StepRow,
    WordingRow,
    entry_page,
    wordings_to_offer,
)
from yinuo.ledger.queries.gaps import GapRow, gaps, gaps_of
from yinuo.ledger.queries.register import (
    PAGE,
    Filters,
    Register,
    RegisterRow,
    holders,
    register,
    saved_views,
)
from yinuo.ledger.queries.sources import SourcePage, Span, source_page, sources

__all__ = [
    "PAGE",
    "Board",
    "BoardLine",
    "BoardSheet",
    "EntryPage",
    "Filters",
    "GapRow",
    "LinkedEntry",
    "MeasurementRow",
    "OfferRow",
    "Register",
    "RegisterRow",
    "SourcePage",
    "Span",
    "StepRow",
    "WordingRow",
    "board",
    "entry_page",
    "gaps",
    "gaps_of",
    "holders",
    "register",
    "saved_views",
    "sheet_on_board",
    "source_page",
    "sources",
    "wordings_to_offer",
]
