"""The issue list taken out as it is shown: CSV, XLSX or DOCX. A POST, because it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.base import clock, dates, files, once
from yinuo.base.paper import table, table_word
from yinuo.base.paper.table import Column, TablePaper
from yinuo.delivery import actions as delivery
from yinuo.delivery.forms.issues import IssueFilterForm
from yinuo.delivery.models import IssueState, Severity
from yinuo.delivery.queries import issues as queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from yinuo.delivery.queries.issues import IssueRow
    from yinuo.projects.models import Project

FORMS = {
    "csv": (table.CSV, table.table_csv),
    "xlsx": (table.XLSX, table.table_xlsx),
    "docx": (table_word.DOCX, table_word.table_docx),
}


@require_POST
def export_issues(request: HttpRequest, code: str) -> FileResponse:
    """`form` is csv, xlsx or docx; `query` the filters and the order of the list, as its address has them."""
    member = member_for(request)
    project = project_for(member, code)
    name = request.POST.get("form", "")
    if name not in FORMS:
        raise Http404
    query = QueryDict(request.POST.get("query", ""))
    filters = IssueFilterForm(query).filters()
    today = clock.today(project.time_zone)
    rows = queries.whole_list(project, filters, member=member, today=today)
    media_type, drawn = FORMS[name]
    data = drawn(_paper(project, rows, today, is_narrowed=filters.is_narrowed, on_paper=name == "docx"))
    with once.posting():  # taken out again is another export, recorded again
        delivery.record_export(project, by=member, at=clock.now(), form=name, lines=len(rows), query=query.urlencode())
    named = files.Paper(
        token="", name=f"{project.code}-{_('Issue list')}-{today}.{name}", media_type=media_type, size=len(data),
        sha256="", side="vendor",
    )  # fmt: skip
    return files.response(named, data)


def _paper(project: Project, rows: Sequence[IssueRow], today: date, *, is_narrowed: bool, on_paper: bool) -> TablePaper:
    count = ngettext("%(count)s issue", "%(count)s issues", len(rows)) % {"count": len(rows)}
    told = _("%(lines)s, narrowed") % {"lines": count} if is_narrowed else count
    columns = _columns(on_paper=on_paper)
    return TablePaper(
        language=get_language() or "en",
        title=f"{project.code} {project.name}",
        facts=(
            _("Issue list"),
            dates.day(today),
            told,
        ),
        mark=_("private"),
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=columns,
        rows=tuple(_cells(row)[: len(columns)] for row in rows),
    )


def _columns(*, on_paper: bool) -> tuple[Column, ...]:
    """A page has room for the first ten; a spreadsheet has room for all."""
    every = (
        Column(_("Code"), 7),
        Column(_("What"), 44),
        Column(_("Raised by"), 12),
        Column(_("Raised on"), 12),
        Column(_("Whose turn"), 10),
        Column(_("Owner"), 12),
        Column(_("By when"), 12),
        Column(_("Severity"), 9),
        Column(_("State"), 11),
        Column(_("Answer"), 44),
        Column(_("Days open"), 9),
        Column(_("Working days overdue"), 11),
        Column(_("Lines of the ledger"), 16),
        Column(_("Comes from"), 14),
    )
    return every[:10] if on_paper else every


def _cells(row: IssueRow) -> tuple[table.Cell, ...]:
    return (
        row.code,
        row.what,
        row.raised_by,
        row.raised_on,
        row.side_word,
        row.owner_name,
        row.due_on,
        str(Severity(row.severity).label),
        str(IssueState(row.state).label),
        row.answer,
        row.days_open,
        row.overdue,
        " ".join(code for code, _kind in row.entries),
        row.origin,
    )
