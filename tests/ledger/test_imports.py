"""A spreadsheet comes into the register row by row, silently and all at once, and goes out of it again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import sign_in
from tests.ledger import tables as given
from tests.ledger.conftest import worded
from yinuo.base import clock, guards
from yinuo.evidence import queries as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger import forms, jobs
from yinuo.ledger.models import Entry, Import, ImportDraft, ImportRow, ImportUndo, Source, State, Statement, Step
from yinuo.notices.models import Notice
from yinuo.people.models import Role
from yinuo.projects import actions as projects
from yinuo.projects.models import SeatRole

GOOD = ("E301", "按生产部的规则排产", "邵国梁", "2026-09-02", "2026-12-21", "已确认", "陆总也提过")
HERE = "/projects/P1/imports/"


def only(draft):
    (row,) = given.judged(draft).rows
    return row


def row_of(cast, *cells, head=given.HEAD):
    return only(given.drafted(cast, given.as_csv([head, cells])))


def state_of(code):
    return [step.state for step in Step.objects.filter(entry__code=code).order_by("pk")]


def handed_in(client, data, name="台账.csv"):
    return client.post(HERE, {"file": SimpleUploadedFile(name, data)})


def test_a_good_row_becomes_a_line_with_everything_the_file_says(cast):
    taken_in = given.taken_in(cast, [GOOD])

    entry = Entry.objects.get(code="E301")
    assert (entry.kind, entry.holder, entry.words, entry.due_on, entry.owner) == (
        *("expectation", cast.shao.person, GOOD[1], date(2026, 12, 21), cast.lin),
    )
    assert (entry.import_row.taken_in, entry.import_row.number, entry.import_row.cells) == (taken_in, 2, list(GOOD))
    (act,) = evidence.events_of("P1/E301")
    assert (act.verb, act.fact("words"), act.fact("row"), act.happened_at.date()) == (
        *("ledger.enter", GOOD[1], 2, date(2026, 9, 2)),
    )
    (act,) = (act for act in evidence.events_of("P1/IM1") if act.verb == "ledger.import")
    assert (act.fact("file"), act.fact("lines"), act.fact("left_out")) == ("台账.csv", 1, 0)


def test_confirmed_in_a_spreadsheet_is_not_agreed(cast):
    given.taken_in(cast, [GOOD])

    assert state_of("E301") == [State.STATED, State.CLARIFIED]
    why = Step.objects.filter(entry__code="E301").first().why
    assert why == "“台账.csv”第 2 行 · 原状态：已确认 · 原备注：陆总也提过"


def test_the_file_is_the_source_and_the_words_are_marked_in_it(cast):
    given.taken_in(cast, [("", "上一条", "邵国梁"), GOOD])

    source, said = Source.objects.get(), Statement.objects.get(words=GOOD[1])
    assert (source.kind, source.title, source.text[said.start : said.end]) == ("table", "台账.csv", GOOD[1])
    assert source.text.splitlines()[2].split("\t")[0] == "3"
    assert Entry.objects.get(code="E301").statement == said


def test_imported_history_is_silent_and_clocks_start_at_import(cast):
    before = clock.now()
    given.taken_in(cast, [("", "年初就说过", "温宁", "2026-01-05", "2026-02-01", "进行中", "")])

    assert Notice.objects.count() == 0
    assert {step.at >= before for step in Step.objects.all()} == {True}
    assert Entry.objects.get().at >= before


def test_kinds_follow_the_side_of_the_person(cast):
    given.taken_in(cast, [("", "每周五发周报", "林知夏"), ("", "手机上审批", "温经理"), ("", "我们来提供样本", "温宁")])

    assert list(Entry.objects.order_by("pk").values_list("code", "kind", "holder__name")) == [
        ("C101", "commitment", "林知夏"),
        ("E101", "expectation", "温宁"),
        ("C102", "duty", "温宁"),
    ]


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        (("", "", "邵国梁"), "words"),
        (("", "愿" * 501, "邵国梁"), "words"),
        (("", "愿望", "王五"), "holder"),
        (("", "愿望", ""), "holder"),
        (("", "愿望", "邵国梁", "2099-01-01"), "raised_on"),
        (("", "愿望", "邵国梁", "", "尽快"), "due_on"),
    ],
)
def test_a_bad_cell_is_named_with_what_to_do(cast, cells, target):
    row = row_of(cast, *cells)

    assert (row.status, [flaw.target for flaw in row.flaws], row.line) == (forms.BAD, [target], None)
    assert row.why


def test_a_side_that_does_not_fit_the_kind_is_a_flaw(cast):
    head = ("类别", "内容", "谁")

    assert row_of(cast, "我方承诺", "愿望", "邵国梁", head=head).flaws[0].target == "holder"
    assert row_of(cast, "甲方期望", "愿望", "林知夏", head=head).flaws[0].target == "holder"
    assert row_of(cast, "谣言", "愿望", "邵国梁", head=head).flaws[0].target == "kind"
    assert row_of(cast, "甲方配合事项", "愿望", "邵国梁", head=head).status == forms.GOOD


def test_a_phrase_counts_from_the_day_it_was_said(cast):
    assert row_of(cast, "", "愿望", "邵国梁", "2026-09-02", "月底前").due_on == date(2026, 9, 30)


def test_what_is_there_already_is_skipped_unless_somebody_wants_it(cast, lines):
    draft = given.drafted(
        cast,
        given.as_csv(
            [
                given.HEAD,
                ("", "系统要按我的排产规则！", "邵国梁"),
                (lines.duty.code, "新的", "温宁"),
                GOOD,
                ("", GOOD[1], "温宁"),
            ]
        ),
    )
    assert [row.status for row in given.judged(draft).rows] == ["double", "double", "good", "double"]

    ledger.settle(draft, settled={"anyway": [2, 3]})

    assert [row.status for row in given.judged(draft).rows] == ["good", "good", "good", "double"]
    assert given.judged(draft).rows[1].line.code == ""


def test_settled_names_states_and_cells_are_used(cast):
    draft = given.drafted(
        cast,
        given.as_csv(
            [given.HEAD, ("", "甲", "王工", "", "尽快", "已完成", ""), ("", "乙", "邵国梁", "", "", "已完成", "")]
        ),
    )
    judgement = given.judged(draft)
    assert (judgement.names, judgement.states) == ({"王工": 1}, {"已完成": 2})
    assert [row.status for row in judgement.rows] == ["left_out", "left_out"]

    ledger.settle(
        draft,
        settled={
            "names": {"王工": f"person:{cast.shao.person_id}"},
            "states": {"已完成": "clarified"},
            "cells": {"2": {"due_on": "2026-12-31"}},
        },
    )

    assert [(row.status, row.holder, row.due_on) for row in given.judged(draft).rows] == [
        ("good", "邵国梁", date(2026, 12, 31)),
        ("good", "邵国梁", None),
    ]


def test_an_import_is_all_or_nothing(cast, monkeypatch):
    draft = given.drafted(cast, given.as_csv([given.HEAD, GOOD, ("", "另一条", "邵国梁")]))
    lines = given.judged(draft).lines
    broken = [
        lines[0],
        type(lines[1])(**{**{n: getattr(lines[1], n) for n in lines[1].__slots__}, "holder": cast.lin.person}),
    ]

    with pytest.raises(ledger.NotYours):
        ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=broken, left_out={})
    with pytest.raises(ledger.NothingToTake):
        ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=[], left_out={})

    assert (Entry.objects.count(), Import.objects.count(), Source.objects.count(), ImportDraft.objects.count()) == (
        0,
        0,
        0,
        1,
    )
    ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=lines, left_out={})
    with pytest.raises(ledger.DraftGone):
        ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=lines, left_out={})
    assert Entry.objects.count() == 2


def test_codes_of_the_file_are_kept_where_they_fit_and_are_free(cast, lines):
    given.taken_in(cast, [GOOD, ("REQ-7", "第二", "邵国梁"), ("E301", "第三", "邵国梁"), ("E102", "第四", "邵国梁")])

    kept = dict(
        Entry.objects.exclude(pk__in=[lines.wish.pk, lines.promise.pk, lines.duty.pk]).values_list("words", "code")
    )
    assert kept == {GOOD[1]: "E301", "第二": "E302", "第三": "E303", "第四": "E102"}
    assert "原编号：REQ-7" in Step.objects.filter(entry__code="E302").first().why


def test_the_chain_stands_after_an_import_and_every_row_is_witnessed(cast):
    given.taken_in(cast, [GOOD, ("", "另一条", "邵国梁"), ("", "", "邵国梁")])
    assert evidence.verify(documents=True) == []

    guards.drop(connection)
    ImportRow.objects.filter(entry__code="E301").update(number=99)
    connection.check_constraints()  # of the rows just written: a table cannot change while they wait for it
    guards.install(connection)

    (flaw,) = evidence.verify()
    assert (flaw.stream, "import_row" in flaw.what) == ("P1/vendor", True)


def test_two_thousand_rows_cost_as_many_reads_as_twenty(cast, figure):
    def reads(count, words):
        draft = given.drafted(cast, given.as_csv([given.HEAD, *(("", f"{words} {n}", "邵国梁") for n in range(count))]))
        judgement = given.judged(draft)
        with CaptureQueriesContext(connection) as caught:
            ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=judgement.lines, left_out={})
        return sum(not query["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE")) for query in caught), len(caught)

    reads(20, "先")  # the first makes keys and streams
    few, _all = reads(20, "少")
    many, statements = reads(2000, "多")

    assert many == few
    assert statements < 400
    figure("In and out", "statements for an import of 2,000 rows", statements, wanted="< 400")


def test_undo_withdraws_what_was_not_used_and_names_what_was(cast):
    taken_in = given.taken_in(cast, [GOOD, ("E302", "另一条", "邵国梁"), ("E303", "第三条", "邵国梁")])
    used = Entry.objects.get(code="E302")
    worded(cast, used)

    undo = ledger.undo_import(taken_in, by=cast.lin, at=clock.now(), why="选错了文件")

    assert (undo.withdrawn, undo.kept, Entry.objects.count()) == (2, 1, 3)
    assert (state_of("E301")[-1], state_of("E302")[-1]) == (State.WITHDRAWN, State.CLARIFIED)
    assert set(Entry.objects.filter(is_undone=True).values_list("code", flat=True)) == {"E301", "E303"}
    assert evidence.events_of("P1/E301")[-1].fact("why") == "选错了文件"
    (act,) = (act for act in evidence.events_of("P1/IM1") if act.verb == "ledger.undo_import")
    assert (act.fact("withdrawn"), act.fact("kept"), act.fact("why")) == (2, 1, "选错了文件")
    with pytest.raises(ledger.AlreadyUndone):
        ledger.undo_import(taken_in, by=cast.lin, at=clock.now(), why="再来")


def test_an_import_that_was_used_whole_is_not_undone(cast):
    taken_in = given.taken_in(cast, [GOOD])
    ledger.clarify(Entry.objects.get(), by=cast.lin, at=clock.now(), version=1, need="少补录")

    with pytest.raises(ledger.NothingToUndo):
        ledger.undo_import(taken_in, by=cast.lin, at=clock.now(), why="选错了文件")

    assert ImportUndo.objects.count() == 0


def test_after_an_undo_the_same_file_comes_in_again_under_new_codes(cast):
    ledger.undo_import(given.taken_in(cast, [GOOD]), by=cast.lin, at=clock.now(), why="选错了文件")

    again = given.taken_in(cast, [GOOD])

    assert [row.entry.code for row in ImportRow.objects.filter(taken_in=again)] == ["E302"]


def test_a_draft_is_its_makers_and_is_forgotten_after_a_week(cast, as_lin, as_admin):
    draft = given.drafted(cast, given.as_csv([given.HEAD, GOOD]))

    assert (as_lin.get(f"{HERE}1/rows/").status_code, as_admin.get(f"{HERE}1/rows/").status_code) == (200, 404)
    jobs.drop_old_drafts(draft.at + timedelta(days=6))
    assert ImportDraft.objects.count() == 1
    jobs.drop_old_drafts(draft.at + timedelta(days=8))
    assert ImportDraft.objects.count() == 0


def test_only_whoever_answers_for_the_project_imports(cast):
    projects.seat(cast.p1, cast.zhou.person, by=cast.lin, role=SeatRole.CONSULTANT, since=date(2026, 9, 1))
    consultant = sign_in(cast.zhou.person)

    assert consultant.get("/projects/P1/register/").status_code == 200
    assert consultant.get(HERE).status_code == 404
    assert HERE not in consultant.get("/projects/P1/register/").content.decode()
    cast.zhou.role = Role.DIRECTOR
    cast.zhou.save()
    assert consultant.get(HERE).status_code == 200


@pytest.mark.parametrize("name", ["台账.csv", "台账.xlsx"])
def test_the_walk_without_script(cast, as_lin, name):
    rows = [given.HEAD, GOOD, ("", "", "邵国梁", "", "", "", ""), ("", "乙", "王工", "", "", "已完成", "")]
    data = given.as_csv(rows, encoding="gb18030") if name.endswith("csv") else given.as_xlsx(rows)

    assert handed_in(as_lin, data, name).headers["Location"] == f"{HERE}1/columns/"
    page = as_lin.get(f"{HERE}1/columns/").content.decode()
    assert ('<option value="words" selected' in page, "按生产部的规则排产" in page) == (True, True)
    chosen = {
        f"column-{at}": target
        for at, target in enumerate(("code", "words", "holder", "raised_on", "due_on", "state", "note"))
    }
    assert as_lin.post(f"{HERE}1/columns/", chosen).headers["Location"] == f"{HERE}1/rows/"
    page = as_lin.get(f"{HERE}1/rows/?show=all").content.decode()
    assert ("这一行没有原话" in page, 'name="name:王工"' in page, 'value="1"' in page) == (True, True, True)
    assert as_lin.post(f"{HERE}1/rows/", {"cell:3:words": "丙", "show": "bad"}).status_code == 302
    assert as_lin.post(f"{HERE}1/rows/", {"take": "1"}).headers["Location"].endswith("rows/?show=")  # two are good now
    assert as_lin.post(f"{HERE}1/rows/", {"take": "2"}).headers["Location"] == f"{HERE}1/"
    assert as_lin.post(f"{HERE}1/rows/", {"take": "2"}).headers["Location"] == f"{HERE}1/"  # pressed twice
    done = as_lin.get(f"{HERE}1/").content.decode()
    assert ("?taken_in=1" in done, "已完成" in done) == (True, True)
    bad = as_lin.get(f"{HERE}1/bad-rows/")
    assert "乙" in b"".join(bad.streaming_content).decode("utf-8-sig")
    shown = as_lin.get("/projects/P1/register/?taken_in=1").content.decode()
    assert (GOOD[1] in shown, "丙" in shown) == (True, True)
    assert as_lin.post(f"{HERE}1/undo/", {"why": ""}).status_code == 422
    assert as_lin.post(f"{HERE}1/undo/", {"why": "选错了"}).headers["Location"] == f"{HERE}1/"
    assert GOOD[1] not in as_lin.get("/projects/P1/register/").content.decode()
    assert GOOD[1] in as_lin.get("/projects/P1/register/?state=withdrawn").content.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("a.xlsx", b"PK\x03\x04", "已损坏"),
        ("a.csv", "内容,谁\n".encode(), "下面没有内容"),
        ("a.csv", given.as_csv([given.HEAD, ["x"] * 70]), "第 2 行超过 60 列"),
        ("a.pdf", b"%PDF-1.7", "只能读 .xlsx 和 .csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(cast, as_lin, name, data, said):
    answer = handed_in(as_lin, data, name)

    assert (answer.status_code, said in answer.content.decode(), ImportDraft.objects.count()) == (422, True, 0)


def test_columns_are_checked_before_rows_are_shown(cast, as_lin):
    handed_in(as_lin, given.as_csv([("甲", "乙"), ("愿望", "3/4/2026")]))

    page = as_lin.get(f"{HERE}1/columns/").content.decode()
    assert 'name="order"' in page
    none = as_lin.post(f"{HERE}1/columns/", {"column-0": "", "column-1": "due_on"})
    assert (none.status_code, "没有原话就不成一条" in none.content.decode()) == (422, True)
    twice = as_lin.post(
        f"{HERE}1/columns/", {"column-0": "words", "column-1": "words", "holder": str(cast.wen.person_id)}
    )
    assert (twice.status_code, "已有另一列" in twice.content.decode()) == (422, True)
    good = {"column-0": "words", "column-1": "due_on", "holder": str(cast.wen.person_id), "order": "mdy"}
    assert as_lin.post(f"{HERE}1/columns/", good).status_code == 302
    assert only(ImportDraft.objects.get()).due_on == date(2026, 3, 4)


def test_another_worksheet_starts_the_columns_anew(cast, as_lin):
    book = given.openpyxl.Workbook()
    for sheet, words in ((book.active, "甲"), (book.create_sheet("第二"), "乙")):
        sheet.append(list(given.HEAD))
        sheet.append(["", words, "邵国梁"])
    handed_in(as_lin, given.saved(book), "台账.xlsx")

    as_lin.post(f"{HERE}1/columns/", {"sheet": "第二", "column-1": "words"})

    draft = ImportDraft.objects.get()
    assert (draft.table["sheet"], draft.table["rows"][0]["cells"][1], draft.columns) == ("第二", "乙", {})


def test_the_template_comes_in_as_it_is_but_for_its_example(cast, as_lin):
    data = b"".join(as_lin.get(f"{HERE}template/").streaming_content)

    handed_in(as_lin, data, "模板.xlsx")
    draft = ImportDraft.objects.get()
    guessed = {str(at): target.value for at, target in enumerate(given.columns.guesses(draft.table["header"]))}
    ledger.settle(draft, columns={"targets": guessed, "order": "dmy", "holder": None})

    assert sorted(guessed.values()) == sorted(target.value for target in given.columns.Target)
    assert [flaw.target for flaw in only(draft).flaws] == ["holder"]
