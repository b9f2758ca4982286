"""Table 5 of the story, row by row, against the loaded memos; and what the practice checks find in it."""

# ruff: noqa: E501  # one row of the paper a line

from datetime import date

import pytest

from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.scene import Scene
from yinuo.ledger.models import Entry
from yinuo.meetings import queries
from yinuo.meetings.models import Memo
from yinuo.meetings.queries import memos

pytestmark = pytest.mark.django_db

MEMOS = (
    ("MM-101", "P1", "2026-04-08", "启动会", ("双方团队与制度", "董事长视频发言"), "", "", "4 月 13 日起", "已签"),
    ("MM-102", "P1", "2026-05-15", "调研结束", ("六条主流程", "排产只访一人，派工单未收"), "", "", "补访生产部", "已签"),
    ("MM-103", "P1", "2026-06-12", "蓝图签字", ("65% 标准", "35% 配置或开发"), "", "", "6 月 22 日起开发", "已签"),
    ("MM-104", "P1", "2026-07-13", "车间走访", (), "", "", "估算", "未签"),
    ("MM-105", "P1", "2026-08-28", "项目例会", ("原上线日期不可行",), "数据迟交、双套需求", "排产开发低估", "8 月 31 日给出新计划", "拒签"),
    ("MM-106", "P1", "2026-10-12", "上线推迟会", ("推迟到 11 月 9 日",), "期初数据迟 24 天", "顾问更换", "日报", "已签"),
    ("MM-107", "P1", "2026-10-28", "第二次推迟", ("推迟到 12 月 21 日",), "领导新增需求", "排产返工 15 人日", "11 月 10 日给出三方案", "已签"),
    ("MM-108", "P1", "2026-11-06", "现场两天", ("收货流程演示", "车间排产访谈"), "", "派工单样本迟收", "11 月 13 日召开车间排产复核会", "未签"),
    ("MM-201", "P2", "2026-09-10", "销售交接会", ("四条承诺，核对一条",), "", "", "9 月 25 日前补核对", "已签"),
    ("MM-202", "P2", "2026-09-16", "启动会", ("郑总、佐藤副总到场",), "", "", "9 月 21 日起开展调研", "已签"),
    ("MM-203", "P2", "2026-10-23", "调研结束", ("异常事实 0 条",), "", "", "11 月 3 日给出原型一版", "已签"),
    ("MM-204", "P2", "2026-11-03", "原型评审", ("大屏好评", "佐藤副总问单片追溯"), "", "", "11 月 20 日前补追溯原型", "未签"),
    ("MM-301", "P3", "2026-02-25", "启动大会", ("总裁发言",), "", "", "3 月 2 日起开展调研", "已签"),
    ("MM-302", "P3", "2026-05-12", "调研汇总", ("缺 31%",), "", "", "评估", "已签"),
    ("MM-303", "P3", "2026-05-20", "周例会", ("“全部历史数据”", "争执"), "授权未定", "售前未核对", "5 月 27 日召开说明会", "拒签"),
    ("MM-304", "P3", "2026-05-27", "说明会", ("罗秉文解释", "客观条件"), "", "", "高层会", "已签"),
    ("MM-305", "P3", "2026-06-12", "数据标准会", ("218 项数据标准定稿",), "", "", "落标", "已签"),
    ("MN-306", "P3", "2026-06-26", "双方高层会", ("置换", "延 5 周", "12 万"), "甲方退一步", "乙方退一步", "签补充协议", "已签"),
    ("MM-307", "P3", "2026-08-31", "上线", ("四项推广条件齐备",), "", "", "9 月 11 日初验", "已签"),
    ("MM-308", "P3", "2026-09-11", "初验", ("遗留 4 项",), "", "", "试运行", "已签"),
    ("MM-309", "P3", "2026-11-12", "第二次演练", ("备用方案 1 套",), "", "", "11 月 16 日向魏总裁汇报", "已签"),
    ("MM-310", "P3", "2026-11-18", "终验会", ("通过", "遗留 1 项"), "", "", "二期意向", "已签"),
)  # fmt: skip
"""Code, project, day, occasion, what it says, causes of the client and of us, what was agreed, the client's word."""
STATES = {"已签": "confirmed", "未签": "sent", "拒签": "objected"}


@pytest.mark.parametrize("row", MEMOS, ids=lambda row: row[0])
def test_a_memo_is_as_the_paper_has_it(scene: Scene, row: tuple) -> None:
    code, project, day, occasion, says, theirs, ours, agreed, word = row
    memo = Memo.objects.select_related("project").get(code=code)
    causes = {
        side: "".join(memo.causes.filter(side=side).values_list("words", flat=True)) for side in ("client", "ours")
    }

    assert (memo.project.code, memo.on, memo.occasion) == (project, date.fromisoformat(day), occasion)
    assert [part for part in says if part not in memo.work_done] == []
    assert (theirs in causes["client"], ours in causes["ours"]) == (True, True)
    assert (bool(theirs), bool(ours)) == (bool(causes["client"]), bool(causes["ours"]))
    assert agreed in memo.items.order_by("number").first().words
    assert queries.standing_of(memo).state == STATES[word]


def test_there_are_22_and_the_demands_of_the_chairman_stand_in_none(scene: Scene) -> None:
    assert sorted(Memo.objects.values_list("code", flat=True)) == sorted(row[0] for row in MEMOS)
    assert not Memo.objects.filter(work_done__contains="手机").exists()


def test_three_memos_wait_for_the_client(scene: Scene) -> None:
    waiting = [row.code for code in scene.projects for row in memos.unconfirmed(scene.projects[code], AS_OF)]

    assert waiting == ["MM-104", "MM-108", "MM-204"]


def test_the_review_in_the_workshop_is_in_no_plan_and_the_visit_was_never_made(scene: Scene) -> None:
    rows = memos.unplanned(scene.projects["P1"], AS_OF)

    assert [(row.code, row.row.carries) for row in rows] == [("MM-102/1", 2), ("MM-108/1", 0)]
    assert rows[1].row.owner == Entry.objects.get(code="C108").holder.name


def test_the_other_projects_owe_one_step_to_the_plan(scene: Scene) -> None:
    owed = {code: [row.code for row in memos.unplanned(scene.projects[code], AS_OF)] for code in ("P2", "P3")}

    assert owed == {"P2": ["MM-201/1"], "P3": []}


def test_executives_heard_nothing_in_september_and_october(scene: Scene) -> None:
    months = [date(2026, month, 1) for month in range(2, 12)]
    heard = {
        code: [queries.executive_reports(scene.projects[code], month) for month in months] for code in ("P1", "P3")
    }

    assert heard["P1"] == [0, 0, 1, 1, 1, 1, 1, 0, 0, 0]
    assert heard["P3"] == [1] * 10
    assert all(memos.without_memo(project, AS_OF) == [] for project in scene.projects.values())
