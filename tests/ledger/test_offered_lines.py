"""Points of a memo and tasks of a plan stand on a sheet like any other, and move nothing in the ledger."""

from datetime import timedelta

import pytest

from tests.cast import Cast, sign_in
from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, LineGiven, MeansGiven
from yinuo.ledger.models import Step
from yinuo.ledger.published import Agreement, LineKind, Sheet
from yinuo.notices.models import Notice
from yinuo.signing.models import Means

RECORD = LineGiven(LineKind.RECORD, "车间排产访谈两天，六位计划员到场。")
STEP = LineGiven(LineKind.COMMITMENT, "排产复核会。", who="林知夏", version=1)


def put(cast: Cast, *lines: LineGiven, **more) -> Sheet:
    today = clock.today(cast.p1.time_zone)
    return ledger.offer_lines(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        lines=lines,
        title="备忘录 MM-108",
        ask="请逐项确认。",
        contacts=[cast.wen],
        due_on=today + timedelta(days=3),
        **more,
    )


def answered(cast: Cast, sheet: Sheet, kind: str, *numbers: int, means: str = Means.MESSAGE) -> None:
    tokens = dict(sheet.lines.values_list("number", "token"))
    given = MeansGiven(
        means,
        "温宁",
        clock.today(cast.p1.time_zone),
        person_id=cast.wen.person_id,
        message_text="同意",
        recorded_by="林知夏",
    )
    answers = [AnswerGiven(tokens[number], kind, words="时间不对" if kind != "confirm" else "") for number in numbers]
    ledger.reply(sheet, means=given, answers=answers, at=clock.now())


def test_lines_that_are_no_entries_are_published_and_confirmed_one_by_one(cast: Cast):
    sheet = put(cast, RECORD, STEP)

    answered(cast, sheet, "confirm", 1)

    assert list(sheet.lines.values_list("number", "kind", "text", "who")) == [
        (1, "record", RECORD.text, ""),
        (2, "commitment", STEP.text, "林知夏"),
    ]
    assert "记录事项" in sheet.canonical_text
    assert list(Agreement.objects.values_list("line__number", "by_name")) == [(1, "温宁")]
    assert list(Event.objects.filter(stream__name="P1/shared").order_by("seq").values_list("verb", "subject")) == [
        ("ledger.offer_sheet", "P1/S1"),
        ("ledger.reply", "P1/S1"),
        ("ledger.confirm", "P1/S1.1"),
    ]
    assert not Step.objects.exists()


def test_a_new_version_of_a_line_takes_the_place_of_the_older_one(cast: Cast):
    older = put(cast, STEP)
    line = older.lines.get()
    answered(cast, older, "not_accept", 1)

    newer = put(
        cast, LineGiven(LineKind.COMMITMENT, "排产复核会，11 月 18 日。", who="林知夏", version=2, thread=line.thread)
    )

    assert newer.lines.get().thread == line.thread
    with pytest.raises(ledger.LineReplaced):
        answered(cast, older, "confirm", 1, means=Means.CODE)


def test_a_promise_that_nobody_can_keep_is_not_put_but_what_was_said_may_be_recorded(cast: Cast):
    said = "陆副总要求保证上线零问题。"

    put(cast, LineGiven(LineKind.RECORD, said))
    with pytest.raises(ledger.AbsoluteGuarantee):
        put(cast, LineGiven(LineKind.COMMITMENT, "保证上线零问题。"))
    with pytest.raises(ledger.NothingToOffer):
        put(cast)

    assert Sheet.objects.count() == 1


def test_our_project_manager_hears_of_the_answer_and_lends_the_link(cast: Cast):
    sheet = put(cast, RECORD, tell=True)
    tokens = [sheet.lines.get().token]

    ledger.reply(
        sheet,
        means=MeansGiven(Means.CODE, "温宁", clock.today(cast.p1.time_zone), person_id=cast.wen.person_id),
        answers=[AnswerGiven(tokens[0], "confirm")],
        at=clock.now(),
    )

    told = set(Notice.objects.filter(subject="P1/S1").values_list("kind", "person_id"))
    assert told == {
        ("ledger.offered", cast.wen.person_id),
        ("ledger.receipt", cast.wen.person_id),
        ("ledger.answered", cast.lin.person_id),
    }


def test_both_doors_show_such_a_sheet(cast: Cast):
    sheet = put(cast, RECORD, STEP)

    for browser, address in (
        (sign_in(cast.lin.person), f"/projects/P1/sheets/{sheet.number}/"),
        (sign_in(cast.lin.person), "/projects/P1/sheets/"),
        (sign_in(cast.wen.person), f"/portal/{cast.p1.token}/sheets/{sheet.token}/"),
    ):
        page = browser.get(address)
        assert page.status_code == 200, address
    assert RECORD.text in page.content.decode()
    assert sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/sheets/{sheet.token}/pdf/").status_code == 200
