"""The gate to what is kept: files leave only whole, facts only as far as the reader may know them."""

from yinuo.evidence.access.documents import (
    DocumentBroken,
    Shared,
    attachment,
    document_bytes,
    path_of,
    shared_attachment,
    shared_by_hash,
)
from yinuo.evidence.access.dossiers import TOLD, Edition, Wanted, dossier, dossier_files, head, holds, place_of
from yinuo.evidence.access.facts import committed, opened
from yinuo.evidence.access.receipts import Receipt, receipt

__all__ = [
    "TOLD",
    "DocumentBroken",
    "Edition",
    "Receipt",
    "Shared",
    "Wanted",
    "attachment",
    "committed",
    "document_bytes",
    "dossier",
    "dossier_files",
    "head",
    "holds",
    "opened",
    "path_of",
    "place_of",
    "receipt",
    "shared_attachment",
    "shared_by_hash",
]
