"""A sheet is answered line by line, with one code for exactly these answers, signed in or through its link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.ledger.conftest import Lines, offered, worded
from tests.portal.conftest import Door, code_of, fields_of, link_to
from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import State
from yinuo.ledger.published import Agreement, Answer, Reply, Sheet
from yinuo.notices.models import Notice
from yinuo.projects import actions as projects

pytestmark = pytest.mark.django_db

ANSWERS = {
    "a1": "confirm",
    "a2": "not_accept",
    "c2": "not_mine",
    "r2": "陆明诚",
    "w2": "要陆副总定\r\n下周",
    "a3": "ask",
}


def test_the_whole_path_ends_with_rows_events_and_a_seal(cast: Cast, lines: Lines, sheet: Sheet, door: Door):
    day = (clock.today("Asia/Shanghai") + timedelta(days=2)).isoformat()
    asked = door.send(**ANSWERS, d3=day, q3="样本要多少？")
    assert asked.status_code == 200
    assert "we***@hualing.example" in asked.content.decode()
    carried = fields_of(asked)

    signed = door.sign(code_of(cast.wen.person), **carried)

    reply = Reply.objects.get()
    assert signed.status_code == 302
    assert signed.url == f"{door.address}signed/{reply.token}/"
    assert (reply.by_name, reply.by_title, reply.means, reply.authority) == ("温宁", "信息部经理", "code", "window")
    assert (reply.person_id, reply.document_sha256) == (cast.wen.person_id, sheet.sha256)
    told = Answer.objects.order_by("line__number").values_list(
        "line__number", "kind", "chip", "words", "right_person", "answer_by"
    )
    assert [(*row[:5], row[5] and row[5].isoformat()) for row in told] == [
        (1, "confirm", "", "", "", None),
        (2, "not_accept", "not_mine", "要陆副总定\n下周", "陆明诚", None),
        (3, "ask", "", "样本要多少？", "", day),
    ]
    assert list(Agreement.objects.values_list("line__number", "by_name", "is_enough")) == [(1, "温宁", True)]
    assert [ledger.state_of(entry) for entry in (lines.wish, lines.promise, lines.duty)] == [
        State.AGREED,
        State.NOT_ACCEPTED,
        State.ASKED,
    ]
    events = Event.objects.filter(subject__startswith="P1/S1", verb__startswith="ledger.").order_by("id")
    assert list(events.values_list("subject", "verb"))[-4:] == [
        ("P1/S1", "ledger.reply"),
        ("P1/S1.1", "ledger.confirm"),
        ("P1/S1.2", "ledger.not_accept"),
        ("P1/S1.3", "ledger.ask"),
    ]
    page = door.client.get(signed.url).content.decode()
    assert reply.short_code in page
    assert sheet.sha256 in page
    assert door.client.get(f"{door.address}pdf/").headers["Content-Disposition"] == 'inline; filename="sheet-1.pdf"'


def test_other_answers_than_those_the_code_was_sent_for_are_refused(cast: Cast, door: Door):
    door.send(a1="not_accept", c1="time")

    answer = door.sign(code_of(cast.wen.person), a1="confirm")

    assert "验证码已失效" in answer.content.decode()
    assert not Reply.objects.exists()


def test_silent_lines_stay_silent(cast: Cast, lines: Lines, door: Door):
    door.send(a2="confirm")
    door.sign(code_of(cast.wen.person), a2="confirm")

    assert list(Answer.objects.values_list("line__number", flat=True)) == [2]
    assert ledger.state_of(lines.wish) == State.OFFERED


def test_five_wrong_codes_close_it_and_nothing_typed_is_lost(cast: Cast, door: Door):
    door.send(**ANSWERS)
    right = code_of(cast.wen.person)
    wrong = "000000" if right != "000000" else "111111"

    said = [door.sign(wrong, **ANSWERS).content.decode() for _try in range(5)]
    last = door.sign(right, **ANSWERS)

    assert ["还可以试 4 次" in said[0], "还可以试 1 次" in said[3], "已输错五次" in said[4]] == [True] * 3
    assert "验证码已失效" in last.content.decode()
    assert fields_of(last)["r2"] == "陆明诚"
    assert not Reply.objects.exists()


def test_the_sixth_code_waits(cast: Cast, door: Door):
    pages = [door.send(a1="confirm").content.decode() for _time in range(6)]

    assert "十分钟内已发出五个验证码" in pages[5]
    assert Notice.objects.filter(kind="signing.code").count() == 5
    assert door.sign(code_of(cast.wen.person), a1="confirm").status_code == 302


def test_confirming_the_rest_fills_in_and_sends_nothing(door: Door):
    page = door.client.post(door.address, {"act": "rest", "a2": "ask", "q2": "为什么？"}).content.decode()

    assert page.count('value="confirm" checked') == 2
    assert page.count('value="ask" checked') == 1
    assert "为什么？" in page
    assert not Notice.objects.filter(kind="signing.code").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "您还没有作出答复"),
        ({"a1": "not_accept"}, "请选择哪里不对"),
        ({"a1": "ask", "d1": "周三"}, "日期请写成"),
        ({"a1": "ask", "d1": "2026-01-05"}, "这一天已经过去"),
        ({"a1": "ask", "q1": "长" * 501}, "最多 500 字"),
        ({"a1": "sure"}, "您还没有作出答复"),
    ],
)
def test_an_incomplete_answer_is_shown_with_what_is_missing(door: Door, typed: dict[str, str], words: str):
    page = door.send(**typed)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Notice.objects.filter(kind="signing.code").exists()


def test_changing_the_answers_keeps_what_was_typed(door: Door):
    page = door.client.post(door.address, {"act": "edit", **ANSWERS}).content.decode()

    assert 'value="陆明诚"' in page
    assert "要陆副总定\n下周" in page
    assert page.count(" checked") == 4


def test_a_line_confirmed_meanwhile_does_not_take_the_other_answers_along(cast: Cast, sheet: Sheet, door: Door):
    door.send(a1="confirm", a2="confirm")
    code = code_of(cast.wen.person)
    first = sheet.lines.get(number=1)
    paper = ledger.MeansGiven(
        means="paper", by_name="邵国梁", signed_on=sheet.due_on, recorded_by="林知夏", attachment_token="a" * 22
    )
    ledger.reply(sheet, means=paper, answers=[ledger.AnswerGiven(first.token, "confirm")], at=clock.now())

    page = door.sign(code, a1="confirm", a2="confirm").content.decode()

    assert "您的答复都还在" in page or "其余答复都还在" in page
    assert list(Agreement.objects.values_list("line__number", flat=True)) == [1]


def test_a_sheet_taken_back_says_why_and_takes_no_answer(cast: Cast, sheet: Sheet, signed_in: Door, by_link: Door):
    door = signed_in
    door.send(a1="confirm")
    code = code_of(cast.wen.person)
    ledger.recall(sheet, by=cast.lin, at=clock.now(), why="日期写错")

    shown, late = door.client.get(door.address).content.decode(), door.sign(code, a1="confirm").content.decode()

    assert "日期写错" in shown
    assert 'name="a1"' not in shown
    assert "这张确认单已收回，您无需再答复" in late
    assert by_link.client.get(by_link.address).status_code == 410
    assert not Reply.objects.exists()


def test_the_window_person_alone_leaves_a_hollow_seal(cast: Cast, lines: Lines):
    sheet = offered(cast, worded(cast, lines.wish), authority="signatory")
    door = Door(sign_in(cast.wen.person), f"/portal/{cast.p1.token}/sheets/{sheet.token}/")
    door.send(a1="confirm")

    page = door.client.get(door.sign(code_of(cast.wen.person), a1="confirm").url).content.decode()

    assert "seal-hollow" in page
    assert "仅接口人确认" in door.client.get(door.address).content.decode()


def test_a_signatory_signs_by_link_with_authority(cast: Cast, lines: Lines):
    sheet = ledger.offer(
        cast.p1, by=cast.lin, at=clock.now(), wordings=[worded(cast, lines.wish)], title="排产", ask="请确认",
        contacts=[cast.wen, cast.qin], due_on=clock.today("Asia/Shanghai"), authority="signatory",
    )  # fmt: skip
    door = Door(Client(), f"/link/{link_to(cast, sheet)}/", who="2")
    nobody = Door(door.client, door.address).send(a1="confirm").content.decode()
    assert "请选择您是谁" in nobody

    door.send(a1="confirm")
    door.sign(code_of(cast.qin.person), a1="confirm")

    assert list(Agreement.objects.values_list("by_name", "authority", "is_enough")) == [("秦丽", "signatory", True)]


def test_somebody_whose_seat_has_ended_answers_no_more_by_link(cast: Cast, by_link: Door):
    projects.end_seat(cast.seat(cast.wen), by=cast.lin, until=clock.today("Asia/Shanghai"))

    page = by_link.send(a1="confirm").content.decode()

    assert "无法在此答复" in page
    assert not Notice.objects.filter(kind="signing.code").exists()


def test_without_a_mailbox_the_page_says_how_to_answer(cast: Cast, door: Door):
    cast.wen.person.email = None
    cast.wen.person.save()

    for page in (door.client.get(door.address), door.send(a1="confirm")):
        assert "纸质确认单上签字" in page.content.decode()
    assert not Notice.objects.filter(kind="signing.code").exists()
