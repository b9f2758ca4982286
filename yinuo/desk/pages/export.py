"""The register taken out as it is shown: CSV, XLSX or DOCX. A POST, because it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.base import clock, dates, once
from yinuo.base.paper import table, taking
from yinuo.base.paper.table import Column, TablePaper
from yinuo.capture.columns import Target
from yinuo.desk.forms import FilterForm
from yinuo.ledger import actions as ledger
from yinuo.ledger import queries
from yinuo.ledger.models import EntryClass, EntryKind, SourceKind, State
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from yinuo.ledger.queries import ExportRow
    from yinuo.projects.models import Project

WIDTHS = {
    Target.CODE: 8,
    Target.KIND: 13,
    Target.CLASS: 12,
    Target.WORDS: 48,
    Target.HOLDER: 12,
    Target.TOWARDS: 12,
    Target.DUE_ON: 12,
    Target.STATE: 13,
    Target.SOURCE: 13,
    Target.OWNER: 12,
    Target.NEED: 30,
    Target.IMPORTANCE: 9,
}
ON_PAPER = (
    *(Target.CODE, Target.KIND, Target.WORDS, Target.HOLDER, Target.DUE_ON, Target.STATE, Target.SOURCE, Target.OWNER),
)
"""A page has room for these; a spreadsheet has room for all."""


@require_POST
def register_export(request: HttpRequest, code: str) -> FileResponse:
    """`form` is csv, xlsx or docx; `query` the filters and the order of the register, as its address has them."""
    member = member_for(request)
    project = project_for(member, code)
    name = taking.known(request.POST.get("form", ""))
    query = QueryDict(request.POST.get("query", ""))
    filters = FilterForm(query, project=project).filters()
    today = clock.today(project.time_zone)
    rows = queries.register_whole(project, filters, member=member, today=today, language=get_language() or "en")
    paper = _paper(
        project, rows, today, is_narrowed=filters.is_narrowed, targets=ON_PAPER if name == "docx" else WIDTHS
    )
    with once.posting():  # taken out again is another export, recorded again
        ledger.record_export(project, by=member, at=clock.now(), form=name, lines=len(rows), query=query.urlencode())
    word = _("Register")
    return taking.answer(paper, name, f"{project.code}-{word}-{today}")


def _paper(
    project: Project,
    rows: Sequence[ExportRow],
    today: date,
    *,
    is_narrowed: bool,
    targets: Sequence[Target] | dict[Target, int],
) -> TablePaper:
    count = ngettext("%(count)s line", "%(count)s lines", len(rows)) % {"count": len(rows)}
    return TablePaper(
        language=get_language() or "en",
        title=f"{project.code} {project.name}",
        facts=(_("Register"), dates.day(today), _("%(lines)s, narrowed") % {"lines": count} if is_narrowed else count),
        mark=_("private"),
        page=_("page %(page)s of %(pages)s"),
        printed_on=today,
        columns=(
            *(Column(str(queries.HEADINGS[target]), WIDTHS[target]) for target in targets),
            Column(_("Gap"), 18),
        ),
        rows=tuple((*(_cells(row)[target] for target in targets), row.gap) for row in rows),
    )


def _cells(row: ExportRow) -> dict[Target, table.Cell]:
    return {
        Target.CODE: row.code,
        Target.KIND: str(EntryKind(row.kind).label),
        Target.CLASS: str(EntryClass(row.entry_class).label),
        Target.WORDS: row.words,
        Target.HOLDER: row.holder,
        Target.TOWARDS: row.towards,
        Target.DUE_ON: row.due_on,
        Target.STATE: str(State(row.state).label),
        Target.SOURCE: str(SourceKind(row.source).label),
        Target.OWNER: row.owner,
        Target.NEED: row.need,
        Target.IMPORTANCE: row.importance,
    }
