"""Walks every way that pages offer their reader, and says which of them do not open to him."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from django.urls import resolve

from tests.house.matrix import ROWS

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
BUTTON = re.compile(r'(?:<form [^>]*?method="post"[^>]*? action|formaction|hx-post)="(/[^"#]*)')
IDENTITIES = ("nobody", "lin", "zhou", "admin", "wen", "dong", "he", "ma")
"""The columns of the matrix."""
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
