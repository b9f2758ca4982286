"""The marks of the product as a page draws them."""

import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from yinuo.base import chips, dates, drawing
from yinuo.base.marks import GapRow, Knot, LevelBand, LevelFacts, LevelPoint, Why
from yinuo.ledger.models import EntryKind, State

FRIDAY = date(2026, 11, 20)


def draw(source: str, **facts: object) -> str:
    return engines["django"].from_string(source).render(facts)


class WishForm(forms.Form):
    words = forms.CharField(label="原话", help_text="照原话写")
    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect, choices=[("a", "甲"), ("b", "乙")])
    seconds = forms.IntegerField(label="目标", required=False)


@pytest.mark.parametrize("value", [*State.values, *EntryKind.values])
def test_every_state_and_kind_has_icon_and_word(value):
    html = draw("{% chip value %}", value=value)

    assert f"#{chips.chip_of(value).icon}" in html
    assert str(chips.chip_of(value).word) in html


def test_an_unknown_state_is_a_fault_and_not_a_blank():
    with pytest.raises(KeyError, match="dreamt"):
        chips.chip_of("dreamt")


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "2026年11月20日 周五"), ("en", "Fri 20 Nov 2026")])
def test_a_day_is_absolute_with_its_weekday(language, said):
    with translation.override(language):
        assert draw("{% day due %}", due=FRIDAY) == f'<time datetime="2026-11-20">{said}</time>'


def test_a_moment_is_the_day_it_was_in_the_projects_zone():
    late = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)

    with translation.override("en"):
        assert "Fri 20 Nov 2026" in draw('{% day at "Asia/Shanghai" %}', at=late)
        assert "Fri 20 Nov 2026, 00:30" in draw('{% moment at "Asia/Shanghai" %}', at=late)


@pytest.mark.parametrize(("days", "said"), [(50, "晚 50 个工作日"), (-3, "提前 3 个工作日"), (0, "按期")])
def test_lateness_is_counted_in_working_days(days, said):
    with translation.override("zh-hans"):
        assert dates.lateness(days) == said


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [(128000000, "CNY", "1,280,000 元"), (-150, "CNY", "−1.50 元"), (99, "USD", "USD 0.99"), (0, "CNY", "0 元")],
)
def test_an_amount_carries_its_unit(cents, currency, said):
    with translation.override("zh-hans"):
        assert dates.money(cents, currency) == said


def test_a_gap_bar_runs_from_expectation_to_performance():
    bar = drawing.draw_gap(85, 48)

    assert (bar.left, bar.width, bar.gap, bar.falls_short) == (48, 37, "−37", True)
    assert drawing.draw_gap(70, 86).gap == "+16"


@pytest.mark.parametrize("pair", [(None, 48), (85, None), (None, None)])
def test_an_unknown_side_is_no_data_and_never_a_zero(pair):
    html = draw("{% gap_bar e p %}", e=pair[0], p=pair[1])

    assert "nodata" in html
    assert "<svg" not in html


def test_gaps_stand_worst_first_and_the_unmeasured_last():
    rows = [GapRow("E1", "", "", 80, 72), GapRow("E2", "", "", 75, None), GapRow("E3", "", "", 88, 45)]

    assert [row.code for row, _ in drawing.worst_first(rows)] == ["E3", "E1", "E2"]


def test_a_level_line_puts_a_value_where_its_axis_says():
    facts = LevelFacts(
        points=(LevelPoint(date(2026, 1, 1), 0), LevelPoint(date(2026, 1, 11), 100)),
        steps=(LevelPoint(date(2026, 1, 1), 50),),
        band=LevelBand(50, 100),
        events=(),
        sentence="升到顶。",
    )

    drawn = drawing.draw_level(facts)

    assert drawn.line == "M44.0 210.0L656.0 28.0"
    assert drawn.steps == "M44.0 119.0H656.0"
    assert drawn.band == (28.0, 91.0)
    assert [row.label for row in drawn.rows] == ["0", "25", "50", "75", "100"]


def test_a_level_line_in_its_own_unit_chooses_round_values():
    facts = LevelFacts(
        (LevelPoint(FRIDAY, 14), LevelPoint(FRIDAY, 9)), (LevelPoint(FRIDAY, 3),), None, (), "", unit="s"
    )

    assert [row.label for row in drawing.draw_level(facts).rows] == ["0", "5", "10", "15"]


def test_nothing_to_draw_is_said_in_words():
    html = draw("{% level_line facts %}", facts=LevelFacts((), (), None, (), "还没有实测。"))

    assert "nodata" in html
    assert "还没有实测。" in html


def test_a_thread_keeps_the_order_it_is_given_and_marks_what_was_signed():
    knots = [Knot(FRIDAY, "二"), Knot(date(2026, 1, 1), "一", sealed=True, href="/x/")]

    html = draw("{% evidence_thread knots %}", knots=knots)

    assert html.index("二") < html.index("一")
    assert html.count("knot-sealed") == 1


def test_words_of_people_are_escaped_everywhere():
    evil = '"><script>'
    html = draw(
        "{% seal n d n %}{% person n n %}{% copy n %}{% empty n %}{% why w %}{% qr n n %}{% evidence_thread k %}",
        n=evil,
        d=FRIDAY,
        w=Why(evil, evil, ((evil, evil),)),
        k=[Knot(FRIDAY, evil, evil)],
    )

    assert "<script" not in html


def test_a_qr_code_carries_no_style_and_has_a_name():
    svg = draw('{% qr "https://yinuo.example/link/x" "确认单" %}')

    assert re.match(r"<svg[^>]*>", svg)
    assert "style" not in svg
    assert "确认单" in svg


def test_a_field_keeps_what_was_typed_and_ties_help_and_errors_to_it():
    form = WishForm({"words": "", "kind": "b", "seconds": "三秒"})

    html = draw("{% field form.words %}{% field form.seconds unit='s' %}", form=form)

    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="三秒"' in html
    assert '<span class="unit">s</span>' in html


def test_a_choice_is_drawn_as_chips_that_are_radios():
    html = draw("{% field form.kind %}", form=WishForm({"kind": "b"}))

    assert len(re.findall(r'type="radio"', html)) == 2
    assert re.search(r'value="b"[^>]*checked', html)


def test_a_whole_form_is_drawn_in_the_same_markup():
    html = str(WishForm({"words": "", "kind": "a"}))

    assert 'class="errors"' in html
    assert 'href="#id_words"' in html
    assert html.count('class="choice"') == 2


def test_a_sorted_head_turns_round_and_keeps_the_filters(rf):
    html = draw('{% sort_header "due" "By when" "due" %}', request=rf.get("/?state=met&order=due&after=9"))

    assert 'aria-sort="ascending"' in html
    assert 'href="?state=met&amp;order=-due"' in html
