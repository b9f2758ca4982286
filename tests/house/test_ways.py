"""No page leads its reader to an address that does not open to him."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests import cast as everybody
from tests.house import scene

HREF = re.compile(r'<a [^>]*?href="(/[^"#]*)')
NEVER = ("/static/", "/account/logout/")
MOST = 3
"""Addresses of one kind that are opened."""


def dead_ends(client, start):
    """Every (page, link) whose answer is an error, from `start` on; and how many addresses were opened."""
    waiting, seen, kinds, dead = [("", start)], set(), Counter(), []
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
            waiting += [(address, link.replace("&amp;", "&")) for link in HREF.findall(answer.content.decode())]
    return dead, len(seen)


@pytest.mark.parametrize(
    ("who", "start"),
    [("lin", "/today/"), ("zhou", "/today/"), ("shen", "/today/"), ("admin", "/today/"), ("wen", "/portal/")],
)
@pytest.mark.django_db
def test_every_link_opens_to_whoever_is_shown_it(who, start):
    stage = scene.build(everybody.build())
    dead, opened = dead_ends(everybody.sign_in(getattr(stage.cast, who).person), start)

    assert dead == []
    assert opened > 10
