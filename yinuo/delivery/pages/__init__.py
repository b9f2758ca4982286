"""Vendor pages of delivery, one function an address."""

from yinuo.delivery.pages.plan import describe, draft, plan_page, publish, version
from yinuo.delivery.pages.plan_ask import ask
from yinuo.delivery.pages.plan_compare import compare
from yinuo.delivery.pages.plan_files import export_plan
from yinuo.delivery.pages.plan_tasks import drop, edit, edit_row, move, new_task

__all__ = [
    "ask",
    "compare",
    "describe",
    "draft",
    "drop",
    "edit",
    "edit_row",
    "export_plan",
    "move",
    "new_task",
    "plan_page",
    "publish",
    "version",
]
