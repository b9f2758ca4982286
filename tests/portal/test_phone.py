"""The sheet as it opens in WeChat: a phone, no script, one hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.conftest import WECHAT
from tests.portal.conftest import code_of
from yinuo.ledger.published import Agreement, Answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_sheet_is_answered_in_wechat_without_any_script(cast: Cast, secret: str, open_page):
    page: Page = open_page(width=360, user_agent=WECHAT, java_script_enabled=False)
    page.goto(f"/link/{secret}/")
    first, second = page.get_by_role("group", name="第 1 项"), page.get_by_role("group", name="第 2 项")

    first.get_by_role("radio", name="确认").check(force=True)
    second.get_by_role("radio", name="不同意").check(force=True)
    expect(second.get_by_label("谁来定？")).to_be_hidden()
    second.get_by_role("radio", name="不归我定").check(force=True)
    second.get_by_label("谁来定？").fill("陆明诚")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="发送验证码").click()
    page.get_by_label("六位验证码").fill("12 34")
    page.get_by_role("button", name="签署").click()
    expect(page.get_by_role("alert")).to_contain_text("还可以试 4 次")
    page.get_by_label("六位验证码").fill(code_of(cast.wen.person))
    page.get_by_role("button", name="签署").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您，答复已记录在案。")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert list(Agreement.objects.values_list("line__number", "by_name")) == [(1, "温宁")]
    assert Answer.objects.get(line__number=2).right_person == "陆明诚"
    page.get_by_role("link", name="回到确认单").click()
    expect(page.get_by_text("由陆明诚定")).to_be_visible()


def test_a_sheet_is_answered_by_keys_alone(cast: Cast, secret: str, open_page):
    page: Page = open_page(locale="en-GB", color_scheme="dark")
    page.goto(f"/link/{secret}/")

    page.get_by_role("radio", name="Confirm").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Confirm").first).to_be_checked()
    page.get_by_role("button", name="Send me the code").press("Enter")
    page.get_by_label("Code of six digits").fill(code_of(cast.wen.person))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your word is kept.")
    assert list(Agreement.objects.values_list("line__number", flat=True)) == [1]
