"""A real browser opens what hostile words were stored into: nothing runs, nothing is asked of another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection

from tests import cast as everybody
from tests.figures import many
from tests.hostile import targets, texts
from tests.hostile.asking import Asking
from tests.house import scene as stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.figures import Figure

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ENDS = (
    "account/",
    "second-step/",
    "link/in/",
    "projects/new",
    "/end/",
    "/refusal/",
    "shut-out",
    "recall",
    "revoke",
    "language/",
    "start/",
)
"""Acts that would close the door behind the browser."""


def _stored(asking: Asking) -> int:
    """Send every script in all text fields of a form at once; how many were taken."""
    taken = 0
    for target in targets.forms(asking):
        names = [name for name in target.named(targets.TEXTS) if name not in FIXED]
        if not names or any(end in target.path for end in ENDS):
            continue
        for words in texts.SCRIPTS[:: many(full=1, few=16)]:
            body = {**target.form, **target.body, **dict.fromkeys(names, words)}
            taken += asking.client(target.identity).post(target.path, body).status_code == 302
    return taken


FIXED = frozenset(
    {"email", "code", "version", "time_zone", "currency", "line", "contacts", "due_on", "authority", "act", "a1", "who",
     "start", "end", "about", "token", "take", "kind", "query", "login", "limit", "E101-due_on", "E101-shape",
     "E101-measurer", "revoke"}
)  # fmt: skip


def test_no_script_runs_on_any_page(
    open_page: Callable[..., Page], live_server: Any, faults: list[str], files: Path, figure: Figure
) -> None:
    asking = Asking(stage.build(everybody.build()), files)
    taken = _stored(asking)
    assert taken > 20
    opened, ran = 0, []
    for who in ("lin", "admin", "wen", "nobody"):
        page = open_page(locale="en")
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        if who != "nobody":
            key = asking.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        for target in _pages(asking, who):
            page.goto(target)
            opened += 1
            if page.evaluate(f"window.{texts.MARK}") is not None:
                ran.append(target)

    # A page that says 404 or 410 is written into the console by the browser itself.
    faults[:] = [fault for fault in faults if "the server responded with a status of 4" not in fault]
    assert faults == []
    assert ran == []
    figure("Hostile", "scripts stored", taken)
    figure("Hostile", "pages opened in Chromium", opened)
    figure("Hostile", "scripts run", len(ran), wanted="0")
    figure("Hostile", "outside connections (pages)", len(faults), wanted="0")


def _pages(asking: Asking, who: str) -> list[str]:
    """Every page of the matrix that `who` may open, and every line and source that was stored.

    What a browser makes of a page is the same on every database: beside the proof, PostgreSQL's run opens an eighth.
    """
    papers = ("pdf/", "docx/", "csv/", "xlsx/", "files/", "proof/", "logout", "signed/", "/client/", "/vendor/")
    papers += ("/dossier/", "/template/", "/bad-rows/", "/feed/", "/export/")
    found = [one.path for one in targets.readable(asking) if one.identity == who]
    if who == "lin":
        from yinuo.ledger.models import Entry, Source

        codes = Entry.objects.filter(project=asking.scene.cast.p1, kind="expectation").values_list("code", flat=True)
        found += [f"/projects/P1/expectations/{code}/" for code in list(codes)[:: many(full=1, few=4)]]
        numbers = Source.objects.filter(project=asking.scene.cast.p1).values_list("number", flat=True)
        found += [f"/projects/P1/sources/{number}/" for number in list(numbers)[:: many(full=1, few=4)]]
    kept = [path for path in dict.fromkeys(found) if not any(part in path for part in papers)]
    return kept if connection.vendor == "sqlite" else kept[:: many(full=1, few=8)]
