"""The gaps of one project, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from yinuo.base import marks
from yinuo.ledger import queries
from yinuo.ledger.models import EntryKind
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.ledger.queries import GapRow

TARGET = 80.0
"""Where a reached target stands on the 0–100 rule (decision 21)."""


@require_GET
def gaps(request: HttpRequest, code: str) -> HttpResponse:
    """Every measured line: in its own unit first, on 0–100 where a minimum was agreed."""
    project = project_for(member_for(request), code)
    rows = queries.gaps(project, get_language() or "en")
    chart = [_bar(row, code) for row in rows if row.p is not None]
    facts = {
        "project": project,
        "chart": chart,
        "rows": [(row, _href(row, code)) for row in rows],
        "missed": sum(row.outcome == "missed" for row in rows),
    }
    return render(request, "desk/gaps.html", facts)


def _href(row: GapRow, code: str) -> str:
    return reverse("entry" if row.kind == EntryKind.EXPECTATION else "commitment", args=[code, row.code])


def _bar(row: GapRow, code: str) -> marks.GapRow:
    return marks.GapRow(row.code, row.words, row.gap, TARGET, row.p, _href(row, code), row.holder)
