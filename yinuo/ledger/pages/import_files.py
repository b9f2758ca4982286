"""The files beside an import: the template to fill in, and the rows that did not come in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import FileResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yinuo.base import clock, files
from yinuo.base.paper import table
from yinuo.base.paper.table import Cell, Column, TablePaper
from yinuo.capture.columns import Target
from yinuo.ledger import forms, queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_to_run

if TYPE_CHECKING:
    from django.http import HttpRequest

# One line of the told story, in both languages; whoever fills the template writes over it.
_EXAMPLE: dict[bool, dict[Target, Cell]] = {
    True: {
        Target.CODE: "E101",
        Target.KIND: "甲方期望",
        Target.CLASS: "期望",
        Target.WORDS: "年底手机上审批",
        Target.HOLDER: "顾正言",
        Target.RAISED_ON: date(2026, 7, 9),
        Target.DUE_ON: date(2026, 12, 28),
        Target.STATE: "已澄清",
        Target.SOURCE: "领导要求",
        Target.NEED: "出差时不误事",
        Target.IMPORTANCE: 5,
    },
    False: {
        Target.CODE: "E101",
        Target.KIND: "client expects",
        Target.CLASS: "expectation",
        Target.WORDS: "Approve on the phone by the end of the year",
        Target.HOLDER: "Gu Zhengyan",
        Target.RAISED_ON: date(2026, 7, 9),
        Target.DUE_ON: date(2026, 12, 28),
        Target.STATE: "clarified",
        Target.SOURCE: "leader's demand",
        Target.NEED: "Nothing waits while travelling",
        Target.IMPORTANCE: 5,
    },
}


@require_GET
def import_template(request: HttpRequest, code: str) -> FileResponse:
    """An empty workbook with the headings, what belongs under each, and one example row."""
    project = project_to_run(member_for(request), code)
    data = table.table_xlsx(_template(clock.today(project.time_zone)))
    name = _("import template")
    return _file(data, f"{project.code}-{name}.xlsx", table.XLSX)


def _template(today: date) -> TablePaper:
    notes = {
        Target.CODE: _("May stay empty: the next free code is taken."),
        Target.KIND: _("What the client expects, we promise, or the client does. May stay empty."),
        Target.CLASS: _("An expectation, or a vision that is kept and not promised. May stay empty."),
        Target.WORDS: _("Needed. One wish, promise or duty in the words that were said, at most 500 characters."),
        Target.HOLDER: _("Needed. The name of somebody who sits on the project."),
        Target.TOWARDS: _("To whom it was said. May stay empty."),
        Target.RAISED_ON: _("A day like 2026-11-20. May stay empty."),
        Target.DUE_ON: _("A day like 2026-11-20. May stay empty and is asked for later."),
        Target.STATE: _("Stated, clarified or withdrawn. Agreed counts only with a means of agreement."),
        Target.SOURCE: _("Meeting, mail, group chat … May stay empty."),
        Target.OWNER: _("The name of one of us. Empty is you."),
        Target.NEED: _("What it is needed for. May stay empty."),
        Target.IMPORTANCE: _("1 to 5. May stay empty."),
        Target.NOTE: _("Anything else; it is kept with the line."),
    }
    wide = {Target.WORDS: 48, Target.NEED: 32, Target.NOTE: 24}
    return TablePaper(
        language=get_language() or "en",
        title=_("Register"),
        facts=(),
        mark="",
        page="%(page)s",
        printed_on=today,
        columns=tuple(Column(str(word), wide.get(target, 14)) for target, word in queries.HEADINGS.items()),
        rows=(tuple(_EXAMPLE[(get_language() or "en")[:2] == "zh"].get(target) for target in queries.HEADINGS),),
        notes=tuple(notes[target] for target in queries.HEADINGS),
    )


@require_GET
def import_bad_rows(request: HttpRequest, code: str, number: int) -> FileResponse:
    """Every row that does not come in, with its reason: to be mended in the spreadsheet and handed in again."""
    member = member_for(request)
    project = project_to_run(member, code)
    if queries.is_import(project, number):
        taken_in = queries.import_facts(project, number).taken_in
        header, rows = taken_in.header, queries.left_out_rows(taken_in)
    else:
        draft = queries.draft(project, member, number)
        why = forms.Judge(project, draft, clock.today(project.time_zone)).judge().left_out
        header = draft.table["header"]
        rows = [
            (row["number"], row["cells"], why[row["number"]]) for row in draft.table["rows"] if row["number"] in why
        ]
    columns = [Column(str(heading), 20) for heading in (*header, _("Row in the file"), _("Why"))]
    paper = TablePaper(
        language="",
        title="",
        facts=(),
        mark="",
        page="",
        printed_on=clock.today(project.time_zone),
        columns=tuple(columns),
        rows=tuple((*cells, row, reason) for row, cells, reason in rows),
    )
    name = _("rows left out")
    return _file(table.table_csv(paper), f"{project.code}-I{number}-{name}.csv", table.CSV)


def _file(data: bytes, name: str, media_type: str) -> FileResponse:
    paper = files.Paper(token="", name=name, media_type=media_type, size=len(data), sha256="", side="vendor")
    return files.response(paper, data)
