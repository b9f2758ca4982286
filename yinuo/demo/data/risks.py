"""The risks of the three projects (story table 10): what may happen, since when known, what the client knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data.shapes import Two

NOTHING = Two("", "")


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk. `told_on` is the day the client saw it first, None for never; `closed_on` with its reason."""

    project: str
    code: str
    by: str
    known_on: date
    what: Two
    cause: Two
    effect: Two
    probability: int
    impact: int
    side: str
    owner: str
    response_kind: str
    response: Two
    contingency: Two = NOTHING
    review_on: date | None = None
    told_on: date | None = None
    closed_on: date | None = None
    why: Two = NOTHING


@dataclass(frozen=True, slots=True)
class RiskSheetRow:
    """Risks on a sheet, each confirmed by `by` on `signed_on`."""

    project: str
    offered_on: date
    due_on: date
    risks: tuple[str, ...]
    by: str
    signed_on: date


def _day(text: str) -> date:
    return date.fromisoformat(text)


HUALING = (
    RiskRow(
        "P1", "K1", "V04", _day("2026-08-28"),
        Two("排产规则依赖一人，他一离开就没有人能复核", "The scheduling rules hang on one person; without him nobody can check them"),
        Two("只访谈了一个人，规则没有写下来", "Only one person was interviewed; the rules are not written down"),
        Two("日计划命中率到不了 90%，上线再推迟", "The daily plan stays below 90 %, going live moves again"),
        4, 5, "client", "H04", "mitigate",
        Two("排产规则写成文档，两人复核", "The rules are written down and checked by two people"),
        Two("先按上一周的人工计划排产", "Production follows the manual plan of the week before"),
        _day("2026-11-27"), _day("2026-08-31"),
    ),
    RiskRow(
        "P1", "K2", "V04", _day("2026-07-13"),
        Two("期初数据质量不够，成本结转对不上", "The opening data are too poor for the cost closing to agree"),
        Two("两套台账并行，盘点差异没有清", "Two sets of books run side by side; stock differences are open"),
        Two("成本不能在次月 5 日前结出", "Costs cannot be closed by the 5th"),
        3, 5, "client", "H03", "mitigate",
        Two("分三批核对，每批抽查 50 笔", "Checked in three batches, fifty records of each"),
        Two("差异先挂账，月底人工调整", "Differences are parked and adjusted by hand at the end of the month"),
        _day("2026-12-04"), _day("2026-07-15"),
    ),
    RiskRow(
        "P1", "K3", "V04", _day("2026-09-24"),
        Two("更换顾问，仓储的约定没有人记得", "The consultant changes and nobody remembers what was agreed on stock keeping"),
        Two("[2026-09-30:day]调离，交接只有一周", "He leaves on [2026-09-30:day] with one week of hand-over"),
        Two("手册和培训要重做", "Manuals and training have to be redone"),
        3, 3, "ours", "V04", "mitigate",
        Two("交接清单逐项签收", "Every item of the hand-over is signed"),
        NOTHING, _day("2026-12-04"), None,
    ),
    RiskRow(
        "P1", "K4", "V04", _day("2026-09-09"),
        Two("领导再提新需求，年底前做不完", "Leaders ask for more than can be done by the end of the year"),
        Two("两项新要求没有走变更就有了期待", "Two new wishes are expected without having been decided as changes"),
        Two("主体上线再推迟", "Going live moves again"),
        4, 4, "ours", "V01", "mitigate",
        Two("两项变更一起提交双方高层", "Both changes go to the executives together"),
        NOTHING, _day("2026-11-24"), _day("2026-09-11"),
    ),
    RiskRow(
        "P1", "K5", "V04", _day("2026-08-28"),
        Two("年底停产盘点，上线窗口只有三天", "The year-end stocktaking leaves three days for going live"),
        Two("盘点日期由集团统一定", "The group sets the days of stocktaking"),
        Two("错过窗口要等到次年", "A missed window means next year"),
        2, 4, "client", "H03", "accept",
        Two("[2026-12-11:day]前定下切换日", "The day of the switch is set by [2026-12-11:day]"),
        Two("盘点后第一个周末切换", "Switch on the first weekend after the stocktaking"),
        _day("2026-12-11"), _day("2026-08-31"),
    ),
)  # fmt: skip
HENGYU = (
    RiskRow(
        "P2", "K1", "V05", _day("2026-11-04"),
        Two("62 台设备里有 21 台没有数据接口", "21 of the 62 machines have no data interface"),
        Two("售前按全部有接口承诺，没有核对", "Sales promised all of them without checking"),
        Two("自动采集只能到三分之二", "Only two thirds can be read automatically"),
        5, 4, "ours", "V10", "mitigate",
        Two("逐台选择加装采集盒或半自动采集", "For each machine: a box, or reading by hand scanner"),
        Two("先上 41 台，其余按批补", "Start with 41, the others follow in batches"),
        _day("2026-11-27"), None,
    ),
    RiskRow(
        "P2", "K2", "V05", _day("2026-11-18"),
        Two("两位决策人对成功的理解不同", "The two who decide mean different things by success"),
        Two("一位要对外宣讲的大屏，一位要单片追溯", "One wants a wall screen to show, the other the history of every piece"),
        Two("原型反复，验收标准定不下来", "The prototype goes back and forth, acceptance cannot be agreed"),
        4, 4, "ours", "V05", "mitigate",
        Two("把两位的期望放在一张桌上谈", "Both wishes are talked over at one table"),
        NOTHING, _day("2026-11-27"), None,
    ),
    RiskRow(
        "P2", "K3", "V01", _day("2026-09-10"),
        Two("项目经理第一次独立带项目", "It is the first project the manager leads alone"),
        NOTHING,
        Two("难处说得晚", "Difficulties are told late"),
        2, 3, "ours", "V01", "mitigate",
        Two("交付总监每周陪一次例会", "The delivery director joins one meeting a week"),
        NOTHING, _day("2026-12-04"), None,
    ),
    RiskRow(
        "P2", "K4", "V05", _day("2026-10-22"),
        Two("停线窗口不够切换", "The window in which the line stands is too short for the switch"),
        Two("一条线一次最多停两小时", "One line may stand for two hours at most"),
        Two("切换要分两次", "The switch takes two steps"),
        2, 4, "client", "Y04", "mitigate",
        Two("先做停线窗口方案并演练", "A plan for the window is made and rehearsed"),
        Two("退回旧系统，不停线", "Back to the old system without stopping"),
        _day("2026-12-11"), _day("2026-10-23"),
    ),
)  # fmt: skip
YUNXI = (
    RiskRow(
        "P3", "K1", "V06", _day("2026-05-11"),
        Two("燃气历史数据缺失", "Gas history is missing"),
        Two("旧库只留了部分年份", "The old database kept some years only"),
        Two("全部历史数据入湖做不到", "Not all history can be taken in"),
        5, 4, "ours", "V06", "mitigate",
        Two("按年份清点，缺的列出来", "Count year by year, list what is missing"),
        Two("用其他主题置换", "Exchange for another subject"),
        None, _day("2026-05-12"), _day("2026-06-26"), Two("双方高层会定下置换。", "The executives agreed the exchange."),
    ),
    RiskRow(
        "P3", "K2", "V06", _day("2026-05-20"),
        Two("取数拖慢燃气调度库", "Reading slows the gas control database down"),
        Two("实时库没有备库可读", "The live database has no copy to read from"),
        Two("影响调度安全", "Control becomes unsafe"),
        2, 5, "ours", "V09", "avoid",
        Two("改走只读备库", "A read-only copy is used"),
        NOTHING, None, _day("2026-05-20"), _day("2026-07-31"), Two("备库取数一周，占用不超过 5%。", "A week on the copy, load within 5 %."),
    ),
    RiskRow(
        "P3", "K3", "V06", _day("2026-10-30"),
        Two("总裁日程变动，汇报推到终验之后", "The president's calendar moves the report behind the acceptance"),
        Two("年底会议密集", "Many meetings at the end of the year"),
        Two("终验前没有高层认可", "No word from the top before acceptance"),
        3, 3, "ours", "V06", "mitigate",
        Two("备一份 15 分钟的稿子，随时可讲", "A fifteen-minute version is ready at any hour"),
        Two("请江副总裁代听", "The vice president listens instead"),
        None, _day("2026-11-02"), _day("2026-11-17"), Two("[2026-11-16:day]晚已汇报。", "Reported in the evening of [2026-11-16:day]."),
    ),
    RiskRow(
        "P3", "K4", "V06", _day("2026-11-16"),
        Two("二期预算晚批", "The budget of phase two comes late"),
        Two("集团预算会在十二月底", "The group decides at the end of December"),
        Two("关键人员要先去别的项目", "Key people go to other projects first"),
        2, 4, "client", "Q02", "accept",
        Two("先签框架，工作量后补", "A frame first, the volume afterwards"),
        Two("按人月先做需求", "Requirements start by the month"),
        _day("2026-12-18"), _day("2026-11-17"),
    ),
)  # fmt: skip
RISKS = (*HUALING, *HENGYU, *YUNXI)
RISK_SHEETS = (
    RiskSheetRow("P1", _day("2026-09-04"), _day("2026-09-09"), ("K2", "K5"), "H03", _day("2026-09-08")),
    RiskSheetRow("P2", _day("2026-10-27"), _day("2026-10-30"), ("K4",), "Y03", _day("2026-10-29")),
    RiskSheetRow("P3", _day("2026-11-18"), _day("2026-11-23"), ("K4",), "Q03", _day("2026-11-19")),
)
