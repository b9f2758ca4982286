"""A browser of one's own for everybody of the scene, and every page that the matrix knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests import cast as everybody
from tests.house import scene
from tests.house.matrix import ROWS
from yinuo.base import preferences

IDENTITIES = ("nobody", "lin", "zhou", "admin", "wen")
SEES, GONE = "200", {"404", "410"}


@dataclass(frozen=True, slots=True)
class Address:
    """A page, and who looks at it."""

    path: str
    who: str


def addresses(slots: dict[str, object]) -> list[Address]:
    """One visit to every address of the matrix: by the first who gets in, else by nobody, who meets the error page."""
    found = {}
    for row in ROWS:
        answers = dict(zip(IDENTITIES, row.answers.split(), strict=False))
        if row.method != "GET" or (row.path.startswith("/start/") and SEES not in answers.values()):
            continue
        who = next((name for name in ("lin", "admin", "wen", "nobody", "zhou") if answers[name] == SEES), None)
        if who is None and answers["nobody"] in GONE:
            who = "nobody"
        if who is None and answers["lin"] in GONE:
            who = "lin"
        if who:
            path = row.path.format(**slots)
            found.setdefault((path, who), Address(path, who))
    return list(found.values())


@pytest.fixture
def stage(transactional_db: None) -> scene.Scene:
    return scene.build(everybody.build())


@pytest.fixture
def enter(open_page: Callable[..., Page], live_server: Any) -> Iterator[Callable[..., Page]]:
    """`enter(person or None, theme=, language=, width=)`: a page of a browser in which that person is signed in."""

    def enter(person: Any, *, theme: str = "light", language: str = "zh-hans", **how: Any) -> Page:
        page = open_page(**how)
        wear(page, live_server.url, theme=theme, language=language)
        if person is not None:
            session = everybody.sign_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    return enter


def wear(page: Page, url: str, *, theme: str, language: str) -> None:
    """From now on the pages of this browser come in `theme` and `language`."""
    wishes = {preferences.theme_cookie(): theme, settings.LANGUAGE_COOKIE_NAME: language}
    page.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in wishes.items()])
