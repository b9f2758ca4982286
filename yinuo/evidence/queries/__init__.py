"""Reads of evidence: what was recorded, the kept bytes, and whether all of it still stands."""

from yinuo.evidence.access import DocumentBroken, attachment, document_bytes, shared_attachment
from yinuo.evidence.queries.acts import Act, Told, erasures, events, events_of, facts_of, last_event
from yinuo.evidence.queries.verification import Checked, Flaw, Report, examine, heads, verify

__all__ = [
    "Act",
    "Checked",
    "DocumentBroken",
    "Flaw",
    "Report",
    "Told",
    "attachment",
    "document_bytes",
    "erasures",
    "events",
    "events_of",
    "examine",
    "facts_of",
    "heads",
    "last_event",
    "shared_attachment",
    "verify",
]
