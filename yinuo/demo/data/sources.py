"""What was said, where and when, with the exact words each line of the ledger rests on."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import SourceRow, Two

HANDOVER_P1 = SourceRow(
    "P1", "V04", date(2026, 3, 25), "sales", Two("销售交接会记录", "Notes of the sales hand-over"),
    Two(
        "交接会 [2026-03-25] 14:00，高岚、祁远、林知夏\n\n高岚：我跟陆副总说的是三个月上线，他是按这个报的立项。\n"
        "高岚：顾总那边讲的是行业成熟版，八成功能直接用。\n祁远：售前时答应过邵部长支持有限产能排产，当时没有核对边界。\n"
        "祁远：三个月这条我核对过，做不到。\n高岚：陆副总最看重的是按期上线。",
        "Hand-over meeting [2026-03-25] 14:00: Gao Lan, Qi Yuan, Lin Zhixia\n\n"
        "Gao Lan: I told Mr Lu live within three months; he got the budget on that.\n"
        "Gao Lan: To Chairman Gu I said a proven edition for the industry, eighty per cent used as it is.\n"
        "Qi Yuan: Before the contract we told Mr Shao that scheduling with finite capacity is supported; nobody checked the boundary.\n"
        "Qi Yuan: The three months I did check. It cannot be done.\nGao Lan: What matters most to Mr Lu is to go live on time.",
    ),
    (
        ("C101", "V02", Two("三个月上线", "live within three months")),
        ("C102", "V02", Two("行业成熟版，八成功能直接用", "a proven edition for the industry, eighty per cent used as it is")),
        ("C103", "V03", Two("支持有限产能排产", "scheduling with finite capacity is supported")),
        ("E103", "V02", Two("陆副总最看重的是按期上线", "What matters most to Mr Lu is to go live on time")),
    ),
)  # fmt: skip

INTERVIEWS = SourceRow(
    "P1", "V07", date(2026, 4, 23), "interview", Two("采购与仓储访谈", "Interviews in purchasing and the warehouse"),
    Two(
        "董经理：价格不是谁都能看的，权限要管得住，出了事是我的责任。\n小吕：现在一车货要收一上午，扫码要是快一点，我们就不用天天加班了。",
        "Mr Dong: Not everybody may see prices. The rights must hold; if something happens it is on me.\n"
        "Xiaoman: A lorry takes the whole morning now. If scanning were faster we would not stay late every day.",
    ),
    (
        ("E107", "H06", Two("价格不是谁都能看的，权限要管得住", "Not everybody may see prices. The rights must hold")),
        ("E108", "H07", Two("扫码要是快一点，我们就不用天天加班了", "If scanning were faster we would not stay late every day")),
    ),
)  # fmt: skip

PLANNER = SourceRow(
    "P1", "V04", date(2026, 5, 7), "interview", Two("马工访谈：排产", "Interview with Mr Ma: scheduling"),
    Two(
        "马工：排产的规矩都在我脑子里，换个人就排不出来。\n马工：我希望有人真正听懂排产，不是记两页纸就走。\n林知夏：派工单样本能给我们一份吗？\n马工：我回头找。",
        "Mr Ma: The rules of scheduling are all in my head; nobody else can do it.\n"
        "Mr Ma: I want somebody who really understands scheduling, not two pages of notes and gone.\n"
        "Lin Zhixia: May we have a sample of the dispatch slips?\nMr Ma: I will look for one.",
    ),
    (("E110", "H09", Two("我希望有人真正听懂排产", "I want somebody who really understands scheduling")),),
)  # fmt: skip

BLUEPRINT = SourceRow(
    "P1", "V04", date(2026, 6, 12), "minutes", Two("MM-103 蓝图签字会纪要", "MM-103 Minutes of the blueprint meeting"),
    Two(
        "时间：[2026-06-12:day]  地点：华岭三楼会议室\n\n一、65% 标准功能，35% 配置或开发，开发 [2026-06-22:day]起。\n"
        "二、邵部长：系统要按我的排产规则来，瓶颈工序排错一次，整条线就停。\n三、秦总监：成本必须次月 5 日出，审计等着要。\n"
        "四、温经理：期初数据我们 [2026-09-18:day]给齐。",
        "Day: [2026-06-12:day]  Place: Hualing, third floor\n\n1. 65 % standard, 35 % configured or built, starting [2026-06-22:day].\n"
        "2. Mr Shao: The system must follow my scheduling rules; one mistake at the bottleneck and the whole line stops.\n"
        "3. Ms Qin: Costs must be out by the 5th of the next month, the auditors are waiting.\n"
        "4. Ms Wen: We deliver all opening data by [2026-09-18:day].",
    ),
    (
        ("E105", "H04", Two("系统要按我的排产规则来", "The system must follow my scheduling rules")),
        ("E106", "H05", Two("成本必须次月 5 日出", "Costs must be out by the 5th of the next month")),
        ("C105", "H03", Two("期初数据我们 [2026-09-18:day]给齐", "We deliver all opening data by [2026-09-18:day]")),
    ),
)  # fmt: skip

WORKSHOP = SourceRow(
    "P1", "V04", date(2026, 7, 9), "demand", Two("顾总车间讲话", "Chairman Gu in the workshop"),
    Two(
        "[2026-07-09:day]，总装车间\n\n顾总：年底我要手机上批，要看合并报表，股东会上我得有数可讲。\n陆副总：他们能做。\n林知夏：我们先估算，再答复您。",
        "[2026-07-09:day], assembly workshop\n\nChairman Gu: By the end of the year I want to approve on my phone and see the "
        "consolidated statements; I need figures for the shareholders.\nMr Lu: They can do it.\n"
        "Lin Zhixia: Let us estimate first and then answer you.",
    ),
    (
        ("E101", "H01", Two("年底我要手机上批", "By the end of the year I want to approve on my phone")),
        ("E102", "H01", Two("要看合并报表，股东会上我得有数可讲", "see the consolidated statements; I need figures for the shareholders")),
    ),
)  # fmt: skip

ZERO = SourceRow(
    "P1", "V04", date(2026, 11, 5), "meeting", Two("[2026-11-05:day]项目例会", "Project meeting of [2026-11-05:day]"),
    Two(
        "陆副总：推迟两次了。这次你们给我签一份承诺书，上线后零问题。\n沈牧：我们能承诺的是响应和恢复时间，零问题没有人做得到。\n陆副总：不签，我没法向顾总交代。",
        "Mr Lu: Postponed twice. This time you sign me a letter: no problems at all after go-live.\n"
        "Shen Mu: What we can promise is how fast we respond and recover; no problems at all is beyond anybody.\n"
        "Mr Lu: Without it I cannot face Chairman Gu.",
    ),
    (("E112", "H02", Two("这次你们给我签一份承诺书，上线后零问题", "This time you sign me a letter: no problems at all after go-live")),),
)  # fmt: skip

SITE_VISIT = SourceRow(
    "P1", "V04", date(2026, 11, 6), "site", Two("MM-108 现场两天", "MM-108 Two days on site"),
    Two(
        "一、收货流程演示准备就绪。\n二、邵部长：派工单我拿给你们，[2026-11-13:day]开排产复核会，就在车间开。\n三、派工单样本迟收，原因在乙方。",
        "1. The demonstration of goods receipt is ready.\n"
        "2. Mr Shao: I will give you the dispatch slips; hold the scheduling review on [2026-11-13:day], in the workshop.\n"
        "3. The slips were collected late; the cause lies with us.",
    ),
    (("C108", "H04", Two("[2026-11-13:day]开排产复核会，就在车间开", "hold the scheduling review on [2026-11-13:day], in the workshop")),),
)  # fmt: skip

HANDOVER_P2 = SourceRow(
    "P2", "V05", date(2026, 9, 10), "sales", Two("MM-201 销售交接会", "MM-201 Sales hand-over"),
    Two(
        "用时 40 分钟，四条承诺，核对一条。\n高岚：郑总要的是三个月见效益，我答应了。\n高岚：石工那边说的是 62 台设备全自动采集。\n"
        "高岚：大屏免费加两个主题，何部长已经知道了。\n祁远：单片追溯我核对过，可行。",
        "40 minutes, four promises, one checked.\nGao Lan: President Zheng wants the benefit within three months; I said yes.\n"
        "Gao Lan: Mr Shi was told that all 62 machines report automatically.\n"
        "Gao Lan: Two more themes on the wall screen for free; Ms He knows.\nQi Yuan: I checked the traceability of each piece. It can be done.",
    ),
    (
        ("E211", "V02", Two("郑总要的是三个月见效益", "President Zheng wants the benefit within three months")),
        ("C201", "V02", Two("三个月见效益，我答应了", "the benefit within three months; I said yes")),
        ("C202", "V02", Two("62 台设备全自动采集", "all 62 machines report automatically")),
        ("E205", "V02", Two("石工那边说的是 62 台设备全自动采集", "Mr Shi was told that all 62 machines report automatically")),
        ("C203", "V03", Two("单片追溯我核对过，可行", "I checked the traceability of each piece. It can be done")),
        ("C204", "V02", Two("大屏免费加两个主题", "Two more themes on the wall screen for free")),
    ),
)  # fmt: skip

SATO = SourceRow(
    "P2", "V05", date(2026, 10, 14), "interview", Two("佐藤副总一对一诊断", "One-to-one diagnosis with Mr Sato"),
    Two(
        "佐藤副总：每一片都要能追溯到炉次和人，客诉来了 24 小时内要有答复。\n佐藤副总：资料请提前三个工作日给我，附日文摘要，我看懂了再决定。",
        "Mr Sato: Every piece must lead back to its furnace batch and operator; a complaint must be answered within 24 hours.\n"
        "Mr Sato: Please give me papers three working days ahead with a Japanese summary. I decide when I have understood.",
    ),
    (
        ("E202", "Y02", Two("每一片都要能追溯到炉次和人", "Every piece must lead back to its furnace batch and operator")),
        ("E212", "Y02", Two("资料请提前三个工作日给我，附日文摘要", "give me papers three working days ahead with a Japanese summary")),
    ),
)  # fmt: skip

PROTOTYPE = SourceRow(
    "P2", "V05", date(2026, 11, 3), "meeting", Two("MM-204 原型评审", "MM-204 Prototype review"),
    Two(
        "郑总：就要这个大屏，要一块震撼的大屏，来参观的人一进门就看到。\n佐藤副总：每片追溯在哪里？\n周砚：下一版补上。",
        "President Zheng: This is the one, a breathtaking wall screen; visitors see it as they come in.\n"
        "Mr Sato: Where is the traceability of each piece?\nZhou Yan: It comes in the next version.",
    ),
    (("E201", "Y01", Two("要一块震撼的大屏", "a breathtaking wall screen")),),
)  # fmt: skip

COMPLAINT = SourceRow(
    "P3", "V06", date(2026, 2, 26), "interview", Two("童主任访谈", "Interview with Ms Tong"),
    Two(
        "童主任：你们高总说一个月接完数据，我是这么跟总裁报的。\n童主任：我只有一个要求，验收一次过。",
        "Ms Tong: Your Ms Gao said all data connected within a month; that is what I told the president.\n"
        "Ms Tong: I ask for one thing: accepted at the first attempt.",
    ),
    (
        ("C301", "Q03", Two("一个月接完数据", "all data connected within a month")),
        ("E311", "Q03", Two("你们高总说一个月接完数据，我是这么跟总裁报的", "Your Ms Gao said all data connected within a month; that is what I told the president")),
        ("E303", "Q03", Two("验收一次过", "accepted at the first attempt")),
    ),
)  # fmt: skip

DISPATCH = SourceRow(
    "P3", "V06", date(2026, 5, 12), "meeting", Two("MM-302 调研汇总会", "MM-302 Summary of the research"),
    Two(
        "裴科长：燃气历史数据缺 31%。\n尹主任：调度库是保安全的，谁也不能拖慢它。\n小冯：唐老师能不能带着我们做两个主题？",
        "Mr Pei: 31 % of the gas history is missing.\nMr Yin: The dispatch database keeps people safe; nobody may slow it down.\n"
        "Feng Di: Could Tang Yu coach us through two themes?",
    ),
    (
        ("E306", "Q06", Two("调度库是保安全的，谁也不能拖慢它", "The dispatch database keeps people safe; nobody may slow it down")),
        ("C305", "Q10", Two("带着我们做两个主题", "coach us through two themes")),
    ),
)  # fmt: skip

SUMMIT = SourceRow(
    "P3", "V01", date(2026, 6, 26), "minutes", Two("MN-306 双方高层会纪要", "MN-306 Minutes of the executive meeting"),
    Two(
        "一、燃气 2019 年前历史换出，公交客流主题换入，工期延 5 周。\n二、康经理：分线路的客流第二天早上要看得见。\n三、取数走只读备库，[2026-07-31:day]前完成。\n四、童主任协调燃气授权，[2026-07-10:day]前给书面件。",
        "1. Gas history before 2019 is swapped out, the theme of bus passenger flow is swapped in, five more weeks.\n"
        "2. Mr Kang: I want to see the flow of each line the next morning.\n"
        "3. Data is read from a read-only standby by [2026-07-31:day].\n4. Ms Tong obtains the gas permission in writing by [2026-07-10:day].",
    ),
    (
        ("E307", "Q07", Two("分线路的客流第二天早上要看得见", "I want to see the flow of each line the next morning")),
        ("C303", "Q02", Two("取数走只读备库", "Data is read from a read-only standby")),
        ("C304", "Q03", Two("童主任协调燃气授权", "Ms Tong obtains the gas permission in writing")),
    ),
)  # fmt: skip

PRESIDENT = SourceRow(
    "P3", "V06", date(2026, 10, 20), "interview", Two("高管面谈", "Talk with the executives"),
    Two(
        "魏总裁：给我 15 分钟，讲清价值，我要向市里汇报。\n江副总裁：二期还是希望由你们这几个熟人继续做。",
        "President Wei: You have 15 minutes to explain the value; I report to the city.\n"
        "Mr Jiang: For phase two we would like the same people we know.",
    ),
    (
        ("E301", "Q01", Two("给我 15 分钟，讲清价值", "You have 15 minutes to explain the value")),
        ("E312", "Q02", Two("二期还是希望由你们这几个熟人继续做", "For phase two we would like the same people we know")),
    ),
)  # fmt: skip

SOURCES = (
    HANDOVER_P1, INTERVIEWS, PLANNER, BLUEPRINT, WORKSHOP, ZERO, SITE_VISIT, HANDOVER_P2, SATO, PROTOTYPE,
    COMPLAINT, DISPATCH, SUMMIT, PRESIDENT,
)  # fmt: skip
