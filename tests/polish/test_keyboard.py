"""The Friday work by keys alone: from the week's chat to the client's signature, the focus in sight at every stop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.polish.keyboard import Hand
from tests.stories import steps
from tests.stories.conftest import FRIDAY, LIN, PASSWORD, at, chairs, words
from yinuo.demo import samples
from yinuo.ledger.published import Agreement

__all__ = ["at", "chairs", "words"]
pytestmark = [pytest.mark.browser]


@pytest.mark.parametrize("words", ["zh-hans"], indirect=True)
def test_the_friday_work_is_done_by_keys_alone(chairs, words, at, open_page, figure):
    at(FRIDAY)
    desk = Hand(open_page(locale=words.locale))
    _signs_in(desk)
    _goes_past_the_frame(desk)
    _takes_two_lines(desk, words)
    link = _sends_them(desk)
    steps.outbox()
    client = Hand(open_page(locale=words.locale, width=1280))
    _the_client_answers(client, link)

    assert desk.flaws + client.flaws == []
    assert sorted(Agreement.objects.values_list("line__number", flat=True)) == [1]
    stops = desk.stops + client.stops
    figure("Polish", "stops of the focus looked at in the walk by keys", stops, wanted="≥ 100")
    assert stops >= 100


def _signs_in(desk):
    desk.page.goto("/")
    desk.tab_to("input[name=login]")
    desk.page.keyboard.type(LIN)
    desk.tab_to("input[name=password]")
    desk.page.keyboard.type(PASSWORD)
    desk.press("Enter")
    desk.page.wait_for_url(re.compile("/today/"))


def _goes_past_the_frame(desk):
    """The first stop of every page leads past the rail and the tabs."""
    desk.press("Tab")
    assert 'class="skip"' in desk.look()
    desk.press("Enter")
    expect(desk.page.locator("main")).to_be_focused()
    desk.press("Tab")
    assert desk.page.evaluate("document.activeElement.closest('main') !== null")


def _takes_two_lines(desk, words):
    page = desk.page
    desk.tab_to("main a[href='/projects/P1/']")
    desk.press("Enter")
    page.wait_for_url(re.compile("/P1/$"))
    desk.press("c")
    page.wait_for_url(re.compile("/capture/$"))
    expect(page.locator("[name=text]")).to_be_focused()
    page.keyboard.insert_text(samples.group_chat(words.language, steps.AS_TOLD))
    desk.tab_to("input[name=occurred_on]")
    desk.press("Control+Enter")
    page.wait_for_url(re.compile(r"/sources/\d+/"))
    desk.tab_to(".by-line summary")
    desk.press("Enter")
    for number, pick in enumerate(words.picks[2:4]):
        if number == 0:
            desk.tab_to(".line-choice a", words=pick.words)
            desk.press("Enter")
        expect(page.locator("#row-form [name=words]")).to_be_focused()
        expect(page.locator("#row-form [name=words]")).to_have_value(pick.words)
        desk.press("Control+Enter")
        expect(page.locator(".taken li")).to_have_count(number + 1)


def _sends_them(desk):
    page = desk.page
    desk.tab_to(".page-acts .btn-primary", key="Shift+Tab")
    desk.press("Enter")
    expect(page.locator(".sheet-line")).to_have_count(2)
    desk.tab_to(".form-acts .btn-primary")
    desk.press("Enter")
    page.wait_for_url(re.compile(r"/sheets/1/$"))
    desk.tab_to("form[action$='/link/'] .btn-primary")
    desk.press("Enter")
    expect(page.locator("#only-link")).to_be_visible()
    return page.locator("#only-link").inner_text().strip()


def _the_client_answers(client, link):
    """One line confirmed, the other asked about by a day; the code from the mailbox; signed."""
    page = client.page
    page.goto(link)
    client.tab_to("input[name=a1]")
    client.press("Space")
    client.tab_to("input[name=a2]")
    client.press("ArrowLeft")
    client.look()
    expect(page.locator("input[name=a2][value=ask]")).to_be_checked()
    client.tab_to("textarea[name=q2]")
    page.keyboard.type("?")
    client.tab_to("button[value=send]")
    client.press("Enter")
    expect(page.locator("#code")).to_be_visible()
    client.tab_to("#code")
    page.keyboard.type(steps.code_in(steps.outbox()))
    client.tab_to("button[value=sign]")
    client.press("Enter")
    page.wait_for_url(re.compile(r"/signed/"))


@pytest.mark.usefixtures("one_database_is_enough")
@pytest.mark.parametrize(
    "path", ["/projects/P1/register/", "/projects/P1/expectations/{wish}/", "/projects/P1/sheets/", "/keys/"]
)
@pytest.mark.parametrize("width", [1280, 360])
def test_the_focus_goes_once_around_and_is_never_caught_or_hidden(stage, enter, path, width):
    page = enter(stage.cast.lin.person, width=width, height=700)
    page.goto(path.format(**stage.slots))
    hand = Hand(page)

    met = hand.tour()

    assert 'class="skip"' in met[0]
    assert len(met) > 8
    assert hand.flaws == []


@pytest.mark.usefixtures("one_database_is_enough")
def test_menus_drawer_and_dialogs_close_by_escape_and_give_the_focus_back(stage, enter):
    page = enter(stage.cast.lin.person)
    page.goto("/projects/P1/register/")
    hand = Hand(page)
    for menu in (".switcher summary", ".languages summary", ".me summary"):
        hand.tab_to(menu)
        hand.press("Enter")
        expect(page.locator(menu.replace(" summary", "[open]"))).to_have_count(1)
        hand.press("Tab", "Escape")
        expect(page.locator(menu)).to_be_focused()
        expect(page.locator(menu.replace(" summary", "[open]"))).to_have_count(0)
    for opening, dialog in (("?", "#keys"), ("Control+k", "#palette")):
        before = hand.look()
        hand.press(opening)
        expect(page.locator(dialog)).to_be_visible()
        assert page.evaluate(f"document.querySelector('{dialog}').contains(document.activeElement)")
        hand.look()
        hand.press("Escape")
        expect(page.locator(dialog)).to_be_hidden()
        assert hand.look() == before
    hand.press("j", "Enter")
    expect(page.locator("#drawer")).to_be_visible()
    assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    hand.press("Tab")
    assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    hand.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null")
    assert hand.flaws == []


def test_every_key_that_does_something_is_listed(stage, enter):
    page = enter(stage.cast.lin.person)
    page.goto("/keys/")
    listed = {" ".join(keys.split()) for keys in page.locator("main .keys dt").all_inner_texts()}
    used = set()
    for path in ("/projects/P1/", "/projects/P1/register/", f"/projects/P1/expectations/{stage.slots['wish']}/"):
        page.goto(path)
        used |= set(page.eval_on_selector_all("[data-key]", "all => all.map(one => one.dataset.key)"))

    assert used
    assert sorted(used - listed) == []
