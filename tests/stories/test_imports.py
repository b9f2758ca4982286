"""Minutes as .docx, an exported chat and a letter as .eml go in by the capture page, as a user brings them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.stories import steps
from tests.stories.conftest import FRIDAY, LIN
from yinuo.demo import samples
from yinuo.ledger.models import Entry, Source

pytestmark = [pytest.mark.browser]


@pytest.fixture
def desk(chairs, words, at, open_page):
    at(FRIDAY)
    page = open_page(locale=words.locale)
    steps.sign_in(page, LIN)
    return page


def bring(page: Page, name: str, media_type: str, data: bytes, kind: str) -> None:
    page.goto("/projects/P1/capture/")
    page.set_input_files("[name=file]", {"name": name, "mimeType": media_type, "buffer": data})
    page.select_option("[name=kind]", kind)
    page.click(steps.GO)
    page.wait_for_url(re.compile(r"/sources/\d+/"))


def original_of(page: Page) -> bytes:
    return page.request.get(page.locator(".page-acts a").first.get_attribute("href")).body()


def test_minutes_as_a_word_file(desk, words, shot):
    data = samples.minutes_docx(words.language, steps.AS_TOLD)

    bring(desk, "minutes.docx", steps.DOCX, data, "meeting")

    shot(desk, "01-minutes")
    kept = Source.objects.get()
    assert (kept.kind, kept.title) == ("meeting", samples.HEADING(words.language))
    for sign in ("≥", "℃", "张伟", "镕", "翀", "→"):
        assert sign in kept.text
    assert original_of(desk) == data
    promise = steps.AS_TOLD.told(samples.POINTS[1], words.language)
    steps.select(desk, promise)
    expect(desk.locator("[name=due_on]")).to_have_value("2026-11-30")  # the row is there, nothing fills it anew
    desk.select_option("[name=holder]", label=words.lin)
    steps.choose(desk, "kind", "commitment")
    desk.click(f"#row {steps.GO}")
    expect(desk.locator(".taken li")).to_have_count(1)
    assert (Entry.objects.get().words, Entry.objects.get().due_on) == (promise, date(2026, 11, 30))


def test_an_exported_chat(desk, words, chairs):
    data = samples.group_chat(words.language, steps.AS_TOLD).encode()

    bring(desk, "group-chat.txt", "text/plain", data, "chat")

    assert Source.objects.get().text.encode() == data == original_of(desk)
    steps.take(desk, chairs, words.picks[1])
    assert Entry.objects.get().statement.speaker == words.wen


def test_a_letter_as_a_mail_file(desk, words, chairs, shot):
    data = samples.letter_eml(words.language, steps.AS_TOLD)

    bring(desk, "letter.eml", "message/rfc822", data, "mail")

    kept = Source.objects.get()
    assert (kept.title, kept.occurred_on) == (samples.SUBJECT(words.language), date(2026, 11, 19))
    assert original_of(desk) == data
    steps.select(desk, words.asked_by_mail)
    shot(desk, "02-letter")
    expect(desk.locator("[name=holder]")).to_have_value(str(chairs.person_id("H03")))
    expect(desk.locator("[name=due_on]")).to_have_value("2026-12-04")
    desk.click(f"#row {steps.GO}")
    expect(desk.locator(".taken li")).to_have_count(1)
    assert Entry.objects.get().statement.words == words.asked_by_mail
