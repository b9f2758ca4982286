"""Plans of Microsoft Project: read, put in time by our arithmetic, written and read again without loss."""

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from yinuo.bridges.msproject.plan import Plan, PlanLink, PlanTask, SpecialDays, Week
from yinuo.bridges.msproject.reading import NotMsProject, read
from yinuo.bridges.msproject.timing import timed
from yinuo.bridges.msproject.writing import write
from yinuo.science.schedule.network import Kind, Rule

MONDAY = datetime(2026, 9, 28, 8)
HOLIDAY = SpecialDays("国庆", date(2026, 10, 1), date(2026, 10, 7))
MADE_UP = SpecialDays("调休", date(2026, 10, 10), date(2026, 10, 10), ((480, 720), (780, 1020)))
NIGHT = Week(2, "夜班", (((0, 360), (1320, 1440)),) * 7)


def day(number, hour=8, month=10):
    return datetime(2026, month, number, hour)


def task(number, name, days=1.0, level=1, **more):
    return PlanTask(number, name, level, None, None, round(days * 480), **more)


def plan(*tasks, status=None):
    return Plan("ERP 实施", MONDAY, None, status, 1, (Week(1, "标准", exceptions=(HOLIDAY, MADE_UP)), NIGHT), tasks)


FULL = plan(
    task(1, "第一阶段", 0, is_summary=True),
    task(
        2,
        "蓝图 <确认> & 签字",
        3,
        level=2,
        baseline_start=MONDAY,
        baseline_finish=day(30, 17, 9),
        notes="第一行\n第二行",
    ),
    task(3, "确认", 0, level=2, is_milestone=True, links=(PlanLink(2),), deadline=day(9, 17)),
    task(
        4,
        "开发",
        5,
        links=(PlanLink(1, Kind.START_TO_START, 480), PlanLink(3, lag=1440, is_elapsed=True)),
        rule=Rule.START_NO_EARLIER,
        rule_at=day(8),
        actual_start=day(9),
        remaining=960,
        percent=60,
        is_critical=True,
    ),
    task(5, "切换", 2, calendar=2, is_manual=True, links=(PlanLink(4, Kind.FINISH_TO_FINISH, -240),)),
    status=day(12),
)


def test_what_is_written_is_read_again():
    assert read(write(FULL)) == FULL


def test_dates_follow_links_and_the_holiday_with_its_made_up_day():
    told = timed(plan(task(1, "a", 3), task(2, "b", 4, links=(PlanLink(1),)), task(3, "c", 1, links=(PlanLink(2),))))

    spans = {name: (told.moment(one.start), told.moment(one.finish)) for name, one in told.schedule.dates.items()}
    assert spans == {
        "1": (MONDAY, day(30, 17, 9)),
        "2": (day(8), day(12, 17)),  # the 10th is a Saturday made up for the holiday
        "3": (day(13), day(13, 17)),
    }


def test_a_link_to_a_summary_holds_for_all_below_it():
    told = timed(
        plan(
            task(1, "first", 2),
            task(2, "all", 0, is_summary=True, links=(PlanLink(1),)),
            task(3, "x", 1, level=2),
            task(4, "deeper", 0, level=2, is_summary=True),
            task(5, "y", 1, level=3),
        )
    )

    assert {told.moment(told.schedule.dates[number].start) for number in ("3", "5")} == {day(30, 8, 9)}


def test_what_cannot_be_taken_over_is_told():
    text = write(plan(task(1, "a"), task(2, "b", links=(PlanLink(1, lag=10),)))).decode()
    text = text.replace("<LagFormat>7<", "<LagFormat>19<").replace("<ConstraintType>0<", "<ConstraintType>1<", 1)

    found = read(text.encode())

    assert found.told == (("as late as possible", "a"), ("a lag in percent", "b"))
    assert found.tasks[1].links == (PlanLink(1),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<Project>",
        b"<Project/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project>&b;</Project>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Project>&a;</Project>',
        write(FULL).replace(b"<UID>2</UID>", b"<UID>two</UID>"),
        write(FULL).replace(b"2026-09-28T08:00:00", b"28.9.2026"),
        write(replace(FULL, tasks=())).replace(b"StartDate", b"Start"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(data):
    with pytest.raises(NotMsProject):
        read(data)


if "YINUO_EVAL" in os.environ:

    def test_dates_and_critical_tasks_are_those_that_microsoft_project_computed():
        folder = Path(os.environ["YINUO_EVAL"]) / "data" / "mspdi"
        found = read((folder / "task-links-project2019-mspdi.xml").read_bytes())
        told = timed(found)

        ours = {
            number: (told.moment(one.start), told.moment(one.finish), one.is_critical)
            for number, one in told.schedule.dates.items()
        }
        assert ours == {str(one.number): (one.start, one.finish, one.is_critical) for one in found.tasks}
        assert read(write(found)) == found
