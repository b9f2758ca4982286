"""Spreadsheets as people have them, made on the spot."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl

from yinuo.base import clock
from yinuo.capture import columns, tables
from yinuo.ledger import actions as ledger
from yinuo.ledger import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.cast import Cast
    from yinuo.ledger.models import Import, ImportDraft
    from yinuo.projects.models import Project

HEAD = ("编号", "内容", "提出人", "提出日期", "截止日期", "状态", "备注")


def as_csv(rows: Iterable[Sequence[object]], *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[object]], *, sheet: str = "需求") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: str, workbook: bytes | None = None) -> bytes:
    """A workbook in which one part is replaced, as only a program would make it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook or as_xlsx([HEAD]))) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return out.getvalue()


def drafted(cast: Cast, data: bytes, name: str = "台账.csv", project: Project | None = None) -> ImportDraft:
    """A file handed in by 林知夏, its columns taken as guessed."""
    table = tables.read(name, data)
    draft = ledger.begin_import(project or cast.p1, by=cast.lin, at=clock.now(), file_name=name, data=data, table=table)
    guessed = {str(at): target.value for at, target in enumerate(columns.guesses(table.header)) if target}
    ledger.settle(draft, columns={"targets": guessed, "order": "dmy", "holder": None})
    return draft


def judged(draft: ImportDraft) -> forms.Judgement:
    return forms.Judge(draft.project, draft, clock.today(draft.project.time_zone)).judge()


def taken_in(cast: Cast, rows: Iterable[Sequence[object]], project: Project | None = None) -> Import:
    """These rows, good ones in."""
    draft = drafted(cast, as_csv([HEAD, *rows]), project=project)
    judgement = judged(draft)
    return ledger.take_in(draft, by=cast.lin, at=clock.now(), lines=judgement.lines, left_out=judgement.left_out)
