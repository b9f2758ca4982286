"""36 expectations: the words, the need and the criterion of the tables, and where each stands on 2026-11-20."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.expectations_p3 import YUNXI
from yinuo.demo.data.shapes import EntryRow, Measure, Two

SECONDS, PERCENT, DAY = Two("秒", "s"), Two("%", "%"), Two("日", "(day of the month)")

HUALING = (
    EntryRow(
        "E101", "expectation", "H01", "V04", Two("年底手机上审批", "Approve on the phone by the end of the year"), date(2026, 12, 28), "demand", date(2026, 7, 9), "asked",
        Two("出差时不误事", "Nothing waits while travelling"),
        Measure("number", Two("主要 6 类单据手机审批，单笔 ≤ 10 秒", "The 6 main kinds of document approved by phone, each within 10 s"), SECONDS, "10", "20", lower=True),
    ),
    EntryRow(
        "E102", "expectation", "H01", "V04", Two("集团合并报表", "Consolidated statements of the group"), date(2026, 12, 28), "demand", date(2026, 7, 9), "asked",
        Two("股东会上有数可讲", "Figures to show at the shareholders' meeting"),
        Measure("number", Two("3 家子公司合并利润表，次月 10 日前", "Consolidated income statement of 3 subsidiaries by the 10th of the next month"), DAY, "10", "15", lower=True),
    ),
    EntryRow(
        "E103", "expectation", "H02", "V04", Two("按期上线", "Go live on time"), date(2026, 10, 12), "sales", date(2026, 3, 25), "missed",
        Two("立项承诺要兑现", "The promise made to get the budget must hold"),
        Measure("by_date", Two("全模块上线日 [2026-10-12]", "All modules live on [2026-10-12]"), target_on=date(2026, 10, 12), minimum_on=date(2026, 11, 13)),
        clause="2.1",
    ),
    EntryRow(
        "E104", "expectation", "H03", "V04", Two("每周知道真实进度", "Know the true progress every week"), date(2026, 12, 25), "interview", date(2026, 4, 9), "agreed",
        Two("向陆副总交代", "An answer for Mr Lu"),
        Measure("number", Two("周报每周五 17:00 前，RAG 与事实一致", "Weekly report by Friday 17:00, its colours matching the facts"), PERCENT, "95", "85"),
    ),
    EntryRow(
        "E105", "expectation", "H04", "V04", Two("系统要按我的排产规则", "The system must follow my scheduling rules"), date(2026, 12, 21), "meeting", date(2026, 6, 12), "agreed",
        Two("不停线", "The line never stops"),
        Measure("number", Two("瓶颈工序日计划命中率 ≥ 90%", "Daily plan hit rate of the bottleneck step ≥ 90 %"), PERCENT, "90", "75", "60"),
    ),
    EntryRow(
        "E106", "expectation", "H05", "V04", Two("次月 5 日出成本", "Costs by the 5th of the next month"), date(2027, 1, 5), "contract", date(2026, 6, 12), "agreed",
        Two("年报审计", "Annual audit"),
        Measure("number", Two("成本结转 ≤ 次月 5 日 18:00", "Cost settlement by 18:00 on the 5th of the next month"), DAY, "5", "8", lower=True),
        clause="3.2",
    ),
    EntryRow(
        "E107", "expectation", "H06", "V07", Two("价格权限可控", "Price rights under control"), date(2026, 11, 30), "interview", date(2026, 4, 23), "agreed",
        Two("职责风险", "Risk of the office"),
        Measure("number", Two("价格字段权限矩阵 12 项通过测试", "12 items of the price-field rights matrix pass the test"), Two("项", "items"), "12", "11", "0"),
    ),
    EntryRow(
        "E108", "expectation", "H07", "V07", Two("扫码收发快", "Fast receipt and issue by scanning"), date(2026, 11, 30), "interview", date(2026, 4, 23), "agreed",
        Two("少加班", "Less overtime"),
        Measure("number", Two("单次收货 ≤ 40 秒", "One receipt ≤ 40 s"), SECONDS, "40", "60", "95", lower=True),
    ),
    EntryRow(
        "E109", "expectation", "H08", "V07", Two("发货状态随时可查", "Shipping status at any time"), date(2026, 12, 21), "call", date(2026, 5, 12), "agreed",
        Two("客户催货", "Customers press for delivery"),
        Measure("number", Two("查询 ≤ 3 秒，覆盖 95% 订单", "Query ≤ 3 s, covering 95 % of orders"), SECONDS, "3", "5", lower=True),
    ),
    EntryRow(
        "E110", "expectation", "H09", "V04", Two("有人真正听懂排产", "Somebody who really understands scheduling"), date(2026, 10, 30), "interview", date(2026, 5, 7), "missed",
        Two("减轻依赖一人", "Less dependence on one person"),
        Measure("number", Two("排产规则文档 1 份，2 人复核", "1 document of scheduling rules, reviewed by 2 people"), Two("人", "reviewer(s)"), "2", "1", "0"),
    ),
    EntryRow(
        "E111", "expectation", "H10", "V07", Two("旧账不用手工搬", "No moving old accounts by hand"), date(2026, 12, 18), "interview", date(2026, 5, 14), "agreed",
        Two("月底不加班", "No overtime at month end"),
        Measure("number", Two("期初余额导入差异 = 0", "Difference of imported opening balances = 0"), Two("元", "yuan"), "0", lower=True),
    ),
    EntryRow(
        "E112", "expectation", "H02", "V04", Two("上线后零问题", "No problems at all after go-live"), date(2026, 12, 21), "meeting", date(2026, 11, 5), "refused",
        Two("免责", "Not to be blamed"),
    ),
)  # fmt: skip

HENGYU = (
    EntryRow(
        "E201", "expectation", "Y01", "V05", Two("一块震撼的大屏", "A breathtaking wall screen"), date(2027, 1, 29), "meeting", date(2026, 11, 3), "clarified",
        Two("对外宣讲", "To be shown to visitors"),
        Measure("number", Two("大屏 6 个主题，刷新 ≤ 5 秒", "Wall screen with 6 themes, refresh ≤ 5 s"), SECONDS, "5", "10", lower=True),
    ),
    EntryRow(
        "E202", "expectation", "Y02", "V05", Two("每片追溯到炉次与人", "Trace every piece to its furnace batch and operator"), date(2027, 3, 26), "interview", date(2026, 10, 14), "stated",
        Two("客诉 24 小时答复", "Answer complaints within 24 hours"),
    ),
    EntryRow(
        "E203", "expectation", "Y03", "V05", Two("先见效再谈难处", "Results first, difficulties later"), date(2026, 12, 31), "chat", date(2026, 9, 22), "agreed",
        Two("年度述职", "Annual review"),
        Measure("by_date", Two("[2026-12-31] 前上线一条线", "One line live by [2026-12-31]"), target_on=date(2026, 12, 31), minimum_on=date(2027, 1, 22)),
    ),
    EntryRow(
        "E204", "expectation", "Y04", "V05", Two("绝不停线", "The line must never stop"), date(2027, 1, 22), "interview", date(2026, 9, 24), "agreed",
        Two("交付指标", "Delivery targets"),
        Measure("number", Two("切换停线 ≤ 2 小时", "Stop for switching over ≤ 2 h"), Two("小时", "h"), "2", "3", lower=True),
        clause="7.2",
    ),
    EntryRow(
        "E205", "expectation", "Y05", "V10", Two("设备自动采数", "Machines report their data by themselves"), date(2027, 2, 26), "sales", date(2026, 9, 10), "stated",
        Two("少抄表", "Less copying of readings"),
    ),
    EntryRow(
        "E206", "expectation", "Y06", "V10", Two("不良自动拦截", "Defects stopped automatically"), date(2027, 3, 26), "interview", date(2026, 10, 14), "clarified",
        Two("少客诉", "Fewer complaints"),
        Measure("number", Two("关键工序漏检率 ≤ 50 ppm", "Missed defects at key steps ≤ 50 ppm"), Two("ppm", "ppm"), "50", "80", lower=True),
    ),
    EntryRow(
        "E207", "expectation", "Y07", "V10", Two("扫码不拖节拍", "Scanning must not slow the takt"), date(2027, 1, 22), "site", date(2026, 9, 24), "agreed",
        Two("计件收入", "Piece-rate pay"),
        Measure("number", Two("单次扫码增加 ≤ 1.5 秒", "Each scan adds ≤ 1.5 s"), SECONDS, "1.5", "2.5", lower=True),
    ),
    EntryRow(
        "E208", "expectation", "Y08", "V10", Two("工艺变更有版本", "Process changes have versions"), date(2027, 1, 29), "interview", date(2026, 10, 13), "agreed",
        Two("防错", "Error-proofing"),
        Measure("number", Two("工艺版本切换 100% 留痕", "100 % of process version switches leave a trace"), PERCENT, "100", "95"),
    ),
    EntryRow(
        "E209", "expectation", "Y09", "V10", Two("运维不靠厂家", "Operations without the supplier"), date(2027, 2, 26), "interview", date(2026, 10, 13), "agreed",
        Two("自己能装", "Able to install it ourselves"),
        Measure("number", Two("2 名运维独立完成恢复演练", "2 operators complete a recovery drill alone"), Two("名", "operator(s)"), "2", "1", "0"),
    ),
    EntryRow(
        "E210", "expectation", "Y10", "V05", Two("付款条件清楚", "Clear payment terms"), date(2026, 12, 25), "contract", date(2026, 10, 13), "agreed",
        Two("合规", "Compliance"),
        Measure("number", Two("5 个节点均有对应单据", "Each of the 5 payment points has its document"), Two("个", "points"), "5", "4", "0"),
        clause="6.1",
    ),
    EntryRow(
        "E211", "expectation", "Y01", "V05", Two("三个月见到效益", "See the benefit within three months"), date(2026, 12, 11), "sales", date(2026, 9, 10), "stated",
        Two("董事会", "Board of directors"), is_vision=True,
    ),
    EntryRow(
        "E212", "expectation", "Y02", "V05", Two("资料提前三个工作日给日文摘要", "Papers with a Japanese summary three working days ahead"), date(2026, 12, 25), "interview", date(2026, 10, 14), "agreed",
        Two("看懂再决定", "Understand before deciding"),
        Measure("number", Two("会前 ≥ 3 个工作日送达", "Delivered ≥ 3 working days before the meeting"), Two("工作日", "working days"), "3", "2", "0"),
    ),
)  # fmt: skip

EXPECTATIONS = HUALING + HENGYU + YUNXI
