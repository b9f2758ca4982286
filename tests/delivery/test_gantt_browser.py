"""The chart in a browser: a bar is dragged, nudged by keys, put back; names stay words; it stands without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests import cast as everybody
from tests.cast import Cast
from tests.delivery.plans import days, publish, row, task
from yinuo.delivery.actions import Wait
from yinuo.evidence.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOME = "/projects/P1/plan/gantt/"
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25)
HOSTILE = "<img src=x onerror=alert(1)></text></script><script>alert(2)</script>"
DAY = 30
"""Pixels of a day where the chart shows days."""


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """配置 from Monday 23 March 2026 for three days, 联调 for two after it, and a name that would run if it could."""
    cast = everybody.build()
    first = task(cast, "配置", duration=3, rule="start_no_earlier", rule_on=MONDAY)
    task(cast, "联调", duration=2, waits_for=[Wait(first.code)])
    task(cast, HOSTILE, is_milestone=True, waits_for=[Wait("T2")])
    return cast


def entered(page: Page, where: str = HOME) -> Page:
    page.goto("/account/login/")
    page.fill("input[name=login]", "linzhixia@chengchuan.example")
    page.fill("input[name=password]", everybody.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    page.goto(where)
    return page


def bar(page: Page, place: int) -> Locator:
    return page.locator(f".bar-wrapper[data-id=bar{place}]")


def drag(page: Page, grip: Locator, by: int) -> None:
    grip.hover()
    box = grip.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=5)
    page.mouse.up()


def said(page: Page) -> Locator:
    return page.locator(".gantt-said")


def test_a_bar_is_dragged_and_everything_that_waits_follows(page: Page, people: Cast) -> None:
    entered(page)
    drag(page, bar(page, 0).locator(".bar"), DAY)
    expect(said(page)).to_contain_text("3月24日")
    expect(said(page)).to_contain_text("2 项其他任务随之移动。")
    first = row(people, people.p1.tasks.get(code="T1"))
    assert (first.start, first.rule_on) == (TUESDAY, TUESDAY)
    assert days(people)["联调"] == (date(2026, 3, 27), date(2026, 3, 30))
    assert Event.objects.filter(subject="P1/plan/T1", verb="delivery.edit_task").count() == 1
    assert page.evaluate("document.activeElement.dataset.id") == "bar0"
    expect(bar(page, 1)).to_have_attribute(
        "aria-valuetext", "T2 联调：2026年3月27日周五至2026年3月30日周一 (关键任务：一拖就影响总工期)"
    )

    drag(page, bar(page, 0).locator(".handle.right"), 2 * DAY)
    expect(said(page)).to_contain_text("3月30日")
    assert row(people, people.p1.tasks.get(code="T1")).duration == 5

    page.get_by_role("button", name="撤销上一步").click()
    expect(page.get_by_role("button", name="撤销上一步")).to_be_hidden()
    assert row(people, people.p1.tasks.get(code="T1")).duration == 3


def test_keys_move_a_bar_by_working_days_and_escape_puts_it_back(page: Page, people: Cast) -> None:
    entered(page)
    bar(page, 1).focus()
    page.keyboard.press("ArrowUp")
    for _stroke in range(5):
        page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("T1 配置")
    assert row(people, people.p1.tasks.get(code="T1")).start == date(2026, 3, 30)
    page.keyboard.press("Shift+ArrowLeft")
    expect(said(page)).to_contain_text("3月31日")
    assert row(people, people.p1.tasks.get(code="T1")).duration == 2
    assert page.evaluate("document.activeElement.dataset.id") == "bar0"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(bar(page, 0)).not_to_have_attribute("transform", "translate(30 0)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/tasks/T1/row/")
    assert Event.objects.filter(subject="P1/plan/T1", verb="delivery.edit_task").count() == 2


def test_what_cannot_lie_there_goes_back_with_the_reason(
    open_page: Callable[..., Page], people: Cast, faults: list[str]
) -> None:
    people.lin.person.language = "en"
    people.lin.person.save()
    page = entered(open_page(locale="en", width=360))
    before = bar(page, 1).locator(".bar").get_attribute("x")
    bar(page, 1).focus()
    for _stroke in range(2):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".gantt-refused")).to_contain_text("T2 waits for T1")
    expect(bar(page, 1)).not_to_have_attribute("transform", "translate(-60 0)")
    assert bar(page, 1).locator(".bar").get_attribute("x") == before
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert row(people, people.p1.tasks.get(code="T2")).rule == ""
    assert [fault for fault in faults if "422" not in fault] == []
    faults.clear()


def test_a_hostile_name_is_drawn_as_words(page: Page, people: Cast) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    entered(page)
    expect(page.locator(".gantt-name").nth(2)).to_contain_text(HOSTILE)
    for scale in ("week", "month", "day"):
        page.locator(f"[data-scale={scale}]").click()
        expect(page.locator(f"[data-scale={scale}]")).to_have_attribute("aria-pressed", "true")
    drag(page, bar(page, 0).locator(".bar"), DAY)
    expect(said(page)).not_to_be_empty()
    bar(page, 2).hover()
    assert page.locator("#gantt img, #gantt script, #gantt [style*=url], .gantt-frame [onerror]").count() == 0
    assert dialogs == []


def test_the_page_stands_without_script(open_page: Callable[..., Page], people: Cast) -> None:
    page = entered(open_page(java_script_enabled=False))
    expect(page.locator("#gantt")).to_be_hidden()
    expect(page.locator(".promise-chart")).to_be_visible()
    page.get_by_role("link", name="查看表格").click()
    page.wait_for_url("**/projects/P1/plan/")


def test_a_published_plan_is_looked_at_and_not_moved(page: Page, people: Cast) -> None:
    publish(people)
    entered(page)
    drag(page, bar(page, 0).locator(".bar"), DAY)
    bar(page, 0).focus()
    page.keyboard.press("ArrowRight")
    assert bar(page, 0).get_attribute("role") == "img"
    assert bar(page, 0).get_attribute("transform") is None
    assert page.locator(".handle").count() == 0
