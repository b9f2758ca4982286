"""The kit in a browser: keys, drawer, copies, chosen words, and nobody is left out."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.cast import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(settings.PACKAGE).parent / "node_modules/axe-core/axe.min.js"


@pytest.fixture
def kit(cast, live_server, open_page):
    """Open the page of marks as 林知夏."""
    session = sign_in(cast.lin.person).cookies[settings.SESSION_COOKIE_NAME].value

    def kit(*, theme: str = "light", language: str = "zh-hans", **how: object) -> Page:
        page = open_page(**how)
        wishes = {settings.SESSION_COOKIE_NAME: session, "theme": theme, "language": language}
        page.context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in wishes.items()])
        page.goto("/kit/")
        return page

    return kit


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)])
def test_the_marks_can_be_read_by_everybody_in_both_themes(kit, theme, width):
    page = kit(theme=theme, width=width)
    page.evaluate(AXE.read_text())

    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")

    assert [(flaw["id"], [node["html"][:120] for node in flaw["nodes"]]) for flaw in found["violations"]] == []


def test_a_phone_never_scrolls_sideways(kit):
    assert kit(width=360).evaluate("document.documentElement.scrollWidth") == 360


def test_chosen_words_are_counted_as_the_server_counts_them(kit):
    page = kit()
    page.evaluate(
        """() => {
          const source = document.querySelector('[data-source]'), text = source.firstChild;
          const at = text.data.indexOf('系统要按');
          const range = document.createRange();
          range.setStart(text, at - 1);
          range.setEnd(text, at + 10);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          source.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
        }"""
    )
    page.wait_for_function("document.activeElement.id === 'quick-who'")

    source = page.locator("[data-source]").text_content()
    start, end = (int(page.locator(f"#quick [name={name}]").input_value()) for name in ("start", "end"))
    assert source[start:end] == page.locator("[data-picked]").text_content() == "系统要按我的排产规则"


def test_the_palette_opens_by_key_and_leads_to_a_row(kit):
    page = kit()
    page.keyboard.press("Control+k")
    page.keyboard.type("E105")

    assert page.locator("#palette-list a").first.text_content().startswith("E105")
    page.keyboard.press("Escape")
    assert not page.locator("#palette").is_visible()


def test_rows_are_walked_by_j_and_k(kit):
    page = kit()
    for key in "jjk":
        page.keyboard.press(key)

    assert page.evaluate("document.activeElement.closest('[data-row]').innerText").startswith("E105")


def test_a_theme_changes_at_once_and_stays(kit):
    page = kit()
    with page.expect_response("**/language/"):
        page.locator("[data-theme]").click()
    page.reload()

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_without_script_everything_is_still_there(kit):
    page = kit(java_script_enabled=False)

    assert page.locator("#wechat").is_visible()
    assert page.locator(".answer-more-not").is_hidden()
    page.locator(".answer-not input").check()
    assert page.locator(".answer-more-not").is_visible()
    page.locator(".me summary").click()
    assert page.locator(".me .menu-body").is_visible()
