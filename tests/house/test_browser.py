"""The browser of the tests sees what a visitor's would hide."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_request_to_an_outside_host_is_a_fault(page: Page, faults: list[str]) -> None:
    page.goto("/static/build/manifest.json")

    page.evaluate("fetch('http://outside.example/font.woff2').catch(() => null)")

    assert faults[0] == "asked an outside host: http://outside.example/font.woff2"
    faults.clear()


def test_an_error_of_a_script_is_a_fault(page: Page, faults: list[str]) -> None:
    page.goto("/static/build/manifest.json")

    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('torn page'); })")

    assert faults == ["error on the page: torn page"]
    faults.clear()


def test_a_whole_page_is_no_fault(open_page: Any, faults: list[str]) -> None:
    page = open_page(locale="en", width=360)

    answer = page.goto("/static/build/manifest.json")

    assert answer.status == 200
    assert page.evaluate("navigator.language + innerWidth") == "en360"
    assert faults == []
