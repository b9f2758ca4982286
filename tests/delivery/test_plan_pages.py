"""The plan at the desk: a table that is edited row by row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.delivery.plans import GO_LIVE, begin, draft, edit, publish, row, task
from yinuo.delivery.actions import Wait
from yinuo.delivery.models import PlannedTask
from yinuo.delivery.queries import plan as plans

HOME = "/projects/P1/plan/"


def test_an_empty_plan_teaches_the_first_step(as_lin: Client, cast: Cast) -> None:
    page = as_lin.get(HOME).content.decode()
    assert f'href="{HOME}tasks/new/"' in page


def test_a_new_task_is_put_into_the_plan(as_lin: Client, cast: Cast) -> None:
    typed = {"name": "期初数据", "side": "client", "owner": cast.wen.person_id, "duration": "3", "is_shown": "on"}
    answer = as_lin.post(f"{HOME}tasks/new/", typed)
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    (one,) = plans.tasks(draft(cast))
    assert (one.name, one.side, one.owner, one.duration) == ("期初数据", "client", cast.wen.person, 3)
    answer = as_lin.post(f"{HOME}tasks/new/", typed | {"waits_for": "T9"})
    assert answer.status_code == 422
    assert "T9" in answer.content.decode()


def test_a_row_is_edited_in_its_place_and_leads_to_the_next(as_lin: Client, cast: Cast) -> None:
    first, second = task(cast, "配置", duration=2), task(cast, "联调", duration=2)
    page = as_lin.get(f"{HOME}tasks/{second.code}/row/").content.decode()
    assert 'form="row-form"' in page
    typed = {"name": "联调测试", "side": "ours", "duration": "4", "waits_for": "t1 ss + 1", "rule": "", "rule_on": ""}
    answer = as_lin.post(f"{HOME}tasks/{second.code}/row/", typed | {"next": "1"})
    assert answer["Location"] == HOME
    assert (row(cast, second).name, row(cast, second).duration) == ("联调测试", 4)
    links = plans.dependencies(draft(cast))
    assert [plans.link_text(link.before.code, link.kind, link.lag) for link in links] == ["T1SS+1"]
    answer = as_lin.post(f"{HOME}tasks/{first.code}/row/", typed | {"waits_for": "", "next": "1"})
    assert answer["Location"] == f"{HOME}tasks/{second.code}/row/"


def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(as_lin: Client, cast: Cast) -> None:
    first = task(cast, "配置")
    second = task(cast, "联调", waits_for=[Wait(first.code)])
    typed = {"name": "配置改", "side": "ours", "duration": "2", "rule": "", "rule_on": ""}
    for waits, said in (("T2", "T1 → T2"), ("T7", "T7"), ("明天", "明天")):
        answer = as_lin.post(f"{HOME}tasks/{first.code}/row/", typed | {"waits_for": waits})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page or "T2 → T1" in page
        assert 'value="配置改"' in page
    answer = as_lin.post(f"{HOME}tasks/{first.code}/row/", typed | {"waits_for": "", "rule": "must_finish"})
    assert answer.status_code == 422
    assert row(cast, first).name == "配置"
    assert row(cast, second).name == "联调"


def test_all_fields_of_a_task(as_lin: Client, cast: Cast) -> None:
    whole, part = task(cast, "上线准备"), task(cast, "期初数据")
    where = f"{HOME}tasks/{part.code}/"
    typed = {
        "name": "期初数据",
        "side": "client",
        "owner_name": "仓库",
        "duration": "3",
        "parent": whole.code,
        "effort": "12.5",
        "percent": "100",
        "actual_start": "2026-09-21",
    }
    assert as_lin.post(where, typed).status_code == 422
    answer = as_lin.post(where, typed | {"actual_finish": "2026-10-12"})
    assert answer.status_code == 302
    now = row(cast, part)
    assert (now.parent, str(now.effort), now.finish, now.owner_name) == (whole, "12.5", date(2026, 10, 12), "仓库")
    assert not now.is_shown


def test_publishing_asks_for_reasons_and_shows_what_the_client_will_see(as_lin: Client, cast: Cast) -> None:
    gate = task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    task(cast, "内部评审", is_shown=False)
    assert as_lin.post(f"{HOME}publishing/").status_code == 302
    begin(cast)
    edit(cast, gate, rule_on=date(2026, 12, 21))
    page = as_lin.get(f"{HOME}publishing/").content.decode()
    assert f'name="why-{gate.code}"' in page
    assert "内部评审" not in page
    assert as_lin.post(f"{HOME}publishing/", {f"why-{gate.code}": ""}).status_code == 422
    answer = as_lin.post(f"{HOME}publishing/", {f"why-{gate.code}": "期初数据晚 24 天"})
    assert answer.status_code == 302
    (line,) = plans.milestones(cast.p1)
    assert (line.last_on, line.now_on, line.why) == (GO_LIVE, date(2026, 12, 21), "期初数据晚 24 天")
    assert "期初数据晚 24 天" in as_lin.get(HOME).content.decode()


def test_a_task_is_moved_and_left_out(as_lin: Client, cast: Cast) -> None:
    task(cast, "配置")
    second = task(cast, "联调")
    answer = as_lin.post(f"{HOME}tasks/{second.code}/place/", {"to": "up"})
    assert answer["Location"] == f"{HOME}tasks/{second.code}/row/"
    assert [one.name for one in plans.tasks(draft(cast))] == ["联调", "配置"]
    assert as_lin.post(f"{HOME}tasks/{second.code}/place/", {"to": "away"}).status_code == 404
    assert as_lin.post(f"{HOME}tasks/{second.code}/end/", {}).status_code == 302
    assert PlannedTask.objects.count() == 1


def test_the_plan_of_a_project_is_closed_to_others(as_zhou: Client, as_wen: Client, cast: Cast) -> None:
    one = task(cast, "配置")
    for where in (HOME, f"{HOME}tasks/{one.code}/", f"{HOME}publishing/"):
        assert as_zhou.get(where).status_code == 404
        assert as_wen.get(where).status_code == 404


def test_a_page_asks_no_more_for_many_tasks_than_for_few(as_lin: Client, cast: Cast) -> None:
    def asked(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as caught:
            act()
        return len(caught)

    def costs() -> list[int]:
        code = plans.tasks(draft(cast))[0].task.code
        return [
            asked(lambda: as_lin.get(HOME)),
            asked(lambda: as_lin.get(f"{HOME}tasks/{code}/row/")),
            asked(lambda: as_lin.get(f"{HOME}publishing/")),
            asked(lambda: plans.milestones(cast.p1)),
        ]

    for number in range(3):
        task(cast, f"上线 {number}", is_milestone=True)
    publish(cast)
    begin(cast)
    few = costs()
    last = None
    for number in range(30):
        last = task(cast, f"任务 {number}", duration=2, waits_for=[Wait(last.code)] if last else [])
    assert costs() == few


def test_what_moves_a_milestone_is_told_as_a_chain(as_lin: Client, cast: Cast) -> None:
    first = task(cast, "配置", duration=10)
    second = task(cast, "联调", duration=3, waits_for=[Wait(first.code)])
    task(cast, "文档", duration=1)
    task(cast, "上线", is_milestone=True, waits_for=[Wait(second.code), Wait("T3")])
    rows, links = plans.tasks(draft(cast)), plans.dependencies(draft(cast))
    chains = plans.movers(draft(cast), rows, links)
    assert {code: [one.name for one in chain] for code, chain in chains.items()} == {"T4": ["配置", "联调", "上线"]}
    publish(cast)
    assert "movers-chain" in as_lin.get(HOME).content.decode()


def test_a_plan_says_where_its_days_rest_on_a_year_without_a_notice(cast: Cast, as_lin: Client) -> None:
    task(cast, "上线", is_milestone=True, due_on=GO_LIVE)
    said = '<a href="/projects/P1/calendar/">'
    assert said not in as_lin.get(HOME).content.decode()
    later = task(cast, "验收", is_milestone=True, due_on=date(2028, 3, 1))
    pages = [HOME, f"{HOME}tasks/{later.code}/", f"{HOME}publishing/"]
    assert [said in as_lin.get(page).content.decode() for page in pages] == [True] * 3
