"""What was said, what is expected and promised: the vendor's side of the ledger."""

from yinuo.ledger.models.entries import (
    Commitment,
    CommitmentManager,
    Entry,
    EntryClass,
    EntryKind,
    EntryLink,
    EntryQuerySet,
    Expectation,
    ExpectationManager,
    SavedView,
    State,
    Step,
)
from yinuo.ledger.models.imports import Import, ImportDraft, ImportRow, ImportUndo
from yinuo.ledger.models.sources import (
    Source,
    SourceKind,
    Statement,
)
from yinuo.ledger.models.wordings import (
    Criterion,
    Measurement,
    Offer,
    Shape,
    Wording,
)

__all__ = [
    "Commitment",
    "CommitmentManager",
    "Criterion",
    "Entry",
    "EntryClass",
    "EntryKind",
    "EntryLink",
    "EntryQuerySet",
    "Expectation",
    "ExpectationManager",
    "Import",
    "ImportDraft",
    "ImportRow",
    "ImportUndo",
    "Measurement",
    "Offer",
    "SavedView",
    "Shape",
    "Source",
    "SourceKind",
    "State",
    "Statement",
    "Step",
    "Wording",
]
