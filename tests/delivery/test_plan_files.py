"""A version of the plan as a file of Microsoft Project, and as a table."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.test import Client
from openpyxl import load_workbook

from tests.cast import Cast
from tests.delivery.plans import begin, draft, edit, publish, task
from yinuo.base import clock
from yinuo.bridges.msproject import reading, timing, writing
from yinuo.delivery.actions import Wait
from yinuo.delivery.models import PlanVersion
from yinuo.delivery.queries import files
from yinuo.delivery.queries import plan as plans
from yinuo.evidence.models import Event
from yinuo.projects import actions as projects

EXPORT = "/projects/P1/plan/versions/1/export/"


def a_plan(cast: Cast) -> None:
    """A tree over the October holidays, with links of every kind, rules and progress."""
    whole = task(cast, "上线准备")
    first = task(cast, "配置", parent=whole, duration=8, rule="start_no_earlier", rule_on=date(2026, 9, 21))
    second = task(cast, "联调", parent=whole, duration=4, waits_for=[Wait(first.code, "SS", 2)])
    third = task(cast, "培训", duration=2, waits_for=[Wait(second.code, "FS", 1), Wait(first.code, "FF", -1)])
    task(
        cast,
        "上线",
        is_milestone=True,
        waits_for=[Wait(third.code)],
        rule="finish_no_earlier",
        rule_on=date(2026, 9, 30),
    )
    done = task(cast, "调研", duration=5)
    edit(cast, done, actual_start=date(2026, 4, 13), actual_finish=date(2026, 4, 17))


def test_what_microsoft_project_models_survives_the_round_trip(cast: Cast) -> None:
    a_plan(cast)
    written = files.as_msproject(draft(cast))
    assert reading.read(writing.write(written)) == written
    assert [(one.name, one.level, one.is_summary, one.is_milestone, one.notes) for one in written.tasks] == [
        ("上线准备", 1, True, False, "T1"),
        ("配置", 2, False, False, "T2"),
        ("联调", 2, False, False, "T3"),
        ("培训", 1, False, False, "T4"),
        ("上线", 1, False, True, "T5"),
        ("调研", 1, False, False, "T6"),
    ]


def test_the_file_computes_to_the_same_days(cast: Cast) -> None:
    a_plan(cast)
    plan = reading.read(writing.write(files.as_msproject(draft(cast))))
    found = timing.timed(plan)
    finishes = {
        task.name: found.moment(found.schedule.dates[str(task.number)].finish).date()
        for task in plan.tasks
        if not task.is_summary
    }
    ours = {row.name: row.finish for row in plans.tasks(draft(cast)) if row.name != "上线准备"}
    assert finishes == ours


def days_off(version: PlanVersion | None) -> list[date]:
    assert version is not None
    return [one.first for week in files.as_msproject(version).weeks for one in week.exceptions if not one.spans]


def test_a_published_version_keeps_the_days_off_it_was_made_with(cast: Cast) -> None:
    a_plan(cast)
    publish(cast)
    before = days_off(plans.version(cast.p1, 1))
    assert {date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5)} <= set(before)
    stopped = [projects.Day(date(2026, 9, 23), works=False)]
    projects.take_days(stopped, by=cast.admin, at=clock.now(), title="停电")
    assert days_off(plans.version(cast.p1, 1)) == before
    begin(cast)
    assert date(2026, 9, 23) in days_off(draft(cast))


def test_a_version_published_before_days_off_were_kept_tells_those_of_today(cast: Cast) -> None:
    a_plan(cast)
    publish(cast)
    version = plans.version(cast.p1, 1)
    assert version is not None
    before = days_off(version)
    version.publishing.special_days = None
    assert days_off(version) == before


def test_a_version_is_taken_out_and_that_is_recorded(cast: Cast, as_lin: Client, as_zhou: Client) -> None:
    a_plan(cast)
    publish(cast)
    answer = as_lin.post(EXPORT, {"form": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert any("联调" in line and "T2SS+2" in line for line in cells)
    xml = b"".join(as_lin.post(EXPORT, {"form": "xml"}).streaming_content)
    assert len(reading.read(xml).tasks) == 6
    assert as_lin.post(EXPORT, {"form": "pdf"}).status_code == 404
    assert as_zhou.post(EXPORT, {"form": "xml"}).status_code == 404
    events = Event.objects.filter(verb="delivery.export_plan").values_list("subject", flat=True)
    assert list(events) == ["P1/plan/1"] * 2
