"""A line offered anew is answered on its newest sheet only; what was signed for the older one may still be recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast
from tests.ledger.conftest import Lines, offered, worded
from tests.portal.conftest import Door, code_of, fields_of
from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger import queries
from yinuo.ledger.models import State
from yinuo.ledger.published import Agreement, Answer, Reply, Sheet
from yinuo.signing.models import Deadline

pytestmark = pytest.mark.django_db

REPLACED = "已由第 2 号确认单第 1 项取代"


@pytest.fixture
def newer(cast: Cast, lines: Lines, sheet: Sheet) -> Sheet:
    """The second line of the sheet, in better words, on a sheet of its own."""
    return offered(cast, worded(cast, lines.promise, "12 月 18 日前完成排产复核。"))


def on_paper(sheet: Sheet, *kinds: tuple[int, str]) -> Reply:
    said = ledger.MeansGiven(
        means="paper", by_name="温宁", signed_on=date(2026, 11, 2), recorded_by="林知夏", attachment_token="a" * 22
    )
    answers = [ledger.AnswerGiven(sheet.lines.get(number=number).token, kind) for number, kind in kinds]
    return ledger.reply(sheet, means=said, answers=answers, at=clock.now())


def test_the_older_line_says_where_it_stands_now_and_takes_no_answer(cast: Cast, newer: Sheet, door: Door):
    page = door.client.get(door.address).content.decode()

    assert REPLACED in page
    assert ('name="a1"' in page, 'name="a2"' in page, 'name="a3"' in page) == (True, False, True)
    link = f"/portal/{cast.p1.token}/sheets/{newer.token}/#line-1"
    assert (link in page) == door.address.startswith("/portal/")
    assert newer.token not in page or door.address.startswith("/portal/")


def test_an_answer_typed_meanwhile_is_shown_and_not_lost(newer: Sheet, door: Door):
    page = door.send(a1="confirm", a2="not_accept", c2="time", w2="要等到一月").content.decode()

    assert "重新提交" in page
    assert "要等到一月" in page
    assert 'name="a1" value="confirm" checked' in page
    again = door.send(a1="confirm")
    assert fields_of(again)["a1"] == "confirm"
    assert "a2" not in fields_of(again)


def test_a_code_sent_before_signs_nothing_on_the_older_line(cast: Cast, lines: Lines, sheet: Sheet, door: Door):
    door.send(a1="confirm", a2="confirm")
    code = code_of(cast.wen.person)
    offered(cast, worded(cast, lines.promise, "12 月 18 日前完成排产复核。"))

    page = door.sign(code, a1="confirm", a2="confirm").content.decode()

    assert "重新提交" in page
    assert 'name="a1" value="confirm" checked' in page
    assert not Reply.objects.exists()


def test_the_verb_refuses_a_code_for_the_older_line(cast: Cast, sheet: Sheet, newer: Sheet):
    said = ledger.MeansGiven(means="code", by_name="温宁", signed_on=date(2026, 11, 2), person_id=cast.wen.person_id)
    before = Event.objects.count()

    with pytest.raises(ledger.LineReplaced) as refused:
        ledger.reply(
            sheet,
            means=said,
            answers=[ledger.AnswerGiven(sheet.lines.get(number=2).token, "confirm")],
            at=clock.now(),
        )

    assert refused.value.number == 2
    assert (Answer.objects.count(), Event.objects.count()) == (0, before)


def test_paper_signed_for_the_older_words_is_recorded_as_such(as_lin: Client, lines: Lines, sheet: Sheet, newer: Sheet):
    on_paper(sheet, (2, "confirm"))

    assert list(Agreement.objects.values_list("line__sheet__number", "line__number")) == [(1, 2)]
    assert ledger.state_of(lines.promise) == State.AGREED
    page = as_lin.get("/projects/P1/sheets/1/").content.decode()
    assert "新版本：第 2 号确认单第 1 项" in page
    assert Event.objects.filter(verb="ledger.confirm", subject="P1/S1.2").count() == 1


def test_paper_for_the_older_words_moves_nothing_once_the_newer_are_agreed(lines: Lines, sheet: Sheet, newer: Sheet):
    on_paper(newer, (1, "confirm"))
    ledger.begin(lines.promise, by=lines.promise.by, at=clock.now())

    on_paper(sheet, (2, "confirm"))

    assert ledger.state_of(lines.promise) == State.IN_DELIVERY
    assert Agreement.objects.count() == 2


def test_a_no_to_the_older_words_leaves_the_newer_waiting(lines: Lines, sheet: Sheet, newer: Sheet):
    on_paper(sheet, (2, "not_accept"))

    assert ledger.state_of(lines.promise) == State.OFFERED
    assert Answer.objects.get().kind == "not_accept"


def test_the_board_shows_the_older_line_as_replaced(cast: Cast, as_lin: Client, newer: Sheet):
    board = queries.board(cast.p1, today=date(2026, 11, 23), zone=clock.now().tzinfo)

    older = board.waiting[1]
    assert [(line.status, line.newer_sheet, line.newer_line) for line in older.lines] == [
        ("silent", 0, 0),
        ("replaced", 2, 1),
        ("silent", 0, 0),
    ]
    page = as_lin.get("/projects/P1/sheets/").content.decode()
    assert "已由新版本取代" in page
    assert '<a href="/projects/P1/sheets/2/">新版本：第 2 号确认单第 1 项</a>' in page


def test_a_sheet_whose_lines_were_all_offered_anew_waits_no_more(
    cast: Cast, lines: Lines, sheet: Sheet, as_wen: Client
):
    words = [worded(cast, line, f"{line.words}（修订）。") for line in (lines.wish, lines.promise, lines.duty)]
    offered(cast, *words)

    asked = {row.subject: row.closed_at is None for row in Deadline.objects.all()}
    assert asked == {"P1/S1": False, "P1/S2": True}
    page = as_wen.get(f"/portal/{cast.p1.token}/").content.decode()
    assert f"/sheets/{sheet.token}/" not in page.partition("</ol>")[0]
    shown = as_wen.get(f"/portal/{cast.p1.token}/sheets/{sheet.token}/").content.decode()
    assert "已没有需要您答复的内容" in shown
    with pytest.raises(ledger.WrongState):
        ledger.recall(sheet, by=cast.lin, at=clock.now(), why="重发")


def test_taking_the_older_sheet_back_leaves_the_newer_line_offered(
    cast: Cast, lines: Lines, sheet: Sheet, newer: Sheet
):
    ledger.recall(sheet, by=cast.lin, at=clock.now(), why="日期写错")

    assert [ledger.state_of(line) for line in (lines.wish, lines.promise)] == [State.CLARIFIED, State.OFFERED]
