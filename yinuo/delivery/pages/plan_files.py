"""A version of the plan taken out as a file. A POST, because it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.base import clock, files, once
from yinuo.base.paper import table
from yinuo.bridges.msproject import writing
from yinuo.delivery import actions as delivery
from yinuo.delivery.pages.plan import gate
from yinuo.delivery.queries import files as drawn
from yinuo.delivery.queries import plan as plans

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from yinuo.delivery.models import PlanVersion

XML = "application/xml"


@require_POST
def export_plan(request: HttpRequest, code: str, number: int) -> FileResponse:
    """`form` is xml (Microsoft Project), xlsx or csv."""
    member, project = gate(request, code)
    version = plans.version(project, number)
    form = request.POST.get("form", "")
    if version is None or form not in ("xml", "xlsx", "csv"):
        raise Http404
    today = clock.today(project.time_zone)
    media_type, data = _drawn(version, form, today)
    with once.posting():  # taken out again is another export, recorded again
        delivery.record_plan_export(version, by=member, at=clock.now(), form=form)
    word = _("Plan %(number)s") % {"number": number}
    named = files.Paper(
        token="", name=f"{project.code}-{word}-{today}.{form}", media_type=media_type, size=len(data),
        sha256="", side="vendor",
    )  # fmt: skip
    return files.response(named, data)


def _drawn(version: PlanVersion, form: str, today: date) -> tuple[str, bytes]:
    if form == "xml":
        return XML, writing.write(drawn.as_msproject(version))
    paper = drawn.as_table(version, plans.waits(version), today)
    return (table.XLSX, table.table_xlsx(paper)) if form == "xlsx" else (table.CSV, table.table_csv(paper))
