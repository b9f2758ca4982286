"""The sheets of the first project. The last is the Friday walk's: on Monday its board shows one of everything."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import Line, Measure, ReplyRow, Say, SheetRow, Two

_PERCENT = Two("%", "%")

START = SheetRow(
    "P1-start", "V04", date(2026, 4, 10), date(2026, 4, 17), ("H03",), "window",
    Two("启动会约定：上线日与周报", "Kick-off: go-live day and weekly report"),
    Two("请逐条确认启动会上的三条约定。", "Please confirm the three points of the kick-off one by one."),
    (
        Line("E103", Two("财务、供应链、生产、成本四个模块于 [2026-10-12:day]上线。", "Finance, supply chain, production and costing go live on [2026-10-12:day].")),
        Line("E104", Two("信息部每周五 17:00 前收到周报，红黄绿与事实一致。", "IT receives the weekly report by Friday 17:00, its colours matching the facts.")),
        Line("C104", Two("项目经理每周五 17:00 前发出周报。", "The project manager sends the weekly report by Friday 17:00.")),
    ),
    (ReplyRow("H03", "code", date(2026, 4, 14), (Say("E103"), Say("E104"), Say("C104"))),),
)  # fmt: skip

BLUEPRINT = SheetRow(
    "P1-blueprint", "V04", date(2026, 6, 12), date(2026, 6, 19), ("H02", "H03"), "signatory",
    Two("蓝图确认单", "Blueprint confirmation"),
    Two("请陆副总签字盖章，后附 65% 标准、35% 配置或开发清单。", "Please sign and seal; the list of 65 % standard and 35 % configured or built is attached."),
    (
        Line(
            "E105", Two("系统按生产部排产规则出日计划，瓶颈工序命中率不低于 85%。", "The system plans each day by production's rules; the bottleneck step hits its plan at least 85 % of the time."),
            date(2026, 10, 12), Measure("number", Two("瓶颈工序日计划命中率 ≥ 85%", "Daily plan hit rate of the bottleneck step ≥ 85 %"), _PERCENT, "85", "75", "60"),
        ),
        Line("E106", Two("成本结转于次月 5 日 18:00 前完成。", "Cost settlement is finished by 18:00 on the 5th of the next month.")),
        Line("E110", Two("排产规则写成一份文档，由两人复核。", "The scheduling rules are written down in one document and reviewed by two people.")),
        Line("C105", Two("信息部于 [2026-09-18:day]前交齐期初数据。", "IT hands over all opening data by [2026-09-18:day].")),
    ),
    (
        ReplyRow(
            "H02", "paper", date(2026, 6, 12), (Say("E105"), Say("E106"), Say("E110"), Say("C105")),
            "signatory", date(2026, 6, 15), "V04", "contract", picture=True,
        ),
    ),
)  # fmt: skip

SCHEDULING = SheetRow(
    "P1-scheduling", "V04", date(2026, 8, 14), date(2026, 8, 21), ("H04", "H03"), "window",
    Two("排产细化：先做瓶颈工序", "Scheduling in detail: the bottleneck first"),
    Two("请生产部盖章确认指标与范围。", "Production, please seal the figure and the scope."),
    (
        Line("E105", Two("先做瓶颈工序，日计划命中率不低于 90%，其余工序二期再排。", "The bottleneck step comes first, hitting its daily plan at least 90 % of the time; the other steps follow in phase two."), date(2026, 11, 9)),
    ),
    (ReplyRow("H04", "paper", date(2026, 8, 18), (Say("E105"),), "window", date(2026, 8, 19), "V07", "project", picture=True),),
)  # fmt: skip

CONSULTANT = SheetRow(
    "P1-consultant", "V01", date(2026, 10, 15), date(2026, 10, 22), ("H02",), "signatory",
    Two("顾问到岗说明", "The consultant on site"),
    Two("请确认纪南到岗是否算作增派。", "Please say whether Ji Nan counts as the additional consultant."),
    (Line("C106", Two("[2026-10-08:day]起由纪南驻场，承接韩清的工作。", "From [2026-10-08:day] Ji Nan works on site and takes over Han Qing's work.")),),
    (
        ReplyRow(
            "H02", "message", date(2026, 10, 16),
            (Say("C106", "ask", words=Two("这是换人，不是增派，净增为 0。增派的那一位什么时候到？", "This is a replacement, not an addition; the net is 0. When does the additional one arrive?")),),
            "signatory", date(2026, 10, 16), "V01",
            message=Two("陆副总（企业微信）：这是换人，不是增派，净增为 0。增派的那一位什么时候到？", "Mr Lu (chat): This is a replacement, not an addition; the net is 0. When does the additional one arrive?"),
        ),
    ),
)  # fmt: skip

POSTPONED = SheetRow(
    "P1-postponed", "V04", date(2026, 10, 30), date(2026, 11, 6), ("H03", "H04"), "window",
    Two("第二次推迟后的约定", "After the second postponement"),
    Two("请确认新的日期和现场演示。", "Please confirm the new date and the demonstration on site."),
    (
        Line("E105", Two("瓶颈工序日计划命中率不低于 90%，随 [2026-12-21:day]上线一起达到。", "The bottleneck step hits its daily plan at least 90 % of the time, together with the go-live on [2026-12-21:day].")),
        Line("C107", Two("[2026-11-13:day]前在仓库现场演示收货流程。", "Goods receipt is demonstrated in the warehouse by [2026-11-13:day].")),
    ),
    (
        ReplyRow(
            "H03", "message", date(2026, 11, 2), (Say("C107"),), "window", date(2026, 11, 2), "V04",
            message=Two("温宁：收货演示确认，小吕那边我通知。", "Wen Ning: The demonstration is confirmed, I will tell Xiaoman."),
        ),
        ReplyRow("H04", "paper", date(2026, 11, 4), (Say("E105"),), "window", date(2026, 11, 5), "V07", "project", picture=True),
    ),
)  # fmt: skip

OPTIONS = SheetRow(
    "P1-options", "V04", date(2026, 11, 10), date(2026, 11, 24), ("H02", "H03"), "signatory",
    Two("合并报表的安排", "The consolidated statements"),
    Two("请在 [2026-11-24:day]高层会前给出意见。", "Please answer before the executive meeting on [2026-11-24:day]."),
    (
        Line("E102", Two("合并报表放入二期；今年年底先用手工模板出 3 家子公司合并利润表。", "Consolidated statements move to phase two; this year end a manual template gives the income statement of 3 subsidiaries.")),
    ),
    (
        ReplyRow(
            "H02", "message", date(2026, 11, 12),
            (
                Say("E102", "ask", words=Two("等高层会定，会后答复。", "The executive meeting decides; answer after it."), answer_by=date(2026, 11, 25)),
            ),
            "signatory", date(2026, 11, 12), "V04",
            message=Two("陆副总（企业微信）：合并报表的事等高层会定，会后答复。", "Mr Lu (chat): The executive meeting decides on the consolidated statements; answer after it."),
            picture=True,
        ),
    ),
)  # fmt: skip

FRIDAY = SheetRow(
    "P1-friday", "V04", date(2026, 11, 17), date(2026, 11, 24), ("H03", "H04", "H05"), "window",
    Two("本周约定确认单", "What was agreed this week"),
    Two("请逐条答复；需要内部讨论的，写上哪天答复即可。", "Please answer line by line; where you need to discuss, give the day of your answer."),
    (
        Line("E107", Two("价格字段权限矩阵 12 项，[2026-11-30:day]前全部通过测试。", "All 12 items of the price-field rights matrix pass the test by [2026-11-30:day].")),
        Line("E108", Two("扫码收货单次不超过 40 秒。", "One receipt by scanning takes no more than 40 s.")),
        Line("E109", Two("发货状态查询不超过 3 秒，覆盖 95% 的订单。", "The shipping status answers within 3 s and covers 95 % of orders.")),
        Line("E111", Two("期初余额导入后与旧账差异为 0 元。", "After import the opening balances differ from the old accounts by 0 yuan.")),
        Line("C104", Two("周报仍于每周五 17:00 前发出，增加“待甲方配合事项”一栏。", "The weekly report still goes out by Friday 17:00, with a new column of what the client has to do.")),
        Line("E101", Two("主要 6 类单据可在手机审批，单笔不超过 10 秒；设备管理模块暂缓到二期。", "The 6 main kinds of document can be approved by phone within 10 s each; the equipment module waits for phase two.")),
        Line("E105", Two("瓶颈工序日计划命中率不低于 90%，[2027-01-15:day]前达到。", "The bottleneck step hits its daily plan at least 90 % of the time by [2027-01-15:day]."), date(2027, 1, 15)),
        Line("C108", Two("[2026-11-27:day]在车间召开排产复核会，带派工单样本。", "The scheduling review is held in the workshop on [2026-11-27:day], with the dispatch slips."), date(2026, 11, 27)),
        Line("E106", Two("成本结转于次月 5 日 18:00 前完成，[2027-01-05:day]首次执行。", "Cost settlement is finished by 18:00 on the 5th of the next month, first on [2027-01-05:day].")),
    ),
    (
        ReplyRow(
            "H03", "code", date(2026, 11, 18),
            (
                *(Say(code) for code in ("E107", "E108", "E109", "E111", "C104")),
                Say("E101", "ask", words=Two("内部讨论中，周三答复", "Under discussion, answer on Wednesday"), answer_by=date(2026, 11, 25)),
                Say("E105", "not_accept", "time", Two("年底盘点前要用上，不能再往后。", "It must be in use before the year-end stock-taking, no later.")),
            ),
        ),
        ReplyRow("H04", "oral", date(2026, 11, 18), (Say("C108"),), "window", date(2026, 11, 18), "V04", sign_by=date(2026, 11, 25)),
    ),
)  # fmt: skip

HUALING = (START, BLUEPRINT, SCHEDULING, CONSULTANT, POSTPONED, OPTIONS, FRIDAY)
