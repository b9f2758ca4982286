"""24 commitments and duties, and where each stands on 2026-11-20.

The tables give notes, not states. Kept 已兑现; corrected where the talk is recorded; stated where a sales promise was
never checked; not kept where it came late; offered where the memo is not signed; in delivery where work goes on.
"""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import EntryRow, Measure, Two

_NONE = Two("", "")


def _ours(code: str, who: str, to: str, words: Two, due: date, source: str, on: date, state: str, measure: Measure | None = None, serves: str = "") -> EntryRow:  # fmt: skip
    return EntryRow(code, "commitment", who, to, words, due, source, on, state, _NONE, measure, serves=serves)


def _theirs(
    code: str, who: str, to: str, words: Two, due: date, on: date, state: str, serves: str, measure: Measure
) -> EntryRow:
    return EntryRow(code, "duty", who, to, words, due, "minutes", on, state, _NONE, measure, serves=serves)


def _by(metric: Two, due: date) -> Measure:
    return Measure("by_date", metric, target_on=due)


HUALING = (
    _ours("C101", "V02", "H02", Two("三个月上线", "Live within three months"), date(2026, 6, 30), "sales", date(2026, 3, 25), "stated", serves="E103"),
    _ours("C102", "V02", "H01", Two("行业成熟版，八成功能直接用", "A proven edition for the industry, eighty per cent used as it is"), date(2026, 6, 30), "sales", date(2026, 3, 25), "corrected"),
    _ours("C103", "V03", "H04", Two("支持有限产能排产", "Scheduling with finite capacity is supported"), date(2026, 10, 12), "sales", date(2026, 3, 25), "stated", serves="E105"),
    _ours(
        "C104", "V04", "H03", Two("周报每周五 17:00", "Weekly report every Friday at 17:00"), date(2026, 12, 25), "meeting", date(2026, 4, 8), "in_delivery",
        Measure("number", Two("每周五 17:00 前送达的期数占比", "Share of reports delivered by Friday 17:00"), Two("%", "%"), "95", "85"), "E104",
    ),
    _theirs(
        "C105", "H03", "V04", Two("期初数据 [2026-09-18:day]给齐", "All opening data by [2026-09-18:day]"), date(2026, 9, 18), date(2026, 6, 12), "not_kept", "E111",
        _by(Two("期初数据全部交到项目组", "All opening data handed to the project team"), date(2026, 9, 18)),
    ),
    _ours(
        "C106", "V01", "H02", Two("[2026-10-08:month]增派顾问一名", "One more consultant in [2026-10-08:month]"), date(2026, 10, 8), "meeting", date(2026, 9, 28), "asked",
        _by(Two("顾问到岗日", "Day the consultant starts"), date(2026, 10, 8)),
    ),
    _ours(
        "C107", "V07", "H07", Two("收货流程演示", "Demonstration of goods receipt"), date(2026, 11, 13), "minutes", date(2026, 10, 30), "kept",
        _by(Two("在现场完成演示", "Demonstration held on site"), date(2026, 11, 13)), "E108",
    ),
    _ours(
        "C108", "V04", "H04", Two("车间排产复核会", "Scheduling review in the workshop"), date(2026, 11, 13), "minutes", date(2026, 11, 6), "offered",
        _by(Two("复核会召开日", "Day of the review"), date(2026, 11, 27)), "E105",
    ),
)  # fmt: skip

