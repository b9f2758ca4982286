"""What was delivered: work begun, values measured, how lines ended, which wishes were declined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import MeasureRow, Two


@dataclass(frozen=True, slots=True)
class Ended:
    """A line ended without a measurement: `state` is refused or corrected."""

    entry: str
    by: str
    on: date
    state: str
    why: Two


BEGUN = (
    ("C104", "V04", date(2026, 4, 15)),
    ("C104", "V04", date(2026, 11, 19)),
    ("C205", "V05", date(2026, 10, 19)),
    ("C208", "V10", date(2026, 11, 11)),
    ("C307", "V11", date(2026, 7, 9)),
    ("C308", "V01", date(2026, 11, 13)),
    ("E311", "V06", date(2026, 7, 6)),
    ("E304", "V09", date(2026, 6, 15)),
)

ENDED = (
    Ended("C102", "V04", date(2026, 6, 12), "corrected", Two("蓝图会上已说明：标准功能占 65%，其余配置或开发。", "Explained at the blueprint meeting: 65 % is standard, the rest is configured or built.")),
    Ended("C301", "V06", date(2026, 6, 26), "corrected", Two("[2026-05-27:day]说明源库权限与缺失 31%；高层会改为 12 周分批接入。", "Source rights and the missing 31 % explained on [2026-05-27:day]; the executive meeting agreed 12 weeks in batches.")),
    Ended("E112", "V01", date(2026, 11, 6), "refused", Two("零问题无法衡量，也没有人做得到；可以约定响应和恢复时间。尚待当面说明。", "No problems at all cannot be measured and nobody can do it; response and recovery times can be agreed. Still to be told in person.")),
)  # fmt: skip

MEASURED = (
    MeasureRow("C105", "V04", date(2026, 10, 12), Two("最后一批期初数据收到，比约定迟 24 天。", "The last opening data arrived 24 days after the agreed day."), reached_on=date(2026, 10, 12), outcome="not_kept"),
    MeasureRow("E103", "V04", date(2026, 10, 12), Two("当日推迟上线会，四个模块均未上线。", "Go-live postponed that day; none of the four modules is live."), is_met=False, outcome="missed", tell=False),
    MeasureRow("E103", "V04", date(2026, 11, 19), Two("仍未上线，预计 [2026-12-21:day]。", "Still not live; expected on [2026-12-21:day]."), is_met=False, performance=45),
    MeasureRow("E110", "V04", date(2026, 10, 30), Two("文档有初稿，只有马工一人复核。", "A first draft exists, reviewed by Mr Ma alone."), number="1", outcome="missed", performance=50),
    MeasureRow("C107", "V07", date(2026, 11, 13), Two("仓库现场演示完成，小吕和四名仓管员参加。", "Demonstrated in the warehouse to Xiaoman and four storekeepers."), reached_on=date(2026, 11, 13), outcome="kept"),
    MeasureRow("C206", "V05", date(2026, 11, 3), Two("原型一版当日评审。", "First prototype reviewed that day."), reached_on=date(2026, 11, 3), outcome="kept"),
    MeasureRow("C304", "V06", date(2026, 7, 9), Two("收到燃气公司盖章的授权书。", "The gas company's sealed permission arrived."), reached_on=date(2026, 7, 9), outcome="kept"),
    MeasureRow("C303", "V06", date(2026, 7, 30), Two("取数已切换到只读备库。", "Reading moved to the read-only standby."), reached_on=date(2026, 7, 30), outcome="kept"),
    MeasureRow("E304", "V09", date(2026, 8, 28), Two("218 项标准，落标率 90%。", "218 standards, 90 % in use."), number="90", outcome="met", performance=80),
    MeasureRow("E302", "V06", date(2026, 8, 31), Two("第 12 个主题 [2026-08-28:day]开放，[2026-08-31:day]正式上线。", "The 12th theme opened on [2026-08-28:day]; official go-live on [2026-08-31:day]."), reached_on=date(2026, 8, 28), outcome="met", performance=82),
    MeasureRow("E306", "V06", date(2026, 8, 31), Two("两周峰值取平均，占用 4%。", "Peaks of two weeks average 4 %."), number="4", outcome="met", performance=86),
    MeasureRow("E307", "V09", date(2026, 8, 31), Two("八月试跑，95% 的日子 07:00 前出数。", "Trial in August: figures before 07:00 on 95 % of the days."), number="95", outcome="met", performance=80),
    MeasureRow("E311", "V06", date(2026, 8, 31), Two("置换清单上的批次全部接入，比原说法晚五个月。", "Every batch of the swap list is connected, five months after what was first said."), number="100", outcome="met"),
    MeasureRow("E305", "V09", date(2026, 10, 8), Two("连续 34 天在 08:00 前自动出报。", "34 days in a row before 08:00."), number="34", outcome="met", performance=88),
    MeasureRow("E310", "V09", date(2026, 10, 28), Two("小冯独立完成两个主题，评审 82 分。", "Feng Di completed two themes alone, reviewed at 82 points."), number="82", outcome="met", performance=84),
    MeasureRow("C305", "V09", date(2026, 10, 28), Two("两个主题带教完成。", "Two themes coached to the end."), number="2", outcome="kept"),
    MeasureRow("E301", "V06", date(2026, 11, 16), Two("23:50 开始，13 分钟讲完，一页纸、三个数字。", "Began at 23:50, done in 13 minutes with one page and three figures."), number="13", outcome="met", performance=92),
    MeasureRow("E309", "V06", date(2026, 11, 18), Two("6 张变更单全部双签并有监理见证，最长 4 个工作日签全。", "All 6 changes signed by both and witnessed, within 4 working days at most."), number="4", outcome="met", performance=90),
    MeasureRow("C306", "V06", date(2026, 11, 18), Two("6 单 6 单。", "6 of 6."), number="6", outcome="kept"),
    MeasureRow("E303", "V06", date(2026, 11, 18), Two("终验评审 91.5 分，结论“通过”，遗留 1 项。", "Final acceptance: 91.5 points, “passed”, one item left over."), number="91.5", outcome="met", performance=93),
    MeasureRow("C302", "V06", date(2026, 11, 20), Two("10 次 10 次。", "10 of 10."), number="10", outcome="kept"),
    MeasureRow("E308", "V11", date(2026, 11, 20), Two("已开发票与节点单据一致 99%，一处税号简写待更正。", "99 % of the invoices match; one abbreviated tax number to be corrected."), number="99", tell=False, performance=78),
)  # fmt: skip
