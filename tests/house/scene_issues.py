"""Issues and risks of the scene, and the values that stand in their addresses."""

from datetime import date

from yinuo.base import clock
from yinuo.delivery import actions as delivery


def slots(cast, wish):
    """What is added to the slots of the scene."""
    issue = delivery.raise_issue(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        what="派工单样本没有收到",
        side="client",
        owner=cast.wen.person,
        due_on=date(2026, 11, 13),
        raised_by="苏白",
        raised_on=date(2026, 11, 6),
    )
    delivery.link_issue(issue, [wish], by=cast.lin, at=clock.now())
    risk = delivery.note_risk(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        what="年底停产盘点",
        probability=3,
        impact=3,
        side="client",
        owner=cast.wen.person,
        known_on=date(2026, 11, 4),
    )
    shown = delivery.raise_issue(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        what="期初数据没有给齐",
        side="client",
        owner=cast.wen.person,
        due_on=date(2026, 9, 18),
        raised_by="林知夏",
        raised_on=date(2026, 8, 28),
    )
    delivery.publish_issue(shown, by=cast.lin, at=clock.now())
    return {"shown_issue": shown.thread, "issue": issue.code, "risk": risk.code}
