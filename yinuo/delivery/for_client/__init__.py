"""What the client sees of delivery."""

from yinuo.delivery.for_client.plan import MilestoneSeen, OwedSeen, PlanSeen, TaskSeen, has_plan, plan

__all__ = ["MilestoneSeen", "OwedSeen", "PlanSeen", "TaskSeen", "has_plan", "plan"]
