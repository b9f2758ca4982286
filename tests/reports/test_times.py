"""The worker drafts the report at the agreed hour, once, on a working day, and tells the manager."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast, sign_in
from tests.reports.conftest import WORDS, begun
from yinuo.base import clock
from yinuo.evidence.models import Event
from yinuo.notices.actions import Told
from yinuo.notices.models import Notice
from yinuo.reports import actions as reports
from yinuo.reports import jobs, queries
from yinuo.reports.models import Report, ReportKind, ReportTime, Weekday

SHANGHAI = ZoneInfo("Asia/Shanghai")


def agree(cast: Cast, *, weekday: int = Weekday.FRIDAY, hour: time = time(15), is_on: bool = True) -> ReportTime:
    version = queries.hour_of(cast.p1).version
    return reports.agree_time(
        cast.p1, by=cast.lin, at=clock.now(), version=version, is_on=is_on, weekday=weekday, hour=hour
    )


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def out(cast: Cast, until: date) -> None:
    """The weekly report up to `until` is out."""
    week = queries.Period(until - timedelta(days=6), until)
    row = reports.begin_report(cast.p1, by=cast.lin, at=clock.now(), period=week)
    reports.write_report(row, by=cast.lin, at=clock.now(), version=1, **WORDS)
    reports.publish_report(row, by=cast.lin, at=clock.now())


def test_the_report_is_drafted_at_the_agreed_hour_and_once(cast: Cast):
    friday = date(2026, 11, 20)
    out(cast, friday)
    agree(cast, hour=time(14, 30))
    following = date(2026, 11, 27)

    assert jobs.draft_due(on(following, 14, 29)) == 0
    assert jobs.draft_due(on(following, 14, 30)) == 1
    assert jobs.draft_due(on(following, 14, 31)) == 0
    assert reports.draft_report(cast.p1, at=on(following, 14, 31)) is None

    draft = Report.objects.get(publishing=None)
    assert (draft.number, draft.since, draft.until, draft.by) == (2, date(2026, 11, 21), following, cast.lin)
    event = Event.objects.filter(verb="reports.begin_report").latest("id")
    assert event.subject == "P1/report/2"
    (told,) = Notice.objects.filter(kind="reports.drafted")
    assert (told.subject, told.person_id) == ("P1/report/2", cast.lin.person_id)


def test_a_day_off_moves_the_hour_to_the_last_working_day_before(cast: Cast):
    out(cast, date(2026, 9, 25))
    agree(cast)
    week = queries.next_period(cast.p1, date(2026, 9, 28))

    assert week == queries.Period(date(2026, 9, 26), date(2026, 10, 2))
    assert queries.drafted_at(cast.p1, week) == on(date(2026, 9, 30), 15)


def test_nobody_is_drafted_for_who_did_not_agree(cast: Cast):
    assert jobs.draft_due(on(date(2027, 3, 5), 23)) == 0
    out(cast, date(2026, 11, 20))
    agree(cast, is_on=False)
    assert jobs.draft_due(on(date(2027, 3, 5), 23)) == 0
    agree(cast)
    type(cast.p1).objects.filter(pk=cast.p1.pk).update(closed_on=date(2026, 12, 1))
    assert jobs.draft_due(on(date(2027, 3, 5), 23)) == 0


def test_an_agreed_hour_begins_with_the_first_report(cast: Cast):
    agree(cast, weekday=Weekday.THURSDAY)

    assert jobs.draft_due(on(date(2026, 11, 26), 15)) == 1

    first = Report.objects.get()
    assert (first.kind, first.since, first.until) == (ReportKind.WEEKLY, date(2026, 11, 20), date(2026, 11, 26))


def test_weeks_that_went_by_are_told_in_one(cast: Cast):
    out(cast, date(2026, 11, 6))

    assert queries.next_period(cast.p1, date(2026, 11, 16)).until == date(2026, 11, 13)
    assert queries.next_period(cast.p1, date(2026, 11, 20)) == queries.Period(date(2026, 11, 7), date(2026, 11, 20))


def test_another_day_of_the_week_makes_one_period_longer_and_none_overlap(cast: Cast):
    out(cast, date(2026, 11, 20))
    agree(cast, weekday=Weekday.MONDAY)

    assert queries.next_period(cast.p1, date(2026, 11, 21)) == queries.Period(date(2026, 11, 21), date(2026, 11, 30))


def test_the_manager_reads_where_the_draft_is_and_nobody_once_it_is_out(cast: Cast):
    report = begun(cast)
    told = reports.DRAFTED, f"P1/report/{report.number}"
    letter = jobs.drafted_letter(asked(*told), cast.lin.person)

    assert letter is not None
    assert f"/projects/P1/reports/{report.number}/" in letter.text
    assert jobs.drafted_letter(asked(*told), cast.wen.person) is None
    assert jobs.drafted_letter(asked(told[0], "P1/report/x"), cast.lin.person) is None
    reports.write_report(report, by=cast.lin, at=clock.now(), version=1, **WORDS)
    reports.publish_report(report, by=cast.lin, at=clock.now())
    assert jobs.drafted_letter(asked(*told), cast.lin.person) is None


def asked(kind: str, subject: str) -> Told:
    return Told(kind=kind, subject=subject, payload="", channel="email", at=datetime.now(UTC))


def test_the_hour_is_agreed_on_a_page_and_an_old_form_overwrites_nothing(cast: Cast):
    desk = sign_in(cast.lin.person)

    assert desk.post("/projects/P1/reports/hour/", {"weekday": "3", "hour": "25:00"}).status_code == 422
    answer = desk.post("/projects/P1/reports/hour/", {"is_on": "on", "weekday": "3", "hour": "09:15"})

    assert answer.status_code == 302
    row = ReportTime.objects.get()
    assert (row.is_on, row.weekday, row.hour, row.version) == (True, 3, time(9, 15), 1)
    assert Event.objects.get(verb="reports.agree_time").subject == "P1/report"
    with pytest.raises(reports.Edited):
        reports.agree_time(cast.p1, by=cast.lin, at=clock.now(), version=0, is_on=False, weekday=1, hour=time(8))
    page = desk.get("/projects/P1/reports/").content.decode()
    assert "09:15" in page
