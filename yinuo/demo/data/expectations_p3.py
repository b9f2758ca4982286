"""The twelve expectations of the third project."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import EntryRow, Measure, Two

PERCENT = Two("%", "%")

YUNXI = (
    EntryRow(
        "E301", "expectation", "Q01", "V06", Two("15 分钟讲清价值", "Explain the value in 15 minutes"), date(2026, 11, 16), "interview", date(2026, 10, 20), "met",
        Two("向市里汇报", "To report to the city"),
        Measure("number", Two("一页纸 + 3 个数字", "One page + 3 figures"), Two("分钟", "min"), "15", "20", lower=True),
    ),
    EntryRow(
        "E302", "expectation", "Q02", "V06", Two("三公司数据一张图", "One picture of three companies' data"), date(2026, 8, 31), "contract", date(2026, 2, 25), "met",
        Two("集团管控", "Group control"),
        Measure("by_date", Two("12 个主题上线", "12 themes live"), target_on=date(2026, 8, 31), minimum_on=date(2026, 9, 20)),
        clause="2.5",
    ),
    EntryRow(
        "E303", "expectation", "Q03", "V06", Two("验收一次过", "Accepted at the first attempt"), date(2026, 11, 18), "interview", date(2026, 2, 26), "met",
        Two("晋升", "Promotion"),
        Measure("number", Two("终验结论“通过”", "Final acceptance concludes “passed”"), Two("分", "points"), "85", "70", "0"),
    ),
    EntryRow(
        "E304", "expectation", "Q04", "V09", Two("数据标准能落地", "Data standards that are put to use"), date(2026, 8, 28), "interview", date(2026, 4, 14), "met",
        Two("少返工", "Less rework"),
        Measure("number", Two("218 项标准，落标率 ≥ 90%", "218 standards, ≥ 90 % in use"), PERCENT, "90", "75", "0"),
    ),
    EntryRow(
        "E305", "expectation", "Q05", "V09", Two("漏损日报自动出", "Daily leakage report comes by itself"), date(2026, 10, 30), "interview", date(2026, 4, 15), "met",
        Two("少写材料", "Less paperwork"),
        Measure("number", Two("每日 08:00 前，连续 30 天", "Daily before 08:00, 30 days in a row"), Two("天", "days"), "30", "15", "0"),
    ),
    EntryRow(
        "E306", "expectation", "Q06", "V06", Two("调度库不被拖慢", "The dispatch database is not slowed down"), date(2026, 8, 31), "meeting", date(2026, 5, 12), "met",
        Two("安全责任", "Responsibility for safety"),
        Measure("number", Two("取数对源库 CPU ≤ 5%", "Reading takes ≤ 5 % of the source's CPU"), PERCENT, "5", "10", "30", lower=True),
    ),
    EntryRow(
        "E307", "expectation", "Q07", "V09", Two("客流看得见", "See the passenger flow"), date(2026, 8, 31), "minutes", date(2026, 6, 26), "met",
        Two("线路调整", "Adjusting the lines"),
        Measure("number", Two("分线路客流次日 07:00", "Flow by line at 07:00 the next day"), PERCENT, "95", "80", "0"),
    ),
    EntryRow(
        "E308", "expectation", "Q08", "V11", Two("发票与节点一致", "Invoices match the payment points"), date(2026, 11, 20), "contract", date(2026, 7, 1), "measured",
        Two("审计", "Audit"),
        Measure("number", Two("5 个节点零差异", "No difference at 5 payment points"), PERCENT, "100", "85", "0"),
        clause="5.2",
    ),
    EntryRow(
        "E309", "expectation", "Q09", "V06", Two("变更有据可查", "Every change can be proved"), date(2026, 11, 18), "meeting", date(2026, 7, 1), "met",
        Two("监理责任", "Responsibility of the supervisor"),
        Measure("number", Two("变更单 100% 双签+监理见证", "100 % of changes signed by both and witnessed"), Two("工作日", "working days"), "5", "8", lower=True),
    ),
    EntryRow(
        "E310", "expectation", "Q10", "V09", Two("自己会建主题", "Able to build themes alone"), date(2026, 10, 30), "interview", date(2026, 4, 16), "met",
        Two("成长", "Growth"),
        Measure("number", Two("独立完成 2 个主题", "2 themes completed alone"), Two("分", "points"), "80", "65", "0"),
    ),
    EntryRow(
        "E311", "expectation", "Q03", "V06", Two("数据按批接完（原说法“一个月接完”）", "Data connected in batches (first said: “all within a month”)"), date(2026, 9, 18), "sales", date(2026, 2, 26), "met",
        Two("向总裁交代", "An answer for the president"),
        Measure("number", Two("12 周分批接入，含置换清单", "Connected in batches over 12 weeks, with the swap list"), PERCENT, "100"),
    ),
    EntryRow(
        "E312", "expectation", "Q02", "V01", Two("二期继续由熟人做", "Phase two by the people we know"), date(2027, 3, 31), "interview", date(2026, 10, 20), "agreed",
        Two("连续性", "Continuity"),
        Measure("number", Two("关键人员保留 ≥ 80%", "≥ 80 % of the key people stay"), PERCENT, "80", "70", "0"),
    ),
)  # fmt: skip
