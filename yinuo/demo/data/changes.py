"""The changes of the story (table 6) and the budgets for them; days and names of approvals are ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import Two


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved on which day, on paper or by message; `part` says which part it was."""

    on: date
    by: Two
    means: str = "paper"
    part: Two | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a change came to stand otherwise, and why."""

    on: date
    state: str
    why: Two | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """Effort before anybody approved."""

    member: str
    on: date
    effort: str
    why: Two


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the table. `is_routed`: it came through the window person; `days` are natural days."""

    project: str
    code: str
    on: date
    asked_by: str
    words: Two
    kind: str
    effort: str | None
    days: int | None
    alternative: Two
    approval: Approval | None = None
    ended: Ended | None = None
    begun: Begun | None = None
    budget: int = 0
    is_routed: bool = True


NOTHING = Two("", "")
WITH_BUDGET = Two("用变更预算", "Paid from the change budget")
WENNING = Two("温宁（信息部经理）", "Wen Ning (IT manager)")
TONG = Two(
    "童欣（信息中心主任）、罗秉文；正衡监理严守见证",
    "Tong Xin (head of the information centre), Luo Bingwen; witnessed by Yan Shou, supervisor",
)

CHANGES = (
    ChangeRow(
        "P1", "CR-101", date(2026, 6, 29), "H08",
        Two("客户列表换颜色", "Another colour for the customer list"), "implementation", "0.5", 0,
        Two("个性化设置", "Personal settings"), is_routed=False,
        ended=Ended(date(2026, 7, 3), "closed", Two("用个性化设置解决。", "Solved by personal settings.")),
    ),
    ChangeRow(
        "P1", "CR-102", date(2026, 8, 7), "H03",
        Two("有限产能排产细化", "Finer scheduling with finite capacity"), "requirement", "38", 28,
        Two("先做瓶颈工序（15 人日）", "Bottleneck operations first (15 person-days)"),
        Approval(
            date(2026, 8, 20), Two("陆明诚（副总经理）", "Lu Mingcheng (deputy general manager)"),
            part=Two("先做瓶颈工序，15 人日。", "Bottleneck operations first, 15 person-days."),
        ),
    ),
    ChangeRow(
        "P1", "CR-103", date(2026, 9, 9), "H03",
        Two("移动审批", "Approvals on the phone"), "requirement", "22", 14,
        Two("置换：暂缓设备管理模块", "Swap: put off the equipment module"),
        ended=Ended(
            date(2026, 11, 10), "escalated",
            Two("等 [2026-11-24:day]双方高层会。", "Waits for the executives' meeting on [2026-11-24:day]."),
        ),
        begun=Begun(
            "V12", date(2026, 11, 4), "3",
            Two("客户催促，先搭了审批页面。", "The client pressed; the approval page was begun."),
        ),
    ),
    ChangeRow(
        "P1", "CR-104", date(2026, 9, 9), "H03",
        Two("合并报表", "Consolidated statements"), "requirement", "46", 28,
        Two("二期；年底先给手工模板", "Second phase; a template by hand for the year end"),
        ended=Ended(
            date(2026, 11, 10), "escalated",
            Two("等 [2026-11-24:day]双方高层会。", "Waits for the executives' meeting on [2026-11-24:day]."),
        ),
    ),
    ChangeRow(
        "P1", "CR-105", date(2026, 10, 15), "H06",
        Two("价格隐藏", "Hide prices"), "implementation", "2", 0, Two("权限配置", "Set by permissions"),
        Approval(date(2026, 10, 19), WENNING, "message"), Ended(date(2026, 10, 23), "done"),
    ),
    ChangeRow(
        "P1", "CR-106", date(2026, 11, 9), "H02",
        Two("上线零问题承诺书", "A letter promising zero problems at go-live"), "none", None, None,
        Two("服务级别承诺 + 应急响应", "Service levels and emergency response"), is_routed=False,
        ended=Ended(
            date(2026, 11, 10), "declined",
            Two("零问题无法衡量，也无法做到；建议签服务级别协议。",
                "Zero problems can neither be measured nor kept; we propose a service level agreement."),
        ),
    ),
    ChangeRow(
        "P2", "CR-201", date(2026, 10, 29), "Y03",
        Two("大屏加两个主题", "Two more themes on the wall screen"), "requirement", "18", 7, WITH_BUDGET,
        ended=Ended(date(2026, 10, 30), "assessing"),
    ),
    ChangeRow(
        "P2", "CR-202", date(2026, 11, 10), "Y06",
        Two("漏检规则按客户分", "Rules for missed defects by customer"), "implementation", "4", 0, NOTHING,
        ended=Ended(date(2026, 11, 11), "assessing"),
    ),
    ChangeRow(
        "P3", "CR-301", date(2026, 4, 17), "Q03",
        Two("看板换版式", "Another layout of the board"), "implementation", "3", 0, NOTHING,
        Approval(date(2026, 4, 21), TONG), Ended(date(2026, 4, 28), "done"),
    ),
    ChangeRow(
        "P3", "CR-302", date(2026, 6, 26), "Q03",
        Two("公交客流主题换入，燃气 2019 年前历史换出",
            "The theme of bus passengers comes in, gas history before 2019 goes out"),
        "swap", "6", 35, Two("置换", "Swap"),
        Approval(
            date(2026, 6, 26),
            Two("江以恒（副总裁）、沈牧（交付总监）", "Jiang Yiheng (vice president), Shen Mu (delivery director)"),
        ),
        budget=120_000,
    ),
    ChangeRow(
        "P3", "CR-303", date(2026, 7, 15), "Q06",
        Two("改走只读备库", "Read from the standby database"), "implementation", "9", 0, NOTHING,
        Approval(date(2026, 7, 20), TONG), Ended(date(2026, 7, 31), "done"),
    ),
    ChangeRow(
        "P3", "CR-304", date(2026, 8, 5), "Q03",
        Two("漏损日报提前到 8 点", "Daily leakage report by 8 o'clock"), "requirement", "5", 0, WITH_BUDGET,
        Approval(date(2026, 8, 7), TONG), Ended(date(2026, 8, 21), "done"), budget=25_000,
    ),
    ChangeRow(
        "P3", "CR-305", date(2026, 8, 19), "Q04",
        Two("标准字典导出", "Export of the dictionary of standards"), "implementation", "1", 0, NOTHING,
        Approval(date(2026, 8, 21), TONG), Ended(date(2026, 8, 25), "done"),
    ),
    ChangeRow(
        "P3", "CR-306", date(2026, 10, 14), "Q03",
        Two("终验材料加安全测评", "A security assessment among the papers of acceptance"), "requirement", "8", 0,
        WITH_BUDGET, Approval(date(2026, 10, 16), TONG), Ended(date(2026, 11, 6), "done"), budget=35_000,
    ),
)  # fmt: skip
BUDGETS = (
    ("P2", 100_000, Two("合同附件三“变更管理”", "Annex 3 of the contract, “Changes”")),
    ("P3", 200_000, Two("合同附件四“变更管理”", "Annex 4 of the contract, “Changes”")),
)
"""P1 sets none aside."""
