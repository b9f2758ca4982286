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
from yinuo.ledger.forms.replies import LineAnswerForm, MeansForm, line_forms
from yinuo.ledger.forms.sheets import DeadlineForm, DocxForm, SheetForm

__all__ = [
    "CaptureForm",
    "ClarifyForm",
    "ConcludeForm",
    "DeadlineForm",
    "DocxForm",
    "EntryLinkForm",
    "LineAnswerForm",
    "MeansForm",
    "MeasureForm",
    "RowForm",
    "SheetForm",
    "TellForm",
    "WhyForm",
    "WordForm",
    "line_forms",
]
