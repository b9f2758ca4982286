"""Spreadsheets as people have them are read as one plain table, and bombs are refused by name."""

import resource
import sys
import time
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.tables import HEAD, as_csv, as_xlsx, saved, with_part
from yinuo.capture import columns, tables
from yinuo.capture.columns import Target
from yinuo.capture.tables import Reason, Unreadable

SHEET = "xl/worksheets/sheet1.xml"
OPEN, CLOSE = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>', "</sheetData>"
ROW = ("E101", "按规则排产，\n月底不补录", "邵国梁", "2026-09-02", "2026-12-21", "已确认", "他说“务必”")


class Monday:
    """Every day is a working day."""

    def is_workday(self, day):
        return True

    def add_workdays(self, day, n):
        return day


def refused(name, data, sheet=""):
    with pytest.raises(Unreadable) as found:
        tables.read(name, data, sheet)
    return found.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables_are_read_in_every_encoding_and_with_every_separator(encoding, separator):
    table = tables.read("台账.csv", as_csv([HEAD, ROW, (), ROW], encoding=encoding, separator=separator))

    assert table.header == HEAD
    assert [(row.number, row.cells) for row in table.rows] == [(2, ROW), (4, ROW)]


def test_excel_may_name_the_separator_in_a_line_before_the_head():
    assert tables.read("a.csv", b"sep=;\nwords;who\na,b;Shao\n").rows[0].cells == ("a,b", "Shao")


def test_a_title_above_the_head_is_passed_over():
    table = tables.read("a.csv", as_csv([("华岭泵业需求台账",), (), HEAD, ROW]))

    assert (table.header, table.header_row, [row.number for row in table.rows]) == (HEAD, 3, [4])


def test_nul_is_left_out_and_an_endless_cell_is_refused():
    assert tables.read("a.csv", b"words,who\nabc,Shao" + b"\0" + b"\n" + b"x,y\n" * 2000).rows[0].cells == (
        "abc",
        "Shao",
    )
    assert refused("a.csv", b"words,who\n" + b"x" * 20_001 + b",b\n") == Reason.LONG_CELL
    assert refused("a.csv", b"words,who\n" + b"x" * 131_073 + b",b\n") == Reason.LONG_CELL


def test_typed_cells_come_as_people_read_them():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(HEAD))
    sheet.append([7.0, 0.1 + 0.2, datetime(2026, 9, 2), date(2026, 12, 21), True, None, "_x0041_"])
    sheet["D3"], sheet["D3"].number_format = 46377, 'yyyy"年"m"月"d"日"'
    sheet["E3"], sheet["E3"].number_format = 46377.5, "m/d/yy h:mm"
    sheet["F3"], sheet["F3"].number_format = 1234.5, '"yuan" 0.00 [Red]'

    first, second = tables.read("a.xlsx", saved(book)).rows

    assert first.cells == ("7", "0.3", "2026-09-02", "2026-12-21", "TRUE", "", "A")
    assert second.cells == ("", "", "", "2026-12-21", "2026-12-21 12:00", "1234.5", "")


def test_a_formula_gives_the_value_last_computed():
    row = (
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c>'
        '<c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C2"><f>X()</f></c></row>'
    )
    head = '<row r="1">' + "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in HEAD[:2]) + "</row>"

    assert tables.read("a.xlsx", with_part(SHEET, f"{OPEN}{head}{row}{CLOSE}</worksheet>")).rows[0].cells == ("2", "ab")


def test_a_cell_merged_downwards_counts_for_every_row():
    book = openpyxl.Workbook()
    for row in (HEAD, ("1", "甲", "邵国梁"), ("2", "乙"), ("3", "丙")):
        book.active.append(list(row))
    book.active.merge_cells("C2:C3")

    assert [row.cells[2] for row in tables.read("a.xlsx", saved(book)).rows] == ["邵国梁", "邵国梁", ""]


def test_only_visible_sheets_are_offered_and_the_first_with_rows_is_read():
    book = openpyxl.Workbook()
    book.active.title = "说明"
    hidden = book.create_sheet("旧")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    for name in ("需求", "问题"):
        book.create_sheet(name).append(list(HEAD))
        book[name].append([f"{name} 1", "甲"])

    found = tables.read("a.xlsx", saved(book))

    assert (found.sheet, found.sheets, found.rows[0].cells[0]) == ("需求", ("说明", "需求", "问题"), "需求 1")
    assert tables.read("a.xlsx", saved(book), "问题").rows[0].cells[0] == "问题 1"
    assert refused("a.xlsx", saved(book), "旧") == Reason.NO_SHEET


