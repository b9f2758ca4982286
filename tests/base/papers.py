"""Sheets that several tests print."""

from datetime import date

from yinuo.base.paper.sheet import LineKind, SheetPaper, SheetPaperLine


def line(number=1, text="单次收货 ≤ 40 秒。", kind=LineKind.EXPECTATION, **more):
    facts = {"who": "邵国梁部长", "due_on": date(2026, 12, 21), **more}
    return SheetPaperLine(number=number, kind=kind, text=text, **facts)


HARD = line(
    text="瓶颈工序日计划命中率 ≥ 90%，炉温 20 ℃ → 25 ℃ 时 ≤ 3 秒；由张伟、赵镕、李翀复核。\n"
    '#read("x") *不* $y$ <b> & 也照印。',
    measure="连续 10 个工作日",
    target="≥ 90%（最低可接受 85%）",
    measurer="马腾",
    wording_version=2,
    agreed_before="瓶颈工序日计划命中率 ≥ 80%；由张伟复核。",
)

THREE = (
    HARD,
    line(2, "到车间完成一次排产复核会。", LineKind.COMMITMENT),
    line(3, "提供派工单样本。", LineKind.DUTY),
)


def sheet(*lines, **more):
    facts = {
        "language": "zh-hans",
        "number": 3,
        "title": "排产与成本结转",
        "ask": "逐项确认下面的内容。",
        "project_name": "华岭泵业 ERP 实施",
        "from_firm": "明衡软件有限公司",
        "from_name": "林知夏",
        "to_firm": "华岭泵业股份有限公司",
        "contacts": ("温宁经理", "邵国梁部长"),
        "offered_on": date(2026, 11, 20),
        "due_on": date(2026, 11, 25),
        "lines": lines
        or (
            HARD,
            line(2, "到车间完成一次排产复核会。", LineKind.COMMITMENT),
            line(3, "提供派工单样本。", LineKind.DUTY),
        ),
        "link": "https://yinuo.example/link/3fQx8A2k",
        **more,
    }
    return SheetPaper(**facts)


def english():
    return sheet(
        SheetPaperLine(
            1, LineKind.EXPECTATION, "The plan is met on 90 % of the days.", "Shao Guoliang", date(2026, 12, 21)
        ),
        SheetPaperLine(2, LineKind.COMMITMENT, "We hold a review in the workshop → minutes.", "Lin Zhixia", None),
        language="en",
        title="Scheduling",
        ask="confirm the lines below, each by itself.",
        contacts=("Wen Ning",),
    )
