"""The same walk for one line where no script runs: an old phone, a locked-down desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import WECHAT
from tests.stories import steps
from tests.stories.conftest import FRIDAY, LIN
from yinuo.demo import samples
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Agreement

pytestmark = [pytest.mark.browser]


def test_one_line_is_taken_offered_and_confirmed_without_script(chairs, words, at, open_page, shot):
    at(FRIDAY)
    desk = open_page(locale=words.locale, java_script_enabled=False)
    steps.sign_in(desk, LIN)
    steps.paste(desk, samples.group_chat(words.language, steps.AS_TOLD), FRIDAY.date())
    pick = words.picks[2]
    desk.click(".by-line summary")
    desk.locator(".line-choice a", has_text=pick.words).click()
    steps.check_row(desk, chairs, pick)
    desk.click(f"#row {steps.GO}")
    expect(desk.locator(".taken li")).to_have_count(1)
    shot(desk, "01-taken")
    desk.click(".page-acts .btn-primary")
    shot(desk, "02-compose")
    desk.click(steps.GO)
    desk.wait_for_url(re.compile(r"/sheets/1/$"))
    desk.click("form[action$='/link/'] .btn-primary")
    link = desk.locator("#only-link").inner_text().strip()

    steps.outbox()
    phone = open_page(locale=words.locale, width=360, height=780, user_agent=WECHAT, java_script_enabled=False)
    phone.goto(link)
    steps.choose(phone, "a1", "confirm")
    shot(phone, "03-phone")
    phone.click(".sign-box button[value=send]")
    phone.fill("#code", steps.code_in(steps.outbox()))
    phone.click("button[value=sign]")
    phone.wait_for_url(re.compile(r"/signed/"))
    shot(phone, "04-signed")
    assert Agreement.objects.get().line.text == Entry.objects.get().words == pick.words
