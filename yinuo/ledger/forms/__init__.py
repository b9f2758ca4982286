"""Input of the ledger's pages to clean values."""

from yinuo.ledger.forms.capture import CaptureForm, RowForm
from yinuo.ledger.forms.entries import (
    ClarifyForm,
    ConcludeForm,
    EntryLinkForm,
    MeasureForm,
    TellForm,
    WhyForm,
    WordForm,
)
from yinuo.ledger.forms.imports import ColumnsForm, UploadForm, read_table, settled
from yinuo.ledger.forms.replies import LineAnswerForm, MeansForm, line_forms
from yinuo.ledger.forms.rows import BAD, DOUBLE, GOOD, LEAVE, LEFT_OUT, Flaw, Judge, Judged, Judgement, default_state
from yinuo.ledger.forms.sheets import DeadlineForm, DocxForm, SheetForm

__all__ = [
    "BAD",
    "DOUBLE",
    "GOOD",
    "LEAVE",
    "LEFT_OUT",
    "CaptureForm",
    "ClarifyForm",
    "ColumnsForm",
    "ConcludeForm",
    "DeadlineForm",
    "DocxForm",
    "EntryLinkForm",
    "Flaw",
    "Judge",
    "Judged",
    "Judgement",
    "LineAnswerForm",
    "MeansForm",
    "MeasureForm",
    "RowForm",
    "SheetForm",
    "TellForm",
    "UploadForm",
    "WhyForm",
    "WordForm",
    "default_state",
    "line_forms",
    "read_table",
    "settled",
]
