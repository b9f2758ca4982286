"""Vendor pages of the ledger, one function an address."""

from yinuo.ledger.pages.answers import record_answers, returned
from yinuo.ledger.pages.entries import begin, clarify, conclude, end, link, measure, tell, unlink, word
from yinuo.ledger.pages.sheets import (
    board,
    extend,
    link_of_sheet,
    new_sheet,
    recall,
    sheet,
    sheet_docx,
    sheet_pdf,
)
from yinuo.ledger.pages.sources import capture, new_line, source, sources
from yinuo.ledger.pages.views import drop_view, save_view

__all__ = [
    "begin",
    "board",
    "capture",
    "clarify",
    "conclude",
    "drop_view",
    "end",
    "extend",
    "link",
    "link_of_sheet",
    "measure",
    "new_line",
    "new_sheet",
    "recall",
    "record_answers",
    "returned",
    "save_view",
    "sheet",
    "sheet_docx",
    "sheet_pdf",
    "source",
    "sources",
    "tell",
    "unlink",
    "word",
]
