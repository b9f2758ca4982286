"""A calendar program shows its member that member's own dates, and nobody else's, until the address ends."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.ledger.conftest import offered, worded
from tests.meetings.conftest import planned
from yinuo.base import clock, codes
from yinuo.bridges.icalendar import components
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.meetings import actions as meetings
from yinuo.people import actions as people
from yinuo.people.models import CalendarFeed

DUE = date(2026, 12, 18)


def read(secret, client=None):
    answer = (client or Client()).get(f"/feed/{secret}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {part.one("SUMMARY"): part for part in components(answer.content)[0].parts if part.name == "VEVENT"}


def enter(cast, words, *, by, kind="expectation", holder=None, due_on=DUE, project=None):
    holder = holder or cast.shao.person
    return ledger.enter(project or cast.p1, by=by, at=clock.now(), kind=kind, holder=holder, words=words, due_on=due_on)


def test_an_address_is_made_shown_once_and_kept_as_a_hash(cast, as_lin):
    page = as_lin.post("/account/calendar/")
    secret = re.search(r"/feed/([\w-]{43})/", page.text)[1]
    row = CalendarFeed.objects.get()

    assert (row.person, row.secret_digest) == (cast.lin.person, codes.digest(secret))
    assert secret not in as_lin.get("/account/calendar/").text
    event = Event.objects.get(verb="people.make_feed")
    assert event.subject == f"person/{cast.lin.person_id}"
    assert read(secret) == {}
    row.refresh_from_db()
    assert row.last_read_on == clock.today("UTC")


def test_only_ones_own_dates_stand_there(cast):
    mine = enter(cast, "工单按工序报工", by=cast.lin)
    promised = enter(cast, "两周内给出原型", by=cast.lin, kind="commitment", holder=cast.lin.person)
    enter(cast, "别人的项目", by=cast.zhou, holder=cast.he.person, project=cast.p2)
    enter(cast, "没有日子", by=cast.lin, due_on=None)
    gone = enter(cast, "已撤回", by=cast.lin)
    ledger.withdraw(gone, by=cast.lin, at=clock.now(), why="重复")

    found = read(people.make_feed(cast.lin.person, at=clock.now()))
    assert set(found) == {f"P1 {mine.code}：工单按工序报工", f"P1 {promised.code}：两周内给出原型"}
    event = found[f"P1 {mine.code}：工单按工序报工"]
    assert event.all("DTSTART")[0].value == "20261218"
    assert event.one("UID").startswith(f"P1-{mine.code}@")
    assert event.one("URL").endswith(f"/projects/P1/expectations/{mine.code}/")
    theirs = read(people.make_feed(cast.zhou.person, at=clock.now()))
    assert [name.split("：")[1] for name in theirs] == ["别人的项目"]


def test_a_changed_date_keeps_its_name_and_counts_on(cast):
    mine = enter(cast, "工单按工序报工", by=cast.lin)
    secret = people.make_feed(cast.lin.person, at=clock.now())
    (before,) = read(secret).values()
    ledger.clarify(mine, by=cast.lin, at=clock.now(), version=1, due_on=date(2027, 1, 15))
    (after,) = read(secret).values()

    assert before.one("UID") == after.one("UID")
    assert int(after.one("SEQUENCE")) > int(before.one("SEQUENCE"))
    assert after.all("DTSTART")[0].value == "20270115"


def test_a_sheet_stands_on_the_day_its_answer_is_asked_for(cast):
    sheet = offered(cast, *[worded(cast, enter(cast, "报工", by=cast.lin, due_on=None))])
    found = read(people.make_feed(cast.lin.person, at=clock.now()))

    (event,) = [event for name, event in found.items() if sheet.title in name]
    assert event.all("DTSTART")[0].value == f"{sheet.due_on:%Y%m%d}"


def test_an_ended_address_is_gone_like_one_that_never_was(cast, as_lin):
    first = people.make_feed(cast.lin.person, at=clock.now())
    second = people.make_feed(cast.lin.person, at=clock.now())

    never = Client().get("/feed/nobody-made-this/")
    assert never.status_code == 404
    # A new address ends the former one.
    assert Client().get(f"/feed/{first}/").content == never.content
    read(second)
    assert as_lin.post("/account/calendar/end/").url == "/account/calendar/"
    gone = Client().get(f"/feed/{second}/")
    assert (gone.status_code, gone.content) == (404, never.content)
    assert as_lin.post("/account/calendar/end/").status_code == 404
    assert Event.objects.filter(verb="people.end_feed").count() == 1
    with pytest.raises(people.NoFeed):
        people.end_feed(cast.lin.person, at=clock.now())


def test_whoever_is_shut_out_reads_nothing_more(cast, as_admin):
    secret = people.make_feed(cast.lin.person, at=clock.now())
    people.shut_out(cast.lin.person, by=cast.admin, at=clock.now())

    assert Client().get(f"/feed/{secret}/").status_code == 404


def test_the_address_of_one_door_opens_no_other(cast):
    ours, theirs = (people.make_feed(one.person, at=clock.now()) for one in (cast.lin, cast.wen))

    assert Client().get(f"/portal/feed/{ours}/").status_code == 404
    assert Client().get(f"/feed/{theirs}/").status_code == 404
    assert sign_in(cast.zhou.person).get(f"/portal/feed/{theirs}/").status_code == 404


def test_a_meeting_stands_there_under_the_name_of_its_invitation(cast):
    meeting = planned(cast, days=3, title="例会")
    planned(cast, days=4, title="别人的会", people=[cast.wen.person])
    called_off = planned(cast, days=5, title="取消的会")
    meetings.cancel_meeting(called_off, by=cast.lin, at=clock.now(), why="停电")
    found = read(people.make_feed(cast.lin.person, at=clock.now()))

    event = found.pop("P1：例会")
    assert [name for name in found if name.startswith("P1")] == []
    assert event.one("UID").startswith(f"{meeting.token}@")
    assert event.all("DTSTART")[0].params == {"TZID": "Asia/Shanghai"}
