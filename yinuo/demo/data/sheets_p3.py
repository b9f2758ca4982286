"""The sheets of the third project, all answered."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import Line, Measure, ReplyRow, Say, SheetRow, Two

START = SheetRow(
    "P3-start", "V06", date(2026, 2, 27), date(2026, 3, 6), ("Q03",), "window",
    Two("启动大会约定", "What the kick-off agreed"),
    Two("请逐条确认启动大会上的约定。", "Please confirm the points of the kick-off one by one."),
    (
        Line(
            "E302", Two("三家公司 12 个数据主题于 [2026-07-27:day]上线。", "12 data themes of the three companies go live on [2026-07-27:day]."), date(2026, 7, 27),
            Measure("by_date", Two("12 个主题上线", "12 themes live"), target_on=date(2026, 7, 27), minimum_on=date(2026, 8, 14)),
        ),
        Line("E303", Two("终验评审不低于 85 分，结论为“通过”。", "The final acceptance review gives at least 85 points and concludes “passed”.")),
        Line("C302", Two("项目经理每月向集团高管汇报一次。", "The project manager reports to the executives once a month.")),
    ),
    (ReplyRow("Q03", "code", date(2026, 3, 3), (Say("E302"), Say("E303"), Say("C302"))),),
)  # fmt: skip

RESEARCH = SheetRow(
    "P3-research", "V06", date(2026, 5, 13), date(2026, 5, 20), ("Q03", "Q04"), "window",
    Two("调研汇总确认单", "Summary of the field research"),
    Two("请逐条确认调研中谈定的指标。", "Please confirm the figures settled during the research."),
    (
        Line("E304", Two("218 项数据标准落标率不低于 90%。", "At least 90 % of the 218 data standards are in use.")),
        Line("E305", Two("漏损日报每日 08:00 前自动出，连续 30 天。", "The leakage report comes by itself before 08:00, 30 days in a row.")),
        Line("E306", Two("取数对调度源库 CPU 的占用不超过 5%。", "Reading takes no more than 5 % of the dispatch database's CPU.")),
        Line("E310", Two("信息中心独立完成 2 个主题，评审不低于 80 分。", "The information centre completes 2 themes alone, reviewed at 80 points or more.")),
        Line("C305", Two("[2026-10-30:day]前带教完成两个主题。", "Two themes are coached to the end by [2026-10-30:day].")),
    ),
    (
        ReplyRow(
            "Q03", "message", date(2026, 5, 15), tuple(Say(code) for code in ("E304", "E305", "E306", "E310", "C305")),
            "window", date(2026, 5, 15), "V06",
            message=Two("童主任（企业微信）：五条都可以，燃气那条请尹主任也看一眼。", "Ms Tong (chat): All five are fine; please show Mr Yin the one on gas too."),
        ),
    ),
)  # fmt: skip

SWAP = SheetRow(
    "P3-swap", "V01", date(2026, 6, 26), date(2026, 7, 3), ("Q02", "Q03"), "signatory",
    Two("高层会置换与延期", "The swap and the five weeks"),
    Two("请江副总裁签字盖章，纪要 MN-306 附后。", "Please sign and seal; minutes MN-306 are attached."),
    (
        Line("E311", Two("数据按 12 周分批接入，燃气 2019 年前历史换出，清单附后。", "Data is connected in batches over 12 weeks; gas history before 2019 is swapped out, list attached.")),
        Line("E307", Two("分线路客流于次日 07:00 前可查。", "Passenger flow by line can be seen by 07:00 the next day.")),
        Line("E302", Two("三家公司 12 个数据主题于 [2026-08-31:day]上线。", "12 data themes of the three companies go live on [2026-08-31:day].")),
        Line("C303", Two("[2026-07-31:day]前取数切换到只读备库。", "Reading moves to the read-only standby by [2026-07-31:day].")),
        Line("C304", Two("信息中心于 [2026-07-10:day]前取得燃气公司书面授权。", "The information centre obtains the gas company's written permission by [2026-07-10:day].")),
    ),
    (
        ReplyRow(
            "Q02", "paper", date(2026, 6, 26), tuple(Say(code) for code in ("E311", "E307", "E302", "C303", "C304")),
            "signatory", date(2026, 6, 29), "V06", "company", picture=True,
        ),
    ),
)  # fmt: skip

PROOF = SheetRow(
    "P3-proof", "V06", date(2026, 7, 2), date(2026, 7, 9), ("Q03", "Q09"), "window",
    Two("变更与发票的凭据", "Proof of changes and invoices"),
    Two("请童主任与监理严工确认。", "Ms Tong and Mr Yan of the supervision, please confirm."),
    (
        Line("E309", Two("变更单双方签字、监理见证，5 个工作日内签全。", "Changes are signed by both sides and witnessed, complete within 5 working days.")),
        Line("C306", Two("全期变更单（预计 6 张）均由三方签署。", "Every change, 6 are expected, is signed by three parties.")),
        Line("E308", Two("发票与五个节点的单据一一对应。", "Invoices match the documents of the five payment points.")),
        Line("C307", Two("发票随节点单据一并送达财务部。", "Each invoice reaches finance together with its document.")),
    ),
    (
        ReplyRow("Q09", "code", date(2026, 7, 6), (Say("E309"), Say("C306"))),
        ReplyRow("Q03", "code", date(2026, 7, 7), (Say("E308"), Say("C307"))),
    ),
)  # fmt: skip

BRIEFING = SheetRow(
    "P3-briefing", "V06", date(2026, 10, 21), date(2026, 10, 28), ("Q03",), "window",
    Two("总裁汇报", "The president's briefing"),
    Two("请确认汇报的时长和材料。", "Please confirm length and papers of the briefing."),
    (Line("E301", Two("向魏总裁汇报用一页纸、三个数字，15 分钟讲完。", "The briefing of President Wei takes one page, three figures and 15 minutes.")),),
    (
        ReplyRow(
            "Q03", "message", date(2026, 10, 23), (Say("E301"),), "window", date(2026, 10, 23), "V06",
            message=Two("童主任（企业微信）：就按一页纸、三个数字准备，15 分钟以内。", "Ms Tong (chat): One page, three figures, within 15 minutes."),
            picture=True,
        ),
    ),
)  # fmt: skip

PHASE_TWO = SheetRow(
    "P3-phase-two", "V01", date(2026, 11, 9), date(2026, 11, 16), ("Q02",), "signatory",
    Two("二期团队", "The team of phase two"),
    Two("请江副总裁确认二期的人员约定。", "Mr Jiang, please confirm who stays for phase two."),
    (
        Line("E312", Two("二期关键人员留任比例不低于 80%。", "At least 80 % of the key people stay for phase two.")),
        Line("C308", Two("澄川留住不少于 80% 的关键人员进入二期。", "Chengchuan keeps at least 80 % of the key people for phase two.")),
    ),
    (ReplyRow("Q02", "code", date(2026, 11, 12), (Say("E312"), Say("C308")), "signatory"),),
)  # fmt: skip

YUNXI = (START, RESEARCH, SWAP, PROOF, BRIEFING, PHASE_TWO)
