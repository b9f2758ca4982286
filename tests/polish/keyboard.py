"""A hand that has only keys; at each stop it looks where the focus is."""

# ruff: noqa: E501  # a line of the script is one rule

from __future__ import annotations

from playwright.sync_api import Page

MOST = 150
"""Presses of Tab before we say that something cannot be reached."""

FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return {where: '', flaws: []};
  const flaws = [];
  // A round choice is an invisible input over its words: the words carry the ring.
  const shown = getComputedStyle(here).opacity === '0' ? here.nextElementSibling : here;
  const style = getComputedStyle(shown);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5;
  if (!ring && style.boxShadow === 'none') flaws.push('no ring');
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) flaws.push('no size');
  const right = Math.min(box.right, innerWidth), bottom = Math.min(box.bottom, innerHeight);
  if (box.top >= innerHeight || box.bottom <= 0 || box.left >= innerWidth || box.right <= 0) flaws.push('out of sight');
  else {
    const x = (Math.max(box.left, 0) + right) / 2, y = (Math.max(box.top, 0) + bottom) / 2;
    const top = document.elementFromPoint(x, y);
    const near = (one, other) => one && other && (one.contains(other) || other.contains(one));
    if (!near(top, shown) && !near(top, here)) flaws.push(`behind ${top?.outerHTML.slice(0, 60)}`);
  }
  return {where: here.outerHTML.replace(/\\s+/g, ' ').slice(0, 120), flaws};
}"""


class Hand:
    """Presses keys on `page`; `stops` counts the places where the focus was looked at, `flaws` what was wrong there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0
        self.flaws: list[tuple[str, str, str]] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def look(self) -> str:
        """Where the focus is, "" when it is on the page itself."""
        seen = self.page.evaluate(FOCUS)
        if seen["where"]:
            self.stops += 1
            self.flaws += [(self.page.url, seen["where"], flaw) for flaw in seen["flaws"]]
        return str(seen["where"])

    def tab_to(self, selector: str, *, words: str = "", key: str = "Tab") -> None:
        """Press Tab until the focus is on `selector` (holding `words`), and look at each stop on the way."""
        self.page.wait_for_load_state("load")  # a ring is drawn by the style sheet
        is_there = "([selector, words]) => document.activeElement?.matches(selector) && document.activeElement.textContent.includes(words)"
        for _press in range(MOST):
            if self.page.evaluate(is_there, [selector, words]):
                self.look()
                return
            self.press(key)
            self.look()
        raise AssertionError(f"{selector} {words!r} cannot be reached by {key} on {self.page.url}")

    def tour(self) -> list[str]:
        """Tab from the top of the page until the focus leaves it again; every stop in order."""
        self.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        met: list[str] = []
        for _press in range(4 * MOST):
            self.press("Tab")
            where = self.look()
            if not where or (len(met) > 1 and where == met[0]):
                return met
            met.append(where)
        raise AssertionError(f"the focus never leaves {self.page.url}: {met[-5:]}")
