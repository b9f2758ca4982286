"""The verbs of delivery; the only code that writes it."""

from yinuo.delivery.actions.asking import NothingToAsk, ask
from yinuo.delivery.actions.plan import (
    Edited,
    Frozen,
    Ring,
    TooLong,
    describe,
    drop_draft,
    plan_subject,
    start_draft,
    task_subject,
)
from yinuo.delivery.actions.publishing import NothingToPublish, ReasonsMissing, moves_of, publish
from yinuo.delivery.actions.tasks import (
    BadParent,
    BadProgress,
    MoveTo,
    ReasonMissing,
    UnknownTask,
    Wait,
    add_task,
    drop_task,
    edit_task,
    move_task,
    serve,
    serve_no_more,
)

__all__ = [
    "BadParent",
    "BadProgress",
    "Edited",
    "Frozen",
    "MoveTo",
    "NothingToAsk",
    "NothingToPublish",
    "ReasonMissing",
    "ReasonsMissing",
    "Ring",
    "TooLong",
    "UnknownTask",
    "Wait",
    "add_task",
    "ask",
    "describe",
    "drop_draft",
    "drop_task",
    "edit_task",
    "move_task",
    "moves_of",
    "plan_subject",
    "publish",
    "serve",
    "serve_no_more",
    "start_draft",
    "task_subject",
]
