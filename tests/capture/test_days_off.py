"""The yearly notice and plain rows become days off and make-up days; every slip is told with its line."""

from datetime import date, timedelta

import pytest

from yinuo.base import calendar
from yinuo.capture.days_off import Why, read

NOTICE = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
2025年11月4日
"""
MAKE_UP = [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20)]


def test_the_notice_of_2026_gives_its_33_days_off_and_six_make_up_days():
    found = read(NOTICE)

    assert (found.year, found.wrong) == (2026, [])
    assert sorted(one.day for one in found.days if one.works) == [*MAKE_UP, date(2026, 10, 10)]
    assert len([one for one in found.days if not one.works]) == 33
    assert {one.name for one in found.days if one.day.month == 10} == {"国庆节"}


def test_a_calendar_made_of_the_notice_alone_is_the_published_one():
    found = read(NOTICE)
    weekend = calendar.Working(calendar.of("DE").rule, notices={2026: {one.day: one.works for one in found.days}})
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [weekend.is_workday(day) for day in days] == [calendar.mainland().is_workday(day) for day in days]


def test_older_notices_are_read_too():
    found = read(
        "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n"
        "二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位安排职工在除夕（2月9日）休息。\n"
        "三、清明节：4月5日放假。",
        2024,
    )

    # The first row is of another year than was asked for; the advice to rest on 9 February is no day off.
    assert [(one.line, one.why) for one in found.wrong] == [(1, Why.OTHER_YEAR)]
    assert date(2024, 2, 9) not in {one.day for one in found.days}
    assert date(2024, 4, 5) in {one.day for one in found.days}
    assert [one.day for one in found.days if one.works] == [date(2024, 2, 4), date(2024, 2, 18)]


def test_rows_of_day_and_kind_are_read_with_or_without_a_heading():
    found = read("日期,类型,名称\n2026-12-24,off,公司年会\n2026/12/26\twork\n2026年12月27日；上班")

    assert found.wrong == []
    assert [(one.day, one.works, one.name) for one in found.days] == [
        (date(2026, 12, 24), False, "公司年会"),
        (date(2026, 12, 26), True, ""),
        (date(2026, 12, 27), True, ""),
    ]


@pytest.mark.parametrize(
    ("line", "why", "about"),
    [
        ("一、元旦：1月1日（周五）至3日（周六）放假，共3天。", Why.WEEKDAY, "1月1日（周五）"),
        ("一、元旦：1月1日（周四）至3日（周六）放假，共4天。", Why.COUNT, "共4天"),
        ("一、元旦：1月3日至1日放假。", Why.SPAN, "1月3日至1日放假"),
        ("一、元旦：2月30日放假。", Why.NOT_A_DAY, "2月30日"),
        ("一、元旦：3日放假。", Why.NOT_A_DAY, "3日"),
        ("一、元旦：放假三天。", Why.NO_DAY, "一、元旦：放假三天。"),
        ("一、元旦：1月1日（周四）。", Why.NO_KIND, "一、元旦：1月1日（周四）。"),
        ("2026-02-30,off", Why.NOT_A_DAY, "2026-02-30"),
        ("2026-02-03,maybe", Why.NO_KIND, "maybe"),
        ("2026-02-03", Why.NO_KIND, "2026-02-03"),
        ("2027-02-03,off", Why.OTHER_YEAR, "2027-02-03"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_piece_that_is_wrong(line, why, about):
    found = read(f"2026-06-01,off\n{line}", 2026)

    assert [(one.line, one.why, one.about) for one in found.wrong] == [(2, why, about)]
    assert date(2026, 6, 1) in {one.day for one in found.days}


def test_a_day_told_twice_is_told_as_such():
    found = read("2026-06-01,off\n2026-06-01,work")

    assert [(one.day, one.works) for one in found.days] == [(date(2026, 6, 1), False)]
    assert [(one.line, one.why) for one in found.wrong] == [(2, Why.TWICE)]


def test_without_a_year_a_day_is_not_guessed():
    assert [one.why for one in read("一、元旦：1月1日放假。").wrong] == [Why.NO_YEAR]


def test_a_book_is_refused_before_it_is_read():
    assert [one.why for one in read("2026-06-01,off\n" * 2000).wrong] == [Why.TOO_MANY]
