"""What delivery keeps: the vendor's side of plans."""

from yinuo.delivery.models.plan import (
    LONGEST,
    Dependency,
    DependencyKind,
    PlannedTask,
    PlanPublishing,
    PlanVersion,
    Rule,
    Task,
    TaskDrop,
    TaskEntry,
)

__all__ = [
    "LONGEST",
    "Dependency",
    "DependencyKind",
    "PlanPublishing",
    "PlanVersion",
    "PlannedTask",
    "Rule",
    "Task",
    "TaskDrop",
    "TaskEntry",
]
