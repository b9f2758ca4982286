"""What a page of the ledger asks of the database does not grow with what it shows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.ledger.conftest import DUE, offered, worded
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry


def wishes(cast: Cast, count: int) -> list[Entry]:
    return [
        ledger.enter(
            cast.p1,
            by=cast.lin,
            at=clock.now(),
            kind="expectation",
            holder=cast.shao.person,
            words=f"愿望 {number}",
            due_on=DUE,
        )
        for number in range(count)
    ]


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("path", ["/projects/P1/sheets/", "/projects/P1/sheets/1/", "/search/?q=愿望"])
def test_thirty_lines_cost_as_many_queries_as_one(cast: Cast, as_lin: Client, path: str):
    offered(cast, worded(cast, wishes(cast, 1)[0]))
    cost(as_lin, path)  # the first visit fills caches
    one = cost(as_lin, path)

    offered(cast, *(worded(cast, entry) for entry in wishes(cast, 30)))

    assert cost(as_lin, path.replace("/1/", "/2/")) == one
