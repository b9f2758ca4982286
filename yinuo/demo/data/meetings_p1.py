"""Memos of the first project: two are not answered, one is refused, one agreed step is in no plan."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import MeetingRow, NextStepRow, SignedRow, TopicRow, Two

THIRD_FLOOR = Two("华岭三楼会议室", "Hualing, third floor")
WORKSHOP = Two("总装车间", "Assembly workshop")
TEAM = ("H03", "V04", "V07")

MEMOS = (
    MeetingRow(
        "M1", "P1", date(2026, 4, 8), "kick_off", Two("启动会", "Kick-off"), "V04",
        ("H02", "H03", "H04", "H05", "V01", "V04", "V07", "V08"), THIRD_FLOOR, "MM-101",
        Two("宣布双方团队与制度；董事长视频发言。", "Both teams and the rules of work were announced; the chairman spoke by video."),
        Two("双方团队、分工与例会制度已公布。", "Both teams, their duties and the rhythm of meetings are known."),
        steps=(NextStepRow(Two("[2026-04-13:day]起开展业务调研", "Business research begins on [2026-04-13:day]"), "ours", "V07", date(2026, 4, 13), date(2026, 4, 13)),),
        signed=SignedRow("H03", "code", date(2026, 4, 9)),
    ),
    MeetingRow(
        "M2", "P1", date(2026, 5, 15), "review", Two("调研结束", "End of the research"), "V04",
        ("H03", "H04", "H09", "V04", "V07"), THIRD_FLOOR, "MM-102",
        Two("完成六条主流程调研；排产只访一人，派工单未收。", "Six main processes were researched; on scheduling only one person was asked, the dispatch slips were not collected."),
        Two("六条主流程的现状说明已交信息部。", "IT has the description of the six main processes."),
        steps=(NextStepRow(Two("补访生产部", "Ask production again"), "ours", "V07", date(2026, 5, 29), None, ("M3", "M5")),),
        signed=SignedRow("H03", "code", date(2026, 5, 18)),
    ),
    MeetingRow(
        "M3", "P1", date(2026, 6, 12), "review", Two("蓝图签字", "Blueprint signed"), "V04",
        ("H02", "H03", "H04", "H05", "V04", "V07"), THIRD_FLOOR, "MM-103",
        Two("确认 65% 标准功能，35% 配置或开发。", "65 % standard functions, 35 % configured or built."),
        Two("蓝图由陆副总签字。", "The blueprint is signed by Mr Lu."),
        steps=(NextStepRow(Two("[2026-06-22:day]起开发", "Development begins on [2026-06-22:day]"), "ours", "V04", date(2026, 6, 22), date(2026, 6, 22)),),
        signed=SignedRow("H03", "code", date(2026, 6, 15)),
    ),
    MeetingRow(
        "M4", "P1", date(2026, 7, 13), "site_visit", Two("车间走访", "Visit to the workshop"), "V04",
        ("H04", "H09", "V04", "V07"), WORKSHOP, "MM-104",
        Two("走访总装与机加车间，看报工与派工。", "Assembly and machining were visited: how work is reported and given out."),
        Two("看清了派工的实际顺序。", "How work is really given out is known."),
        steps=(NextStepRow(Two("写移动审批与合并报表的估算", "Write the estimate for approval by phone and consolidated statements"), "ours", "V04", date(2026, 7, 24), date(2026, 9, 4)),),
    ),
    MeetingRow(
        "M5", "P1", date(2026, 8, 28), "routine", Two("项目例会", "Project meeting"), "V04",
        ("H02", "H03", "H04", "V01", "V04", "V07", "V08"), THIRD_FLOOR, "MM-105",
        Two("评估：原上线日期不可行。", "The assessment: the agreed go-live date cannot be kept."),
        Two("未达成一致。", "No agreement was reached."),
        ours=(Two("排产开发低估", "The development for scheduling was underestimated"),),
        theirs=(Two("数据迟交、双套需求", "Data came late; two sets of requirements"),),
        steps=(NextStepRow(Two("[2026-08-31:day]给出新计划", "The new plan is given on [2026-08-31:day]"), "ours", "V04", date(2026, 8, 31), date(2026, 8, 31)),),
        signed=SignedRow(
            "H02", "message", date(2026, 8, 31),
            Two("陆副总（企业微信）：原因写成双套需求，这份我不签。", "Mr Lu (chat): You write two sets of requirements as the cause. I do not sign this."),
            Two("原因不是双套需求，不同意这样写。", "Two sets of requirements are not the cause; this is not to be written."),
        ),
    ),
    MeetingRow(
        "M6", "P1", date(2026, 10, 12), "steering", Two("上线推迟会", "The go-live is postponed"), "V04",
        ("H02", "H03", "H05", "V01", "V04", "V12"), THIRD_FLOOR, "MM-106",
        Two("上线推迟到 [2026-11-09:day]。", "The go-live is postponed to [2026-11-09:day]."),
        Two("双方同意新的上线日期。", "Both sides agree to the new date."),
        ours=(Two("顾问更换", "A consultant was replaced"),),
        theirs=(Two("期初数据迟 24 天", "The opening data came 24 days late"),),
        steps=(
            NextStepRow(Two("每日 18:00 前发日报", "Send a daily report by 18:00"), "ours", "V04", date(2026, 10, 13), date(2026, 10, 30)),
            NextStepRow(Two("每日 18:00 前发数据整理日报", "Send a daily report on the data by 18:00"), "client", "H03", date(2026, 10, 13), date(2026, 10, 30)),
        ),
        signed=SignedRow("H03", "code", date(2026, 10, 13)),
    ),
    MeetingRow(
        "M7", "P1", date(2026, 10, 28), "steering", Two("第二次推迟", "Second postponement"), "V04",
        ("H02", "H03", "H04", "V01", "V04", "V07"), THIRD_FLOOR, "MM-107",
        Two("上线推迟到 [2026-12-21:day]。", "The go-live is postponed to [2026-12-21:day]."),
        Two("双方同意在 [2026-12-21:day]上线，陆副总保留意见。", "Both sides agree to go live on [2026-12-21:day]; Mr Lu has reservations."),
        ours=(Two("排产返工 15 人日", "Scheduling took 15 person-days of rework"),),
        theirs=(Two("领导新增需求", "New demands of the executives"),),
        steps=(NextStepRow(Two("[2026-11-10:day]给出三方案", "Three options are given on [2026-11-10:day]"), "ours", "V04", date(2026, 11, 10), date(2026, 11, 10)),),
        signed=SignedRow(
            "H02", "message", date(2026, 10, 29),
            Two("陆副总（企业微信）：日期我认，保留意见，不能再推。", "Mr Lu (chat): I accept the date, with reservations. No further delay."),
        ),
    ),
    MeetingRow(
        "M8", "P1", date(2026, 11, 6), "site_visit", Two("现场两天", "Two days on site"), "V04",
        ("H04", "H07", "H09", "V04", "V07", "V12"), WORKSHOP, "MM-108",
        Two("收货流程演示；车间排产访谈。", "Goods receipt was demonstrated; scheduling was discussed in the workshop."),
        Two("收货流程演示通过；排产规则听到两位计划员。", "The demonstration was accepted; two planners were heard on the rules of scheduling."),
        ours=(Two("派工单样本迟收", "The dispatch slips were collected late"),),
        steps=(NextStepRow(Two("[2026-11-13:day]召开车间排产复核会", "Hold the scheduling review in the workshop on [2026-11-13:day]"), "ours", "V04", date(2026, 11, 13)),),
        since=date(2026, 11, 5), hours=8,
    ),
)  # fmt: skip


def _report(code: str, on: date) -> MeetingRow:
    return MeetingRow(
        code, "P1", on, "executive_report", Two("月度高管汇报", "Monthly report to executives"), "V01",
        ("H01", "H02", "V01", "V04"), THIRD_FLOOR, hour=16, hours=1,
    )  # fmt: skip


REPORTS = (
    _report("M9", date(2026, 4, 28)),
    _report("M10", date(2026, 5, 27)),
    _report("M11", date(2026, 6, 26)),
    _report("M12", date(2026, 7, 29)),
    _report("M13", date(2026, 8, 20)),
)
"""None in September and October (R52)."""
EXECUTIVES = MeetingRow(
    "M14", "P1", date(2026, 11, 24), "steering", Two("双方高层会", "Meeting of both sides' executives"), "V04",
    ("H01", "H02", "H03", "V01", "V04"), THIRD_FLOOR, hour=14,
)  # fmt: skip
TOPIC = TopicRow(
    "P1", "M14", "H03", date(2026, 11, 20),
    Two("两项变更由哪个部门出钱", "Which department pays for the two changes"),
    Two("22 人日和 46 人日，信息部今年没有这笔预算。", "22 and 46 person-days; the IT department has no budget for them this year."),
)  # fmt: skip

HUALING = (*MEMOS, *REPORTS, EXECUTIVES)
