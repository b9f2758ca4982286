"""A table as a file to take along, in the form that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404

from yinuo.base import files
from yinuo.base.paper import table, table_word

if TYPE_CHECKING:
    from yinuo.base.paper.table import TablePaper

FORMS = {
    "csv": (table.CSV, table.table_csv),
    "xlsx": (table.XLSX, table.table_xlsx),
    "docx": (table_word.DOCX, table_word.table_docx),
}


def known(form: str) -> str:
    """`form` itself when it is csv, xlsx or docx; 404 otherwise."""
    if form not in FORMS:
        raise Http404
    return form


def answer(paper: TablePaper, form: str, name: str) -> FileResponse:
    """The table as a file `name`.`form`; `form` is `known`."""
    media_type, drawn = FORMS[form]
    data = drawn(paper)
    told = files.Paper(
        token="", name=f"{name}.{form}", media_type=media_type, size=len(data), sha256="", side="vendor"
    )  # fmt: skip
    return files.response(told, data)
