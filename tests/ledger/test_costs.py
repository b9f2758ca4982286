"""What a page asks of the database does not grow with what it shows, nor an act with what is there already."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.ledger.conftest import DUE, offered, worded
from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Sheet

FEW, MANY = 3, 30


def wishes(cast: Cast, count: int) -> list[Entry]:
    """Lines with notes, found by search."""
    found = []
    for number in range(count):
        wish = ledger.enter(
            cast.p1,
            by=cast.lin,
            at=clock.now(),
            kind="expectation",
            holder=cast.shao.person,
            words=f"愿望 {number}",
            due_on=DUE,
        )
        counsel.note(cast.p1, by=cast.lin, at=clock.now(), subject="E101", text=f"记一笔 {number}")
        counsel.index_subject(f"P1/{wish.code}")
        found.append(wish)
    return found


def asked(act: Callable[[], int]) -> int:
    """How many statements `act` takes, which says what it was answered with."""
    with CaptureQueriesContext(connection) as caught:
        status = act()
    assert status in {200, 302}
    return len(caught)


def costs(cast: Cast, as_lin: Client, as_wen: Client, sheet: Sheet) -> dict[str, int]:
    """Statements of every hot page and act, with `sheet` the newest."""
    desk = "/projects/P1"
    reads = {
        "register": (as_lin, f"{desk}/register/"),
        "expectation": (as_lin, f"{desk}/expectations/E101/"),
        "answers board": (as_lin, f"{desk}/sheets/"),
        "sheet": (as_lin, f"{desk}/sheets/{sheet.number}/"),
        "today": (as_lin, "/today/"),
        "search": (as_lin, "/search/?q=愿望"),
        "sheet in the portal": (as_wen, f"/portal/{cast.p1.token}/sheets/{sheet.token}/"),
    }
    line = {"kind": "expectation", "holder": cast.shao.person_id, "words": "再来一条", "due_on": DUE.isoformat()}
    answer = {
        "means": "message",
        "signer": cast.wen.person_id,
        "signed_on": clock.today(cast.p1.time_zone).isoformat(),
        "message_text": "下周答复。",
        "line1-kind": "ask",
    }
    acts = {
        "quick row": (f"{desk}/lines/new/", line),
        "answer": (f"{desk}/sheets/{sheet.number}/answers/", answer),
        "CSV": (f"{desk}/register/export/", {"form": "csv", "query": ""}),
    }
    found = {name: asked(lambda c=client, p=path: c.get(p).status_code) for name, (client, path) in reads.items()}
    return found | {name: asked(lambda p=path, f=form: post(as_lin, p, f)) for name, (path, form) in acts.items()}


def post(client: Client, path: str, form: dict[str, object]) -> int:
    """Not followed: a form that was refused answers 422."""
    return client.post(path, form).status_code


def test_ten_times_the_lines_cost_as_many_statements(cast: Cast, as_lin: Client, as_wen: Client):
    few = offered(cast, *(worded(cast, entry) for entry in wishes(cast, FEW)))
    costs(cast, as_lin, as_wen, few)  # the first visit fills caches
    before = costs(cast, as_lin, as_wen, few)
    assert min(before.values()) > 0

    many = offered(cast, *(worded(cast, entry) for entry in wishes(cast, MANY)))

    costs(cast, as_lin, as_wen, many)
    assert costs(cast, as_lin, as_wen, many) == before
