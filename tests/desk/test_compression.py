"""Pages are sent compressed, papers as they are, and the length of a page tells nobody what stands on it."""

import gzip
from datetime import timedelta

from tests.ledger.conftest import DUE
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryKind

ADDRESS = "/projects/P1/register/"


def test_a_list_is_sent_in_at_most_twelve_kilobytes(cast, as_lin):
    for number in range(51):
        ledger.enter(
            cast.p1,
            by=cast.lin,
            at=clock.now(),
            kind=EntryKind.EXPECTATION,
            holder=cast.shao.person,
            words=f"第 {number} 条：每周 {number % 5 + 1} 次按规则 {number * 37 % 101} 排产，结果以系统记录为准",
            due_on=DUE + timedelta(days=number),
        )
    plain = as_lin.get(ADDRESS)
    small = as_lin.get(ADDRESS, headers={"accept-encoding": "gzip, br"})

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert int(small.headers["Content-Length"]) == len(small.content) <= 12_000
    assert gzip.decompress(small.content).count(b"<tr data-row>") == plain.content.count(b"<tr data-row>") == 50


def test_the_same_page_has_another_length_each_time(as_lin):
    lengths = {len(as_lin.get(ADDRESS, headers={"accept-encoding": "gzip"}).content) for _time in range(20)}

    assert len(lengths) > 3


def test_a_paper_is_sent_as_it_is(as_lin, sheet):
    paper = as_lin.get(f"/projects/P1/sheets/{sheet.number}/pdf/", headers={"accept-encoding": "gzip"})

    assert paper.headers["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in paper.headers
