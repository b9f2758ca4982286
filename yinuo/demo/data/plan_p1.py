"""The plan of the first project, seven versions long; the review of the shop floor never came into it."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.plans import PlanRow, TaskRow, Told, VersionRow
from yinuo.demo.data.shapes import Two

_TASKS = (
    TaskRow("T1", Two("启动与调研", "Kick-off and research")),
    TaskRow("T2", Two("启动会", "Kick-off"), date(2026, 4, 8), owner="V04", parent="T1"),
    TaskRow("T3", Two("六条主流程调研", "Research of six processes"), date(2026, 5, 15), date(2026, 4, 13), owner="V07", parent="T1"),
    TaskRow("T4", Two("调研完成", "Research done"), date(2026, 5, 15), owner="V04", parent="T1", waits_for=("T3",)),
    TaskRow("T5", Two("蓝图", "Blueprint")),
    TaskRow("T6", Two("蓝图编写与评审", "Blueprint written and reviewed"), date(2026, 6, 5), date(2026, 5, 18), owner="V04", parent="T5", waits_for=("T4",)),
    TaskRow("T7", Two("蓝图签字", "Blueprint signed"), date(2026, 6, 5), side="client", owner="H02", parent="T5", waits_for=("T6",)),
    TaskRow("T8", Two("建设与测试", "Build and test")),
    TaskRow("T9", Two("配置与开发", "Configuration and development"), date(2026, 8, 28), date(2026, 6, 22), owner="V08", parent="T8", waits_for=("T7",)),
    TaskRow("T10", Two("配置开发完成", "Configuration done"), date(2026, 8, 28), owner="V04", parent="T8", waits_for=("T9",)),
    TaskRow("T11", Two("整理期初数据", "Opening data prepared"), date(2026, 9, 18), date(2026, 8, 3), side="client", owner="H10", parent="T8"),
    TaskRow("T12", Two("期初数据齐", "Opening data complete"), date(2026, 9, 18), side="client", owner="H03", parent="T8", waits_for=("T11",)),
    TaskRow("T13", Two("用户验收测试", "User acceptance test"), date(2026, 9, 30), date(2026, 9, 7), side="client", owner="H03", parent="T8", waits_for=("T10",)),
    TaskRow("T14", Two("UAT 通过", "UAT passed"), date(2026, 9, 30), side="client", owner="H03", parent="T8", waits_for=("T13",)),
    TaskRow("T15", Two("上线与验收", "Go-live and acceptance")),
    TaskRow("T16", Two("切换准备", "Cut-over prepared"), date(2026, 10, 10), date(2026, 10, 8), owner="V07", parent="T15", waits_for=("T12", "T14")),
    TaskRow("T17", Two("上线", "Go-live"), date(2026, 10, 12), owner="V04", parent="T15", waits_for=("T16+1",)),
    TaskRow("T18", Two("上线支持", "Support after go-live"), date(2027, 1, 14), date(2026, 10, 13), owner="V07", parent="T15", waits_for=("T17",)),
    TaskRow("T19", Two("终验", "Final acceptance"), date(2027, 1, 15), side="client", owner="H02", parent="T15", waits_for=("T18+1",)),
)  # fmt: skip

_LATE_DATA = Two(
    "期初数据迟 24 天（甲方）；顾问更换（乙方）", "Opening data 24 days late (client); consultant replaced (us)"
)
_NEW_WISHES = Two(
    "领导新增需求（甲方）；排产返工 15 人日（乙方）",
    "New wishes of the management (client); 15 days of rework on scheduling (us)",
)
_LOW_ESTIMATE = Two(
    "排产开发低估（乙方）；双套需求（甲方）", "Scheduling underestimated (us); two sets of requirements (client)"
)

_VERSIONS = (
    VersionRow(1, date(2026, 4, 9), {"T2": Told(done_on=date(2026, 4, 8))}, signed_on=date(2026, 4, 13)),
    VersionRow(2, date(2026, 5, 18), {"T3": Told(begins=date(2026, 4, 13), done_on=date(2026, 5, 15)), "T4": Told(done_on=date(2026, 5, 15))}),
    VersionRow(
        3, date(2026, 6, 15),
        {
            "T6": Told(begins=date(2026, 5, 18), done_on=date(2026, 6, 12), why=Two("标准与开发逐条区分，多评审一轮", "Standard and custom parted line by line, one more review")),
            "T7": Told(done_on=date(2026, 6, 12), why=Two("蓝图多评审一轮", "One more review of the blueprint")),
        },
    ),
    VersionRow(
        4, date(2026, 8, 31),
        {
            "T9": Told(begins=date(2026, 6, 22), ends=date(2026, 9, 24), percent=60, why=_LOW_ESTIMATE),
            "T10": Told(ends=date(2026, 9, 24), why=_LOW_ESTIMATE),
            "T13": Told(begins=date(2026, 9, 28), ends=date(2026, 10, 9)),
            "T14": Told(ends=date(2026, 10, 9)),
            "T16": Told(begins=date(2026, 10, 10), ends=date(2026, 10, 10)),
        },
        otherwise=Two("随配置开发顺延", "Follows the configuration"),
    ),
    VersionRow(
        5, date(2026, 10, 12),
        {
            "T9": Told(begins=date(2026, 6, 22), ends=date(2026, 10, 23), percent=70, owner="V12"),
            "T10": Told(ends=date(2026, 10, 23)),
            "T11": Told(begins=date(2026, 8, 3), done_on=date(2026, 10, 12), why=Two("期初数据迟 24 天（甲方）", "Opening data 24 days late (client)")),
            "T12": Told(done_on=date(2026, 10, 12), why=Two("期初数据迟 24 天（甲方）", "Opening data 24 days late (client)")),
            "T13": Told(begins=date(2026, 10, 26), ends=date(2026, 11, 4)),
            "T14": Told(ends=date(2026, 11, 4)),
            "T16": Told(begins=date(2026, 11, 5), ends=date(2026, 11, 6)),
            "T17": Told(ends=date(2026, 11, 9), why=_LATE_DATA),
            "T18": Told(begins=date(2026, 11, 10), ends=date(2027, 2, 4)),
            "T19": Told(ends=date(2027, 2, 5)),
        },
        otherwise=Two("顾问更换，排产随之顺延", "Consultant replaced; the rest follows"),
    ),
    VersionRow(
        6, date(2026, 10, 29),
        {
            "T9": Told(begins=date(2026, 6, 22), ends=date(2026, 12, 4), percent=75, why=_NEW_WISHES),
            "T10": Told(ends=date(2026, 12, 4), why=_NEW_WISHES),
            "T13": Told(begins=date(2026, 12, 7), ends=date(2026, 12, 11)),
            "T14": Told(ends=date(2026, 12, 11)),
            "T16": Told(begins=date(2026, 12, 14), ends=date(2026, 12, 18)),
            "T17": Told(ends=date(2026, 12, 21), why=_NEW_WISHES),
            "T18": Told(begins=date(2026, 12, 22), ends=date(2027, 2, 25)),
            "T19": Told(ends=date(2027, 2, 26)),
        },
        otherwise=Two("随上线日顺延", "Follows the day of go-live"),
    ),
    VersionRow(
        7, date(2026, 11, 10),
        {"T9": Told(begins=date(2026, 6, 22), ends=date(2026, 12, 4), percent=80)},
        added=(
            TaskRow("T20", Two("提供车间派工单样本", "Samples of shop-floor work orders"), date(2026, 11, 13), date(2026, 11, 11), side="client", owner="H09", parent="T8"),
            TaskRow("T21", Two("三个方案的高层会", "Top-level meeting on three options"), date(2026, 11, 24), owner="V01", parent="T15"),
        ),
    ),
)  # fmt: skip

PLAN = PlanRow(
    "P1", "V04", "H03",
    Two("四个模块按合同上线，成本次月 5 日前结转。", "Four modules live as agreed; costs settled by the 5th of the next month."),
    Two("先标准流程，排产只做瓶颈工序。", "Standard processes first; scheduling for bottlenecks only."),
    Two("按蓝图配置，开发部分逐项评审。", "Configure by the blueprint; review custom parts one by one."),
    Two("甲方六名关键用户，乙方三名顾问。", "Six key users of the client, three consultants of ours."),
    Two("六条流程逐条走通，由关键用户签字。", "Six processes walked through, each signed by its key user."),
    _TASKS, _VERSIONS,
)  # fmt: skip