def test_what_is_no_table_is_refused_by_its_name():
    assert refused("a.xls", b"\xd0\xcf\x11\xe0") == Reason.OLD_KIND
    assert refused("a.pdf", b"%PDF-") == Reason.OTHER_KIND
    assert refused("a.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600) == Reason.LOCKED
    assert refused("a.xlsx", b"words,who\n") == Reason.DAMAGED
    assert refused("a.xlsx", as_xlsx([ROW])[:-200]) == Reason.DAMAGED
    assert refused("a.csv", b"") == Reason.EMPTY
    assert refused("a.csv", b"\n ,\n") == Reason.EMPTY
    assert refused("a.csv", bytes(range(256)) * 40) == Reason.NOT_TEXT
    assert refused("a.csv", as_csv([HEAD, *[ROW] * 5001])) == Reason.MANY_ROWS
    assert refused("a.csv", as_csv([HEAD, ["x"] * 61])) == Reason.MANY_COLUMNS
    assert refused("a.csv", b"x" * (10 * 1024 * 1024 + 1)) == Reason.TOO_LARGE


BOMBS = {
    "400,000 empty rows": ("<row/>" * 400_000, Reason.MANY_ROWS),
    "400,000 tiny rows": ("<row><c><v>1</v></c></row>" * 400_000, Reason.MANY_ROWS),
    "far cell": ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', Reason.MANY_COLUMNS),
    "a million cells": ("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>", Reason.MANY_COLUMNS),
    "60 MB cell": ('<row><c t="inlineStr"><is><t>' + "x" * 60_000_000, Reason.LONG_CELL),
    "60 MB attribute": ('<row a="' + "x" * 60_000_000, Reason.DAMAGED),
    "two million attributes": ("<row " + " ".join(f'a{n}="1"' for n in range(2_000_000)), Reason.DAMAGED),
    "deep": ("<a>" * 3_000_000, Reason.DAMAGED),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_before_it_goes_off(name):
    content, reason = BOMBS[name]
    bomb = with_part(SHEET, OPEN + content)
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    assert refused("a.xlsx", bomb) == reason

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (
        1024 if sys.platform == "linux" else 1024**2
    )
    assert (time.process_time() - begun < 10, grown < 400) == (True, True)


def test_no_entity_is_ever_expanded():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    cell = '<row><c t="inlineStr"><is><t>&a9;</t></is></c></row>'
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>{OPEN}{cell}{CLOSE}</worksheet>'

    assert refused("a.xlsx", with_part(SHEET, bomb)) == Reason.DAMAGED
    assert refused("a.xlsx", with_part("xl/workbook.xml", bomb)) == Reason.DAMAGED


def test_a_table_of_endless_shared_strings_is_refused():
    assert refused("a.xlsx", with_part("xl/sharedStrings.xml", f"<sst>{'<si/>' * 6_000_000}</sst>")) == Reason.TOO_LARGE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        table = tables.read(name, data)
    except Unreadable:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)


def test_columns_are_guessed_from_chinese_and_english_heads():
    chinese = ["序号", "需求编号", "需求提出日期", "要求完成日期", "提出人"]
    chinese += ["需求内容", "状态", "责任人", "备注", "需求类型"]
    assert columns.guesses(chinese) == (
        *(None, Target.CODE, Target.RAISED_ON, Target.DUE_ON, Target.HOLDER, Target.WORDS, Target.STATE, Target.OWNER),
        *(Target.NOTE, Target.CLASS),
    )  # fmt: skip
    assert columns.guesses(["ID", "Description", "Raised by", "Due date", "Status", "Priority", "Comments", "ID"]) == (
        *(Target.CODE, Target.WORDS, Target.HOLDER, Target.DUE_ON, Target.STATE, Target.IMPORTANCE, Target.NOTE, None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2026/1/2", date(2026, 1, 2)),
        ("2026年11月20日 周五", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("２０２６－１１－２０", date(2026, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("11/20/2026", date(2026, 11, 20)),
        ("3/4/2026", date(2026, 4, 3)),
        ("46346", date(2026, 11, 20)),
        ("Fri 20 Nov 2026", date(2026, 11, 20)),
        ("Nov 20, 2026", date(2026, 11, 20)),
        ("2019-03-01", date(2019, 3, 1)),
        ("月底前", date(2026, 11, 30)),
        ("下周五", date(2026, 11, 13)),
        ("2026-02-30", None),
        ("尽快", None),
        ("12", None),
    ],
)
def test_a_day_is_read_as_it_is_written_or_counted_from_the_day_it_was_said(text, day):
    assert columns.day(text, "dmy", date(2026, 11, 2), Monday()) == day


def test_the_order_of_day_and_month_is_asked_only_where_the_file_does_not_tell():
    assert columns.is_ambiguous(["3/4/2026", "5/6/2026"]) is True
    assert columns.is_ambiguous(["3/4/2026", "25/6/2026"]) is False
    assert columns.is_ambiguous(["3/3/2026", "2026-04-03"]) is False
    assert (columns.order_of(["3/14/2026"]), columns.order_of(["14/3/2026"])) == ("mdy", "dmy")
    assert columns.day("3/4/2026", "mdy", date(2026, 1, 1), Monday()) == date(2026, 3, 4)
