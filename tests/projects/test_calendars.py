"""Which days are worked: the yearly notice, a firm's and a client's own days, a project's choice."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from tests.capture.test_days_off import NOTICE
from tests.cast import sign_in
from tests.ledger.test_costs import wishes
from yinuo.base import calendar, clock
from yinuo.evidence.models import Event, Fact
from yinuo.projects import access, actions
from yinuo.projects.models import DayList, ListedDay, Project, WorksBy

YEAR_END = date(2026, 12, 31)
SATURDAY = date(2026, 12, 26)
WORDS = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"
NEW_YEAR = {"scope": "CN", "year": "2027", "text": WORDS}


def taken(cast, *days, **scope):
    scope.setdefault("title", "公司年会")
    return actions.take_days([actions.Day(*day) for day in days], by=cast.admin, at=clock.now(), **scope)


def days_of(project):
    return access.calendar_of(Project.objects.get(pk=project.pk))


def test_a_project_goes_by_the_mainland_without_a_question_to_the_database(cast):
    with CaptureQueriesContext(connection) as caught:
        days = access.calendar_of(cast.p1)

    assert len(caught) == 0
    assert days is calendar.mainland()


def test_a_list_is_asked_for_once_and_again_when_it_changes(cast):
    row = taken(cast, (YEAR_END, False))
    project = Project.objects.get(pk=cast.p1.pk)
    with CaptureQueriesContext(connection) as first:
        access.calendar_of(project)
    with CaptureQueriesContext(connection) as second:
        assert not access.calendar_of(project).is_workday(YEAR_END)
    actions.undo_days(row, by=cast.admin, at=clock.now())

    assert (len(first), len(second)) == (1, 0)
    assert days_of(cast.p1).is_workday(YEAR_END)


def test_the_notice_of_a_year_ends_its_provision_and_says_all_of_it(cast):
    taken(cast, (date(2027, 1, 1), False), (date(2027, 1, 9), True), country="CN", year=2027, title="2027 年放假安排")
    days = days_of(cast.p1)

    assert not days.is_provisional(date(2027, 6, 1))
    assert days.is_workday(date(2027, 1, 9))
    assert days.is_workday(date(2027, 2, 8))
    assert days.is_provisional(date(2028, 1, 4))
    assert days_of(cast.p2).is_workday(date(2027, 1, 9))
    event = Event.objects.get(verb="projects.take_days")
    told = dict(Fact.objects.filter(event=event).values_list("name", "value"))
    assert event.subject == f"days/{DayList.objects.get().pk}"
    assert (told["of"], told["year"], told["off"], told["worked"]) == ('"CN"', "2027", "1", "1")


def test_a_newer_notice_of_the_year_wins_and_its_undo_brings_the_former_back(cast):
    taken(cast, (date(2027, 1, 1), False), country="CN", year=2027)
    newer = taken(cast, (date(2027, 1, 4), False), country="CN", year=2027)

    assert days_of(cast.p1).is_workday(date(2027, 1, 1))
    actions.undo_days(newer, by=cast.admin, at=clock.now())
    assert not days_of(cast.p1).is_workday(date(2027, 1, 1))
    with pytest.raises(actions.UndoneAlready):
        actions.undo_days(newer, by=cast.admin, at=clock.now())


def test_own_days_count_as_the_project_chooses(cast):
    taken(cast, (YEAR_END, False), (SATURDAY, True))
    taken(cast, (SATURDAY, False), (date(2026, 12, 30), False), account=cast.p1.account, title="盘点")

    def worked(works_by):
        actions.set_calendar(cast.p1, by=cast.lin, country="CN", works_by=works_by)
        days = days_of(cast.p1)
        return [days.is_workday(day) for day in (SATURDAY, date(2026, 12, 30), YEAR_END)]

    assert worked(WorksBy.COUNTRY) == [False, True, True]
    assert worked(WorksBy.FIRM) == [True, True, False]
    assert worked(WorksBy.CLIENT) == [False, False, True]
    # What one side is off, both cannot do together.
    assert worked(WorksBy.BOTH) == [False, False, False]
    assert [days_of(cast.p2).is_workday(day) for day in (SATURDAY, date(2026, 12, 30))] == [True, True]
    assert Event.objects.filter(verb="projects.set_calendar", subject="P1").count() == 4


def test_a_project_abroad_goes_by_its_country(cast):
    taken(cast, (date(2026, 12, 28), False), country="DE", year=2026)
    actions.set_calendar(cast.p1, by=cast.lin, country="DE", works_by=WorksBy.BOTH)

    assert days_of(cast.p1).is_workday(date(2026, 10, 2))
    assert not days_of(cast.p1).is_workday(date(2026, 12, 28))
    with pytest.raises(actions.NoSuchCountry):
        actions.set_calendar(cast.p1, by=cast.lin, country="XX", works_by=WorksBy.BOTH)
    with pytest.raises(actions.NoSuchCountry):
        taken(cast, (YEAR_END, False), country="XX", year=2026)
    with pytest.raises(actions.NothingTold):
        taken(cast)


def test_a_project_opened_later_knows_the_lists_too(cast):
    taken(cast, (YEAR_END, False))
    later = actions.open_project(
        cast.hualing,
        by=cast.admin,
        at=clock.now(),
        code="P7",
        name="二期",
        started_on=YEAR_END,
        time_zone="Asia/Shanghai",
        language="zh-hans",
        manager=cast.lin,
    )

    assert not days_of(later).is_workday(YEAR_END)


def test_the_notice_is_shown_as_understood_before_it_counts(cast, as_admin):
    page = as_admin.post("/calendars/new/", NEW_YEAR)

    assert page.status_code == 200
    assert "导入 4 天" in page.text
    # Nobody said anything of 清明, which is off by the moon.
    assert "2027年4月5日" in page.text
    assert DayList.objects.count() == 0

    saved = as_admin.post("/calendars/new/", NEW_YEAR | {"save": "1"})
    row = DayList.objects.get()
    assert saved.url == f"/calendars/{row.pk}/"
    assert (row.country, row.year, row.text) == ("CN", 2027, NEW_YEAR["text"])
    assert list(ListedDay.objects.order_by("day").values_list("day", "works", "name")) == [
        *((date(2027, 1, day), False, "元旦") for day in (1, 2, 3)),
        (date(2027, 1, 9), True, "元旦"),
    ]
    assert "元旦" in as_admin.get(saved.url).text


def test_every_bad_line_is_told_and_nothing_is_taken_in(cast, as_admin):
    bad = NEW_YEAR | {"text": NOTICE.replace("（周四）至3日（周六）放假", "（周五）至3日（周六）放假"), "save": "1"}

    page = as_admin.post("/calendars/new/", bad | {"year": "2026"})
    assert "第 7 行：日期与星期不符：1月1日（周五）" in page.text
    assert "国务院办公厅关于2026年" in page.text
    page = as_admin.post("/calendars/new/", bad | {"year": ""})
    assert page.status_code == 422
    assert "请填写通知所属的年份。" in page.text
    page = as_admin.post("/calendars/new/", NEW_YEAR | {"text": "大家好", "save": "1"})
    assert "文中没有写明放假或上班的日期。" in page.text
    assert DayList.objects.count() == 0


def test_a_clients_own_days_are_taken_in_and_undone(cast, as_admin):
    given = {"scope": f"account-{cast.p1.account_id}", "text": "2026-12-30,off,盘点", "save": "1"}
    address = as_admin.post("/calendars/new/", given).url

    assert not days_of(cast.p1).is_workday(date(2026, 12, 30))
    assert "华岭泵业" in as_admin.get("/calendars/").text
    assert as_admin.get(f"{address}undo/").status_code == 200
    assert as_admin.post(f"{address}undo/").url == "/calendars/"
    assert days_of(cast.p1).is_workday(date(2026, 12, 30))
    assert as_admin.get(f"{address}undo/").status_code == 404


def test_the_projects_page_shows_the_days_ahead_and_marks_what_is_provisional(cast, as_lin):
    taken(cast, (YEAR_END, False))
    page = as_lin.get("/projects/P1/calendar/").text

    assert "2026年12月31日" in page
    assert "2027 年的放假安排尚未公布" in page
    assert "暂定" in page
    saved = as_lin.post("/projects/P1/calendar/", {"country": "SG", "works_by": "country"})
    assert saved.url == "/projects/P1/calendar/"
    assert Project.objects.values_list("country", "works_by").get(pk=cast.p1.pk) == ("SG", "country")


def test_a_due_day_that_rests_on_a_provisional_year_says_so(cast, as_lin):
    wish = wishes(cast, 1)[0]
    address = f"/projects/P1/sheets/new/?line={wish.code}"

    assert "为暂定" not in as_lin.get(address).text
    with travel("2026-12-30T02:00:00Z"):
        assert "2027 年的放假安排尚未公布" in sign_in(cast.lin.person).get(address).text
