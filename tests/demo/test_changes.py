"""Table 6 of the story comes out exactly, and what R33, R34 and R38 have to name."""

import pytest

from yinuo.changes import queries
from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.scene import Scene

pytestmark = pytest.mark.django_db

TABLE = {
    "CR-101": ("葛峰", "客户列表换颜色", "实现方式变更", "0.5 人日", "0 天", "个性化设置", "closed"),
    "CR-102": ("温宁", "有限产能排产细化", "需求变更", "38 人日", "+4 周", "先做瓶颈工序（15 人日）", "partly"),
    "CR-103": ("温宁", "移动审批", "需求变更", "22 人日", "+2 周", "置换：暂缓设备管理模块", "escalated"),
    "CR-104": ("温宁", "合并报表", "需求变更", "46 人日", "+4 周", "二期；年底先给手工模板", "escalated"),
    "CR-105": ("董海峰", "价格隐藏", "实现方式变更", "2 人日", "0 天", "权限配置", "done"),
    "CR-106": ("陆明诚", "上线零问题承诺书", "非需求", "", "", "服务级别承诺 + 应急响应", "declined"),
    "CR-201": ("何蔓", "大屏加两个主题", "需求变更", "18 人日", "+1 周", "用变更预算", "assessing"),
    "CR-202": ("黎晓", "漏检规则按客户分", "实现方式变更", "4 人日", "0 天", "", "assessing"),
    "CR-301": ("童欣", "看板换版式", "实现方式变更", "3 人日", "0 天", "", "done"),
    "CR-302": (
        *("童欣", "公交客流主题换入，燃气 2019 年前历史换出", "置换", "6 人日", "+5 周", "置换"),
        "approved",
    ),
    "CR-303": ("尹川", "改走只读备库", "实现方式变更", "9 人日", "0 天", "", "done"),
    "CR-304": ("童欣", "漏损日报提前到 8 点", "需求变更", "5 人日", "0 天", "用变更预算", "done"),
    "CR-305": ("裴立", "标准字典导出", "实现方式变更", "1 人日", "0 天", "", "done"),
    "CR-306": ("童欣", "终验材料加安全测评", "需求变更", "8 人日", "0 天", "用变更预算", "done"),
}
PROJECTS = ("P1", "P2", "P3")


def rows_of(scene: Scene, code: str) -> list[queries.requests.ChangeRow]:
    return queries.requests.listed(scene.projects[code])


def test_every_change_stands_as_in_the_table(scene: Scene) -> None:
    loaded = {
        row.code: (
            *(row.asked_by, row.words, row.kind_text, row.effort_text, row.schedule_text, row.alternative),
            row.state,
        )
        for code in PROJECTS
        for row in rows_of(scene, code)
    }

    assert loaded == TABLE
    assert [row.code for code in PROJECTS for row in rows_of(scene, code) if row.window_on is None] == [
        "CR-106",
        "CR-101",
    ]


def test_r33_and_r34_name_what_the_golden_list_names(scene: Scene) -> None:
    early = [(one.row.code, one.kind) for code in PROJECTS for one in queries.requests.early(rows_of(scene, code))]
    unrouted = [
        (one.row.code, one.kind) for code in PROJECTS for one in queries.requests.unrouted(rows_of(scene, code), AS_OF)
    ]

    assert early == [("CR-103", "work")]
    assert unrouted == [("CR-106", "window"), ("CR-101", "window")]


def test_r38_finds_no_budget_on_p1_and_ninety_percent_gone_on_p3(scene: Scene) -> None:
    lines = {code: queries.budget.budget(scene.projects[code]) for code in PROJECTS}

    assert {code: queries.budget.alert(line) for code, line in lines.items()} == {"P1": "none", "P2": "", "P3": "used"}
    spent = {code: (line.amount_cents, line.used_cents, line.percent) for code, line in lines.items() if line}
    assert spent == {"P2": (10_000_000, 0, 0), "P3": (20_000_000, 18_000_000, 90)}