HENGYU = (
    _ours("C201", "V02", "Y01", Two("三个月见效益", "Benefit within three months"), date(2026, 12, 11), "sales", date(2026, 9, 10), "stated", serves="E211"),
    _ours("C202", "V02", "Y05", Two("62 台设备全自动采集", "All 62 machines report automatically"), date(2027, 2, 26), "sales", date(2026, 9, 10), "stated", serves="E205"),
    _ours(
        "C203", "V03", "Y02", Two("单片追溯", "Traceability of each piece"), date(2027, 3, 26), "sales", date(2026, 9, 10), "clarified",
        Measure("number", Two("任一序列号 5 分钟内给出完整履历", "The full history of any serial number within 5 minutes"), Two("分钟", "min"), "5", "10", lower=True), "E202",
    ),
    _ours("C204", "V02", "Y03", Two("大屏免费加两个主题", "Two more themes on the wall screen, free"), date(2027, 1, 29), "sales", date(2026, 9, 10), "stated", serves="E201"),
    _ours(
        "C205", "V05", "Y02", Two("会前三日送日文摘要", "Japanese summary three days before a meeting"), date(2026, 12, 25), "meeting", date(2026, 10, 14), "in_delivery",
        Measure("number", Two("会前送达的工作日数", "Working days before the meeting"), Two("工作日", "working days"), "3", "2", "0"), "E212",
    ),
    _ours(
        "C206", "V05", "Y03", Two("原型一版", "First prototype"), date(2026, 11, 3), "minutes", date(2026, 10, 14), "kept",
        _by(Two("原型一版交付评审", "First prototype handed over for review"), date(2026, 11, 3)), "E203",
    ),
    _theirs(
        "C207", "Y05", "V10", Two("设备协议清单", "List of machine protocols"), date(2026, 11, 6), date(2026, 10, 14), "agreed", "E205",
        _by(Two("62 台设备的协议清单交到开发组", "Protocol list of 62 machines handed to development"), date(2026, 11, 6)),
    ),
    _ours(
        "C208", "V10", "Y04", Two("停线窗口方案", "Plan for the stop windows"), date(2026, 11, 27), "minutes", date(2026, 11, 5), "in_delivery",
        _by(Two("停线窗口方案交付", "Plan for the stop windows handed over"), date(2026, 11, 27)), "E204",
    ),
)  # fmt: skip

YUNXI = (
    _ours("C301", "V02", "Q03", Two("一个月接完数据", "All data connected within a month"), date(2026, 3, 31), "sales", date(2026, 2, 26), "corrected", serves="E311"),
    _ours(
        "C302", "V06", "Q02", Two("每月一次高管汇报", "A report to the executives every month"), date(2026, 11, 20), "meeting", date(2026, 2, 25), "kept",
        Measure("number", Two("按月完成的高管汇报次数", "Monthly executive reports held"), Two("次", "reports"), "10", "9", "0"), "E302",
    ),
    _ours(
        "C303", "V06", "Q06", Two("取数走只读备库", "Read from a read-only standby"), date(2026, 7, 31), "minutes", date(2026, 6, 26), "kept",
        _by(Two("取数切换到只读备库", "Reading moved to the read-only standby"), date(2026, 7, 31)), "E306",
    ),
    _theirs(
        "C304", "Q03", "V06", Two("协调燃气授权", "Arrange the gas company's permission"), date(2026, 7, 10), date(2026, 6, 26), "kept", "E311",
        _by(Two("燃气公司书面授权送达", "Written permission of the gas company received"), date(2026, 7, 10)),
    ),
    _ours(
        "C305", "V09", "Q10", Two("带教两个主题", "Coach the building of two themes"), date(2026, 10, 30), "meeting", date(2026, 5, 12), "kept",
        Measure("number", Two("带教完成的主题数", "Themes coached to the end"), Two("个", "themes"), "2", "1", "0"), "E310",
    ),
    _ours(
        "C306", "V06", "Q09", Two("变更单三方签", "Changes signed by three parties"), date(2026, 11, 18), "meeting", date(2026, 7, 1), "kept",
        Measure("number", Two("三方签全的变更单", "Changes signed by all three"), Two("单", "changes"), "6", "5", "0"), "E309",
    ),
    _ours(
        "C307", "V11", "Q08", Two("发票随节点单据", "Invoices follow the payment documents"), date(2026, 11, 20), "meeting", date(2026, 7, 1), "in_delivery",
        Measure("number", Two("发票与节点单据一致的比例", "Share of invoices matching their document"), Two("%", "%"), "100", "85", "0"), "E308",
    ),
    _ours(
        "C308", "V01", "Q02", Two("二期关键人员保留 80%", "80 % of the key people stay for phase two"), date(2027, 3, 31), "meeting", date(2026, 11, 9), "in_delivery",
        Measure("number", Two("留任关键人员占比", "Share of key people who stay"), Two("%", "%"), "80", "70", "0"), "E312",
    ),
)  # fmt: skip

COMMITMENTS = HUALING + HENGYU + YUNXI
