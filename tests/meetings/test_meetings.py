"""Meetings are planned, changed, called off and noted down; each act leaves one event."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.meetings.conftest import planned
from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.meetings import actions as meetings
from yinuo.meetings import queries
from yinuo.meetings.models import Attendee, Meeting, MemoWaiver
from yinuo.meetings.queries import memos


def told(prefix: str = "meetings.") -> list[tuple[str, str]]:
    rows = Event.objects.filter(verb__startswith=prefix).order_by("id")
    return list(rows.values_list("verb", "subject"))


def test_a_meeting_is_planned_with_those_who_come(cast: Cast):
    meeting = planned(cast, code="M12")
    other = planned(cast, days=3, people=[cast.wen.person, cast.wen.person])

    assert (meeting.code, other.code) == ("M12", "M13")
    assert list(Attendee.objects.order_by("id").values_list("meeting__code", "person__name", "reply")) == [
        ("M12", "邵国梁", "asked"),
        ("M12", "林知夏", "asked"),
        ("M13", "温宁", "asked"),
    ]
    assert meeting.time_zone == "Asia/Shanghai"
    assert told() == [("meetings.plan", "P1/M12"), ("meetings.plan", "P1/M13")]


def test_a_meeting_does_not_end_before_it_begins(cast: Cast):
    meeting = planned(cast)

    with pytest.raises(meetings.EndsBeforeStart):
        meetings.change_meeting(
            meeting, by=cast.lin, at=clock.now(), version=1, ends_at=meeting.starts_at - timedelta(minutes=1)
        )

    meeting.refresh_from_db()
    assert (meeting.version, told()) == (1, [("meetings.plan", "P1/M1")])


def test_who_is_asked_hears_of_a_new_time_and_answers_anew(cast: Cast):
    meeting = planned(cast, days=3)
    meeting.attendees.update(reply="accepted", replied_at=clock.now())

    meetings.change_meeting(meeting, by=cast.lin, at=clock.now(), version=1, agenda="排产")
    assert (meeting.sequence, set(meeting.attendees.values_list("reply", flat=True))) == (0, {"accepted"})
    meetings.change_meeting(
        meeting, by=cast.lin, at=clock.now(), version=2, ends_at=meeting.ends_at + timedelta(hours=1)
    )

    assert (meeting.sequence, set(meeting.attendees.values_list("reply", flat=True))) == (1, {"asked"})
    with pytest.raises(meetings.Edited):
        meetings.change_meeting(meeting, by=cast.lin, at=clock.now(), version=2, title="别的")


def test_people_come_and_go_once(cast: Cast):
    meeting = planned(cast, days=3, people=[])

    for _twice in range(2):
        meetings.invite(meeting, cast.wen.person, by=cast.lin, at=clock.now())
    meetings.uninvite(meeting, cast.wen.person, by=cast.lin, at=clock.now())
    meetings.uninvite(meeting, cast.wen.person, by=cast.lin, at=clock.now())

    assert [verb for verb, _subject in told()] == ["meetings.plan", "meetings.invite", "meetings.uninvite"]
    assert Meeting.objects.get().sequence == 0


def test_a_meeting_called_off_is_changed_no_more(cast: Cast):
    meeting = planned(cast, days=3)

    meetings.cancel_meeting(meeting, by=cast.lin, at=clock.now(), why="陆副总出差")

    for act in (
        lambda: meetings.cancel_meeting(meeting, by=cast.lin, at=clock.now(), why="再来"),
        lambda: meetings.change_meeting(meeting, by=cast.lin, at=clock.now(), version=2, title="别的"),
        lambda: meetings.invite(meeting, cast.wen.person, by=cast.lin, at=clock.now()),
    ):
        with pytest.raises(meetings.Called):
            act()
    assert told()[-1] == ("meetings.cancel", "P1/M1")


def test_what_was_held_is_not_called_off(cast: Cast, visit: Meeting, as_lin: Client):
    here, off = f"/projects/P1/meetings/{visit.code}/", f"/projects/P1/meetings/{visit.code}/cancellation/"
    assert off in as_lin.get(here).content.decode()
    meetings.note_minute(visit, by=cast.lin, at=clock.now(), kind="note", words="开了")

    assert off not in as_lin.get(here).content.decode()
    answer = as_lin.post(off, {"why": "记错了"}, follow=True)
    assert "这次会议已经开过" in answer.content.decode()
    assert Meeting.objects.get(pk=visit.pk).cancelled_at is None


def test_a_memo_prepared_does_not_keep_a_meeting_from_being_called_off(cast: Cast):
    meeting = planned(cast, days=3)
    meetings.write_memo(meeting, by=cast.lin, at=clock.now())

    assert meetings.cancel_meeting(meeting, by=cast.lin, at=clock.now(), why="停电").cancelled_at


def test_minutes_stand_in_the_order_they_were_said(cast: Cast, visit: Meeting):
    for words in ("一", "二"):
        meetings.note_minute(visit, by=cast.lin, at=clock.now(), kind="note", words=words)
    with pytest.raises(meetings.NoWords):
        meetings.note_minute(visit, by=cast.lin, at=clock.now(), kind="note", words="  ")

    assert [(row.number, row.words) for row in queries.minutes(visit)] == [(1, "一"), (2, "二")]


def test_a_visit_wants_a_memo_until_one_is_written_or_none_is_needed(cast: Cast):
    visit, steering = planned(cast, days=-2), planned(cast, days=-1, kind="steering")
    planned(cast, days=-1, kind="routine")
    planned(cast, days=2)
    called_off = planned(cast, days=-1)
    meetings.cancel_meeting(called_off, by=cast.lin, at=clock.now(), why="停电")
    today = clock.today(cast.p1.time_zone)

    assert [row.code for row in memos.without_memo(cast.p1, today)] == [visit.code, steering.code]
    for _twice in range(2):
        meetings.waive_memo(visit, by=cast.lin, at=clock.now())
    meetings.write_memo(steering, by=cast.lin, at=clock.now())

    assert memos.without_memo(cast.p1, today) == []
    assert MemoWaiver.objects.count() == 1
    assert told().count(("meetings.waive_memo", f"P1/{visit.code}")) == 1


def test_reports_to_executives_are_counted_by_month(cast: Cast):
    today = clock.today(cast.p1.time_zone)
    month = today.replace(day=1) - timedelta(days=1)
    days = (date(month.year, month.month, 1) - today).days
    planned(cast, days=days, kind="executive_report")
    planned(cast, days=days - 1, kind="executive_report")
    planned(cast, days=days, kind="steering")

    assert queries.executive_reports(cast.p1, month) == 1


def test_a_report_is_ready_after_two_rehearsals_a_fallback_and_a_short_version(cast: Cast):
    report = planned(cast, days=2, kind="executive_report", needs_rehearsal=True, has_fallback=True)
    planned(cast, days=-1, kind="rehearsal", rehearses=report)
    planned(cast, days=1, kind="rehearsal", rehearses=report)
    today = clock.today(cast.p1.time_zone)

    (row,) = queries.rehearsals(cast.p1, today)
    assert (row.code, row.rehearsals, row.has_fallback, row.is_ready) == (report.code, 1, True, False)
    planned(cast, days=-2, kind="rehearsal", rehearses=report)
    meetings.change_meeting(report, by=cast.lin, at=clock.now(), version=1, has_short_version=True)

    assert queries.rehearsals(cast.p1, today)[0].is_ready
