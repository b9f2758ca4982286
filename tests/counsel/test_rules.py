"""What each rule about lines of the ledger fires about, what it passes over, and when it cannot judge."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.counsel.book import TODAY, days_ago, fires, on, said, wish
from tests.ledger.conftest import DUE, number_of_hits, offered, worded
from yinuo.base import clock
from yinuo.capture import tables
from yinuo.capture.vague import vague_in
from yinuo.counsel import actions as counsel
from yinuo.counsel import queries
from yinuo.delivery import actions as delivery
from yinuo.ledger import actions as ledger
from yinuo.ledger import forms
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.ledger.models import Entry

pytestmark = pytest.mark.usefixtures("friday")


def agree(cast: Cast, entry: Entry) -> None:
    """温宁 confirms the newest wording of a line, today."""
    sheet = offered(cast, worded(cast, entry, criterion=number_of_hits(cast)))
    how = MeansGiven(
        means="message", by_name="温宁", recorded_by="林知夏", signed_on=clock.today("Asia/Shanghai"), message_text="好"
    )
    ledger.reply(sheet, means=how, answers=[AnswerGiven(sheet.lines.get().token, "confirm")], at=clock.now())


def test_a_wish_that_cannot_be_measured_is_named_after_ten_working_days(cast):
    late = wish(cast, "按规则排产", days=14)
    wish(cast, "扫码要快", days=11)

    assert fires(cast.p1, "R19") == [late.code]
    (sentence,) = said(cast.p1, "R19")
    assert sentence == "“按规则排产”（邵国梁）提出已 10 个工作日，还没有可衡量的标准，不能标为已确认。"


def test_a_measure_settles_it_and_so_does_our_no(cast):
    for line in (wish(cast, "按规则排产"), wish(cast, "扫码要快")):
        worded(cast, line, criterion=number_of_hits(cast))
    ledger.refuse(wish(cast, "当天全部上线"), by=cast.lin, at=clock.now(), why="做不到")
    vision = wish(cast, "成为行业样板")
    ledger.clarify(vision, by=cast.lin, at=clock.now(), version=vision.version, entry_class="vision")
    wish(cast, "三个月上线", source_kind="sales")

    assert fires(cast.p1, "R19") == "silent"


def test_words_without_a_measure_are_not_enough(cast):
    line = wish(cast, "按规则排产")
    ledger.word(line, by=cast.lin, at=clock.now(), text="按规则排产。", language="zh-hans", due_on=DUE, criterion=None)

    assert fires(cast.p1, "R19") == [line.code]


@pytest.mark.parametrize("rule", ["R19", "R20", "R22", "R23", "R37", "R45"])
def test_an_empty_ledger_gives_no_answer(cast, rule):
    assert fires(cast.p1, rule) == "no_data"


def test_vague_words_are_found_in_what_we_write_and_never_in_quotations(cast):
    line = wish(cast, "尽快上线")
    assert fires(cast.p1, "R20") == "no_data"

    worded(cast, line, "系统响应要稳定。")
    other = wish(cast, "界面要友好")
    worded(cast, other, "“友好”的界面：三步内完成报工。")

    assert fires(cast.p1, "R20") == [line.code]
    assert said(cast.p1, "R20") == ["“系统响应要稳定。”里的“稳定”，两个人会量出两个结果。"]


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Reply as soon as possible", "as soon as possible"),
        ("a user-friendly page", "user-friendly"),
        ("unstable network", None),
        ("“尽快”不算", None),
        ("瓶颈工序日计划命中率 ≥ 90%", None),
        ("大幅缩短", "大幅"),
    ],
)
def test_vague_words(text, vague):
    found = vague_in(text)

    assert (found.words if found else None) == vague
    assert found is None or text[found.start : found.end] == vague


def test_what_was_agreed_is_looked_at_every_thirty_days(cast):
    line = wish(cast, "按规则排产")
    agree(cast, line)
    assert fires(cast.p1, "R23") == "silent"

    with on(TODAY + timedelta(days=30)):
        assert fires(cast.p1, "R23") == "silent"
    with on(TODAY + timedelta(days=31)):
        assert fires(cast.p1, "R23") == [line.code]
        ledger.measure(line, by=cast.lin, at=clock.now(), measured_on=TODAY, number=91)
        assert fires(cast.p1, "R23") == "silent"


def test_nobody_knows_what_serves_a_wish_without_a_plan(cast):
    agree(cast, wish(cast, "按规则排产"))

    with on(TODAY + timedelta(days=30)):
        assert fires(cast.p1, "R22") == "no_data"


def test_an_agreed_wish_is_named_after_five_working_days_without_a_task(cast):
    served, alone = wish(cast, "按规则排产"), wish(cast, "扫码要快")
    agree(cast, served)
    agree(cast, alone)
    task = delivery.add_task(cast.p1, by=cast.lin, at=clock.now(), name="排产", side="ours", duration=3)
    delivery.serve(task, served, by=cast.lin, at=clock.now())

    with on(TODAY + timedelta(days=7)):
        assert fires(cast.p1, "R22") == "silent"
    with on(TODAY + timedelta(days=10)):
        assert fires(cast.p1, "R22") == [alone.code]


def test_a_no_is_told_within_three_working_days(cast):
    line = wish(cast, "上线后零问题", holder=cast.lu)
    ledger.refuse(line, by=cast.lin, at=days_ago(4), why="做不到")
    assert fires(cast.p1, "R37") == [line.code]
    assert said(cast.p1, "R37") == ["“上线后零问题”内部婉拒已 4 个工作日，还没有当面告诉陆明诚。"]

    counsel.tell(cast.p1, by=cast.lin, at=clock.now(), subject=line.code, told_on=TODAY)

    assert fires(cast.p1, "R37") == "silent"


def test_a_no_of_this_week_may_still_be_told_and_a_talk_before_it_is_none(cast):
    line = wish(cast, "上线后零问题")
    counsel.tell(cast.p1, by=cast.lin, at=days_ago(10), subject=line.code, told_on=TODAY - timedelta(days=10))
    ledger.refuse(line, by=cast.lin, at=days_ago(3), why="做不到")
    assert fires(cast.p1, "R37") == "silent"

    with on(TODAY + timedelta(days=3)):
        assert fires(cast.p1, "R37") == [line.code]


@pytest.mark.parametrize(
    "words", ["保证上线后零问题", "We guarantee that it never stops", "签一份承诺书，上线后零问题"]
)
def test_absolute_guarantees_are_named_as_said(cast, words):
    line = wish(cast, words)

    assert fires(cast.p1, "R45") == [line.code]

    ledger.withdraw(line, by=cast.lin, at=clock.now(), why="收回")
    assert fires(cast.p1, "R45") == "silent"


@pytest.mark.parametrize(
    "words", ["100 % 留痕", "绝不停线", "我们能承诺的是响应和恢复时间，零问题没有人做得到", "承诺函已收到"]
)
def test_a_measured_hundred_and_a_reasoned_no_are_no_guarantee(cast, words):
    wish(cast, words)

    assert fires(cast.p1, "R45") == "silent"


def test_what_came_with_an_import_is_silent_until_somebody_works_with_it(cast):
    line = taken_in(cast, "保证零问题")
    with on(TODAY + timedelta(days=60)):
        assert (fires(cast.p1, "R20"), fires(cast.p1, "R45")) == ("no_data", "silent")

        worded(cast, line, "尽快恢复。")

        assert (fires(cast.p1, "R20"), fires(cast.p1, "R45")) == ([line.code], [line.code])


def taken_in(cast, words):
    """A spreadsheet with one line, taken in."""
    given = f"内容,提出人\n{words},邵国梁\n".encode()
    draft = ledger.begin_import(
        cast.p1, by=cast.lin, at=clock.now(), file_name="a.csv", data=given, table=tables.read("a.csv", given)
    )
    ledger.settle(draft, columns={"targets": {"0": "words", "1": "holder"}, "order": "dmy", "holder": None})
    judged = forms.Judge(cast.p1, draft, TODAY).judge()
    ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=judged.lines, left_out=judged.left_out)
    return Entry.objects.get(words=words)


def test_a_young_project_is_only_nudged(cast):
    wish(cast, "保证零问题")
    severities = {
        days: {
            str(severity)
            for one in queries.outcomes(cast.p1, today=TODAY + timedelta(days=days))
            for _found, severity in one.found
        }
        for days in (0, 13, 14)
    }

    assert severities == {0: {"nudge"}, 13: {"nudge"}, 14: {"block"}}
