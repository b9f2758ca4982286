"""Memos of the third project: the refusal, the exchange at the top, two rehearsals, the acceptance."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import MeetingRow, NextStepRow, SignedRow, Two

GROUP = Two("云溪集团会议室", "Yunxi Group")
TEAM = ("Q03", "Q04", "V06", "V09")

MEMOS = (
    MeetingRow(
        "M1", "P3", date(2026, 2, 25), "kick_off", Two("启动大会", "Kick-off"), "V06",
        ("Q01", "Q02", "Q03", "Q05", "Q06", "Q07", "V01", "V06", "V09"), GROUP, "MM-301",
        Two("总裁发言；宣布双方团队。", "The president spoke; both teams were announced."),
        Two("项目正式启动。", "The project has formally begun."),
        steps=(NextStepRow(Two("[2026-03-02:day]起开展调研", "Research begins on [2026-03-02:day]"), "ours", "V09", date(2026, 3, 2), date(2026, 3, 2)),),
        signed=SignedRow("Q03", "code", date(2026, 2, 26)),
    ),
    MeetingRow(
        "M2", "P3", date(2026, 5, 12), "review", Two("调研汇总", "Summary of the research"), "V06", TEAM, GROUP, "MM-302",
        Two("燃气历史数据缺 31%。", "31 % of the gas history is missing."),
        Two("三家公司的数据现状已查清。", "The state of the data of all three companies is known."),
        steps=(NextStepRow(Two("评估缺失数据的影响", "Assess what the missing data means"), "ours", "V09", date(2026, 5, 20), date(2026, 5, 20)),),
        signed=SignedRow("Q03", "code", date(2026, 5, 13)),
    ),
    MeetingRow(
        "M3", "P3", date(2026, 5, 20), "routine", Two("周例会", "Weekly meeting"), "V06", (*TEAM, "Q06"), GROUP, "MM-303",
        Two("就合同“全部历史数据”的含义发生争执。", "What the contract means by “all history” was disputed."),
        Two("未达成一致。", "No agreement was reached."),
        ours=(Two("售前未核对源库", "The source databases were not checked before the contract"),),
        theirs=(Two("授权未定", "Access is not decided"),),
        steps=(NextStepRow(Two("[2026-05-27:day]召开说明会", "Hold an explaining meeting on [2026-05-27:day]"), "ours", "V06", date(2026, 5, 27), date(2026, 5, 27)),),
        signed=SignedRow(
            "Q03", "message", date(2026, 5, 21),
            Two("童主任（企业微信）：授权不是延误的原因，这份不能签。", "Ms Tong (chat): Access is not the cause of the delay. This cannot be signed."),
            Two("授权未定不是延误的原因。", "Access not decided is not the cause."),
        ),
    ),
    MeetingRow(
        "M4", "P3", date(2026, 5, 27), "review", Two("说明会", "Explaining meeting"), "V06", (*TEAM, "Q02", "Q06"), GROUP, "MM-304",
        Two("罗秉文解释源库权限与缺失 31% 的客观条件。", "Luo Bingwen explained the access to the sources and the missing 31 %."),
        Two("双方同意由高层会定。", "Both sides leave it to their executives."),
        steps=(NextStepRow(Two("召开双方高层会", "Hold a meeting of both sides' executives"), "ours", "V01", date(2026, 6, 26), date(2026, 6, 26)),),
        signed=SignedRow("Q03", "code", date(2026, 5, 28)),
    ),
    MeetingRow(
        "M5", "P3", date(2026, 6, 12), "review", Two("数据标准会", "Data standards"), "V06", (*TEAM, "Q10"), GROUP, "MM-305",
        Two("218 项数据标准定稿。", "218 data standards are final."),
        Two("数据标准可以落标。", "The standards can be put into use."),
        steps=(NextStepRow(Two("落标", "Put the standards into use"), "ours", "V09", date(2026, 8, 28), date(2026, 8, 28)),),
        signed=SignedRow("Q03", "code", date(2026, 6, 15)),
    ),
    MeetingRow(
        "M6", "P3", date(2026, 6, 26), "steering", Two("双方高层会", "Meeting of both sides' executives"), "V06",
        ("Q01", "Q02", "Q03", "V01", "V06"), GROUP, "MN-306",
        Two("公交客流主题置换燃气全部历史；工期延 5 周；变更预算列支 12 万。", "Bus passengers replace the whole gas history; five weeks more; 120,000 from the change budget."),
        Two("双方高层就置换、工期与变更预算达成一致。", "The executives agree on the exchange, the time and the budget."),
        ours=(Two("乙方退一步：增加公交客流主题，净增 6 人日自担", "The vendor gives way: bus passengers are added, 6 person-days at our cost"),),
        theirs=(Two("甲方退一步：燃气 2019 年前历史不再入湖", "The client gives way: gas history before 2019 is left out"),),
        steps=(NextStepRow(Two("签补充协议", "Sign the supplementary agreement"), "client", "Q03", date(2026, 7, 3), date(2026, 7, 3)),),
        signed=SignedRow("Q02", "code", date(2026, 6, 26)),
    ),
    MeetingRow(
        "M7", "P3", date(2026, 8, 31), "review", Two("上线", "Go-live"), "V06", (*TEAM, "Q02", "Q05"), GROUP, "MM-307",
        Two("四项推广条件齐备，系统上线。", "All four conditions of the roll-out are met; the system is live."),
        Two("水务漏损日报第一次自动出数。", "The water loss report came out by itself for the first time."),
        steps=(NextStepRow(Two("[2026-09-11:day]初验", "First acceptance on [2026-09-11:day]"), "client", "Q03", date(2026, 9, 11), date(2026, 9, 11)),),
        signed=SignedRow("Q03", "code", date(2026, 9, 1)),
    ),
    MeetingRow(
        "M8", "P3", date(2026, 9, 11), "review", Two("初验", "First acceptance"), "V06", (*TEAM, "Q02", "Q09"), GROUP, "MM-308",
        Two("初验通过，遗留 4 项。", "The first acceptance is passed with 4 items left over."),
        Two("初验单由双方与监理签字。", "Both sides and the supervisor signed."),
        steps=(NextStepRow(Two("试运行到 [2026-11-13:day]", "Trial run until [2026-11-13:day]"), "client", "Q04", date(2026, 11, 13), date(2026, 11, 13)),),
        signed=SignedRow("Q03", "code", date(2026, 9, 14)),
    ),
    MeetingRow(
        "M9", "P3", date(2026, 11, 12), "rehearsal", Two("第二次演练", "Second rehearsal"), "V06", ("Q03", "V01", "V06"), GROUP, "MM-309",
        Two("第二次演练；备用方案 1 套。", "The second rehearsal; one fallback is ready."),
        Two("15 分钟版本讲清了三个数字。", "The version of 15 minutes makes three figures clear."),
        steps=(NextStepRow(Two("[2026-11-16:day]向魏总裁汇报", "Report to President Wei on [2026-11-16:day]"), "ours", "V06", date(2026, 11, 16), date(2026, 11, 16)),),
        signed=SignedRow("Q03", "code", date(2026, 11, 13)), rehearses="M11",
    ),
    MeetingRow(
        "M10", "P3", date(2026, 11, 18), "closing", Two("终验会", "Final acceptance"), "V06",
        ("Q01", "Q02", "Q03", "Q04", "Q09", "V01", "V06", "V09"), GROUP, "MM-310",
        Two("终验通过，遗留 1 项。", "The final acceptance is passed with 1 item left over."),
        Two("终验单已签。", "The final acceptance is signed."),
        steps=(NextStepRow(Two("商谈二期意向", "Talk about a second phase"), "client", "Q02", date(2026, 11, 20), date(2026, 11, 20)),),
        signed=SignedRow("Q03", "code", date(2026, 11, 18)),
    ),
)  # fmt: skip

PRESIDENT = MeetingRow(
    "M11", "P3", date(2026, 11, 16), "executive_report", Two("向魏总裁汇报", "Report to President Wei"), "V06",
    ("Q01", "Q03", "V01", "V06"), GROUP, hour=23.5, hours=0.25, is_report=True,
)  # fmt: skip
FIRST_REHEARSAL = MeetingRow(
    "M12", "P3", date(2026, 11, 10), "rehearsal", Two("第一次演练", "First rehearsal"), "V06", ("V01", "V06", "V09"),
    GROUP, hour=15, rehearses="M11",
)  # fmt: skip


def _report(code: str, on: date) -> MeetingRow:
    return MeetingRow(
        code, "P3", on, "executive_report", Two("月度高管汇报", "Monthly report to executives"), "V06",
        ("Q02", "Q03", "V01", "V06"), GROUP, hour=16, hours=0.5,
    )  # fmt: skip


REPORTS = (
    _report("M13", date(2026, 2, 27)),
    _report("M14", date(2026, 3, 27)),
    _report("M15", date(2026, 4, 28)),
    _report("M16", date(2026, 5, 29)),
    _report("M17", date(2026, 6, 30)),
    _report("M18", date(2026, 7, 30)),
    _report("M19", date(2026, 8, 28)),
    _report("M20", date(2026, 9, 29)),
    _report("M21", date(2026, 10, 30)),
)
"""With the report of November ten, one a month."""

YUNXI = (*MEMOS, PRESIDENT, FIRST_REHEARSAL, *REPORTS)
