"""By when: what was said, and nothing invented."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinuo.base.calendar import mainland
from yinuo.capture.dates import due

FRIDAY = date(2026, 11, 20)


def on(text, today=FRIDAY):
    found = due(text, today, mainland())
    return found.day if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("周三前答复", date(2026, 11, 25)),
        ("下周五交初稿", date(2026, 11, 27)),
        ("下下周一开会", date(2026, 11, 30)),
        ("本周五下午5点前发出", date(2026, 11, 20)),
        ("星期日之前", date(2026, 11, 22)),
        ("11月25日前给到", date(2026, 11, 25)),
        ("3月2号上线", date(2027, 3, 2)),
        ("2026-11-25 前", date(2026, 11, 25)),
        ("2026年12月21日完成", date(2026, 12, 21)),
        ("12/18前交付", date(2026, 12, 18)),
        ("月底给方案", date(2026, 11, 30)),
        ("12月底前上线", date(2026, 12, 31)),
        ("下月中旬复核", date(2026, 12, 20)),
        ("月初出成本", date(2026, 12, 5)),
        ("本周内给答复", date(2026, 11, 20)),
        ("下周内给答复", date(2026, 11, 27)),
        ("3个工作日内回复", date(2026, 11, 25)),
        ("三天内", date(2026, 11, 23)),
        ("两周内完成", date(2026, 12, 4)),
        ("一个月内", date(2026, 12, 20)),
        ("24小时内", date(2026, 11, 21)),
        ("明天给你", date(2026, 11, 21)),
        ("后天前", date(2026, 11, 22)),
        ("年底前手机上审批", date(2026, 12, 31)),
        ("三季度末", date(2027, 9, 30)),
        ("Q4 上线", date(2026, 12, 31)),
        ("元旦前上线", date(2026, 12, 31)),
        ("by Friday", date(2026, 11, 20)),
        ("by next Wednesday please", date(2026, 11, 25)),
        ("ready on 25 Nov", date(2026, 11, 25)),
        ("ready by November 25th, 2026", date(2026, 11, 25)),
        ("by the end of next week", date(2026, 11, 27)),
        ("by end of the month", date(2026, 11, 30)),
        ("within 3 working days", date(2026, 11, 25)),
        ("in two weeks", date(2026, 12, 4)),
        ("周三前给，最晚 11月27日", date(2026, 11, 27)),
    ],
)
def test_a_phrase_gives_its_day(text, day):
    assert on(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "尽快给我",
        "近期安排",
        "上线前完成",
        "验收后30日内付款",
        "签字之日起 10 个工作日内",
        "within 10 days of sign-off",
        "每周五发周报",
        "every Friday",
        "上周三说过的",
        "last Friday we said",
        "春节前上线",
        "周一到周五都有人",
        "2026-11-05 会上提出",
        "2月30日",
        "11月5日会上提出",
        "soon, as early as possible",
        "单次收货 ≤ 40 秒",
        "命中率 90%，3 家子公司",
        "版本 1.2.3",
    ],
)
def test_vague_anchored_recurring_and_past_give_none(text):
    assert on(text) is None


def test_the_span_is_the_phrase():
    text = "请各位周三前确认"
    found = due(text, FRIDAY, mainland())

    assert (text[found.start : found.end], found.rule) == ("周三前", "weekday")


@given(
    st.sampled_from(
        ["周{}前", "下周{}", "11月{}日前", "{}天内", "{}个工作日内", "{}月底", "月底", "Q{}", "{}个月内", "下月初"]
    ),
    st.sampled_from(list("一二三四五六1234567")),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_no_due_date_lies_in_the_past(phrase, n, today):
    day = on(phrase.format(n), today)

    assert day is None or today <= day <= today + timedelta(days=800)
