"""A sheet goes out as a Word file and comes back edited."""

import html
import re
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.base import papers
from yinuo.base.paper.sheet import canonical_text, clean
from yinuo.base.paper.word import DamagedFile, LineBack, NotOurSheet, SheetBack, read_sheet_docx, sheet_docx
from yinuo.capture import package


def edited(data, change):
    """The same package with its document part changed by `change(xml)`."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = change(content.decode()).encode()
            new.writestr(item, content)
    return out.getvalue()


def instead(old, new):
    def change(xml):
        assert old in xml
        return xml.replace(old, new, 1)

    return change


def back(*texts, ticked=("", "", "")):
    sheet = papers.sheet()
    return SheetBack(
        sheet.number,
        sheet.fingerprint,
        tuple(
            LineBack(line.number, line.wording_version, text, tick)
            for line, text, tick in zip(sheet.lines, texts, ticked, strict=True)
            if text
        ),
    )


ORIGINAL = tuple(clean(line.text) for line in papers.THREE)
DATA = sheet_docx(papers.sheet())


def test_an_unchanged_file_brings_back_what_was_sent():
    assert read_sheet_docx(DATA) == back(*ORIGINAL)


def test_the_file_says_what_is_signed():
    with zipfile.ZipFile(BytesIO(DATA)) as package_:
        xml = package_.read("word/document.xml").decode()
    found = "".join(html.unescape(re.sub(r"<[^>]+>", "", xml)).split())

    for line in canonical_text(papers.sheet()).splitlines():
        assert "".join(line.split()) in found


def test_its_cells_have_room_told_where_the_schema_wants_it():
    facts = Document(BytesIO(DATA)).tables[0]._tbl.tblPr  # noqa: SLF001  # python-docx has no name for it
    names = [child.tag.rpartition("}")[2] for child in facts]

    assert names.index("tblLayout" if "tblLayout" in names else "tblW") < names.index("tblCellMar")
    assert names.index("tblCellMar") + 1 == names.index("tblLook")


def test_a_changed_wording_comes_back_changed():
    data = edited(DATA, instead("到车间完成一次排产复核会。", "到车间完成两次排产复核会，各半天。"))

    assert read_sheet_docx(data) == back(ORIGINAL[0], "到车间完成两次排产复核会，各半天。", ORIGINAL[2])


def test_a_text_cut_into_runs_by_the_editor_is_one_text():
    data = edited(DATA, instead("提供派工单样本。", "提供</w:t></w:r><w:r><w:t>派工单</w:t></w:r><w:r><w:t>样本。"))

    assert read_sheet_docx(data) == back(*ORIGINAL)


def test_a_deleted_line_is_missing():
    def without_the_second_row(xml):
        rows = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL)
        return xml.replace(rows[1], "", 1)

    assert read_sheet_docx(edited(DATA, without_the_second_row)) == back(ORIGINAL[0], "", ORIGINAL[2])


def test_tracked_changes_count_as_accepted():
    tracked = (
        '提供</w:t></w:r><w:del w:id="7" w:author="a"><w:r><w:delText>派工单</w:delText></w:r></w:del>'
        '<w:ins w:id="8" w:author="a"><w:r><w:t>车间日报</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="9"><w:r><w:t>走了</w:t></w:r></w:moveFrom><w:r><w:t>样本。'
    )

    assert read_sheet_docx(edited(DATA, instead("提供派工单样本。", tracked))) == back(
        *ORIGINAL[:2], "提供车间日报样本。"
    )


def test_one_tick_is_an_answer_and_two_are_none():
    def ticked(line, *boxes):
        def change(xml):
            for box in boxes:
                at = xml.index(f"yinuo-box-{line}-{box}")
                xml = xml[:at] + xml[at:].replace("☐", "✓", 1)
            return xml

        return change

    assert read_sheet_docx(edited(DATA, ticked(2, 1))) == back(*ORIGINAL, ticked=("", "not_accept", ""))
    assert read_sheet_docx(edited(DATA, ticked(3, 0, 2))) == back(*ORIGINAL)


def test_another_document_is_not_our_sheet():
    out = BytesIO()
    Document().save(out)

    with pytest.raises(NotOurSheet):
        read_sheet_docx(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"hello", DATA[: len(DATA) // 2]])
def test_a_damaged_file_is_named_so(data):
    with pytest.raises(DamagedFile):
        read_sheet_docx(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DATA) - 40), st.binary(min_size=1, max_size=40))
def test_no_damage_is_a_surprise(at, junk):
    data = DATA[:at] + junk + DATA[at + len(junk) :]

    with suppress(DamagedFile, NotOurSheet):
        assert read_sheet_docx(data).number == papers.sheet().number


def test_entities_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = edited(DATA, lambda xml: xml.replace("<w:document", bomb + "<w:document", 1).replace("提供", "&b;", 1))

    with pytest.raises(DamagedFile):
        read_sheet_docx(data)


def test_a_part_that_swells_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 100_000)
    data = edited(DATA, lambda xml: xml.replace("提供", "提" * 200_000, 1))

    assert len(data) < 100_000
    with pytest.raises(DamagedFile):
        read_sheet_docx(data)
