"""The verbs of changes: ask, edit, route, step, approve, note work before, set the budget and use it."""

from yinuo.changes.actions.budget import NoBudget, TooMuch, set_budget, use_budget
from yinuo.changes.actions.requests import NotTheClient, ask, edit, record_export, route, subject_of
from yinuo.changes.actions.steps import NotSigned, WrongState, approve, note_work, state_of, step

__all__ = [
    "NoBudget",
    "NotSigned",
    "NotTheClient",
    "TooMuch",
    "WrongState",
    "approve",
    "ask",
    "edit",
    "note_work",
    "record_export",
    "route",
    "set_budget",
    "state_of",
    "step",
    "subject_of",
    "use_budget",
]
