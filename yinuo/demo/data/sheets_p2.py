"""The sheets of the second project."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import Line, ReplyRow, Say, SheetRow, Two

RHYTHM = SheetRow(
    "P2-rhythm", "V05", date(2026, 10, 14), date(2026, 10, 21), ("Y02", "Y03", "Y05"), "window",
    Two("原型前的约定", "Before the prototype"),
    Two("请确认资料、原型和设备清单三件事。", "Please confirm papers, prototype and machine list."),
    (
        Line("E212", Two("会议资料连同日文摘要于会前 3 个工作日送达佐藤副总。", "Papers reach Mr Sato with a Japanese summary 3 working days before a meeting.")),
        Line("C205", Two("项目组于会前 3 个工作日送出日文摘要。", "The team sends the Japanese summary 3 working days before a meeting.")),
        Line("C206", Two("[2026-11-03:day]交付原型一版并评审。", "The first prototype is handed over and reviewed on [2026-11-03:day].")),
        Line("C207", Two("设备工程于 [2026-11-06:day]前给出 62 台设备的协议清单。", "Equipment engineering lists the protocols of 62 machines by [2026-11-06:day].")),
    ),
    (
        ReplyRow(
            "Y02", "message", date(2026, 10, 16), (Say("E212"), Say("C205")), "signatory", date(2026, 10, 16), "V05",
            message=Two("佐藤副总（邮件）：资料请提前三个工作日，附日文摘要。了解，同意。", "Mr Sato (mail): Papers three working days ahead, with a Japanese summary. Understood, agreed."),
        ),
        ReplyRow("Y03", "code", date(2026, 10, 16), (Say("C206"), Say("C207"))),
    ),
)  # fmt: skip

RESEARCH = SheetRow(
    "P2-research", "V05", date(2026, 10, 26), date(2026, 11, 2), ("Y03",), "window",
    Two("调研结果确认单", "Results of the field research"),
    Two("请逐条确认调研中谈定的指标。", "Please confirm the figures settled during the research."),
    (
        Line("E203", Two("[2026-12-31:day]前一条产线上线使用。", "One line is live by [2026-12-31:day].")),
        Line("E204", Two("单条产线切换时停线不超过 2 小时。", "Switching one line over stops it for no more than 2 hours.")),
        Line("E207", Two("每次扫码给工位增加的时间不超过 1.5 秒。", "Each scan adds no more than 1.5 s at the station.")),
        Line("E208", Two("工艺版本切换逐次留痕。", "Every switch of a process version leaves a trace.")),
        Line("E209", Two("两名运维人员独立完成一次恢复演练。", "Two operators complete a recovery drill on their own.")),
        Line("E210", Two("五个付款节点各有对应单据。", "Each of the five payment points has its document.")),
    ),
    (
        ReplyRow(
            "Y03", "code", date(2026, 10, 28),
            tuple(Say(code) for code in ("E203", "E204", "E207", "E208", "E209", "E210")),
        ),
    ),
)  # fmt: skip

WINDOWS = SheetRow(
    "P2-windows", "V05", date(2026, 11, 5), date(2026, 11, 12), ("Y04",), "window",
    Two("停线窗口", "Stop windows"),
    Two("请确认停线窗口方案的交付日。", "Please confirm when the plan for the stop windows is due."),
    (Line("C208", Two("[2026-11-27:day]前交付停线窗口方案。", "The plan for the stop windows is handed over by [2026-11-27:day].")),),
    (ReplyRow("Y04", "paper", date(2026, 11, 9), (Say("C208"),), "window", date(2026, 11, 10), "V10", "hand", picture=True),),
)  # fmt: skip

HENGYU = (RHYTHM, RESEARCH, WINDOWS)
