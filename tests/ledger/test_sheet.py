"""A sheet: what is put to the client, and what the client says to it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.cast import Cast
from tests.ledger.conftest import Lines, by_day, number_of_hits, offered, worded
from yinuo.base import clock, codes
from yinuo.evidence import actions as evidence
from yinuo.evidence import queries as evidence_queries
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.ledger.models import Entry, State
from yinuo.ledger.published import Agreement, Answer, Sheet, SheetLine
from yinuo.signing.models import Deadline, Means

PAPER = MeansGiven(
    means=Means.PAPER,
    by_name="邵国梁",
    by_title="生产部部长",
    signed_on=date(2026, 11, 20),
    recorded_by="林知夏",
    stamp="project",
    attachment_token="a" * 22,
)


def state(entry: Entry) -> str:
    return ledger.state_of(entry)


def line(sheet: Sheet, number: int) -> SheetLine:
    return sheet.lines.get(number=number)


def confirm(sheet: Sheet, *numbers: int) -> list[AnswerGiven]:
    return [AnswerGiven(line(sheet, number).token, "confirm") for number in numbers]


def test_a_sheet_freezes_exact_wordings_under_its_own_number_and_hash(cast: Cast, lines: Lines, sheet: Sheet):
    assert sheet.number == 1
    assert sheet.sha256 == codes.digest(sheet.canonical_text)
    assert "瓶颈工序的日计划按生产部的排产规则生成。" in sheet.canonical_text
    assert [(row.number, row.kind, row.wording_version) for row in sheet.lines.order_by("number")] == [
        (1, "expectation", 1),
        (2, "commitment", 1),
        (3, "duty", 1),
    ]
    assert [state(entry) for entry in (lines.wish, lines.promise, lines.duty)] == [State.OFFERED] * 3
    event = Event.objects.get(verb="ledger.offer_sheet")
    assert (event.subject, event.stream.name) == ("P1/S1", "P1/shared")


def test_r19_a_line_without_criterion_date_or_measurer_is_not_offered(cast: Cast, lines: Lines):
    bare = ledger.word(
        lines.wish, by=cast.lin, at=clock.now(), text="排产", language="zh-hans", due_on=None, criterion=None
    )
    half = worded(cast, lines.promise, criterion=replace(by_day(cast), measurer=None))

    with pytest.raises(ledger.NotMeasurable) as refused:
        offered(cast, bare, half)

    assert [(lack.code, lack.needs) for lack in refused.value.lacks] == [
        ("E101", ("criterion",)),
        ("C101", ("measurer",)),
    ]
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("words", ["我们保证上线零问题。", "确保系统永不停机。", "We guarantee zero problems."])
def test_r45_nobody_is_shown_a_promise_that_cannot_be_kept(cast: Cast, lines: Lines, words: str):
    wording = worded(cast, lines.promise, words)

    with pytest.raises(ledger.AbsoluteGuarantee) as refused:
        offered(cast, wording)

    assert refused.value.code == "C101"


def test_a_measured_hundred_per_cent_is_no_absolute_guarantee(cast: Cast, lines: Lines):
    wording = worded(cast, lines.promise, "62 台设备 100% 自动采集，保证提供采集日志。")

    assert offered(cast, wording).number == 1


def test_each_line_is_answered_by_itself(cast: Cast, lines: Lines, sheet: Sheet):
    given = [
        *confirm(sheet, 1),
        AnswerGiven(line(sheet, 2).token, "not_accept", chip="time", words="12 月 21 日太晚"),
        AnswerGiven(line(sheet, 3).token, "ask", answer_by=date(2026, 11, 25), words="内部讨论中"),
    ]

    ledger.reply(sheet, means=PAPER, answers=given, at=clock.now())

    assert [state(entry) for entry in (lines.wish, lines.promise, lines.duty)] == [
        State.AGREED,
        State.NOT_ACCEPTED,
        State.ASKED,
    ]
    assert [row.line.number for row in Agreement.objects.all()] == [1]
    assert Answer.objects.get(line__number=2).chip == "time"
    verbs = Event.objects.filter(subject__startswith="P1/S1.").order_by("id").values_list("subject", "verb")
    assert list(verbs) == [
        ("P1/S1.1", "ledger.confirm"),
        ("P1/S1.2", "ledger.not_accept"),
        ("P1/S1.3", "ledger.ask"),
    ]


def test_silence_is_silence(cast: Cast, lines: Lines, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())

    assert state(lines.promise) == State.OFFERED
    assert Deadline.objects.get(subject="P1/S1").closed_at is None


def test_the_clock_stops_when_every_line_is_settled(cast: Cast, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1, 2, 3), at=clock.now())

    assert Deadline.objects.get(subject="P1/S1").closed_at is not None


def test_an_oral_word_agrees_nothing(cast: Cast, lines: Lines, sheet: Sheet):
    spoken = MeansGiven(
        means=Means.ORAL,
        by_name="温宁",
        signed_on=date(2026, 11, 20),
        recorded_by="林知夏",
        sign_by=date(2026, 11, 27),
    )

    ledger.reply(sheet, means=spoken, answers=confirm(sheet, 1), at=clock.now())

    assert state(lines.wish) == State.OFFERED
    assert not Agreement.objects.exists()
    assert Deadline.objects.get(subject="P1/S1").closed_at is None


def test_an_agreed_line_is_never_answered_again(cast: Cast, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())

    with pytest.raises(ledger.AlreadyAgreed):
        ledger.reply(
            sheet, means=PAPER, answers=[AnswerGiven(line(sheet, 1).token, "not_accept", chip="time")], at=clock.now()
        )


def test_a_line_of_another_sheet_is_refused(cast: Cast, lines: Lines, sheet: Sheet):
    other = offered(cast, worded(cast, lines.wish, "排产规则文档一份。"))

    with pytest.raises(ledger.NotOnThisSheet):
        ledger.reply(sheet, means=PAPER, answers=confirm(other, 1), at=clock.now())


def test_the_window_person_alone_is_shown_so_where_a_signatory_was_asked_for(cast: Cast, lines: Lines):
    sheet = offered(cast, worded(cast, lines.wish), worded(cast, lines.promise), authority="signatory")

    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())
    ledger.reply(sheet, means=replace(PAPER, authority="signatory"), answers=confirm(sheet, 2), at=clock.now())

    assert list(Agreement.objects.order_by("line__number").values_list("authority", "is_enough")) == [
        ("window", False),
        ("signatory", True),
    ]


def test_version_one_stays_agreed_while_version_two_is_asked_about(cast: Cast, lines: Lines, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())
    again = offered(cast, worded(cast, lines.wish, "命中率不低于 95%。", number_of_hits(cast)))

    ledger.reply(again, means=PAPER, answers=[AnswerGiven(line(again, 1).token, "ask")], at=clock.now())

    assert state(lines.wish) == State.AGREED
    second = line(again, 1)
    assert (second.wording_version, second.agreed_before) == (2, "瓶颈工序的日计划按生产部的排产规则生成。")
    assert second.thread == line(sheet, 1).thread


def test_a_sheet_taken_back_brings_its_open_lines_home(cast: Cast, lines: Lines, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())

    ledger.recall(sheet, by=cast.lin, at=clock.now(), why="日期写错")

    assert [state(entry) for entry in (lines.wish, lines.promise)] == [State.AGREED, State.CLARIFIED]
    with pytest.raises(ledger.SheetClosed):
        ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 2), at=clock.now())


def test_what_was_signed_can_be_verified_and_every_changed_row_is_named(cast: Cast, sheet: Sheet):
    ledger.reply(sheet, means=PAPER, answers=confirm(sheet, 1), at=clock.now())

    assert evidence_queries.verify() == []
    told = {fact.name: fact.value for fact in evidence_queries.facts_of(Event.objects.get(verb="ledger.reply"))}
    assert told["document_sha256"] in (sheet.sha256, json.dumps(sheet.sha256))
    assert evidence.fingerprint(sheet) in "".join(
        str(fact.value) for fact in evidence_queries.facts_of(Event.objects.get(verb="ledger.offer_sheet"))
    )
