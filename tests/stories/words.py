"""What the people of the walk are called and say, in Chinese and in English."""

# ruff: noqa: E501  # sentences as they were said

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yinuo.demo.data import people as told


@dataclass(frozen=True, slots=True)
class Pick:
    """A line of the week's chat: the words taken, what is proposed for them, and how it is taken.

    `typed_due` stands where nobody named a day.
    """

    words: str
    kind: str
    holder: str
    due_on: date | None
    by_mouse: bool = False
    typed_due: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language."""

    language: str
    locale: str
    picks: tuple[Pick, ...]
    earlier: tuple[str, str, str]
    """Wednesday's three lines: 邵国梁's wish about scheduling, our promise, 温宁's duty."""
    query: str
    confirmed: str
    asks: str
    time_is_wrong: str
    asked_by_mail: str
    lin: str
    wen: str
    board: tuple[str, str, str, str, str]


def name_of(code: str, language: str) -> str:
    """The name of somebody of the demo story."""
    return next(row for row in (*told.MEMBERS, *told.HUALING) if row.code == code).name(language)


LIN, SU, WEN, SHAO, QIN = "V04", "V07", "H03", "H04", "H05"

ZH = Words(
    language="zh-hans",
    locale="zh-CN",
    picks=(
        Pick(
            "热处理炉要保温到 ≥ 850 ℃ 才能进下一道，系统排的时候必须把升温的 4 小时算进去",
            "expectation", SHAO, None, by_mouse=True, typed_due=date(2026, 12, 11),
        ),
        Pick("希望扫一下 2 秒以内出结果，12月4日前能解决最好", "expectation", WEN, date(2026, 12, 4), by_mouse=True),
        Pick("收到，冷库扫码我来跟，11月27日前给出测试结果。", "commitment", SU, date(2026, 11, 27)),
        Pick("成本这边要看得到每张工单的料、工、费，年报审计之前要有，12月18日前。", "expectation", QIN, date(2026, 12, 18)),
        Pick("热处理升温时间我们加进排产规则，11月30日前给邵部长看一版日计划。", "commitment", LIN, date(2026, 11, 30)),
        Pick(
            "行。派工单样本我让车间的张伟、刘镕和赵翀整理，11月25日前交给你们。",
            "duty", SHAO, date(2026, 11, 25),
        ),
    ),
    earlier=(
        "瓶颈工序的日计划按生产部的排产规则生成。",
        "12 月 18 日前给出排产复核方案。",
        "12 月 4 日前给齐派工单样本。",
    ),
    query="排产",
    confirmed="确认",
    asks="内部讨论中，周三答复",
    time_is_wrong="时间不对",
    asked_by_mail="请把期初余额的导入结果在 12 月 4 日前发我一份，差异逐笔列出。",
    lin="林知夏",
    wen="温宁",
    board=("已确认", "有疑问", "不同意", "口头待补签", "无答复"),
)  # fmt: skip
EN = Words(
    language="en",
    locale="en-GB",
    picks=(
        Pick(
            "the heat-treatment furnace must reach ≥ 850 ℃ before the next step. The plan has to count the 4 hours",
            "expectation", SHAO, None, by_mouse=True, typed_due=date(2026, 12, 11),
        ),
        Pick(
            "She would like an answer within 2 seconds of a scan, if possible by 4 December",
            "expectation", WEN, date(2026, 12, 4), by_mouse=True,
        ),
        Pick("Noted. I take the cold store and give you test results by 27 November.", "commitment", SU, date(2026, 11, 27)),
        Pick(
            "For costing I need material, labour and overhead of every work order, before the annual audit, by 18 December.",
            "expectation", QIN, date(2026, 12, 18),
        ),
        Pick(
            "We put the heating-up time into the scheduling rules and show Mr Shao a daily plan by 30 November.",
            "commitment", LIN, date(2026, 11, 30),
        ),
        Pick(
            "Fine. Zhang Wei (张伟), Liu Rong (刘镕) and Zhao Chong (赵翀) of the workshop collect the dispatch slips;"
            " you get them by 25 November.",
            "duty", SHAO, date(2026, 11, 25),
        ),
    ),
    earlier=(
        "The daily plan of the bottleneck follows the scheduling rules of Production.",
        "We hand over the plan of the scheduling review by 18 December.",
        "Hualing hands over all dispatch slips by 4 December.",
    ),
    query="scheduling",
    confirmed="Confirm",
    asks="We discuss it inside and answer on Wednesday",
    time_is_wrong="The time",
    asked_by_mail="Please send me the result of importing the opening balances by 4 December, every difference by itself.",
    lin="Lin Zhixia",
    wen="Wen Ning",
    board=("confirmed", "asked", "not accepted", "oral, to be signed", "no answer"),
)  # fmt: skip
TONGUES = {words.language: words for words in (ZH, EN)}
