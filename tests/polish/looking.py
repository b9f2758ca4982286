"""What is wrong with a page that is open in the browser: by axe, and by rules of our own."""

# ruff: noqa: E501  # a line of the script is one rule

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.PACKAGE).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OWN_RULES = """() => {
  const seen = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: false});
  const short = (element) => element.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
  const flaws = [];
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  for (const table of all('main table')) {
    const name = table.getAttribute('aria-label') || document.getElementById(table.getAttribute('aria-labelledby'))?.innerText || table.caption?.innerText;
    if (!name?.trim()) flaws.push(`a table without a name: ${short(table)}`);
    for (const head of table.querySelectorAll('th')) if (!head.scope) flaws.push(`a head without scope: ${short(head)}`);
  }
  if (all('main').length !== 1) flaws.push(`${all('main').length} main landmarks`);
  if (document.querySelectorAll('main h1').length !== 1) flaws.push(`${document.querySelectorAll('main h1').length} main headings`);
  if (!document.querySelector('main [aria-live], main [role=status], main [role=alert]')) flaws.push('no place where news is read out');
  if (!document.querySelector('a.skip[href="#content"]') || !document.querySelector('main#content')) flaws.push('no way past the frame');
  for (const field of all('input:not([type=hidden]), select, textarea')) if (!field.labels?.length && !field.getAttribute('aria-label')) flaws.push(`a field without a label: ${short(field)}`);
  for (const part of all('[lang]')) if (!/^(zh-Hans|zh-Hant|en|zh-hans|zh-hant)$/.test(part.lang)) flaws.push(`an unknown language: ${short(part)}`);
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth) flaws.push(`wider than the window by ${wide.scrollWidth - wide.clientWidth} px`);
  return flaws;
}"""


def axe_source() -> str:
    """The script of axe; `npm ci` fetches it, and without it nobody has looked."""
    if not AXE.exists():
        pytest.fail("axe-core is not here, so no page can be looked at. Fetch it: npm ci (or ./run setup).")
    return AXE.read_text()


def axe(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds: impact, rule, and the first elements it is about."""
    page.evaluate(axe_source())
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        (flaw["impact"], flaw["id"], " | ".join(node["html"][:140] for node in flaw["nodes"][:3])) for flaw in found
    ]


def own(page: Page) -> list[str]:
    return list(page.evaluate(OWN_RULES))
