"""The plan as a chart: what dropping a bar does, what it refuses, and what the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.delivery.plans import begin, days, draft, edit, publish, row, task
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions import Hold, Wait
from yinuo.delivery.models import Task
from yinuo.delivery.queries import plan as plans
from yinuo.evidence.models import Event

HOME = "/projects/P1/plan/gantt/"
MOVES = f"{HOME}moves/"
FRIDAY, MONDAY = date(2026, 3, 20), date(2026, 3, 23)


@pytest.fixture
def chain(cast: Cast) -> tuple[Task, Task, Task]:
    """配置 for three days from 20 March 2026, 联调 for two after it, 上线 when that is done."""
    first = task(cast, "配置", duration=3)
    second = task(cast, "联调", duration=2, waits_for=[Wait(first.code)])
    return first, second, task(cast, "上线", is_milestone=True, waits_for=[Wait(second.code)])


def place(cast: Cast, one: Task, start: date) -> Any:
    now = row(cast, one)
    return delivery.place_task(now, by=cast.lin, at=clock.now(), revision=now.revision, start=start)


def stretch(cast: Cast, one: Task, finish: date) -> Any:
    now = row(cast, one)
    return delivery.stretch_task(now, by=cast.lin, at=clock.now(), revision=now.revision, finish=finish)


def held(act: Callable[[], object]) -> tuple[Hold, date | None, tuple[str, ...]]:
    with pytest.raises(delivery.Held) as refused:
        act()
    return refused.value.why, refused.value.day, refused.value.codes


def moved(client: Client, one: Task, act: str, value: object, revision: int = 1) -> tuple[int, dict[str, Any]]:
    answer = client.post(MOVES, {"task": one.code, "revision": revision, "act": act, act: str(value)})
    return answer.status_code, answer.json()


def rows_of(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    chart = said["chart"]
    return {cells[0]: dict(zip(chart["columns"], cells, strict=True)) for cells in chart["rows"]}


def chart_of(client: Client, where: str = HOME) -> dict[str, Any]:
    page = client.get(where).content.decode()
    found = re.search(r'<script id="gantt-chart" type="application/json">(.*?)</script>', page)
    assert found is not None
    return {"chart": json.loads(found[1])}


def test_a_moved_task_begins_on_its_new_day_and_what_waits_follows(cast: Cast, chain: tuple[Task, ...]) -> None:
    first = chain[0]
    place(cast, first, date(2026, 3, 25))
    assert days(cast) == {
        "配置": (date(2026, 3, 25), date(2026, 3, 27)),
        "联调": (date(2026, 3, 30), date(2026, 3, 31)),
        "上线": (date(2026, 3, 31), date(2026, 3, 31)),
    }
    now = row(cast, first)
    assert (now.rule, now.rule_on) == ("start_no_earlier", date(2026, 3, 25))
    event = Event.objects.filter(subject="P1/plan/T1").latest("id")
    assert (event.verb, now.revision) == ("delivery.edit_task", 2)


@pytest.mark.parametrize(
    ("since", "dropped", "lies"),
    [
        (MONDAY, date(2026, 3, 28), date(2026, 3, 30)),
        (date(2026, 3, 30), date(2026, 3, 29), date(2026, 3, 27)),
        (date(2026, 3, 30), date(2026, 3, 24), date(2026, 3, 24)),
    ],
)
def test_a_day_off_becomes_the_next_working_day_in_the_direction_of_the_move(
    cast: Cast, since: date, dropped: date, lies: date
) -> None:
    one = task(cast, "配置", duration=3, rule="start_no_earlier", rule_on=since)
    assert place(cast, one, dropped).start == lies


def test_the_kind_of_a_date_rule_stays(cast: Cast) -> None:
    begins = task(cast, "割接", duration=2, rule="must_start", rule_on=MONDAY)
    ends = task(cast, "验收", duration=2, rule="finish_no_earlier", rule_on=date(2026, 3, 24))
    on = task(cast, "上线", is_milestone=True, rule="must_finish", rule_on=MONDAY)
    free = task(cast, "启动", is_milestone=True)
    for one in (begins, ends, on, free):
        place(cast, one, date(2026, 4, 1))
    assert [(row(cast, one).rule, row(cast, one).rule_on) for one in (begins, ends, on, free)] == [
        ("must_start", date(2026, 4, 1)),
        ("finish_no_earlier", date(2026, 4, 2)),
        ("must_finish", date(2026, 4, 1)),
        ("finish_no_earlier", date(2026, 4, 1)),
    ]
    assert [row(cast, one).start for one in (begins, ends, on, free)] == [date(2026, 4, 1)] * 4


def test_what_cannot_lie_there_stays_where_it_was_and_says_why(cast: Cast, chain: tuple[Task, ...]) -> None:
    first, second, gate = chain
    whole = task(cast, "上线准备")
    part = task(cast, "期初数据", parent=whole)
    late = task(cast, "培训", rule="finish_no_later", rule_on=date(2026, 3, 31))
    edit(cast, part, actual_start=FRIDAY)
    before, events = days(cast), Event.objects.count()
    assert held(lambda: place(cast, second, MONDAY)) == (Hold.WAITS, date(2026, 3, 25), (first.code,))
    assert held(lambda: place(cast, gate, MONDAY)) == (Hold.WAITS, date(2026, 3, 26), (second.code,))
    assert held(lambda: place(cast, first, date(2026, 3, 2))) == (Hold.BEGINNING, FRIDAY, ())
    assert held(lambda: place(cast, whole, MONDAY)) == (Hold.PARTS, None, ())
    assert held(lambda: stretch(cast, whole, MONDAY)) == (Hold.PARTS, None, ())
    assert held(lambda: stretch(cast, gate, MONDAY)) == (Hold.PARTS, None, ())
    assert held(lambda: place(cast, part, MONDAY)) == (Hold.BEGUN, FRIDAY, ())
    assert held(lambda: place(cast, late, MONDAY)) == (Hold.RULE, date(2026, 3, 31), ())
    with pytest.raises(delivery.TooLong):
        place(cast, first, date(2199, 1, 1))
    assert (days(cast), Event.objects.count()) == (before, events)
    assert row(cast, second).rule == ""


def test_what_is_left_cannot_lie_before_the_data_date_and_what_is_done_stays(cast: Cast) -> None:
    one, done = task(cast, "配置", duration=2), task(cast, "联调")
    edit(cast, done, actual_finish=date(2026, 3, 31))
    version = draft(cast)
    delivery.describe(version, by=cast.lin, at=clock.now(), revision=version.revision, data_date=date(2026, 4, 1))
    assert held(lambda: place(cast, one, date(2026, 3, 27))) == (Hold.DATA_DATE, date(2026, 4, 1), ())
    assert held(lambda: place(cast, done, date(2026, 4, 2))) == (Hold.DONE, date(2026, 3, 31), ())
    assert held(lambda: stretch(cast, done, date(2026, 4, 2))) == (Hold.DONE, date(2026, 3, 31), ())


def test_a_stretched_task_lasts_until_its_new_day(cast: Cast, chain: tuple[Task, ...]) -> None:
    first, second, _gate = chain
    assert stretch(cast, first, date(2026, 3, 28)).duration == 7
    assert row(cast, second).start == date(2026, 3, 31)
    assert stretch(cast, first, date(2026, 3, 1)).duration == 1


def test_a_drop_answers_with_every_date_and_the_way_back(as_lin: Client, cast: Cast, chain: tuple[Task, ...]) -> None:
    first, second, _gate = chain
    status, said = moved(as_lin, first, "start", "2026-03-25")
    assert status == 200
    assert {code: one["start"] for code, one in rows_of(said).items()} == {
        "T1": "2026-03-25",
        "T2": "2026-03-30",
        "T3": "2026-03-31",
    }
    assert said["said"][1] == "2 项其他任务随之移动。"
    assert said["undo"] == {
        "task": "T1",
        "revision": 2,
        "act": "back",
        "duration": "3",
        "percent": "0",
        "rule": "",
        "rule_on": "",
    }
    answer = as_lin.post(MOVES, said["undo"])
    assert (answer.status_code, row(cast, first).start, row(cast, first).rule) == (200, FRIDAY, "")
    status, said = moved(as_lin, second, "finish", "2026-03-27")
    assert (status, rows_of(said)["T2"]["duration"]) == (200, 3)


def test_a_refused_drop_says_so_and_shows_what_stands(as_lin: Client, cast: Cast, chain: tuple[Task, ...]) -> None:
    first, second, _gate = chain
    status, said = moved(as_lin, second, "start", MONDAY)
    assert (status, said["undo"]) == (422, None)
    assert "前置任务是 T1" in said["said"][0]
    assert rows_of(said)["T2"]["start"] == "2026-03-25"
    edit(cast, first, name="系统配置")
    status, said = moved(as_lin, first, "start", "2026-03-25")
    assert (status, rows_of(said)["T1"]["revision"]) == (409, 2)
    assert row(cast, first).start == FRIDAY
    assert moved(as_lin, first, "percent", 50, revision=2)[0] == 422
    edit(cast, first, actual_start=FRIDAY)
    status, said = moved(as_lin, first, "percent", 50, revision=3)
    assert (status, rows_of(said)["T1"]["percent"]) == (200, 50)
    for wrong in ({"act": "away"}, {"act": "start"}, {"act": "back"}, {"act": "start", "start": "soon"}, {}):
        assert as_lin.post(MOVES, {"task": "T1", "revision": 1} | wrong).status_code == 422
    assert as_lin.post(MOVES, {"task": "T99", "revision": 1, "act": "percent", "percent": 5}).status_code == 409


def test_the_same_drop_sent_again_moves_nothing_twice(as_lin: Client, cast: Cast, chain: tuple[Task, ...]) -> None:
    body = {"task": "T1", "revision": 1, "act": "start", "start": "2026-03-25", "once": "a" * 32}
    first, again = as_lin.post(MOVES, body), as_lin.post(MOVES, body)
    assert (first.status_code, first.json()["chart"]["rows"]) == (200, again.json()["chart"]["rows"])
    assert row(cast, chain[0]).revision == 2
    assert Event.objects.filter(subject="P1/plan/T1", verb="delivery.edit_task").count() == 1


def test_the_page_shows_the_draft_beside_the_table_and_a_published_version_still(
    as_lin: Client, cast: Cast, chain: tuple[Task, ...]
) -> None:
    page = as_lin.get(HOME).content.decode()
    assert f'action="{MOVES}"' in page
    assert "promise-chart" in page
    assert f'href="{HOME}"' in as_lin.get("/projects/P1/plan/").content.decode()
    assert chart_of(as_lin)["chart"]["links"] == [[0, 1], [1, 2]]
    publish(cast)
    page = as_lin.get(HOME).content.decode()
    assert MOVES not in page
    assert as_lin.post(MOVES, {"task": "T1", "revision": 1, "act": "percent", "percent": 5}).status_code == 404
    begin(cast)
    place(cast, chain[0], date(2026, 3, 25))
    assert rows_of(chart_of(as_lin))["T1"]["start"] == "2026-03-25"
    assert rows_of(chart_of(as_lin, f"{HOME}?version=1"))["T1"]["start"] == "2026-03-20"
    assert as_lin.get(f"{HOME}?version=9").status_code == 404
    assert as_lin.get(f"{HOME}?version=x").status_code == 404
    assert MOVES not in as_lin.get(f"{HOME}?version=1").content.decode()


def test_a_plan_without_tasks_teaches_the_first_step(as_lin: Client, cast: Cast) -> None:
    assert as_lin.get(HOME)["Location"] == "/projects/P1/plan/"
    begin(cast)
    assert 'href="/projects/P1/plan/tasks/new/"' in as_lin.get(HOME).content.decode()


def test_a_hostile_name_stays_words_in_the_page(as_lin: Client, cast: Cast) -> None:
    name = "</script><img src=x onerror=alert(1)>"
    task(cast, name)
    assert "<img" not in as_lin.get(HOME).content.decode()
    assert rows_of(chart_of(as_lin))["T1"]["name"] == name


def test_a_task_with_parts_is_as_far_as_they_are(as_lin: Client, cast: Cast) -> None:
    whole = task(cast, "上线准备")
    part = task(cast, "期初数据", parent=whole, duration=3)
    task(cast, "培训", parent=whole, duration=1)
    edit(cast, part, actual_start=FRIDAY, percent=40)
    shown = rows_of(chart_of(as_lin))
    assert [(one["level"], one["kind"], one["percent"], one["stage"]) for one in shown.values()] == [
        (0, "parts", 30, ""),
        (1, "task", 40, "begun"),
        (1, "task", 0, ""),
    ]


def test_the_chart_asks_no_more_for_many_tasks_than_for_few(as_lin: Client, cast: Cast) -> None:
    def asked(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as caught:
            act()
        return len(caught)

    def costs(day: str) -> list[int]:
        one = plans.tasks(draft(cast))[0]
        return [
            asked(lambda: as_lin.get(HOME)),
            asked(lambda: moved(as_lin, one.task, "start", day, revision=one.revision)),
        ]

    for number in range(3):
        task(cast, f"里程碑 {number}", is_milestone=True)
    publish(cast)
    begin(cast)
    few = costs("2026-05-06")
    last = None
    for number in range(30):
        last = task(cast, f"任务 {number}", duration=2, waits_for=[Wait(last.code)] if last else [])
    assert costs("2026-05-07") == few
    assert row(cast, plans.tasks(draft(cast))[0].task).start == date(2026, 5, 7)
