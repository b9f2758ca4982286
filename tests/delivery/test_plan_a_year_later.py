"""A published plan read a year later is what was published, though everything under it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import time_machine
from openpyxl import load_workbook

from tests.cast import Cast, sign_in
from tests.delivery.plans import begin, draft, edit, publish, row, task
from tests.delivery.test_plan_shown import ask
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions import Wait
from yinuo.delivery.published import PublishedPlan
from yinuo.projects import actions as projects

VERSION = "/projects/P1/plan/versions/1/"


SOON, A_YEAR_LATER = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2028, 1, 5, 9, tzinfo=UTC)
"""Both in another year than the plan's days: a short day is written with its year once that is over."""


def between(page: str, start: str, end: str) -> str:
    found = page.partition(start)[2].partition(end)[0]
    assert found
    return found


def taken_out(desk: Any, form: str) -> bytes:
    return b"".join(desk.post(f"{VERSION}export/", {"form": form}).streaming_content)


def read_at_the_desk(cast: Cast) -> tuple[Any, ...]:
    """The table of version 1 and its files; a workbook by its cells, as its foot names the day it was printed."""
    desk = sign_in(cast.lin.person)
    page = desk.get(VERSION).content.decode()
    sheet = load_workbook(BytesIO(taken_out(desk, "xlsx"))).worksheets[0]
    return (
        between(page, '<table class="table plan-table"', "</table>"),
        taken_out(desk, "csv"),
        [[cell.value for cell in line] for line in sheet.iter_rows()],
        taken_out(desk, "xml"),
    )


def read_by_the_client(cast: Cast, sheet: str) -> tuple[Any, ...]:
    """The tasks and milestones of the plan in the portal, and the sheet on which they were asked, page and paper."""
    client = sign_in(cast.wen.person)
    plan = client.get(f"/portal/{cast.p1.token}/plan/").content.decode()
    pdf = b"".join(client.get(f"/portal/{cast.p1.token}/sheets/{sheet}/pdf/"))
    return (
        between(plan, '<ul class="milestones">', "</ul>"),
        between(plan, '<ul class="plan-seen">', "</ul>"),
        pdf,
        list(PublishedPlan.objects.filter(number=1).values()),
        list(PublishedPlan.objects.get(number=1).tasks.order_by("place").values()),
    )


def a_published_plan(cast: Cast) -> str:
    first = task(cast, "配置", duration=8, owner=cast.lin.person)
    second = task(cast, "联调", duration=4, waits_for=[Wait(first.code, "FS", 1)], side="client", owner=cast.wen.person)
    task(cast, "上线", is_milestone=True, waits_for=[Wait(second.code)], due_on=date(2026, 10, 12))
    edit(cast, first, actual_start=date(2026, 9, 1), percent=40)
    publish(cast)
    return ask(cast).token


def test_what_the_desk_shows_of_a_version_stays_though_newer_ones_came(cast: Cast) -> None:
    a_published_plan(cast)
    begin(cast)
    with time_machine.travel(SOON, tick=False):
        before = read_at_the_desk(cast)
    assert "联调" in before[0]
    assert b"T1+1" in before[1]
    first, last = cast.p1.tasks.order_by("id").first(), cast.p1.tasks.order_by("id").last()
    edit(cast, first, name="配置改名", duration=20, owner=None, owner_name="别人", percent=90)
    delivery.drop_task(row(cast, last), by=cast.lin, at=clock.now(), why="并入")
    publish(cast, otherwise="随配置顺延", reasons={"T1": "范围变大", "T2": "随配置顺延"})
    begin(cast)
    delivery.drop_draft(draft(cast), by=cast.lin, at=clock.now())
    projects.end_seat(cast.seat(cast.wen), by=cast.lin, until=date(2026, 11, 20))
    with time_machine.travel(A_YEAR_LATER, tick=False):
        assert read_at_the_desk(cast) == before


def test_other_days_off_move_no_published_day(cast: Cast) -> None:
    a_published_plan(cast)
    with time_machine.travel(SOON, tick=False):
        before = read_at_the_desk(cast)
    off = [projects.Day(date(2026, 9, day), works=False) for day in (2, 3, 4)]
    projects.take_days(off, by=cast.admin, at=clock.now(), title="停电")
    with time_machine.travel(A_YEAR_LATER, tick=False):
        assert read_at_the_desk(cast) == before


def test_what_the_client_reads_stays_until_a_newer_plan_is_published(cast: Cast) -> None:
    sheet = a_published_plan(cast)
    with time_machine.travel(SOON, tick=False):
        before = read_by_the_client(cast, sheet)
    assert "联调" in before[1]
    assert "上线" in before[0]
    begin(cast)
    first = cast.p1.tasks.order_by("id").first()
    edit(cast, first, name="配置改名", duration=20, owner=None, owner_name="别人", percent=90)
    off = [projects.Day(date(2026, 9, day), works=False) for day in (2, 3, 4)]
    projects.take_days(off, by=cast.admin, at=clock.now(), title="停电")
    type(cast.p1).objects.filter(pk=cast.p1.pk).update(name="改名的项目")
    with time_machine.travel(A_YEAR_LATER, tick=False):
        assert read_by_the_client(cast, sheet) == before
    publish(cast, otherwise="随配置顺延", reasons={"T1": "范围变大"})
    with time_machine.travel(A_YEAR_LATER, tick=False):
        now = read_by_the_client(cast, sheet)
    assert "配置改名" in now[1]
    assert now[2:] == before[2:]
