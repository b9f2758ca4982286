"""What the client sees of delivery."""

from yinuo.delivery.for_client.issues import (
    AnswerSeen,
    IssueSeen,
    NotLive,
    RiskSeen,
    answer_issue,
    issues,
    raise_issue,
    risks,
)
from yinuo.delivery.for_client.plan import MilestoneSeen, OwedSeen, PlanSeen, TaskSeen, has_plan, plan

__all__ = [
    "AnswerSeen",
    "IssueSeen",
    "MilestoneSeen",
    "NotLive",
    "OwedSeen",
    "PlanSeen",
    "RiskSeen",
    "TaskSeen",
    "answer_issue",
    "has_plan",
    "issues",
    "plan",
    "raise_issue",
    "risks",
]
