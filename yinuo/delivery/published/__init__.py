"""What the client sees of delivery: copies written at the moment of sharing, never edited, only superseded."""

from yinuo.delivery.published.issues import ClientAnswer, PublishedIssue
from yinuo.delivery.published.plan import PublishedPlan, PublishedPlanLine, PublishedTask
from yinuo.delivery.published.risks import PublishedRisk

__all__ = [
    "ClientAnswer",
    "PublishedIssue",
    "PublishedPlan",
    "PublishedPlanLine",
    "PublishedRisk",
    "PublishedTask",
]
