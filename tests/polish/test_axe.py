"""Every page can be read by everybody: axe and our own rules, in both themes, at a desk and on a phone."""

from __future__ import annotations

from itertools import cycle, islice, product

import pytest
from django.db import connection
from playwright.sync_api import Error

from tests.figures import PROVING
from tests.polish import looking
from tests.polish.conftest import addresses, wear

pytestmark = [pytest.mark.browser]
THEMES, LANGUAGES, WIDTHS = ("light", "dark"), ("zh-hans", "en", "zh-hant"), (1280, 360)
EVERY = list(product(THEMES, LANGUAGES, WIDTHS))
# Five is prime to twelve: neighbours differ in all three, and every way comes round.
TURNS = [EVERY[number * 5 % len(EVERY)] for number in range(len(EVERY))]


def look(page, where, findings, *, theme, width):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    try:
        answer = page.goto(where)
    except Error as trouble:
        if "Download is starting" in trouble.message:
            return 0
        raise
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return 0
    findings += [(where, theme, width, *flaw) for flaw in looking.axe(page)]
    findings += [(where, theme, width, flaw) for flaw in looking.own(page)]
    return 1


def test_nothing_on_any_page_keeps_somebody_out(stage, enter, live_server, faults, figure):
    pages, findings, looked = {}, [], 0
    turns = cycle(TURNS)
    found = addresses(stage.slots)
    assert len(found) > 60
    # A page is the same on every database: the second look is a sample.
    sample = found if connection.vendor == "sqlite" else found[::8]
    for address in sample:
        if address.who not in pages:
            pages[address.who] = enter(getattr(stage.cast, address.who).person if address.who != "nobody" else None)
        page = pages[address.who]
        for theme, language, width in EVERY if PROVING and sample is found else islice(turns, 1):
            wear(page, live_server.url, theme=theme, language=language)
            looked += look(page, address.path, findings, theme=theme, width=width)
    faults[:] = [fault for fault in faults if "404" not in fault and "410" not in fault]

    figure("Polish", "pages × themes × languages × widths looked at by axe", looked)
    figure("Polish", "findings of axe and of our own rules, of any weight", len(findings), wanted="0")
    assert "\n".join(map(str, findings)) == ""
    assert looked > len(sample) / 2


@pytest.mark.parametrize(("theme", "language", "width"), [("light", "zh-hant", 360), ("dark", "en", 1280)])
def test_the_first_start_can_be_read_by_everybody(transactional_db, enter, theme, language, width):
    page = enter(None, theme=theme, language=language, width=width)
    page.emulate_media(color_scheme=theme)
    page.goto("/start/")
    findings = []
    for filled in (
        {"firm": "澄川", "name": "林知夏", "email": "lin@chengchuan.example", "password": "泵业-排产-2026"},
        {"client": "华岭泵业", "code": "P1", "name": "ERP"},
        {"text": "温宁 信息部经理 wen@hualing.example"},
    ):
        findings += [(page.url, *flaw) for flaw in looking.axe(page)] + [(page.url, flaw) for flaw in looking.own(page)]
        before = page.url
        for name, value in filled.items():
            page.fill(f"main [name={name}]", value)
        page.click("main .btn-primary")
        page.wait_for_load_state()
        assert page.url != before or "text" in filled
    findings += [(page.url, *flaw) for flaw in looking.axe(page)] + [(page.url, flaw) for flaw in looking.own(page)]

    assert "\n".join(map(str, findings)) == ""


def test_a_flaw_is_found(stage, enter):
    page = enter(stage.cast.lin.person)
    page.goto("/projects/P1/people/")
    page.evaluate(
        """() => {
          document.querySelector('main h1').remove();
          document.querySelector('main table').removeAttribute('aria-label');
          const bad = '<button></button><img src="/static/base/seal.svg">';
          document.querySelector('main').insertAdjacentHTML('beforeend', bad);
        }"""
    )

    assert {rule for _impact, rule, _where in looking.axe(page)} >= {"button-name", "image-alt"}
    assert [flaw.partition(":")[0] for flaw in looking.own(page)] == ["a table without a name", "0 main headings"]
