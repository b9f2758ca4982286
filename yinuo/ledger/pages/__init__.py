"""Vendor pages of the ledger, one function an address."""

from yinuo.ledger.pages.answers import record_answers, returned
from yinuo.ledger.pages.entries import begin, clarify, conclude, end, link, measure, tell, unlink, word
from yinuo.ledger.pages.import_files import import_bad_rows, import_template
from yinuo.ledger.pages.imports import import_columns, import_drop, import_page, import_rows, import_undo, imports
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
    "import_bad_rows",
    "import_columns",
    "import_drop",
    "import_page",
    "import_rows",
    "import_template",
    "import_undo",
    "imports",
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
