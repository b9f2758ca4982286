"""Memos of the second project: friendly, and silent about what was not checked."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import MeetingRow, NextStepRow, SignedRow, Two

ROOM = Two("恒屿昆山会议室", "Hengyu, Kunshan")

HENGYU = (
    MeetingRow(
        "M1", "P2", date(2026, 9, 10), "review", Two("销售交接会", "Sales hand-over"), "V05",
        ("Y03", "V02", "V03", "V05", "V10"), ROOM, "MM-201",
        Two("四条承诺，核对一条。", "Four promises, one checked."),
        Two("单片追溯已核对，可行。", "The traceability of each piece is checked and can be done."),
        steps=(NextStepRow(Two("[2026-09-25:day]前补核对其余承诺", "Check the other promises by [2026-09-25:day]"), "ours", "V03", date(2026, 9, 25)),),
        signed=SignedRow("Y03", "code", date(2026, 9, 11)),
    ),
    MeetingRow(
        "M2", "P2", date(2026, 9, 16), "kick_off", Two("启动会", "Kick-off"), "V05",
        ("Y01", "Y02", "Y03", "Y04", "V01", "V05", "V10"), ROOM, "MM-202",
        Two("郑总、佐藤副总到场；宣布双方团队。", "President Zheng and Mr Sato attended; both teams were announced."),
        Two("项目正式启动。", "The project has formally begun."),
        steps=(NextStepRow(Two("[2026-09-21:day]起开展调研", "Research begins on [2026-09-21:day]"), "ours", "V05", date(2026, 9, 21), date(2026, 9, 21)),),
        signed=SignedRow("Y03", "code", date(2026, 9, 17)),
    ),
    MeetingRow(
        "M3", "P2", date(2026, 10, 23), "review", Two("调研结束", "End of the research"), "V05",
        ("Y03", "Y04", "Y05", "Y06", "V05", "V10"), ROOM, "MM-203",
        Two("调研结束，异常事实 0 条。", "The research is finished; 0 unusual facts were found."),
        Two("调研报告已交数字化部。", "The report was handed to the digital department."),
        steps=(NextStepRow(Two("[2026-11-03:day]给出原型一版", "The first prototype is shown on [2026-11-03:day]"), "ours", "V05", date(2026, 11, 3), date(2026, 11, 3)),),
        signed=SignedRow("Y03", "code", date(2026, 10, 26)),
    ),
    MeetingRow(
        "M4", "P2", date(2026, 11, 3), "review", Two("原型评审", "Prototype review"), "V05",
        ("Y01", "Y02", "Y03", "V05", "V10"), ROOM, "MM-204",
        Two("大屏好评；佐藤副总问单片追溯。", "The wall screen was praised; Mr Sato asked for the traceability of each piece."),
        Two("大屏主题得到认可。", "The themes of the wall screen are accepted."),
        steps=(NextStepRow(Two("[2026-11-20:day]前补追溯原型", "Add the prototype of traceability by [2026-11-20:day]"), "ours", "V10", date(2026, 11, 20), task="T6"),),
    ),
)  # fmt: skip
