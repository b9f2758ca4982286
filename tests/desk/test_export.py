"""The register goes out as it is shown, and comes in again as the same lines."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests.ledger import tables as given
from yinuo.base import clock
from yinuo.evidence import queries as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger import queries
from yinuo.ledger.models import Entry
from yinuo.projects import actions as projects
from yinuo.projects.models import SeatRole

HERE = "/projects/P1/register/export/"


def taken_out(client, form, query=""):
    answer = client.post(HERE, {"form": form, "query": query})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_holds_what_the_register_shows_in_its_order(cast, as_lin, lines):
    whole = rows_of(taken_out(as_lin, "csv", "order=-code"))
    narrowed = rows_of(taken_out(as_lin, "csv", "kind=duty"))

    assert [row[0] for row in whole] == ["编号", lines.wish.code, lines.duty.code, lines.promise.code]
    assert whole[1][1:7] == ["甲方期望", "期望", "系统要按我的排产规则", "邵国梁", "", "2026-12-21"]
    assert [row[0] for row in narrowed[1:]] == [lines.duty.code]


def test_taking_out_is_recorded_in_our_own_stream(cast, as_lin, lines):
    taken_out(as_lin, "xlsx", "kind=duty")

    act = evidence.events_of("P1/register")[-1]
    assert (act.verb, act.stream, act.by) == ("ledger.export", "P1/vendor", "林知夏")
    assert (act.fact("form"), act.fact("lines"), act.fact("query")) == ("xlsx", 1, "kind=duty")


def test_a_line_that_begins_like_a_formula_is_only_words(cast, as_lin):
    ledger.enter(cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words="=1+1")

    assert rows_of(taken_out(as_lin, "csv"))[1][3] == "'=1+1"
    cell = openpyxl.load_workbook(io.BytesIO(taken_out(as_lin, "xlsx"))).active["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_days_are_days_in_a_workbook_and_word_has_one_row_a_line(cast, as_lin, lines):
    sheet = openpyxl.load_workbook(io.BytesIO(taken_out(as_lin, "xlsx"))).active
    table = Document(io.BytesIO(taken_out(as_lin, "docx"))).tables[0]

    assert sheet["G2"].value.date() == date(2026, 12, 21)
    assert [row.cells[0].text for row in table.rows] == ["编号", lines.wish.code, lines.promise.code, lines.duty.code]


def test_another_form_is_not_on_offer(as_lin):
    assert as_lin.post(HERE, {"form": "exe"}).status_code == 404
    assert as_lin.get(f"{HERE}?form=csv").status_code == 405


def test_lines_of_an_undone_import_stay_out_unless_asked_for(cast, as_lin):
    taken_in = given.taken_in(cast, [("E301", "按规则排产", "邵国梁")])
    ledger.undo_import(taken_in, by=cast.lin, at=clock.now(), why="选错了文件")

    assert rows_of(taken_out(as_lin, "csv"))[1:] == []
    assert [row[0] for row in rows_of(taken_out(as_lin, "csv", "taken_in=1"))[1:]] == ["E301"]


def test_thirty_lines_cost_as_many_queries_as_one(cast, as_lin, lines):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            taken_out(as_lin, "csv")
        return len(caught)

    cost()
    few = cost()
    given.taken_in(cast, [("", f"愿望 {number}", "邵国梁") for number in range(30)])

    assert cost() == few


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_goes_out_comes_into_an_empty_project_as_the_same_lines(cast, as_lin, lines, form, language, client):
    ledger.clarify(
        lines.wish, by=cast.lin, at=clock.now(), version=1, need="少补录", importance=4, entry_class="vision"
    )
    ledger.withdraw(lines.duty, by=cast.lin, at=clock.now(), why="不再需要")
    for words in ("=1+1", "'引号", "两行，\n“引号”,;\t"):
        ledger.enter(
            cast.p1,
            by=cast.lin,
            at=clock.now(),
            kind="commitment",
            holder=cast.lin.person,
            towards=cast.wen.person,
            words=words,
        )
    as_lin.cookies["django_language"] = language
    cast.lin.person.language = language
    cast.lin.person.save()
    data = taken_out(as_lin, form)
    empty = projects.open_project(
        cast.hualing, by=cast.admin, at=clock.now(), code="P8", name="二期", started_on=date(2026, 10, 1),
        time_zone="Asia/Shanghai", language="zh-hans", manager=cast.lin,
    )  # fmt: skip
    for contact in (cast.wen, cast.shao):
        projects.seat(empty, contact.person, by=cast.lin, role=SeatRole.STAKEHOLDER, since=date(2026, 10, 1))

    draft = given.drafted(cast, data, f"台账.{form}", empty)
    judgement = given.judged(draft)
    ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=judgement.lines, left_out=judgement.left_out)

    assert judgement.left_out == {}
    assert told(empty) == told(cast.p1)


def told(project):
    rows = Entry.objects.of(project).with_state().order_by("code").select_related("holder", "towards")
    return [
        (
            *(row.code, row.kind, " ".join(row.words.split()), row.holder, row.towards, row.due_on, row.state),
            *(row.entry_class, row.need, row.importance),
        )
        for row in rows
    ]


def test_headings_are_one_list_on_the_way_out_and_on_the_way_in():
    assert set(queries.HEADINGS) == set(given.columns.Target)
