"""Today, cockpit, gaps, evidence, search, and the page to print."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.cast import sign_in
from tests.desk.test_entry import agree
from tests.ledger.conftest import number_of_hits, offered, worded
from yinuo.base import clock
from yinuo.base.dossier import verify
from yinuo.counsel import actions as counsel
from yinuo.counsel import jobs
from yinuo.desk.queries.hits import marked
from yinuo.desk.queries.waiting import waiting
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.people import actions as people
from yinuo.signing.models import Means

TODAY = date(2026, 11, 20)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def answered(sheet, kind, means=Means.MESSAGE, **said):
    given = [AnswerGiven(line.token, kind, **said) for line in sheet.lines.all()]
    how = MeansGiven(
        means=means,
        by_name="温宁",
        recorded_by="林知夏",
        signed_on=clock.today("Asia/Shanghai"),
        message_text="",
        sign_by=clock.today("Asia/Shanghai") if means == Means.ORAL else None,
    )
    return ledger.reply(sheet, means=how, answers=given, at=clock.now())


def ranks(cast, owner=None):
    return [(waits.rank, waits.code) for waits in waiting([cast.p1], owner=owner).first]


def test_nothing_waits_on_an_empty_ledger(cast, as_lin):
    assert ranks(cast) == []
    assert 'class="tasks' not in shown(as_lin, "/today/")


def test_who_may_open_the_first_project_is_led_there(db):
    first = people.begin(
        firm="澄川软件", name="郁青", email="yu.qing@chengchuan.example", title="", password="一句好记的短话"
    )
    browser = sign_in(first.person)

    assert 'href="/projects/new/"' in browser.get("/today/").content.decode()


def test_a_declined_line_comes_before_a_word_to_be_signed(cast, lines):
    answered(offered(cast, worded(cast, lines.promise)), "confirm", Means.ORAL)
    answered(offered(cast, worded(cast, lines.wish)), "not_accept", chip="time", words="太晚")

    assert ranks(cast) == [(100, lines.wish.code), (85, lines.promise.code)]
    assert ranks(cast, cast.lin) == ranks(cast)
    assert ranks(cast, cast.zhou) == []


def test_a_question_waits_until_its_promised_day_has_passed(cast, lines):
    today = clock.today("Asia/Shanghai")
    answered(offered(cast, worded(cast, lines.wish)), "ask", answer_by=today + timedelta(days=1))
    assert ranks(cast) == []

    answered(offered(cast, worded(cast, lines.promise)), "ask", answer_by=today - timedelta(days=14))

    assert [code for _rank, code in ranks(cast)] == [lines.promise.code]


def test_what_is_mine_waits_only_on_the_projects_asked_about(cast, lines):
    today = clock.today("Asia/Shanghai")
    answered(offered(cast, worded(cast, lines.promise)), "not_accept", chip="time", words="太晚")
    ledger.enter(
        cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words="排产", due_on=today
    )

    assert [rank for rank, _code in ranks(cast, cast.lin)] == [100, 40]
    assert waiting([cast.p2], owner=cast.lin).first == []
    assert waiting([], owner=cast.lin) == ([], True)


def test_words_with_a_date_near_are_to_be_worded(cast, as_lin):
    entry = ledger.enter(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        kind="expectation",
        holder=cast.shao.person,
        words="下周要看到排产",
        due_on=clock.today("Asia/Shanghai") + timedelta(days=3),
    )
    assert ranks(cast) == [(40, entry.code)]
    assert f'href="/projects/P1/lines/{entry.code}/wording/"' in shown(as_lin, "/today/")


def test_the_day_shows_seven_at_most(cast, as_lin):
    for number in range(9):
        ledger.enter(
            cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words=f"愿望 {number}",
            due_on=clock.today("Asia/Shanghai"),
        )  # fmt: skip

    assert shown(as_lin, "/today/").count("<li data-row>") == 7


def test_a_member_is_sent_to_today(as_lin):
    answer = as_lin.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/today/")


def test_the_cockpit_counts_what_the_register_lists(cast, as_lin, lines):
    page = shown(as_lin, "/projects/P1/")

    assert 'href="/projects/P1/register/?state=stated"' in page
    assert lines.wish.code in page


def test_gaps_stand_worst_first_in_their_own_unit(cast, as_lin, lines):
    assert "<table" not in shown(as_lin, "/projects/P1/gaps/")
    agree(cast, lines.wish, criterion=number_of_hits(cast))
    ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=TODAY, number=Decimal(48))
    agree(cast, lines.promise)
    ledger.measure(lines.promise, by=cast.lin, at=clock.now(), measured_on=TODAY, reached_on=TODAY)

    page = shown(as_lin, "/projects/P1/gaps/")

    assert page.index(lines.wish.words) < page.index(lines.promise.words)
    assert "gap-chart" in page


def test_both_streams_are_listed_and_verified(cast, as_lin, lines):
    agree(cast, lines.wish)
    page = shown(as_lin, "/projects/P1/evidence/")
    assert ("chip-private" in page, "chip-shown" in page) == (True, True)
    only = shown(as_lin, f"/projects/P1/evidence/?about={lines.wish.code}")
    assert f"/commitments/{lines.duty.code}/" not in only

    verified = as_lin.post("/projects/P1/evidence/verification/")

    assert verified.status_code == 200
    assert "note-error" not in verified.content.decode()


def test_events_page_by_key_over_both_streams(cast, as_lin):
    for number in range(60):
        ledger.enter(
            cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words=str(number)
        )
    total = Event.objects.filter(stream__name__startswith="P1/").count()
    first = shown(as_lin, "/projects/P1/evidence/")
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = shown(as_lin, f"/projects/P1/evidence/{following}")

    assert (first.count("<tr data-row>"), second.count("<tr data-row>")) == (50, total - 50)


def test_a_member_finds_lines_sheets_and_notes_of_his_projects_only(cast, as_lin, as_zhou, lines, sheet):
    counsel.note(cast.p1, by=cast.lin, at=clock.now(), subject=lines.wish.code, text="排产是他的面子")
    assert lines.wish.code not in shown(as_lin, "/search/?q=排产")

    jobs.catch_up(clock.now())

    page = shown(as_lin, "/search/?q=排产")
    assert f'href="/projects/P1/expectations/{lines.wish.code}/"' in page
    assert f'href="/projects/P1/expectations/{lines.wish.code}/#notes"' in page
    assert 'href="/projects/P1/sheets/1/"' in page
    assert "系统要按我的<mark>排产</mark>规则" in page
    assert lines.wish.code not in shown(as_zhou, "/search/?q=排产")


def test_found_words_are_marked_whatever_their_case():
    assert marked("MES 与 mes", "mes") == (("MES", True), (" 与 ", False), ("mes", True))
    assert marked("ＭＥＳ", "mes") == (("ＭＥＳ", True),)
    assert marked("…㎡ 平米", "平米") == (("…㎡ ", False), ("平米", True))


@pytest.fixture
def told(cast, lines):
    agree(cast, lines.wish, criterion=number_of_hits(cast))
    ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=TODAY, number=Decimal(48))
    jobs.catch_up(clock.now())
    return lines.wish


def test_one_page_says_what_was_agreed_about_a_word(as_lin, told):
    page = shown(as_lin, "/projects/P1/about/?q=排产")

    assert 'class="seal"' in page
    assert "48%" in page
    assert "SHA-256" in page
    assert told.code not in shown(as_lin, "/projects/P1/about/?q=财务共享")


def test_the_same_page_on_paper(as_lin, told):
    answer = as_lin.get("/projects/P1/about/pdf/?q=排产")

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_the_file_that_proves_it_is_a_dossier_that_stands(as_lin, told):
    answer = as_lin.get("/projects/P1/about/proof/?q=排产")
    files = verify.unpacked(b"".join(answer.streaming_content))

    assert [line for line in verify.check(files) if not line.stands] == []
    assert files["story-zh.pdf"].startswith(b"%PDF-")
    assert json.loads(files["manifest.json"])["made_for"] == "P1: 排产"
    assert as_lin.get("/projects/P1/about/proof/?q=财务共享").status_code == 302


def test_a_dossier_is_offered_in_two_editions(as_lin, told, lines):
    page = shown(as_lin, f"/projects/P1/dossiers/{told.code}/")
    unshown = shown(as_lin, f"/projects/P1/dossiers/{lines.duty.code}/")

    assert f"/projects/P1/dossiers/{told.code}/client/" in page
    assert f"/projects/P1/dossiers/{lines.duty.code}/client/" not in unshown
    for edition in ("client", "vendor"):
        data = b"".join(as_lin.get(f"/projects/P1/dossiers/{told.code}/{edition}/").streaming_content)
        files = verify.unpacked(data)
        assert json.loads(files["manifest.json"])["edition"] == edition
        assert all(line.stands for line in verify.check(files))
    assert as_lin.get(f"/projects/P1/dossiers/{lines.duty.code}/client/").status_code == 404
