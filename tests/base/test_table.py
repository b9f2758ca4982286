"""Tables taken out: no formula in them, typed cells, nobody's name behind them."""

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
import time_machine
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yinuo.base.paper.table import Column, TablePaper, table_csv, table_xlsx
from yinuo.base.paper.table_word import table_docx
from yinuo.capture import tables

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "\ufeff=1",
    '=HYPERLINK("http://x")',
    "'=1",
    "''=",
)


def paper(*rows, columns=(("内容", 40), ("期限", 12), ("数", 6))):
    return TablePaper(
        language="zh-hans",
        title="P1 ERP & 实施",
        facts=("台账",),
        mark="仅我方可见",
        page="第 %(page)s 页，共 %(pages)s 页",
        printed_on=date(2026, 11, 20),
        columns=tuple(Column(*column) for column in columns),
        rows=rows,
    )


def cells_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@settings(deadline=None)  # a busy machine is no fault of the text
@example("=cmd|' /C calc'!A0")
@example("\t=1")
@example("a\r\n=1")
@given(st.text(max_size=40))
def test_no_cell_of_a_csv_begins_like_a_formula(text):
    (cell,) = cells_of(table_csv(paper((text,), columns=(("x", 1),))))[1]

    assert cell.lstrip(" \n\u00a0\ufeff")[:1] not in set("=+-@\t\r＝＋－＠")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp"]), min_size=1, max_size=30)
)
@example("=1+1")
@example("'=1")
@example("''")
@example("'")
def test_what_goes_out_as_csv_comes_in_the_same(text):
    data = table_csv(paper((text, None, 1), ("另一行", None, 2)))

    assert tables.read("a.csv", data).rows[0].cells[0] == text


def test_a_csv_has_the_mark_that_excel_needs_and_quotes_every_cell():
    assert table_csv(paper(("甲", date(2026, 12, 21), 3))) == (
        b"\xef\xbb\xbf" + '"内容","期限","数"\r\n"甲","2026-12-21","3"\r\n'.encode()
    )


def test_a_workbook_holds_typed_cells_and_no_formula():
    data = table_xlsx(paper(*((text, date(2026, 12, 21), 3) for text in FORMULAS), ("\x00\x0b甲\ufffe", None, None)))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active

    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=1) for cell in row} == {"s"}
    assert (sheet["B2"].is_date, sheet["B2"].number_format, sheet["C2"].value) == (True, "yyyy-mm-dd", 3)
    assert sheet[f"A{len(FORMULAS) + 2}"].value == "甲"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:C{len(FORMULAS) + 2}")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.column_dimensions["A"].width) == (
        "landscape",
        9,
        42,
    )
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_no_file_names_a_person_or_a_program_as_its_author():
    book = zipfile.ZipFile(io.BytesIO(table_xlsx(paper(("甲", None, None)))))
    about = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("docProps/"))
    word = Document(io.BytesIO(table_docx(paper(("甲", None, None))))).core_properties

    assert [word for word in ("creator", "lastModifiedBy", "openpyxl", "Manager", "Company") if word in about] == []
    assert "P1 ERP &amp; 实施" in about
    assert (word.author, word.last_modified_by, word.comments) == ("", "", "")


@pytest.mark.parametrize("drawn", [table_xlsx, table_docx])
def test_the_same_rows_give_the_same_bytes_whenever_they_are_written(drawn):
    rows = ("甲", date(2026, 12, 21), 3)
    with time_machine.travel("2026-11-20T09:00:00+08:00"):
        first = drawn(paper(rows))
    with time_machine.travel("2026-11-20T17:30:01+08:00"):
        assert drawn(paper(rows)) == first
    assert drawn(paper(("乙", None, 3))) != first


def test_a_word_file_repeats_the_head_and_numbers_its_pages():
    data = table_docx(paper(*((f"第 {n} 条", date(2026, 12, 21), n) for n in range(300))))
    document = Document(io.BytesIO(data))
    parts = zipfile.ZipFile(io.BytesIO(data))
    foot = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)

    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["第 0 条", "2026-12-21", "0"]
    assert len(document.tables[0].rows) == 301
    assert "w:tblHeader" in parts.read("word/document.xml").decode()
    assert re.findall(r'w:instr="(\w+)"', foot) == ["PAGE", "NUMPAGES"]
    assert document.sections[0].page_width > document.sections[0].page_height
