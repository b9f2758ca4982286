"""No page leads its reader to an address that does not open to him, by a link or by a button."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests import cast as everybody
from tests.house import scene
from tests.house.matrix import ROWS
from tests.house.test_matrix import IDENTITIES

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
BUTTON = re.compile(r'(?:<form [^>]*?method="post"[^>]*? action|formaction|hx-post)="(/[^"#]*)')
NEVER = ("/static/", "/account/logout/")
MOST = 3
"""Addresses of one kind that are opened."""


def walked(client, start):
    """From `start` on: every (page, link, status) that is an error, every button as (page, address), pages opened."""
    waiting, seen, kinds, dead, buttons = [("", start)], set(), Counter(), [], set()
    while waiting:
        page, address = waiting.pop(0)
        if address in seen or address.startswith(NEVER):
            continue
        seen.add(address)
        kind = resolve(urlsplit(address).path).view_name
        kinds[kind] += 1
        if kinds[kind] > MOST:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            dead.append((page, address, answer.status_code))
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode()
            waiting += [(address, link.replace("&amp;", "&")) for link in LINK.findall(text)]
            buttons |= {(address, action) for action in BUTTON.findall(text)}
    return dead, buttons, len(seen)


def refused(buttons, who):
    """The buttons that the matrix says are not there for `who`."""
    column = IDENTITIES.index(who)
    taken = {row.url for row in ROWS if row.method == "POST" and row.answers.split()[column] not in {"403", "404"}}
    return sorted((page, action) for page, action in buttons if resolve(urlsplit(action).path).route not in taken)


@pytest.mark.parametrize(
    ("who", "start"),
    [("lin", "/today/"), ("zhou", "/today/"), ("shen", "/today/"), ("admin", "/today/"), ("wen", "/portal/")],
)
@pytest.mark.django_db
def test_every_link_and_button_opens_to_whoever_is_shown_it(who, start):
    stage = scene.build(everybody.build())
    dead, buttons, opened = walked(everybody.sign_in(getattr(stage.cast, who).person), start)

    assert dead == []
    assert opened > 10
    # The matrix knows these three on their own project; 周砚 is a stranger there and 沈牧 not in it.
    if who in {"lin", "admin", "wen"}:
        assert len(buttons) > 10
        assert refused(buttons, who) == []


def test_a_button_that_is_not_there_for_its_reader_is_found():
    shown = {("/today/", "/firms/members/new/")}

    assert refused(shown, "lin") == sorted(shown)
    assert refused(shown, "admin") == []
