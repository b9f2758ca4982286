"""One typed line of minutes: its key, who, by when, the words."""

from datetime import date

import pytest

from yinuo.base.calendar import mainland
from yinuo.capture.minutes import MinuteLine, read

PEOPLE = {"林知夏": "4", "Lin Zhixia": "4", "邵部长": "9", "邵国梁": "9", "Lin": "7"}
TODAY = date(2026, 11, 6)


@pytest.mark.parametrize(
    ("line", "kind", "words", "person", "side", "due_on"),
    [
        ("办 林知夏 11月13日 车间排产复核会", "action", "车间排产复核会", "4", "", date(2026, 11, 13)),
        ("办：邵部长，11月13日，给派工单样本", "action", "给派工单样本", "9", "", date(2026, 11, 13)),
        ("办 甲方 给派工单样本", "action", "给派工单样本", "", "client", None),
        ("a Lin Zhixia 13 November scheduling review", "action", "scheduling review", "4", "", date(2026, 11, 13)),
        (
            "办 给派工单样本，邵国梁 11月13日前",
            "action",
            "给派工单样本，邵国梁 11月13日前",
            "9",
            "",
            date(2026, 11, 13),
        ),
        ("决 先排瓶颈工序", "decision", "先排瓶颈工序", "", "", None),
        ("险：规则只在一人手里", "risk", "规则只在一人手里", "", "", None),
        ("期 手机上批", "expectation", "手机上批", "", "", None),
        ("变 加一张报表", "change", "加一张报表", "", "", None),
        ("q who keeps the slips", "question", "who keeps the slips", "", "", None),
        ("决定推迟上线", "note", "决定推迟上线", "", "", None),
        ("A customer asked", "note", "A customer asked", "", "", None),
        ("办 林知夏", "action", "林知夏", "4", "", None),
    ],
)
def test_a_line_is_read(line, kind, words, person, side, due_on):
    assert read(line, PEOPLE, TODAY, mainland()) == MinuteLine(kind, words, person, side, due_on)


@pytest.mark.parametrize("line", ["", "   ", "办 ", "办：", "a   "])
def test_a_key_alone_says_nothing(line):
    found = read(line, PEOPLE, TODAY, mainland())

    assert found is None or found.kind == "note"
