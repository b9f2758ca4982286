"""Every form that posts, from the matrix: who may send it, from which page, with which valid body."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TestCase

from tests import cast as everybody
from tests.house.matrix import ROWS

ACTORS = {"nobody": 0, "lin": 1, "zhou": 2, "admin": 3, "wen": 4}
"""Where the answer of each stands in a row; the first who gets through sends the form."""
PREFERRED = ("lin", "wen", "admin", "nobody")
UNCOUNTED = ("django_session", "session", "tally", "mark", "spent_key", "sqlite_sequence", "search_entry_words")
"""What is no effect of an act: sessions, the keys themselves, the inside of an index."""
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
KEY = re.compile(r'name="once" value="([\w-]{22})"')


DOWNLOADS = ("pdf/", "docx/", "proof/", "dossier/", "xlsx/", "csv/")
CHANGED = {"account/me/": {"name": "林知夏", "address_as": "林工", "language": "", "theme": ""}}
"""Bodies that change something, where the matrix' own would not."""


@dataclass(frozen=True)
class Posting:
    """One form as one person sends it."""

    name: str
    path: str
    who: str
    body: dict = field(default_factory=dict)


def postings(stage):
    """One for every POST row that anybody gets through at this stage."""
    found = []
    for row in ROWS:
        answers = [int(answer) for answer in row.answers.split()]
        through = [who for who in PREFERRED if answers[ACTORS[who]] in (200, 302)]
        if row.url.startswith(("account/login", "account/password/reset", "link/in", "portal/sign-in")):
            through = ["nobody"]
        if row.method == "POST" and through and "nobody-made-this" not in row.path:
            body = CHANGED.get(row.url) or {
                name.format(**stage.slots): value.format(**stage.slots) for name, value in row.body.items()
            }
            name = " ".join([row.url, *(name for name in ("revoke",) if name in row.body)])
            found.append(Posting(name, row.path.format(**stage.slots), through[0], body))
    return found


def browser(stage, who):
    return Client() if who == "nobody" else everybody.sign_in(getattr(stage.cast, who).person)


def keys_by_action(stage, who):
    """The key of each form on the pages that `who` can open, by the address the form goes to."""
    client = browser(stage, who)
    keys = {}
    for row in ROWS:
        if row.method == "GET" and not row.url.endswith(DOWNLOADS):
            path = row.path.format(**stage.slots)
            answer = client.get(path)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                keys |= keys_of(answer.content.decode(), path)
    return keys


def keys_of(page, path):
    found = {}
    for head, inner in FORM.findall(page):
        if 'method="post"' in head:
            action = re.search(r'action="([^"]*)"', head)
            goes_to = urlsplit(urljoin(path, action[1] if action else path)).path
            found[goes_to] = KEY.search(inner)[1]
            if name := re.search(r'\bid="([^"]*)"', head):
                borrowed = re.findall(rf'<button\b[^>]*\bform="{name[1]}" formaction="([^"]*)"', page)
                found |= {urljoin(path, to): found[goes_to] for to in borrowed}
    return found


def counted():
    """How many rows each table holds, and how many letters went out."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        tables = sorted(name for name in names if not name.startswith(UNCOUNTED))
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables))  # noqa: S608  # our own tables
        return dict(cursor.fetchall()) | {"letters": len(mail.outbox)}


def effect(before):
    after = counted()
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def tried(stage, posting):
    """What sending the form once does, without trace: status, place, effect."""
    cache.clear()
    letters = list(mail.outbox)
    block = transaction.atomic()
    block._from_testcase = True  # noqa: SLF001  # lets a try at a code be durable within
    with block:
        client = browser(stage, posting.who)
        before = counted()
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = client.post(posting.path, posting.body)
        done = answer.status_code, effect(before)
        transaction.set_rollback(True)
    mail.outbox[:] = letters
    return done
