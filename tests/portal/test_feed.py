"""The client's calendar shows what was published to that person, and nothing of ours."""

import re
from datetime import date

from django.test import Client

from tests.ledger.conftest import offered, worded
from yinuo.base import clock
from yinuo.bridges.icalendar import components
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven
from yinuo.people import actions as people

DUE = date(2026, 12, 18)


def read(secret):
    answer = Client().get(f"/portal/feed/{secret}/")
    assert answer.status_code == 200
    return {event.one("SUMMARY"): event for event in components(answer.content)[0].parts}


def asked(cast):
    wish = ledger.enter(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        kind="expectation",
        holder=cast.shao.person,
        words="内部还没提交的原话",
        due_on=DUE,
    )
    return offered(cast, worded(cast, wish))


def test_a_contact_makes_an_address_and_ends_it(cast, as_wen):
    asked(cast)
    page = as_wen.post("/portal/calendar/")
    secret = re.search(r"/portal/feed/([\w-]{43})/", page.text)[1]

    assert len(read(secret)) == 1
    shown = as_wen.get("/portal/calendar/").text
    assert secret not in shown
    assert "停用" in shown
    assert as_wen.post("/portal/calendar/end/").url == "/portal/calendar/"
    assert Client().get(f"/portal/feed/{secret}/").status_code == 404


def test_only_what_was_put_to_this_person_stands_there(cast):
    sheet = asked(cast)
    found = read(people.make_feed(cast.wen.person, at=clock.now()))

    (event,) = found.values()
    assert sheet.title in event.one("SUMMARY")
    assert event.all("DTSTART")[0].value == f"{sheet.due_on:%Y%m%d}"
    assert event.one("URL").endswith(f"/portal/{cast.p1.token}/sheets/{sheet.token}/")
    assert "原话" not in str(found)
    assert read(people.make_feed(cast.lu.person, at=clock.now())) == {}
    assert read(people.make_feed(cast.he.person, at=clock.now())) == {}


def test_an_answer_promised_for_a_day_is_that_persons_date(cast):
    sheet = asked(cast)
    line = sheet.lines.get()
    ledger.reply(
        sheet,
        means=ledger.MeansGiven(
            means="message", by_name="温宁", signed_on=DUE, person_id=cast.wen.person_id, message_text="周五答复"
        ),
        answers=[AnswerGiven(line.token, kind="ask", answer_by=date(2026, 12, 25))],
        at=clock.now(),
    )
    found = read(people.make_feed(cast.wen.person, at=clock.now()))

    assert "20261225" in {event.all("DTSTART")[0].value for event in found.values()}


def test_whoever_left_the_project_reads_nothing(cast):
    assert Client().get(f"/portal/feed/{people.make_feed(cast.ma.person, at=clock.now())}/").status_code == 404
    assert Client().get(f"/portal/feed/{people.make_feed(cast.dong.person, at=clock.now())}/").status_code == 404
