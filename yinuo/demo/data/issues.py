"""The issue lists of the three projects: what stood in the way, whose turn it was, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import Two


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue. `owner` is a person of the story or a name; `ties` are lines of the ledger."""

    project: str
    code: str
    by: str
    raised_by: str
    on: date
    what: Two
    side: str
    owner: str | Two
    due_on: date
    severity: str
    origin: str = ""
    ties: tuple[str, ...] = ()
    answer: Two | None = None
    answered_on: date | None = None
    end: str = ""
    ended_on: date | None = None
    why: Two | None = None
    told: bool = True
    """Whether the client sees it, from its first day on."""


def _day(text: str) -> date:
    return date.fromisoformat(text)


HUALING = (
    IssueRow(
        "P1", "I1", "V04", "V07", _day("2026-05-15"),
        Two("排产只访谈了一个人，派工单样本没有收到", "Only one person was interviewed on scheduling; no dispatch slips were collected"),
        "ours", "V07", _day("2026-06-05"), "high", "MM-102", ("E105", "E110"),
    ),
    IssueRow(
        "P1", "I2", "V04", "H08", _day("2026-06-29"),
        Two("客户列表要换颜色", "The customer list should have other colours"),
        "ours", "V07", _day("2026-07-10"), "low", "", (),
        end="dropped", ended_on=_day("2026-07-03"), why=Two("个性化设置里可以自己换，不必开发。", "Everybody can set this personally; nothing to build."),
    ),
    IssueRow(
        "P1", "I3", "V04", "H03", _day("2026-07-13"),
        Two("手机审批和合并报表没有写进备忘录，范围未定", "Mobile approval and consolidated reports stand in no memo; their scope is open"),
        "ours", "V04", _day("2026-09-11"), "high", "MM-104", ("E101", "E102"),
        Two("已按两项变更受理：22 人日和 46 人日，等双方高层决定。", "Taken up as two changes, 22 and 46 person-days; the executives of both sides decide."), _day("2026-09-09"),
    ),
    IssueRow(
        "P1", "I4", "V04", "V04", _day("2026-08-28"),
        Two("期初数据没有给齐", "The opening data are not complete"),
        "client", "H03", _day("2026-09-18"), "high", "MM-105", ("C105",),
        Two("[2026-10-12:day]给齐，比约定晚 24 天。", "Complete on [2026-10-12:day], 24 days after the agreed day."), _day("2026-10-12"),
        "closed", _day("2026-10-14"), Two("抽查三类期初余额，数量与金额一致。", "Three kinds of opening balance were sampled; quantities and amounts agree."),
    ),
    IssueRow(
        "P1", "I5", "V04", "V04", _day("2026-08-28"),
        Two("生产部和信息部各有一套需求清单", "Production and IT each keep a list of requirements of their own"),
        "client", "H03", _day("2026-09-11"), "middle", "MM-105", (),
        Two("统一由信息部归口，以蓝图和变更单为准。", "IT collects them; the blueprint and the change requests count."), _day("2026-09-09"),
        "closed", _day("2026-09-11"), Two("双方项目经理确认。", "Both project managers took it as settled."),
    ),
    IssueRow(
        "P1", "I6", "V04", "V12", _day("2026-10-12"),
        Two("九本手册还缺两本，换顾问后没有人接手", "Two of nine manuals are missing; nobody took them over after the change of consultant"),
        "ours", "V12", _day("2026-11-27"), "middle", "MM-106", (),
    ),
    IssueRow(
        "P1", "I7", "V04", "H06", _day("2026-10-15"),
        Two("采购价格的可见范围太宽", "Too many people can see purchase prices"),
        "ours", "V07", _day("2026-10-30"), "middle", "", ("E107",),
        Two("按权限配置隐藏，2 人日。", "Hidden by permissions, two person-days."), _day("2026-10-19"),
        "closed", _day("2026-10-30"), Two("采购部试过，12 项权限都对。", "Purchasing tried it: all twelve permissions are right."),
    ),
    IssueRow(
        "P1", "I8", "V04", "H04", _day("2026-10-28"),
        Two("排产返工之后，瓶颈工序的日计划仍不合生产部的规则", "After the rework the daily plan of the bottleneck still breaks the rules of production"),
        "ours", "V04", _day("2026-12-04"), "high", "MM-107", ("E105",),
    ),
    IssueRow(
        "P1", "I9", "V04", "V07", _day("2026-11-06"),
        Two("车间派工单样本迟收", "The dispatch slips of the workshop came late"),
        "ours", "V07", _day("2026-11-13"), "high", "MM-108", ("E105", "E110"),
        Two("已收到白班两份，夜班的还缺。", "Two of the day shift have come, those of the night shift are missing."), _day("2026-11-18"),
    ),
    IssueRow(
        "P1", "I10", "V04", "V04", _day("2026-11-09"),
        Two("甲方推广人员只定了两名，应为六名", "The client has named two of the six people for the roll-out"),
        "client", "H03", _day("2026-11-18"), "middle", "", (),
    ),
    IssueRow(
        "P1", "I11", "V04", "H07", _day("2026-11-12"),
        Two("三号仓无线信号弱，扫码要重试", "Weak wireless in warehouse three; scans have to be repeated"),
        "third", Two("网络承建商", "the network contractor"), _day("2026-11-27"), "low", "", ("E108",),
    ),
)  # fmt: skip
HENGYU = (
    IssueRow(
        "P2", "I1", "V05", "Y02", _day("2026-10-23"),
        Two("会前的日文摘要两次迟到", "Twice the Japanese summary came too late before the meeting"),
        "ours", "V05", _day("2026-11-27"), "middle", "", ("E212", "C205"), told=False,
    ),
    IssueRow(
        "P2", "I2", "V05", "Y02", _day("2026-11-03"),
        Two("原型里看不到单片追溯", "The prototype does not show the history of a single piece"),
        "ours", "V05", _day("2026-11-20"), "high", "MM-204", ("E202",), told=False,
    ),
    IssueRow(
        "P2", "I3", "V05", "V10", _day("2026-11-06"),
        Two("设备协议清单没有给", "The list of equipment protocols has not come"),
        "client", "Y05", _day("2026-11-06"), "middle", "", ("C207",),
    ),
    IssueRow(
        "P2", "I4", "V05", "Y03", _day("2026-11-10"),
        Two("大屏新增两个主题的数据口径未定", "What the two new subjects of the wall screen count is not settled"),
        "client", "Y03", _day("2026-11-27"), "middle", "", ("E201", "C204"),
    ),
)  # fmt: skip
YUNXI = (
    IssueRow(
        "P3", "I1", "V06", "V09", _day("2026-05-12"),
        Two("燃气历史数据缺 31%", "31 % of the gas history is missing"),
        "ours", "V06", _day("2026-06-26"), "high", "MM-302", ("E311",),
        Two("改为按批接入，2019 年前的历史用公交客流主题置换。", "Taken in by batches; the years before 2019 are exchanged for bus passenger numbers."), _day("2026-06-26"),
        "closed", _day("2026-06-26"), Two("双方高层会上定下。", "Settled at the meeting of both executives."),
    ),
    IssueRow(
        "P3", "I2", "V06", "Q06", _day("2026-05-20"),
        Two("燃气调度库不允许实时直连", "No direct reading of the gas control database"),
        "ours", "V06", _day("2026-07-31"), "high", "MM-303", ("E306",),
        Two("改走只读备库，源库占用不超过 5%。", "A read-only copy is used; the source is loaded by 5 % at most."), _day("2026-07-15"),
        "closed", _day("2026-07-31"), Two("燃气调度中心看过一周的占用记录。", "Gas control looked at a week of load records."),
    ),
    IssueRow(
        "P3", "I3", "V06", "Q07", _day("2026-07-20"),
        Two("两条线路的客流缺站点编码", "Passenger numbers of two lines lack the codes of their stops"),
        "client", "Q07", _day("2026-08-14"), "middle", "", ("E307",),
        Two("编码已补，次日 07:00 出数。", "The codes are there; numbers come at 07:00 the next day."), _day("2026-08-12"),
        "closed", _day("2026-08-13"), Two("连续两天核对一致。", "Checked on two days in a row."),
    ),
    IssueRow(
        "P3", "I4", "V06", "Q05", _day("2026-09-14"),
        Two("周末的漏损日报晚于 08:00", "At weekends the leakage report comes after 08:00"),
        "ours", "V09", _day("2026-09-25"), "middle", "", ("E305",),
        Two("周末任务改到 05:30 开始。", "The weekend run starts at 05:30 now."), _day("2026-09-17"),
        "closed", _day("2026-09-24"), Two("连续两个周末准时。", "On time for two weekends."),
    ),
    IssueRow(
        "P3", "I5", "V06", "Q08", _day("2026-11-18"),
        Two("质保金发票的抬头要与验收单一致", "The invoice of the retention must name the firm as the acceptance paper does"),
        "ours", "V11", _day("2026-12-04"), "low", "", ("C307",),
    ),
)  # fmt: skip
ISSUES = (*HUALING, *HENGYU, *YUNXI)
