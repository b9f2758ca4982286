"""The register by keyboard: down the list, beside it, the whole page, back."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests import cast as everybody
from yinuo.base import clock
from yinuo.ledger import actions as ledger

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_row_opens_beside_the_list_then_whole_and_filters_swap_the_rows(page):
    people = everybody.build()
    for words in ("按规则排产", "月底出成本"):
        ledger.enter(
            people.p1, by=people.lin, at=clock.now(), kind="expectation", holder=people.shao.person, words=words
        )
    page.goto("/account/login/")
    page.fill("input[name=login]", "linzhixia@chengchuan.example")
    page.fill("input[name=password]", everybody.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    page.goto("/projects/P1/register/")
    page.wait_for_load_state("networkidle")

    page.select_option("#filter-kind", "duty")
    expect(page.locator("#rows table")).to_have_count(0)
    assert "kind=duty" in page.url

    page.goto("/projects/P1/register/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_have_text("“月底出成本”")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_be_visible()
    page.locator("#drawer a").last.click()
    page.wait_for_url("**/expectations/E102/")


FIRST_ROW = "addEventListener('DOMContentLoaded', () => document.querySelector('[data-row] a')?.click())"


def test_a_key_pressed_as_soon_as_the_page_stands_opens_beside_it(open_page, live_server):
    people = everybody.build()
    ledger.enter(
        people.p1, by=people.lin, at=clock.now(), kind="expectation", holder=people.shao.person, words="按规则排产"
    )
    page = open_page()
    session = everybody.sign_in(people.lin.person).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.add_init_script(FIRST_ROW)
    page.goto("/projects/P1/register/")

    expect(page.locator("#drawer h2")).to_have_text("“按规则排产”")
    assert page.url.endswith("/register/")
