"""What the client sees of delivery: copies written at the moment of sharing, never edited, only superseded."""

from yinuo.delivery.published.plan import PublishedPlan, PublishedPlanLine, PublishedTask

__all__ = ["PublishedPlan", "PublishedPlanLine", "PublishedTask"]
