"""Pasted threads are cut into who said what."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.capture.chat import speakers, utterances

TODAY = date(2026, 11, 20)


def said(text, names=frozenset()):
    return [(u.speaker, u.when, u.clock, text[u.start : u.end]) for u in utterances(text, TODAY, names)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("林知夏 11/20 16:02\n周三前给。\n", ("林知夏", date(2026, 11, 20), time(16, 2), "周三前给。")),
        ("林知夏  2026/11/20 16:02:11\n周三前给。", ("林知夏", date(2026, 11, 20), time(16, 2, 11), "周三前给。")),
        ("2026-11-20 16:02:11 邵国梁\n行。\n", ("邵国梁", date(2026, 11, 20), time(16, 2, 11), "行。")),
        ("2026-11-19 下午 4:02 邵国梁: 行。", ("邵国梁", date(2026, 11, 19), time(16, 2), "行。")),
        ("[2026-11-19 16:02] Ma Teng: fine", ("Ma Teng", date(2026, 11, 19), time(16, 2), "fine")),
        ("温宁 昨天 09:30\n好", ("温宁", date(2026, 11, 19), time(9, 30), "好")),
        ("温宁 12月30日 09:30\n好", ("温宁", date(2025, 12, 30), time(9, 30), "好")),
        ("温宁 周一 09:30\n好", ("温宁", date(2026, 11, 16), time(9, 30), "好")),
        ("Lin Zhixia 4:02 PM\nok", ("Lin Zhixia", None, time(16, 2), "ok")),
    ],
)
def test_a_head_line_gives_speaker_and_time(text, first):
    assert said(text) == [first]


def test_a_copy_may_set_the_day_with_its_time_and_each_name_on_a_line_of_its_own():
    text = "华岭排产项目群\n2026年11月20日 15:02\n温宁\n最好十分钟以内。\n林知夏\n收到。\n"

    names = frozenset({"温宁", "林知夏"})
    assert said(text, names) == [("温宁", TODAY, None, "最好十分钟以内。"), ("林知夏", TODAY, None, "收到。")]
    assert said(text) == []


def test_a_name_called_in_a_message_opens_no_message():
    names = frozenset({"温宁", "林知夏"})

    assert said("林知夏 11/20 16:02\n温宁\n收到。\n", names) == [("林知夏", TODAY, time(16, 2), "温宁\n收到。")]


def test_messages_keep_their_lines_and_their_place():
    text = "————— 2026-11-20 —————\n邵国梁 16:02\n第一行\n第二行：时间 16:02 前\n\n林知夏 16:05\n收到\n"

    assert said(text) == [
        ("邵国梁", TODAY, time(16, 2), "第一行\n第二行：时间 16:02 前"),
        ("林知夏", TODAY, time(16, 5), "收到"),
    ]
    assert speakers(text, TODAY) == ["邵国梁", "林知夏"]


def test_mail_blocks_give_sender_and_day():
    text = (
        "From: 温宁\nDate: 2026-11-20 08:02 +0000\nSubject: 回复\n\n同意。\n\n"
        "发件人: 林知夏 <lin@mingheng.example>\n"
        "发送时间: 2026年11月19日 16:02\n收件人: 温宁\n主题: 结转\n\n能否 5 日前？\n"
        "On Wed, 18 Nov 2026 at 10:00, Shao Guoliang <shao@hualing.example> wrote:\n> first\n"
    )

    assert said(text) == [
        ("温宁", date(2026, 11, 20), time(8, 2), "同意。"),
        ("林知夏", date(2026, 11, 19), time(16, 2), "能否 5 日前？"),
        ("Shao Guoliang", date(2026, 11, 18), time(10, 0), "> first"),
    ]


def test_a_name_and_a_colon_count_only_for_people_we_know():
    text = "温宁：好的\n时间：周三"

    assert said(text) == []
    assert said(text, frozenset({"温宁"})) == [("温宁", None, None, "好的\n时间：周三")]


def test_plain_minutes_are_no_thread():
    assert utterances("会议纪要\n一、排产规则由马工确认。\n时间：2026-11-20 16:02\n", TODAY) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="林夏a 1/:-2026年月日\n：[]>From周一", max_size=200))
def test_spans_lie_in_the_text_in_order(text):
    place = 0
    for one in utterances(text, TODAY):
        assert place <= one.start < one.end <= len(text)
        place = one.end
