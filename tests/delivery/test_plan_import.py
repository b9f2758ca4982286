"""A plan comes in from Microsoft Project or a spreadsheet, is looked at first, and can be taken back whole."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tests.cast import Cast
from tests.delivery.plans import begin, draft, edit, publish, row, task
from yinuo.base import clock
from yinuo.bridges.msproject import writing
from yinuo.bridges.msproject.plan import STANDARD_WEEK, Plan, PlanLink, PlanTask, SpecialDays, Week
from yinuo.delivery import actions as delivery
from yinuo.delivery.actions import Wait
from yinuo.delivery.models import FileIntake, PlannedTask, Task, TaskDrop
from yinuo.delivery.queries import files
from yinuo.delivery.queries import plan as plans
from yinuo.evidence.models import Event

IMPORT = "/projects/P1/plan/import/"
COMPUTED = ("start", "finish", "total_float", "is_critical")
TYPED = (
    *("name", "side", "owner_id", "owner_name", "effort", "duration", "rule", "rule_on", "percent"),
    *("actual_start", "actual_finish", "is_milestone", "is_shown", "place"),
)


def a_plan(cast: Cast) -> None:
    """A tree over the October holidays with everything a task can have."""
    whole = task(cast, "上线准备")
    rule = {"rule": "start_no_earlier", "rule_on": date(2026, 9, 21)}
    first = task(cast, "配置", parent=whole, duration=8, effort=Decimal("62.5"), **rule)
    second = task(cast, "联调", parent=whole, duration=4, waits_for=[Wait(first.code, "SS", 2)], owner=cast.lin.person)
    waits = [Wait(second.code, "FS", 1), Wait(first.code, "FF", -1)]
    third = task(cast, "培训", duration=2, waits_for=waits, side="client", owner=cast.wen.person)
    task(cast, "上线", is_milestone=True, waits_for=[Wait(third.code)], rule="must_finish", rule_on=date(2026, 11, 30))
    done = task(cast, "调研", duration=5, side="third", owner="监理公司", is_shown=False)
    edit(cast, done, actual_start=date(2026, 4, 13), actual_finish=date(2026, 4, 17))
    begun = task(cast, "数据迁移", duration=10)
    edit(cast, begun, actual_start=date(2026, 9, 1), percent=40)


def stands(cast: Cast) -> dict[str, Any]:
    """The whole draft as values: what was typed and computed, the tree, what waits for what."""
    rows = plans.tasks(draft(cast))
    return {
        "tasks": [
            {
                "code": one.task.code,
                "parent": one.parent.code if one.parent else None,
                **{name: getattr(one, name) for name in (*TYPED, *COMPUTED)},
            }
            for one in rows
        ],
        "links": {(link.before.code, link.after.code, link.kind, link.lag) for link in plans.dependencies(draft(cast))},
    }


def taken_out(as_lin: Client, form: str) -> bytes:
    return b"".join(as_lin.post("/projects/P1/plan/versions/1/export/", {"form": form}).streaming_content)


def hand_in(client: Client, name: str, data: bytes) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def look_at(client: Client, name: str, data: bytes) -> Any:
    """Hand a file in, agree to what its columns fill, and look at it."""
    answer = hand_in(client, name, data)
    assert answer.status_code == 302, answer.content.decode()
    if answer["Location"].endswith("columns/"):
        page = client.get(answer["Location"])
        form = page.context["form"]
        answer = client.post(answer["Location"], {name: form[name].value() or "" for name in form.fields})
        assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def take(client: Client, page: Any, **values: Any) -> Any:
    return client.post(page.request["PATH_INFO"], {"seen": page.context["form"]["seen"].value(), **values})


def sorts(page: Any) -> dict[str, list[str]]:
    """Added, changed and left out tasks by name."""
    titles = ("added", "changed", "left out")
    return {
        title: [row.name for row, _changes, _was in sort["rows"]]
        for title, sort in zip(titles, page.context["sorts"], strict=True)
    }


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="delivery.").order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize("form", ["xml", "xlsx", "csv"])
def test_what_we_take_out_changes_nothing_when_it_comes_in_again(cast: Cast, as_lin: Client, form: str) -> None:
    a_plan(cast)
    page = look_at(as_lin, f"plan.{form}", taken_out(as_lin, form))
    assert sorts(page) == {"added": [], "changed": [], "left out": []}
    assert (page.context["bad"], page.context["remarked"], list(page.context["notes"])) == ([], [], [])


@pytest.mark.parametrize("form", ["xml", "xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_empty_draft_becomes_the_plan_of_the_file(cast: Cast, as_lin: Client, form: str, language: str) -> None:
    a_plan(cast)
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    before, data = stands(cast), taken_out(as_lin, form)
    delivery.drop_draft(draft(cast), by=cast.lin, at=clock.now())
    page = look_at(as_lin, f"plan.{form}", data)
    assert len(sorts(page)["added"]) == 7
    counted = Event.objects.count()
    assert take(as_lin, page)["Location"] == "/projects/P1/plan/"
    assert stands(cast) == before
    assert Event.objects.count() == counted + 1
    assert verbs()[-1] == "delivery.import_plan"
    assert Task.objects.count() == 7  # the same pieces of work as before


def test_a_foreign_plan_is_read_with_what_is_told_of_it(cast: Cast, as_lin: Client) -> None:
    holiday = SpecialDays("off", date(2026, 9, 16), date(2026, 9, 16))
    start = clock.now().replace(year=2026, month=9, day=14, hour=8, minute=0, second=0, microsecond=0, tzinfo=None)
    plan = Plan(
        "ERP", start, start.replace(day=18, hour=17), None, 1, (Week(1, "Standard", STANDARD_WEEK, (holiday,)),),
        (
            PlanTask(1, "Phase", 1, start, start, 0, is_summary=True),
            PlanTask(7, "Set up", 2, start, start, 500, is_manual=True, owner="Somebody", deadline=start),
            PlanTask(8, "Signed", 2, start, start, 0, is_milestone=True, links=(PlanLink(7, lag=960), PlanLink(99))),
        ),
    )  # fmt: skip
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = look_at(as_lin, "erp.xml", writing.write(plan))
    said = " ".join(page.context["notes"])
    for part in (
        "1 task is set by hand",
        "1 length that was no whole",
        "1 dependency on a task",
        "1 deadline",
        "2026-09-16",
    ):
        assert part in said
    take(as_lin, page)
    rows = {one.name: one for one in plans.tasks(draft(cast))}
    assert rows["Set up"].parent == rows["Phase"].task
    assert (rows["Set up"].duration, rows["Set up"].owner_name, rows["Set up"].owner) == (2, "Somebody", None)
    assert (rows["Set up"].rule, rows["Set up"].rule_on) == ("start_no_earlier", date(2026, 9, 14))
    assert rows["Signed"].is_milestone
    assert [(link.before.code, link.lag) for link in plans.dependencies(draft(cast))] == [(rows["Set up"].task.code, 2)]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for one in rows:
        book.worksheets[0].append(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_of_another_program_is_mapped(cast: Cast, as_lin: Client) -> None:
    data = workbook(
        ("标识号", "任务名称", "大纲级别", "工期", "前置任务", "资源名称", "完成百分比"),
        (1, "准备", 1, "", "", "", ""),
        (2, "环境", 2, "3 个工作日", "", "林知夏", ""),
        (3, "培训", 2, "1 周工时?", "2FS+2 个工作日", "温宁", ""),
        (4, "验收", 1, "0", "3SS", "", ""),
    )
    take(as_lin, look_at(as_lin, "plan.xlsx", data))
    rows = {one.name: one for one in plans.tasks(draft(cast))}
    assert {name: (one.parent.code if one.parent else "", one.duration) for name, one in rows.items()} == {
        "准备": ("", 1), "环境": ("T1", 3), "培训": ("T1", 5), "验收": ("", 0),
    }  # fmt: skip
    assert rows["环境"].owner == cast.lin.person
    assert (rows["培训"].owner, rows["培训"].side) == (cast.wen.person, "client")
    assert rows["验收"].is_milestone
    links = {(link.before.code, link.after.code, link.kind, link.lag) for link in plans.dependencies(draft(cast))}
    assert links == {("T2", "T3", "FS", 2), ("T3", "T4", "SS", 0)}


def test_every_bad_row_is_named_and_what_stands_stays(cast: Cast, as_lin: Client) -> None:
    task(cast, "配置", duration=8)
    data = workbook(
        ("Code", "Task", "Part of", "Days", "Waits for", "Done"),
        ("T1", "配置", "", "eight", "", ""),
        ("T2", "", "", 1, "", ""),
        ("T3", "培训", "T77", 1, "", ""),
        ("T4", "切换", "", 1, "T99", ""),
        ("T5", "迁移", "", 99999, "", ""),
        ("T6", "联调", "", 2, "", 130),
        ("T7", "上线", "", 2, "T1", ""),
        ("T7", "重复", "", 2, "", ""),
        ("T8", "甲", "T9", 2, "", ""),
        ("T9", "乙", "T8", 2, "", ""),
        ("T10", "丙", "", 2, "", 20),
    )
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = look_at(as_lin, "plan.xlsx", data)
    bad = {one.key: " ".join(one.flaws) for one in page.context["bad"]}
    assert sorted(bad) == [2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    assert "eight" in bad[2]
    assert "T77" in bad[4]
    assert "T99" in bad[5]
    assert "99999" in bad[6]
    assert "130" in bad[7]
    assert "twice" in bad[9]
    assert "Say when it began" in bad[12]
    assert [one.key for one in page.context["remarked"]] == [8]
    assert sorts(page) == {"added": ["上线"], "changed": [], "left out": []}
    take(as_lin, page)
    assert {one.name: one.duration for one in plans.tasks(draft(cast))} == {"配置": 8, "上线": 2}


def test_a_ring_is_named_and_not_taken_in(cast: Cast, as_lin: Client) -> None:
    data = workbook(("Code", "Task", "Days", "Waits for"), ("T1", "a", 1, "T2"), ("T2", "b", 1, "T1"))
    page = look_at(as_lin, "plan.xlsx", data)
    assert "T1 → T2 → T1" in page.context["trouble"] or "T2 → T1 → T2" in page.context["trouble"]
    assert not page.context["can_take"]
    assert take(as_lin, page).status_code == 422
    assert plans.draft(cast.p1) is None


def test_what_the_client_knows_is_left_out_with_a_reason(cast: Cast, as_lin: Client) -> None:
    task(cast, "配置")
    task(cast, "培训")
    publish(cast)
    data = workbook(("Code", "Task", "Days"), ("T1", "配置", 3), ("", "切换", 2))
    page = look_at(as_lin, "plan.xlsx", data)
    assert sorts(page) == {"added": ["切换"], "changed": ["配置"], "left out": ["培训"]}
    assert take(as_lin, page).status_code == 422
    assert plans.draft(cast.p1) is None
    take(as_lin, page, why="并入切换")
    assert {one.name: one.task.code for one in plans.tasks(draft(cast))} == {"配置": "T1", "切换": "T3"}
    assert list(TaskDrop.objects.values_list("task__code", "why")) == [("T2", "并入切换")]
    newest = plans.newest_published(cast.p1)
    assert newest is not None
    assert {one.name: one.duration for one in plans.tasks(newest)} == {"配置": 1, "培训": 1}


def test_others_are_kept_when_one_asks_for_it(cast: Cast, as_lin: Client) -> None:
    task(cast, "配置")
    training = task(cast, "培训")
    data = workbook(("Code", "Task", "Days"), ("T1", "配置", 3))
    page = look_at(as_lin, "plan.xlsx", data)
    take(as_lin, page, keep="on")
    assert row(cast, training).duration == 1
    assert {one.name: one.duration for one in plans.tasks(draft(cast))} == {"配置": 3, "培训": 1}


def test_a_whole_import_is_taken_back(cast: Cast, as_lin: Client) -> None:
    a_plan(cast)
    before = stands(cast)
    page = look_at(as_lin, "plan.xlsx", workbook(("Code", "Task", "Days"), ("T2", "配置", 30), ("", "新的", 2)))
    take(as_lin, page)
    assert stands(cast) != before
    answer = as_lin.post(f"{IMPORT}1/undo/")
    assert answer["Location"] == "/projects/P1/plan/"
    assert stands(cast) == before
    assert verbs()[-2:] == ["delivery.import_plan", "delivery.undo_plan_import"]
    assert as_lin.post(f"{IMPORT}1/undo/").status_code == 404


def test_a_draft_that_the_file_began_goes_with_it(cast: Cast, as_lin: Client) -> None:
    take(as_lin, look_at(as_lin, "plan.xlsx", workbook(("Task", "Days"), ("配置", 3))))
    as_lin.post(f"{IMPORT}1/undo/")
    assert plans.draft(cast.p1) is None
    assert not PlannedTask.objects.exists()


def test_what_was_changed_since_cannot_be_taken_back(cast: Cast, as_lin: Client) -> None:
    take(as_lin, look_at(as_lin, "plan.xlsx", workbook(("Task", "Days"), ("配置", 3))))
    one = Task.objects.get()
    edit(cast, one, duration=4)
    assert as_lin.post(f"{IMPORT}1/undo/")["Location"] == IMPORT
    assert row(cast, one).duration == 4
    edit(cast, one, duration=3)  # as the file had it
    publish(cast)
    begin(cast)
    assert as_lin.post(f"{IMPORT}1/undo/")["Location"] == IMPORT


def test_a_plan_that_changed_since_it_was_looked_at_is_looked_at_again(cast: Cast, as_lin: Client) -> None:
    one = task(cast, "配置")
    page = look_at(as_lin, "plan.xlsx", workbook(("Code", "Task", "Days"), ("T1", "配置", 3)))
    edit(cast, one, duration=9)
    assert take(as_lin, page).status_code == 422
    assert row(cast, one).duration == 9


HOSTILE = {
    "entities.xml": b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
    b'<Project xmlns="http://schemas.microsoft.com/project"><Name>&c;</Name></Project>',
    "outside.xml": b'<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>',
    "other.xml": b"<html/>",
    "broken.xml": b"<Project",
    "deep.xml": b"<a>" * 3000,
    "many.xml": b'<Project xmlns="http://schemas.microsoft.com/project">' + b"<a/>" * 500_000 + b"</Project>",
    "number.xml": b'<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-09-01T08:00:00</StartDate>'
    b"<Tasks><Task><UID>1</UID><Name>a</Name><OutlineLevel>x</OutlineLevel></Task></Tasks></Project>",
    "empty.xml": b"",
    "plan.mpp": b"\xd0\xcf\x11\xe0",
    "plan.xlsx": b"PK\x03\x04 no workbook",
    "plan.exe": b"MZ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(cast: Cast, as_lin: Client, name: str) -> None:
    answer = hand_in(as_lin, name, HOSTILE[name])
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not FileIntake.objects.exists()


def test_a_task_of_a_thousand_years_is_a_bad_row(cast: Cast, as_lin: Client) -> None:
    data = (
        b'<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-09-01T08:00:00</StartDate><Tasks><Task>'
        b"<UID>1</UID><Name>a\xc2\x85b</Name><OutlineLevel>900000000</OutlineLevel><Duration>P99999999D</Duration>"
        b"</Task></Tasks></Project>"
    )
    page = look_at(as_lin, "plan.xml", data)
    assert [one.name for one in page.context["bad"]] == ["ab"]
    assert take(as_lin, page).status_code == 422


def test_a_file_is_its_makers(cast: Cast, as_lin: Client, as_admin: Client, as_zhou: Client) -> None:
    page = look_at(as_lin, "plan.xlsx", workbook(("Task", "Days"), ("配置", 3)))
    assert as_admin.get(f"{IMPORT}1/").status_code == 404
    assert as_zhou.get(IMPORT).status_code == 404
    assert as_lin.post(f"{IMPORT}1/end/").status_code == 302
    assert as_lin.get(page.request["PATH_INFO"]).status_code == 404
    assert not FileIntake.objects.exists()


def test_files_are_forgotten_after_a_week(cast: Cast, as_lin: Client) -> None:
    hand_in(as_lin, "plan.xlsx", workbook(("Task", "Days"), ("配置", 3)))
    assert delivery.forget_old(FileIntake.objects.get().at) == 0
    assert delivery.forget_old(clock.now()) == 1


def test_the_xml_holds_every_owner(cast: Cast) -> None:
    a_plan(cast)
    owners = {one.name: (one.owner, one.side, one.is_hidden) for one in files.as_msproject(draft(cast)).tasks}
    assert owners["联调"] == ("林知夏", "ours", False)
    assert owners["调研"] == ("监理公司", "third", True)
