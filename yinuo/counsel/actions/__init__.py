"""What the vendor keeps for itself: private notes, the index of everything a member may find, checks."""

from yinuo.counsel.actions.checks import AlreadyPutOff, BadDay, check, put_off, set_rule, take_up, tell
from yinuo.counsel.actions.kept import catch_up, forget, index, index_subject, note

__all__ = [
    "AlreadyPutOff",
    "BadDay",
    "catch_up",
    "check",
    "forget",
    "index",
    "index_subject",
    "note",
    "put_off",
    "set_rule",
    "take_up",
    "tell",
]
