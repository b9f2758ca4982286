"""The verbs of evidence: record an event, keep a document, attach a file, erase a person, back up and restore."""

from yinuo.evidence.actions.backups import (
    RESTORE,
    Made,
    back_up,
    listed_erasures,
    newer_migrations,
    settle,
    take_in,
    unpacked,
)
from yinuo.evidence.actions.documents import NotAllowed, TooLarge, attach, keep_document
from yinuo.evidence.actions.events import NotAppendOnly, Personal, PersonErased, Plain, record, recorded
from yinuo.evidence.actions.many import Act, record_all
from yinuo.evidence.actions.persons import ERASE, NoReason, erase, keep_erasures
from yinuo.evidence.queries.rows import fingerprint

__all__ = [
    "ERASE",
    "RESTORE",
    "Act",
    "Made",
    "NoReason",
    "NotAllowed",
    "NotAppendOnly",
    "PersonErased",
    "Personal",
    "Plain",
    "TooLarge",
    "attach",
    "back_up",
    "erase",
    "fingerprint",
    "keep_document",
    "keep_erasures",
    "listed_erasures",
    "newer_migrations",
    "record",
    "record_all",
    "recorded",
    "settle",
    "take_in",
    "unpacked",
]
