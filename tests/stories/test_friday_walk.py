"""The Friday walk: from the week's group chat to a signed sheet, and two months later the proof of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.stories import steps
from yinuo.demo import samples
from yinuo.demo.dates import Shift
from tests.stories.conftest import WEDNESDAY

pytestmark = [pytest.mark.browser]
FRIDAY = WEDNESDAY.replace(day=20, hour=16, minute=30)
NO_SHIFT = Shift(timedelta(0))


def test_the_friday_walk(chairs, words, at, open_page, shot):
    steps.offer_on_wednesday(chairs, WEDNESDAY)
    at(FRIDAY)
    desk = open_page(locale=words.locale)
    steps.sign_in(desk, "lin.zhixia@chengchuan.example")
    shot(desk, "01-today")
    steps.paste(desk, samples.group_chat(words.language, NO_SHIFT), FRIDAY.date())
    shot(desk, "02-source")
    for number, pick in enumerate(words.picks):
        steps.take(desk, chairs, pick)
        if number in (1, 5):
            shot(desk, f"03-taken-{number}")
    desk.goto("/projects/P1/register/")
    shot(desk, "04-register")
