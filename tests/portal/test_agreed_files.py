"""What stands agreed, taken along as a table: published facts, and nothing of ours."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from tests.ledger.conftest import DUE, lines, offered, worded
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven

__all__ = ["lines"]


@pytest.fixture
def agreed(cast, lines):
    ledger.clarify(lines.wish, by=cast.lin, at=clock.now(), version=1, need="只给我们自己看的缘由", importance=5)
    sheet = offered(cast, worded(cast, lines.wish, "=按排产规则生成日计划"), worded(cast, lines.promise))
    said = MeansGiven(
        means="message", by_name="温宁", signed_on=date(2026, 11, 18), message_text="可以", recorded_by="林知夏"
    )
    first = sheet.lines.get(number=1)
    ledger.reply(sheet, means=said, answers=[AnswerGiven(first.token, "confirm")], at=clock.now())
    return first


def test_the_table_holds_the_agreed_lines_as_they_were_published(cast, as_wen, agreed):
    answer = as_wen.get(f"/portal/{cast.p1.token}/agreed/csv/")
    (head, row) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="agreed.csv"'
    told = dict(zip(head, row, strict=True))
    assert (told["确认单"], told["确认人"], told["确认日期"]) == ("1", "温宁", "2026-11-18")
    assert "'=按排产规则生成日计划" in row
    assert DUE.isoformat() in row


def test_the_workbook_says_the_same_and_nothing_of_ours(cast, as_wen, agreed, lines):
    data = as_wen.get(f"/portal/{cast.p1.token}/agreed/xlsx/").content
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row if cell.value]

    assert "=按排产规则生成日计划" in cells
    assert [cell for cell in cells if "缘由" in cell or lines.wish.code in cell] == []


def test_nothing_agreed_is_an_empty_table(cast, as_wen):
    (head,) = csv.reader(io.StringIO(as_wen.get(f"/portal/{cast.p1.token}/agreed/csv/").content.decode("utf-8-sig")))

    assert len(head) == 13


def test_it_is_for_whoever_sits_on_the_project(cast, as_he, as_lin):
    for client in (as_he, as_lin):
        assert client.get(f"/portal/{cast.p1.token}/agreed/csv/").status_code == 404
