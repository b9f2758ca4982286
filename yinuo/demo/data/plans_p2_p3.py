"""The plans of the second project, still at its beginning, and of the third, which is done."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.plans import PlanRow, TaskRow, Told, VersionRow
from yinuo.demo.data.shapes import Two

HENGYU = PlanRow(
    "P2", "V05", "Y03",
    Two("一条产线年底前上线，全厂明年 3 月上线。", "One line live by the end of the year, the whole plant in March."),
    Two("先一线后全厂，停线窗口逐条约定。", "One line first; stop windows agreed line by line."),
    Two("原型先确认，再开发。", "The prototype is confirmed before development."),
    Two("设备工程提供协议，乙方提供采集方案。", "Equipment engineering gives the protocols, we the collection."),
    Two("任一序列号五分钟内查到完整履历。", "Every serial number shows its full record within five minutes."),
    (
        TaskRow("T1", Two("销售交接", "Hand-over from sales"), date(2026, 9, 10), owner="V05"),
        TaskRow("T2", Two("启动会", "Kick-off"), date(2026, 9, 16), owner="V05"),
        TaskRow("T3", Two("现场调研", "Field research"), date(2026, 10, 23), date(2026, 9, 21), owner="V10", waits_for=("T2",)),
        TaskRow("T4", Two("调研完成", "Research done"), date(2026, 10, 23), owner="V05", waits_for=("T3",)),
        TaskRow("T5", Two("提供设备协议清单", "List of machine protocols"), date(2026, 11, 6), date(2026, 10, 26), side="client", owner="Y05"),
        TaskRow("T6", Two("原型开发", "Prototype built"), date(2026, 11, 12), date(2026, 10, 26), owner="V10", waits_for=("T4",)),
        TaskRow("T7", Two("原型确认", "Prototype confirmed"), date(2026, 11, 13), side="client", owner="Y03", waits_for=("T6+1",)),
        TaskRow("T8", Two("一线开发与联调", "First line built and tested"), date(2026, 12, 30), date(2026, 11, 16), owner="V10", waits_for=("T5", "T7")),
        TaskRow("T9", Two("一线上线", "First line live"), date(2026, 12, 31), owner="V05", waits_for=("T8+1",)),
        TaskRow("T10", Two("全厂上线", "Whole plant live"), date(2027, 3, 26), owner="V05", waits_for=("T9",)),
        TaskRow("T11", Two("终验", "Final acceptance"), date(2027, 4, 30), side="client", owner="Y01", waits_for=("T10",)),
    ),
    (
        VersionRow(1, date(2026, 9, 17), {"T1": Told(done_on=date(2026, 9, 10)), "T2": Told(done_on=date(2026, 9, 16))}, signed_on=date(2026, 9, 21)),
        VersionRow(2, date(2026, 10, 26), {"T3": Told(begins=date(2026, 9, 21), done_on=date(2026, 10, 23)), "T4": Told(done_on=date(2026, 10, 23))}),
        VersionRow(
            3, date(2026, 11, 13),
            {
                "T6": Told(begins=date(2026, 10, 26), ends=date(2026, 11, 26), percent=60, why=Two("补做单片追溯原型", "Prototype of tracing added")),
                "T7": Told(ends=date(2026, 11, 27), why=Two("补做单片追溯原型", "Prototype of tracing added")),
                "T8": Told(begins=date(2026, 11, 30), ends=date(2027, 1, 21)),
                "T9": Told(ends=date(2027, 1, 22)),
            },
            otherwise=Two("随原型确认顺延；设备协议清单未到", "Follows the prototype; the machine protocols are not here yet"),
        ),
    ),
)  # fmt: skip

YUNXI = PlanRow(
    "P3", "V06", "Q03",
    Two("三家公司的数据汇成 12 个主题，业务人员自己会用。", "Data of three companies in 12 themes that people use themselves."),
    Two("先标准后接入，逐个公司上线。", "Standards first, then one company after the other."),
    Two("每周例会核对接入清单。", "The list of sources is checked every week."),
    Two("信息中心协调授权，乙方带教数据专员。", "The centre arranges access; we train its data clerks."),
    Two("主题按日出数，连续三十天。", "Themes deliver daily for thirty days."),
    (
        TaskRow("T1", Two("启动大会", "Kick-off"), date(2026, 2, 25), owner="V06"),
        TaskRow("T2", Two("三家公司调研", "Research in three companies"), date(2026, 4, 30), date(2026, 3, 2), owner="V09", waits_for=("T1",)),
        TaskRow("T3", Two("调研完成", "Research done"), date(2026, 4, 30), owner="V06", waits_for=("T2",)),
        TaskRow("T4", Two("标准定稿", "Standards final"), date(2026, 5, 29), owner="V09", waits_for=("T3",)),
        TaskRow("T5", Two("数据接入与主题开发", "Sources connected, themes built"), date(2026, 7, 24), date(2026, 6, 1), owner="V06", waits_for=("T4",)),
        TaskRow("T6", Two("上线", "Go-live"), date(2026, 7, 27), owner="V06", waits_for=("T5+1",)),
        TaskRow("T7", Two("初验", "First acceptance"), date(2026, 8, 7), side="client", owner="Q03", waits_for=("T6",)),
        TaskRow("T8", Two("试运行", "Trial run"), date(2026, 10, 9), date(2026, 8, 10), side="client", owner="Q04", waits_for=("T7",)),
        TaskRow("T9", Two("终验", "Final acceptance"), date(2026, 10, 14), side="client", owner="Q02", waits_for=("T8",)),
    ),
    (
        VersionRow(1, date(2026, 2, 26), {"T1": Told(done_on=date(2026, 2, 25))}, signed_on=date(2026, 3, 2)),
        VersionRow(
            2, date(2026, 5, 13),
            {
                "T2": Told(begins=date(2026, 3, 2), done_on=date(2026, 5, 12)),
                "T3": Told(done_on=date(2026, 5, 12)),
            },
            otherwise=Two("燃气历史数据缺 31%，逐项核对", "31 % of the gas history is missing; checked item by item"),
        ),
        VersionRow(3, date(2026, 6, 15), {"T4": Told(done_on=date(2026, 6, 12), why=Two("等调研结论，218 项逐项定稿", "Waited for the research; 218 standards settled one by one")), "T5": Told(begins=date(2026, 6, 15), ends=date(2026, 7, 24))}),
        VersionRow(
            4, date(2026, 6, 29),
            {
                "T5": Told(begins=date(2026, 6, 15), ends=date(2026, 8, 28), percent=15),
                "T6": Told(ends=date(2026, 8, 31)),
                "T7": Told(ends=date(2026, 9, 11)),
                "T8": Told(begins=date(2026, 9, 14), ends=date(2026, 11, 13)),
                "T9": Told(ends=date(2026, 11, 18)),
            },
            otherwise=Two("补充协议：客流主题置换燃气历史，工期延 5 周", "Supplement: passenger flow instead of gas history, five weeks more"),
        ),
        VersionRow(5, date(2026, 9, 1), {"T5": Told(begins=date(2026, 6, 15), done_on=date(2026, 8, 28)), "T6": Told(done_on=date(2026, 8, 31))}),
        VersionRow(6, date(2026, 9, 14), {"T7": Told(done_on=date(2026, 9, 11))}),
        VersionRow(7, date(2026, 11, 19), {"T8": Told(begins=date(2026, 9, 14), done_on=date(2026, 11, 13)), "T9": Told(done_on=date(2026, 11, 18))}),
    ),
)  # fmt: skip
