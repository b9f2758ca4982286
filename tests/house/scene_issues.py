"""Issues and risks of the scene, and the values that stand in their addresses."""

from datetime import date

from yinuo.base import clock
from yinuo.capture import tables
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
    return {"shown_issue": shown.thread, "issue": issue.code, "risk": risk.code, **_files(cast)}


def _files(cast):
    """A list that 林知夏 is still looking at, and another that was taken in."""
    handed = _handed_in(cast, "扫码枪不够")
    taken = _handed_in(cast, "工位没有网线")
    row = delivery.NewIssue(
        key=2,
        what="工位没有网线",
        side="client",
        owner="",
        due_on=None,
        severity="low",
        raised_by="苏白",
        raised_on=date(2026, 11, 6),
        origin="",
        answer="",
        state="open",
    )
    delivery.take_issues(taken, [("I90", row)], by=cast.lin, at=clock.now())
    return {"issue_file": handed.number, "issues_taken": taken.number}


def _handed_in(cast, what):
    data = f"问题,责任方\n{what},甲方\n".encode()
    handed = delivery.hand_in(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        kind="issues",
        file_name="issues.csv",
        data=data,
        table=tables.read("issues.csv", data),
    )
    delivery.map_columns(handed, {"targets": {"0": "what", "1": "side"}, "order": "dmy"})
    return handed
