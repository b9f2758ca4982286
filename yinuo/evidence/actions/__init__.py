"""The verbs of evidence: record an event, keep a document, attach a file, erase a person."""

from yinuo.evidence.actions.documents import NotAllowed, TooLarge, attach, keep_document
from yinuo.evidence.actions.events import NotAppendOnly, Personal, PersonErased, Plain, record, recorded
from yinuo.evidence.actions.many import Act, record_all
from yinuo.evidence.actions.persons import ERASE, NoReason, erase
from yinuo.evidence.queries.rows import fingerprint

__all__ = [
    "ERASE",
    "Act",
    "NoReason",
    "NotAllowed",
    "NotAppendOnly",
    "PersonErased",
    "Personal",
    "Plain",
    "TooLarge",
    "attach",
    "erase",
    "fingerprint",
    "keep_document",
    "record",
    "record_all",
    "recorded",
]
