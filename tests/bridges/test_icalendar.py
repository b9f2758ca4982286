"""What we write other programs can read, and what they answer we can."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinuo.bridges.icalendar import Attendee, BadCalendar, Event, Method, PartStat, components, reply, write
from yinuo.bridges.icalendar.writing import fold

CHANGED = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
DUE = Event("E101@yinuo.example", "P1 E101 工单按工序报工", date(2026, 12, 31), CHANGED)
FRIDAY = datetime(2026, 11, 27, 14, 0, tzinfo=SHANGHAI)
MEETING = Event(
    "M12@yinuo.example",
    "例会",
    FRIDAY,
    CHANGED,
    ends=FRIDAY + timedelta(minutes=45),
    sequence=3,
    location="一号会议室",
    organizer=Attendee("林知夏", "lin@chengchuan.example"),
    attendees=(Attendee('温宁 "小温"', "wen@hualing.example", PartStat.TENTATIVE),),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('\n,;:\\"^'), max_size=200)


def event_of(data):
    return next(part for part in components(data)[0].parts if part.name == "VEVENT")


def answered(status="ACCEPTED", email="wen@hualing.example", uid="M12@yinuo.example", more=""):
    return (
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nSEQUENCE:3\r\nATTENDEE;CN=Wen;PARTSTAT={status}:MAILTO:{email}\r\n{more}END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    ).encode()


def test_a_due_day_is_a_whole_day_that_takes_nobodys_time():
    event = event_of(write([DUE], name="林知夏"))

    assert [(line.params, line.value) for line in event.all("DTSTART") + event.all("DTEND")] == [
        ({"VALUE": "DATE"}, "20261231"),
        ({"VALUE": "DATE"}, "20270101"),
    ]
    assert event.one("TRANSP") == "TRANSPARENT"
    assert event.one("DTSTAMP") == "20261120T083000Z"
    assert (event.one("UID"), event.one("SEQUENCE")) == ("E101@yinuo.example", "0")


def test_a_meeting_stands_in_the_zone_of_its_project():
    data = write([MEETING], zone="Asia/Shanghai", method=Method.REQUEST)
    calendar = components(data)[0]
    zone, event = calendar.parts

    assert calendar.one("METHOD") == "REQUEST"
    assert (zone.one("TZID"), zone.parts[0].one("TZOFFSETTO"), len(zone.parts)) == ("Asia/Shanghai", "+0800", 1)
    start = event.all("DTSTART")[0]
    assert (start.params, start.value) == ({"TZID": "Asia/Shanghai"}, "20261127T140000")
    assert event.all("DTEND")[0].value == "20261127T144500"
    asked = event.all("ATTENDEE")[0]
    assert (asked.params["CN"], asked.params["PARTSTAT"]) == ('温宁 "小温"', "TENTATIVE")
    assert asked.value == "mailto:wen@hualing.example"


def test_summer_time_is_told_from_the_winter_before_to_the_autumn_after():
    berlin = ZoneInfo("Europe/Berlin")
    event = Event("x", "x", datetime(2026, 7, 1, 9, tzinfo=berlin), CHANGED)
    zone = components(write([event], zone="Europe/Berlin"))[0].parts[0]
    told = [(part.name, part.one("DTSTART"), part.one("TZOFFSETFROM"), part.one("TZOFFSETTO")) for part in zone.parts]

    assert ("DAYLIGHT", "20260329T020000", "+0100", "+0200") in told
    assert ("STANDARD", "20261025T030000", "+0200", "+0100") in told


def test_times_in_utc_need_no_zone():
    data = write([MEETING])

    assert b"VTIMEZONE" not in data
    assert event_of(data).one("DTSTART") == "20261127T060000Z"


@given(TEXTS, TEXTS, TEXTS)
def test_every_text_comes_back_as_it_was(summary, description, name):
    event = Event(
        "x", summary, date(2026, 1, 1), CHANGED, description=description, organizer=Attendee(name, "a@b.example")
    )
    data = write([event])
    read = event_of(data)

    assert (read.one("SUMMARY"), read.one("DESCRIPTION")) == (summary, description)
    assert read.all("ORGANIZER")[0].params["CN"] == name
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in b"".join(lines)


def test_a_line_is_folded_before_its_76th_octet_and_never_within_a_character():
    assert fold("x" * 75) == b"x" * 75 + b"\r\n"
    assert fold("诺" * 26) == ("诺" * 25).encode() + b"\r\n " + "诺".encode() + b"\r\n"
    assert fold("x" + "诺" * 50).split(b"\r\n ")[0] == b"x" + ("诺" * 24).encode()


@pytest.mark.parametrize("status", [PartStat.ACCEPTED, PartStat.DECLINED, PartStat.TENTATIVE])
def test_an_answer_says_who_comes(status):
    found = reply(answered(status, more="COMMENT:我会晚到十分钟\\, 请见谅\r\n"))

    assert (found.uid, found.sequence, found.email) == ("M12@yinuo.example", 3, "wen@hualing.example")
    assert (found.status, found.comment) == (status, "我会晚到十分钟, 请见谅")


def test_an_answer_folded_within_a_character_is_read():
    data = answered(more="COMMENT:诺诺\r\n")
    at = data.index("诺".encode()) + 1

    assert reply(data[:at] + b"\r\n " + data[at:]).comment == "诺诺"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n",
        b"BEGIN:A\r\n" * 50 + b"END:A\r\n" * 50,
        b"X:1\r\n" * 300_000,
        b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\xfe\r\nEND:VCALENDAR\r\n",
        answered("DELEGATED"),
        answered(uid=""),
        answered().replace(b"REPLY", b"REQUEST"),
        answered().replace(b"MAILTO:", b"http:"),
        answered().replace(b"SEQUENCE:3", b"SEQUENCE:three"),
        answered(more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:lu@hualing.example\r\n"),
    ],
)
def test_whatever_is_no_answer_is_refused(data):
    with pytest.raises(BadCalendar):
        reply(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        components(b"BEGIN:VCALENDAR\r\n" + data)
    except BadCalendar:
        return
