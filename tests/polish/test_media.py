"""Pages on paper, at twice the size, without motion and in forced colours."""

# ruff: noqa: E501  # a line of the script is one rule

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from yinuo.ledger.published import Sheet

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_database_is_enough")]
DESK = (
    "/today/",
    "/projects/{code}/",
    "/projects/{code}/register/",
    "/projects/{code}/expectations/{wish}/",
    "/projects/{code}/commitments/{agreed}/",
    "/projects/{code}/sheets/",
    "/projects/{code}/sheets/{sheet}/",
    "/projects/{code}/sources/{source}/",
    "/projects/{code}/gaps/",
    "/projects/{code}/people/",
    "/projects/{code}/contract/",
    "/projects/{code}/evidence/",
    "/projects/{code}/about/?q=报工",
)
CLIENT = (
    "/portal/{project_token}/",
    "/portal/{project_token}/agreed/",
    "/portal/{project_token}/sheets/{sheet_token}/",
    "/portal/{project_token}/sheets/{replied_token}/",
)
# What is pressed, asked or walked by is not for paper.
LEFT = """() => {
  const seen = (element) => element.checkVisibility({visibilityProperty: true}) && element.getBoundingClientRect().height > 1;
  const left = [...document.querySelectorAll('nav, .topline, .rail, .btn, button, .skip, dialog, .private, .prefs')].filter(seen);
  const dark = [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor)
    .filter((colour) => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(colour));
  const ink = getComputedStyle(document.querySelector('main h1')).color;
  return [...left.map((one) => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 90)), ...dark, ...(ink === 'rgb(0, 0, 0)' ? [] : [`ink ${ink}`])];
}"""
CLIPPED = """() => [...document.querySelectorAll('main h1, main h2, main p, main .btn, main .chip, main label, main dt, main dd, .tabs a, .topline a')]
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, .sort, [hidden]'))
  .filter((one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const scroller = one.closest('.table-wrap, .tabs, .source-text, [tabindex="0"]');
    const cut = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 2 && style.textOverflow !== 'ellipsis';
    return cut || (!scroller && (box.right > innerWidth + 1 || box.left < -1));
  }).map((one) => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 110))"""


def visits(stage, enter, **how):
    """Every main page of both doors, opened one after the other."""
    for person, paths in ((stage.cast.lin.person, DESK), (stage.cast.wen.person, CLIENT)):
        page = enter(person, **how)
        for path in paths:
            page.goto(path.format(**stage.slots))
            yield page


def test_every_main_page_can_be_taken_to_a_meeting_on_paper(stage, enter, figure):
    left, printed = [], 0
    for page in visits(stage, enter, theme="dark"):
        page.emulate_media(media="print")
        left += [(page.url, *page.evaluate(LEFT))] if page.evaluate(LEFT) else []
        page.emulate_media(media="screen")
        printed += 1

    figure("Polish", "main pages printed black on white without anything to press", printed, wanted=f"{printed}")
    assert left == []


def test_what_is_printed_holds_the_words_and_breaks_between_lines(stage, enter):
    page = enter(stage.cast.wen.person, theme="dark")
    page.goto("/portal/{project_token}/sheets/{sheet_token}/".format(**stage.slots))
    with pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4"))) as paper:
        text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    line = Sheet.objects.get(token=stage.slots["sheet_token"]).lines.get()

    assert re.sub(r"\s", "", line.text) in re.sub(r"\s", "", text)
    page.emulate_media(media="print")
    assert page.locator(".sheet-line").first.evaluate("line => getComputedStyle(line).breakInside") == "avoid"


@pytest.mark.parametrize(("width", "language"), [(640, "zh-hans"), (640, "en"), (360, "en")])
def test_at_twice_the_size_nothing_is_cut_off(stage, enter, width, language):
    """A window of 1280 px at 200 % is 640 px wide to the page."""
    troubles = []
    for page in visits(stage, enter, width=width, height=450, language=language):
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        troubles += [(page.url, wide, *page.evaluate(CLIPPED))] if wide or page.evaluate(CLIPPED) else []

    assert troubles == []


def test_nothing_moves_for_whoever_wants_no_motion(stage, enter):
    page = enter(stage.cast.lin.person, reduced_motion="reduce")
    page.goto("/projects/P1/register/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer:not([hidden])")
    moving = """() => [...document.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)
        || style.scrollBehavior === 'smooth';
    }).length"""

    assert page.evaluate(moving) == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_motion_is_short_for_everybody_else(stage, enter):
    page = enter(stage.cast.lin.person)
    page.goto("/projects/P1/register/")
    longest = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((one) => {
      const style = getComputedStyle(one);
      return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].map(parseFloat);
    }))"""

    assert page.evaluate(longest) <= 0.2
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_in_forced_colours_what_can_be_pressed_has_an_edge(stage, enter):
    page = enter(stage.cast.wen.person, forced_colors="active")
    page.goto("/portal/{project_token}/sheets/{sheet_token}/".format(**stage.slots))
    page.locator("input[name=a1]").first.check()
    edges = """() => [...document.querySelectorAll('.btn, .answer > span')].filter((one) => one.checkVisibility())
      .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1).length"""

    assert page.evaluate(edges) == 0
    colour = "one => getComputedStyle(one).backgroundColor"
    chosen, other = (page.locator(f"input[name=a1] + span >> nth={place}").evaluate(colour) for place in (0, 1))
    assert chosen != other
